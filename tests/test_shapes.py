"""The graph gate: the dataset conforms, each rule about the whole graph has a smallest case that breaks it."""

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from kg.check.graph_gate import whole_graph
from kg.check.shapes import SHAPE, THE_GRAPH, check_graph, shapes, unused
from kg.compile.names import PAO
from tests.conftest import ROOT

CASES = sorted((ROOT / "tests/cases/shapes").glob("*.ttl"))
RULES = sorted(str(s).removeprefix(str(SHAPE)) for s in shapes().subjects(SH.targetNode, THE_GRAPH))


@pytest.fixture(scope="module")
def data(graphs):
    return whole_graph(*graphs.values())


def broken(data, *graphs):
    whole = Graph()
    for graph in (data, *graphs):
        whole += graph
    return {result.shape for result in check_graph(whole).results}


def test_the_dataset_conforms_and_every_shape_matched_something(data):
    report = check_graph(data)
    assert report.results == ()
    assert unused(report) == []


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_breaks_the_rule_that_it_is_named_after(data, case):
    assert case.stem in broken(data, Graph().parse(case, format="turtle"))


def test_every_rule_about_the_whole_graph_has_a_case():
    assert [case.stem for case in CASES if case.stem in RULES] == RULES


@pytest.mark.parametrize(
    ("shape", "remove"),
    [
        ("ClaimShape-statedIn", PAO.statedIn),
        ("ClaimShape-voice", PAO.voice),
        ("ClaimShape-support", PAO.support),
        ("AttributionShape-speaker", PAO.speaker),
        ("AttributionShape-act", PAO.act),
        ("AttributedHasSpeaker", PAO.attribution),
        ("CountHasTime", PAO.validTime),
        ("TimeSpecShape-edtf", PAO.edtf),
    ],
)
def test_what_is_taken_away_is_missed(data, shape, remove):
    less = Graph()
    less += data
    less.remove((None, remove, None))
    assert shape in broken(less)


def test_a_shape_that_matches_nothing_is_told(data):
    less = Graph()
    less += data
    less.remove((None, RDF.type, PAO.Post))
    assert "PostShape" in unused(check_graph(less))


@pytest.mark.parametrize("path", sorted((ROOT / "shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_every_term_of_shacl_exists(path):
    for triple in Graph().parse(path, format="turtle"):
        for term in triple:
            if isinstance(term, URIRef) and str(term).startswith(str(SH)):
                assert term in SH, f"{term} is no term of SHACL"


def test_every_shape_that_can_fail_has_a_sentence_and_a_remedy():
    graph = shapes()
    for shape in {*graph.subjects(RDF.type, SH.PropertyShape), *graph.subjects(RDF.type, SH.SPARQLConstraint)}:
        if str(shape).endswith("Claim-predicate"):
            continue
        message, remedy = graph.value(shape, SH.message), graph.value(shape, PAO.remedy)
        assert isinstance(message, Literal), shape
        assert str(message).endswith("."), shape
        assert str(remedy).endswith("."), shape


def test_every_shape_has_a_name():
    graph = shapes()
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        assert all(str(shape).startswith(str(SHAPE)) for shape in graph.subjects(RDF.type, kind))
