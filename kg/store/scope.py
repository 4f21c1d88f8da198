"""What a query is asked of: the graphs that a request names, beside or instead of those that its text names."""

from typing import Any, NamedTuple

import pyoxigraph

from kg.store.query_text import chooses_graphs, graphs_of
from kg.words.errors import UsageError

#: Where a relative address in a foreign file or query leads: nowhere.
NOWHERE = "https://invalid.example/"


_Named = pyoxigraph.NamedNode | pyoxigraph.BlankNode
_Default = _Named | pyoxigraph.DefaultGraph


class Scope(NamedTuple):
    """The dataset of a query (SPARQL 1.1 Query, section 13): addresses of the graphs that make up its default graph.

    ``named`` are those that GRAPH can name. Without both, the text decides, or else the default graph is the union of
    all graphs. ``base`` is what relative addresses in the text start from; without one they are errors.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str | None = None

    @property
    def is_chosen(self) -> bool:
        """Return whether the request names graphs; then those that the text names do not count."""
        return bool(self.default or self.named)

    def put(self, store: pyoxigraph.Store, text: str) -> Any:
        """Return what a store answers to a query of this scope; a graph that it does not have is empty."""
        is_named = not self.is_chosen and chooses_graphs(text)
        chosen = Scope(*graphs_of(text, self.base or "")) if is_named else self
        default: list[_Default] = [pyoxigraph.NamedNode(iri) for iri in chosen.default]
        named: list[_Named] = [pyoxigraph.NamedNode(iri) for iri in chosen.named]
        if len(default) > 1 and not is_only_named(store):
            # the engine counts a triple once for each graph that it is in; a merge is a set (RDF 1.1 Semantics, 4.1)
            store, default = chosen._part_of(store), [pyoxigraph.DefaultGraph()]
        elif not self.is_chosen:
            union = not is_named and is_only_named(store)
            return store.query(text, use_default_graph_as_union=union, base_iri=self.base)
        return store.query(text, default_graph=default, named_graphs=named, base_iri=self.base)

    def _part_of(self, store: pyoxigraph.Store) -> pyoxigraph.Store:
        """Return a store of the graphs of this scope alone, those of its default graph merged."""
        part = pyoxigraph.Store()
        for iri in self.default:
            quads = store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(iri))
            part.extend(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads)
        for iri in self.named:
            part.extend(store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(iri)))
        return part


def is_only_named(store: pyoxigraph.Store) -> bool:
    """Return whether all triples of a store are in named graphs, none in two: then the engine can unite them itself.

    So it is with our dataset. In other stores the default graph holds every triple: see add_to_whole.
    """
    return next(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()), None) is None


def add_to_whole(store: pyoxigraph.Store, quads: list[pyoxigraph.Quad]) -> None:
    """Add quads to a store, and their triples to its default graph, so that each is there once for queries."""
    store.extend(quads)
    store.extend(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads)


def read_scope(default: list[str], named: list[str], base: str | None = NOWHERE) -> Scope:
    """Return a scope of these graphs, each once, in one order; raises UsageError for what is no absolute IRI."""
    for iri in (*default, *named):
        try:
            pyoxigraph.NamedNode(iri)
        except ValueError:
            raise UsageError("The address of a graph is not an absolute IRI; write it whole.") from None
    return Scope(tuple(sorted(set(default))), tuple(sorted(set(named))), base)
