"""The graph gate: the dataset conforms, every class and own property has a shape, every shape says how to mend."""

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef

from kg.check.graph_gate import whole_graph
from kg.check.shapes import SHAPE, check_graph, shapes, unused
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from tests.conftest import ROOT

#: Claimable predicates that may be said of anything, or whose object may be anything; ThingIsDescribed sees to them.
OF_ANYTHING = {"about", "describedAs", "distinctFrom", "name", "refersTo"}
TO_ANYTHING = {"about", "concerns", "distinctFrom", "hasRootsIn", "opposes", "refersTo", "supports"}

#: Properties of shapes, which are no part of the data.
OF_SHAPES = {"mayBeUnused", "remedy"}


@pytest.fixture(scope="module")
def data(graphs):
    return whole_graph(*graphs.values())


def test_the_dataset_conforms_and_every_shape_matched_something(data):
    report = check_graph(data)
    assert report.results == ()
    assert unused(report) == []


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
        message, remedy = graph.value(shape, SH.message), graph.value(shape, PAO.remedy)
        assert isinstance(message, Literal), shape
        assert str(message).endswith("."), shape
        assert str(remedy).endswith("."), shape


def test_every_shape_has_a_name():
    graph = shapes()
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        assert all(str(shape).startswith(str(SHAPE)) for shape in graph.subjects(RDF.type, kind))


def own_terms(*kinds):
    """Return the names of the terms of the ontology that are of one of the kinds."""
    graph = ontology()
    terms = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return sorted(term.removeprefix(PAO) for term in terms if (term, RDFS.isDefinedBy, None) in graph)


@pytest.mark.parametrize("name", own_terms(OWL.Class))
def test_every_class_has_a_shape(name):
    graph, targets = ontology(), set(shapes().objects(None, SH.targetClass))
    kinds = set(graph.subjects(RDFS.subClassOf, PAO[name]))
    only_its_kinds = name == "Undertaking" and kinds <= targets  # KindIsNamed forbids it alone
    assert only_its_kinds or targets & set(graph.transitive_objects(PAO[name], RDFS.subClassOf))


@pytest.mark.parametrize("name", own_terms(PAO.Claimable, PAO.Derivable))
def test_every_predicate_of_claims_tells_what_it_joins(name):
    graph = ontology()
    assert name in OF_ANYTHING or (PAO[name], RDFS.domain, None) in graph
    assert name in TO_ANYTHING or (PAO[name], RDFS.range, None) in graph


@pytest.mark.parametrize("name", own_terms(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty))
def test_every_other_property_has_a_shape(name):
    graph, paths = ontology(), set(shapes().objects(None, SH.path | SH.inversePath))
    of_claims = {PAO.Claimable, PAO.Derivable} & set(graph.objects(PAO[name], RDF.type))
    assert of_claims or name in OF_SHAPES or PAO[name] in paths
