"""How much of what is in a dataset: the counts of VoID (https://www.w3.org/TR/void/, section 4.6)."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.share.triples import Triples, number, triple
from kg.words.prefixes import PREFIXES, expand, shorten

Quads = Iterable[Quad]


class Counts(NamedTuple):
    """The sizes of a dataset, each triple counted once in the whole and once in each graph that holds it.

    ``classes`` counts the members of each class, ``properties`` the triples of each property. ``has_blank_nodes``
    says that some names in it are made anew whenever it is loaded.
    """

    triples: int
    subjects: int
    objects: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    has_blank_nodes: bool


def count(quads: Quads) -> Counts:
    """Return the sizes of a dataset."""
    triples: set[Triple] = set()
    graphs: Counter[str] = Counter()
    for quad in quads:
        triples.add(quad.triple)
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value] += 1
    type_ = NamedNode(expand("rdf:type"))
    classes = Counter(t.object.value for t in triples if t.predicate == type_ and isinstance(t.object, NamedNode))
    return Counts(
        triples=len(triples),
        subjects=len({t.subject for t in triples}),
        objects=len({t.object for t in triples}),
        graphs=dict(sorted(graphs.items())),
        classes=dict(sorted(classes.items())),
        properties=dict(sorted(Counter(t.predicate.value for t in triples).items())),
        has_blank_nodes=any(isinstance(term, BlankNode) for t in triples for term in (t.subject, t.object)),
    )


def describe_counts(dataset: str, counts: Counts, name: Callable[[str], str]) -> Triples:
    """Yield the sizes of a dataset, by class and by property too; ``name`` makes an address for each part."""
    yield triple(dataset, "rdf:type", expand("void:Dataset"))
    yield triple(dataset, "void:triples", number(counts.triples))
    yield triple(dataset, "void:distinctSubjects", number(counts.subjects))
    yield triple(dataset, "void:distinctObjects", number(counts.objects))
    yield triple(dataset, "void:classes", number(len(counts.classes)))
    yield triple(dataset, "void:properties", number(len(counts.properties)))
    terms = (*counts.classes, *counts.properties)
    for vocabulary in {namespace for term in terms if (namespace := _namespace(term))} - {expand("rdf:")}:
        yield triple(dataset, "void:vocabulary", vocabulary)
    for term, members in counts.classes.items():
        yield from _part(dataset, name, "class", term, "void:entities", members)
    for term, triples in counts.properties.items():
        yield from _part(dataset, name, "property", term, "void:triples", triples)


def _part(dataset: str, name: Callable[[str], str], kind: str, term: str, unit: str, size: int) -> Triples:
    node = name(f"{kind}-{_short(term)}")
    yield triple(dataset, f"void:{kind}Partition", node)
    yield triple(node, f"void:{kind}", term)
    yield triple(node, unit, number(size))


def _short(term: str) -> str:
    """Return what stands for a term in an address: its prefixed name, or a part of its hash."""
    short = shorten(term)
    if short.startswith("<"):
        return hashlib.sha256(term.encode()).hexdigest()[:16]
    return short.replace(":", "-")


def _namespace(term: str) -> str | None:
    """Return the namespace of a term of a vocabulary that we have a prefix for."""
    return PREFIXES.get(shorten(term).partition(":")[0])
