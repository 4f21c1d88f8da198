"""What a file of somebody else's may not say: anything new about our terms and shapes, or that two names are one.

Whatever it says of its own things is held against the ontology and the shapes as they are, never as it would like them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from kg.check.findings import Finding
from kg.check.shapes import SH, SHAPE, shapes
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.words.prefixes import BASE, shorten

#: Namespaces whose terms mean what they mean.
_FIXED = (str(PAO), str(SHAPE), str(SH), str(RDF), str(RDFS), str(OWL))

#: Properties that give a term a meaning by way of another term.
_TIES = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.inverseOf,
    OWL.disjointWith,
    OWL.complementOf,
}


#: Properties that say what a thing is called, or speak of it freely.
_NAMING = {RDFS.label, RDFS.comment, SKOS.altLabel, SKOS.prefLabel, SKOS.editorialNote, SKOS.note, SKOS.definition}

#: Properties by which anybody may link two of our things.
_LINKS = {OWL.differentFrom, SKOS.exactMatch}


def forgeries(given: Graph, ours: Mapping[str, Graph], path: Path) -> list[Finding]:
    """Return a finding for each thing that a file says and that only the ontology, the shapes or the build may say.

    ``ours`` is our dataset by layers, or empty where it does not stand around the file.
    """
    findings = {}
    records = {term for name in ("sources", "claims") for term in ours[name].subjects()} if ours else set()
    records |= set(ours["entities"].subjects(RDF.type, PAO.Link)) if ours else set()
    entities = set(ours["entities"].subjects()) if ours else set()
    for triple in set(given).difference(ontology(), shapes()):
        told = [*_faults(*triple)]
        if ours and not any(triple in part for part in ours.values()):
            told += _intrusions(triple, records, entities)
        for message, remedy in told:
            findings[message] = Finding("OnlyOurs", path, 1, message, remedy, thing=str(triple[0]))
    return [findings[message] for message in sorted(findings)]


def nothing_held(given: Graph, data: Graph) -> bool:
    """Return whether no shape is held against any of the things that the given graph says something of."""
    own = shapes()
    kinds = {k for c in own.objects(None, SH.targetClass) for k in ontology().transitive_subjects(RDFS.subClassOf, c)}
    links = set(own.objects(None, SH.targetSubjectsOf))
    return not any(
        kinds.intersection(data.objects(subject, RDF.type)) or links.intersection(given.predicates(subject))
        for subject in set(given.subjects())
    )


def _faults(subject: Node, predicate: Node, value: Node) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a triple that neither the ontology nor the shapes hold, and how to mend it."""
    if _is_fixed(subject):
        yield (
            f"the file says something of {shorten(str(subject))}, which only the ontology may",
            "Take it out; a term of another name may be described freely.",
        )
    elif _is_fixed(predicate, str(SH)) or (predicate == RDF.type and _is_fixed(value, str(SH))):
        yield (
            f"the file holds a shape or a part of one ({shorten(str(subject))}), and shapes are only ever ours",
            "Take it out; 'kg validate' uses the shapes that come with it.",
        )
    elif predicate in _TIES and _is_fixed(value):
        yield (
            f"the file ties {shorten(str(subject))} to {shorten(str(value))}, which only the ontology may",
            "Take it out, and use our term itself where it is meant.",
        )
    elif predicate == RDF.type and value in _closed():
        yield (
            f"the file declares {shorten(str(subject))} to be of the kind {shorten(str(value))}, "
            "whose members only the ontology names",
            "Use a member that the ontology declares.",
        )
    elif predicate == OWL.sameAs and any(str(term).startswith(BASE) for term in (subject, value)):
        yield (
            f"the file says that {shorten(str(subject))} and {shorten(str(value))} are one and the same",
            "Take it out; whether two names are one, a person decides, and says so in entities/.",
        )


def _intrusions(triple: tuple[Node, Node, Node], records: set[Node], entities: set[Node]) -> Iterator[tuple[str, str]]:
    """Yield what a triple that we do not have adds to records made from the stored text, and how to mend it."""
    subject, predicate, value = triple
    name = shorten(str(subject))
    remedy = "Take it out; such things are written in articles/ and entities/, where they are held against the text."
    if subject in records:
        yield f"the file says something new of {name}, which is made from what people wrote here", remedy
    elif predicate == PAO.statedIn and value in records:
        yield f"the file puts a claim into the passage {shorten(str(value))}, which does not state it", remedy
    elif predicate == RDF.type and subject in entities:
        yield f"the file makes {name} a {shorten(str(value))}, which our dataset does not", remedy
    elif predicate in _NAMING and subject in entities:
        yield f"the file gives {name} a name or a note that our dataset does not", remedy
    elif subject in entities and value in entities and predicate not in _LINKS and not str(predicate).startswith(PAO):
        yield f"the file says {shorten(str(predicate))} of {name} and {shorten(str(value))} without a claim", remedy


def _is_fixed(term: Node, *namespaces: str) -> bool:
    return str(term).startswith(namespaces or _FIXED) or (not namespaces and term in _described())


@cache
def _described() -> frozenset[Node]:
    """Return the terms, of other vocabularies too, that the ontology says something of."""
    return frozenset(ontology().subjects())


@cache
def _closed() -> frozenset[Node]:
    """Return the classes of ours whose members are terms, such as voices and speech acts."""
    graph = ontology()
    kinds = {kind for term in graph.subjects(RDFS.isDefinedBy) for kind in graph.objects(term, RDF.type)}
    return frozenset(kind for kind in kinds if str(kind).startswith(str(PAO)))
