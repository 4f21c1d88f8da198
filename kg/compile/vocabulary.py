"""What the ontology says of its terms, as far as the compiler and the gates need it."""

from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import FOAF

from kg.compile.names import EDTF, PAO
from kg.words.folders import bundled
from kg.words.layers import LAYERS


@dataclass(frozen=True)
class Predicate:
    """A property that a claim may have as its predicate; ``range`` is None where anything may be an object."""

    name: str
    iri: URIRef
    range: URIRef | None
    takes_value: bool


@cache
def ontology() -> Graph:
    """Return the ontology with its alignments, as one graph that must not be changed."""
    graph = Graph()
    for layer in LAYERS:
        if layer.name == "ontology":
            for file in layer.files:
                graph.parse(bundled(file), format="turtle")
    return graph


@cache
def predicates() -> dict[str, Predicate]:
    """Return the claimable predicates by name."""
    graph = ontology()
    found = {}
    for iri in graph.subjects(RDF.type, PAO.Claimable):
        assert isinstance(iri, URIRef)
        name = iri.removeprefix(str(PAO))
        target = graph.value(iri, RDFS.range)
        takes_value = (iri, RDF.type, OWL.DatatypeProperty) in graph
        found[name] = Predicate(name, iri, target if isinstance(target, URIRef) else None, takes_value)
    return dict(sorted(found.items()))


def is_date(predicate: Predicate) -> bool:
    """Return whether the objects of a predicate are dates."""
    return predicate.range == EDTF.EDTF


@cache
def weakening_hedges() -> frozenset[str]:
    """Return the names of the hedges without which a bare triple would say more than the text."""
    hedges = ontology().subjects(PAO.weakens, Literal(True))
    return frozenset(str(hedge).removeprefix(str(PAO["hedge-"])) for hedge in hedges)


@cache
def classes() -> dict[str, URIRef]:
    """Return the classes that an entity may have, by name: ours below a few roots, and Person."""
    graph = ontology()
    roots = (
        PAO.Undertaking,
        PAO.Group,
        PAO.Post,
        PAO.Place,
        PAO.Ideology,
        PAO.PoliticalPosition,
        PAO.Practice,
        PAO.View,
    )
    found = {"Person": FOAF.Person}
    for root in roots:
        for iri in graph.transitive_subjects(RDFS.subClassOf, root):
            assert isinstance(iri, URIRef)
            if iri != PAO.Undertaking:
                found[iri.removeprefix(str(PAO))] = iri
    return dict(sorted(found.items()))


@cache
def kinds_of(name: str) -> frozenset[str]:
    """Return the names of a class that an entity may have and of the classes above it; Agent is one of them."""
    iri = classes().get(name)
    above = ontology().transitive_objects(iri, RDFS.subClassOf) if iri is not None else ()
    return frozenset({name, *(str(kind).rpartition("#")[2].rpartition("/")[2] for kind in above)})
