"""Our own engine: what it cannot do it says, and what it reads of our data is what is written there."""

import re

import pytest
from rdflib import ORG, RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from kg.check.compiled import CompiledShapes
from kg.check.engines import DEFAULT, REFERENCE, RUN, validate
from kg.check.graph_gate import whole_graph
from kg.check.shapes import SHAPE, shapes
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.store.backed import EngineStore, load_backed
from kg.words.errors import BadData

PREFIXES = (
    "PREFIX e: <urn:e:> PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)


def turtle(text):
    return Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ("sh:closed true", "closed"),
        ("sh:property [ sh:path e:p ; sh:uniqueLang true ]", "uniqueLang"),
        ("sh:or ( [ sh:path e:p ; sh:qualifiedMinCount 1 ] )", "qualifiedMinCount"),
        ("sh:or ( [ sh:sparql [ sh:select 'SELECT $this {}' ] ] )", "within a shape"),
        ("sh:property [ sh:path [ sh:zeroOrMorePath e:p ] ; sh:minCount 1 ]", "a path"),
        ("sh:minCount 1", "without a path"),
        ("sh:mincount 1", "mincount"),
        ("sh:sparql [ sh:select 'SELECT $this { $this e:p' ]", "shapes cannot be used"),
        ("sh:targetObjectsOf e:p", "targetObjectsOf"),
    ],
)
def test_what_it_does_not_know_is_an_error(shape, message):
    data = turtle("e:a e:p e:b .")
    with pytest.raises(BadData, match=message):
        RUN[DEFAULT](data, turtle(f"e:S a sh:NodeShape ; sh:targetNode e:a ; {shape} ."))


def test_another_datatype_than_the_written_one_is_left_to_the_reference():
    rules = turtle("e:S a sh:PropertyShape ; sh:targetNode e:a ; sh:path e:p ; sh:datatype xsd:integer .")
    for text, able in (("e:a e:p 1 .", DEFAULT), ("e:a e:p '1'^^xsd:long .", REFERENCE)):
        report, engine = validate(turtle(text), rules)
        assert engine == able
        assert (None, SH.conforms, Literal(engine == DEFAULT)) in report
        assert validate(turtle(text).serialize(format="nt", encoding="utf-8"), rules)[1] == able


@pytest.fixture(scope="module")
def plain(graphs):
    """The dataset and the ontology as rdflib has them."""
    return sum(graphs.values(), Graph()) + ontology()


def test_the_store_changes_no_value_of_the_dataset(plain):
    kept = load_backed([plain])
    assert len(kept) == len(plain)
    assert all(triple in plain for triple in kept)


def test_the_dataset_has_no_value_of_which_engines_differ(plain):
    """Kinds of literals over which engines disagree, and plain texts that say that they are texts."""
    kinds = {str(value.datatype).rpartition("#")[2] for value in plain.objects() if isinstance(value, Literal)}
    assert kinds <= {
        "None",
        "integer",
        "date",
        "boolean",
        "anyURI",
        "langString",
        "http://id.loc.gov/datatypes/edtf/EDTF",
    }
    days = [str(v) for v in plain.objects() if isinstance(v, Literal) and str(v.datatype).endswith("#date")]
    assert days
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)
    paths = {path for path in shapes().objects(None, SH.path) if isinstance(path, BNode)}
    assert all(isinstance(shapes().value(path, SH.inversePath), URIRef) for path in paths)


def test_shapes_compare_days_with_days_and_numbers_with_numbers():
    own = shapes()
    typed = {own.value(shape, SH.path): kind for shape, kind in own.subject_objects(SH.datatype)}
    for term in (SH.lessThan, SH.lessThanOrEquals):
        for shape, other in own.subject_objects(term):
            assert typed[own.value(shape, SH.path)] == typed[other]


def test_a_graph_over_the_store_is_asked_like_any_other(plain):
    graph = whole_graph(plain)
    assert isinstance(graph.store, EngineStore)
    written = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert set(written) == set(graph)
    for triple in list(plain)[::500]:
        assert triple in graph
        assert set(graph.objects(*triple[:2])) == set(plain.objects(*triple[:2]))
        graph.remove(triple)
        assert triple not in graph
        graph.add(triple)
        assert triple in graph


def test_it_counts_what_each_shape_is_held_against(plain):
    compiled = CompiledShapes(shapes(), whole_graph(plain).store.engine)
    kinds = set(ontology().transitive_subjects(RDFS.subClassOf, PAO.Claim))
    claims = {claim for kind in kinds for claim in plain.subjects(RDF.type, kind)}
    assert compiled.matched(SHAPE.ClaimShape) == len(claims) > 500
    assert compiled.matched(SHAPE.NoContradiction) == 1
    parts = set(plain.subjects(ORG.member)) | set(plain.subjects(ORG.organization))
    assert compiled.matched(SHAPE.MembershipShape) == len(parts | set(plain.subjects(RDF.type, ORG.Membership))) > 10
