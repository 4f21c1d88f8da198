"""What a query is asked of: the graphs that a request names, beside or instead of those that its text names."""

from typing import Any, NamedTuple

import pyoxigraph

from kg.store.query_text import chooses_graphs
from kg.words.errors import UsageError

#: Where a relative address in a foreign file or query leads: nowhere.
NOWHERE = "https://invalid.example/"


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

    def options(self, text: str) -> dict[str, Any]:
        """Return how a store is asked a query of this scope: a graph that it does not have is empty there."""
        if not self.is_chosen:
            return {"use_default_graph_as_union": not chooses_graphs(text), "base_iri": self.base}
        return {
            "default_graph": [pyoxigraph.NamedNode(iri) for iri in self.default],
            "named_graphs": [pyoxigraph.NamedNode(iri) for iri in self.named],
            "base_iri": self.base,
        }


def read_scope(default: list[str], named: list[str], base: str | None = NOWHERE) -> Scope:
    """Return a scope of these graphs, each once, in one order; raises UsageError for what is no absolute IRI."""
    for iri in (*default, *named):
        try:
            pyoxigraph.NamedNode(iri)
        except ValueError:
            raise UsageError("The address of a graph is not an absolute IRI; write it whole.") from None
    return Scope(tuple(sorted(set(default))), tuple(sorted(set(named))), base)
