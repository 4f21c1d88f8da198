"""The terms of the ontology as people read them: kind, definition, place among the others, alignments."""

from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.store.own import dataset
from kg.words.prefixes import BASE, PREFIXES, expand

#: The ontology itself, whose description stands at the head of its page.
HOME = BASE + "ns"

#: Kinds of terms, in the order of the page: id -> (heading, what they are for).
KINDS = {
    "classes": ("Classes", "What things, claims and their evidence are."),
    "claim-predicates": ("Predicates of claims", "What a claim may say; as plain triples they are facts."),
    "derived-predicates": ("Derived predicates", "What follows from facts by rules."),
    "other-properties": ("Properties of claims and evidence", "How a claim, its words and its speaker are described."),
    "values": ("Values", "What some of those properties may have as values."),
    "annotations": ("Annotations", "What is said of the terms and the shapes themselves."),
}

_ALIGNED = ("skos:closeMatch", "skos:exactMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")


class Term(NamedTuple):
    """One term; addresses are whole, and what is not said is empty."""

    iri: str
    kind: str
    type: tuple[str, ...]
    label: str
    definition: str
    notes: tuple[str, ...]
    supers: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    disjoint: tuple[str, ...]
    aligned: tuple[str, ...]
    sensitive: bool

    @property
    def name(self) -> str:
        """Return the local name, which is the anchor of the term on its page."""
        return self.iri.removeprefix(PREFIXES["pao"])


@cache
def said() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what the ontology says, as addresses and texts: subject -> predicate -> objects in order."""
    found: dict[str, dict[str, set[str]]] = {}
    for quad in dataset().quads_for_pattern(None, None, None, NamedNode(PREFIXES["graph"] + "ontology")):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, (NamedNode, Literal))
        found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, set()).add(quad.object.value)
    return {s: {p: tuple(sorted(objects)) for p, objects in values.items()} for s, values in sorted(found.items())}


def of(iri: str, *names: str) -> tuple[str, ...]:
    """Return what the ontology says of a term under some predicates."""
    values = said().get(iri, {})
    return tuple(value for name in names for value in values.get(expand(name), ()))


@cache
def terms() -> tuple[Term, ...]:
    """Return every term of our own, in the order of the alphabet, by kind."""
    found = [_term(iri) for iri in said() if iri.startswith(PREFIXES["pao"])]
    return tuple(sorted(found, key=lambda term: (list(KINDS).index(term.kind), term.name.casefold())))


def _term(iri: str) -> Term:
    types = of(iri, "rdf:type")
    supers = of(iri, "rdfs:subClassOf", "rdfs:subPropertyOf")
    own_types = tuple(t for t in types if t != expand("owl:NamedIndividual"))
    return Term(
        iri=iri,
        kind=_kind(types),
        type=own_types,
        label=" ".join(of(iri, "rdfs:label")),
        definition=" ".join(of(iri, "skos:definition")),
        notes=of(iri, "skos:scopeNote"),
        supers=supers,
        domain=of(iri, "rdfs:domain"),
        range=of(iri, "rdfs:range"),
        disjoint=of(iri, "owl:disjointWith"),
        aligned=of(iri, *_ALIGNED),
        sensitive=of(iri, "pao:sensitive") == ("true",),
    )


def _kind(types: tuple[str, ...]) -> str:
    by_type = {
        "owl:Class": "classes",
        "pao:Claimable": "claim-predicates",
        "pao:Derivable": "derived-predicates",
        "owl:ObjectProperty": "other-properties",
        "owl:DatatypeProperty": "other-properties",
        "owl:AnnotationProperty": "annotations",
    }
    return next((kind for name, kind in by_type.items() if expand(name) in types), "values")
