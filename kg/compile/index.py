"""The index: the whole graph in the embedded engine, with the layers that no single article gives by itself."""

from collections.abc import Iterator

import pyoxigraph
from rdflib import Graph

from kg.compile.facts import apply_rules
from kg.compile.turtle import Said, head, prefixes_of, write_block
from kg.compile.vocabulary import ontology, predicates
from kg.store.backed import EngineStore, load_triples
from kg.store.terms import as_term

_TURTLE = pyoxigraph.RdfFormat.TURTLE


class Index:
    """The ontology, the entities and what the articles give, and then the facts, as one graph."""

    def __init__(self, entities: Graph) -> None:
        backed = EngineStore()
        self.graph = Graph(backed)
        self.store = backed.engine
        self._layers: dict[str, pyoxigraph.Store] = {}
        self.add(_as_triples(ontology()))
        self._add_layer("entities", _as_triples(entities))

    def add(self, triples: bytes) -> None:
        """Add N-Triples to the graph."""
        load_triples(self.store, triples)

    def add_blocks(self, prefixes: tuple[str, ...], blocks: bytes) -> None:
        """Add blocks of Turtle that use some of our prefixes to the graph."""
        self.store.bulk_load(head("", prefixes).encode() + blocks, format=_TURTLE)

    def compute(self) -> None:
        """Add the facts, and what is derived from them, once everything else is there."""
        for name, triples in zip(("facts", "derived"), apply_rules(self.store), strict=True):
            self._layers[name] = _store(triples)

    def _add_layer(self, name: str, triples: bytes) -> None:
        self._layers[name] = _store(triples)
        self.add(triples)

    @property
    def triples(self) -> int:
        """Return how many triples the layers of the index have, without the ontology."""
        return sum(len(layer) for layer in self._layers.values())

    @property
    def facts(self) -> int:
        """Return the number of plain triples with a claimable predicate."""
        layer = self._layers["facts"]
        claimable = (pyoxigraph.NamedNode(str(predicate.iri)) for predicate in predicates().values())
        return sum(1 for term in claimable for _ in layer.quads_for_pattern(None, term, None))

    def prefixes(self, name: str) -> set[str]:
        """Return the prefixes that the blocks of a layer use."""
        return prefixes_of(self.blocks(name))

    def blocks(self, name: str) -> Iterator[str]:
        """Yield the blocks of Turtle of a layer, subject by subject in the order of their addresses."""
        layer = self._layers[name]
        for subject in sorted({quad.subject for quad in layer}, key=lambda term: term.value):
            said: Said = {}
            for quad in layer.quads_for_pattern(subject, None, None):
                said.setdefault(as_term(quad.predicate), []).append(as_term(quad.object))
            yield write_block(as_term(subject), said)


def _store(triples: bytes) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    load_triples(store, triples)
    return store


def _as_triples(graph: Graph) -> bytes:
    return graph.serialize(format="nt", encoding="utf-8")
