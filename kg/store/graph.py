"""Our dataset, and what the strict parser read, as graphs of rdflib."""

from collections.abc import Iterable

import pyoxigraph
from rdflib import Dataset, Graph, URIRef

from kg.store.terms import as_term
from kg.words.folders import bundled
from kg.words.layers import LAYERS
from kg.words.prefixes import PREFIXES


def load() -> Dataset:
    """Return the dataset: one named graph for each layer, the default graph being their union.

    >>> import kg
    >>> dataset = kg.load()
    >>> len(list(dataset.graphs())) > 5
    True
    """
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    for layer in LAYERS:
        graph = dataset.graph(URIRef(layer.graph))
        for file in layer.files:
            graph.parse(bundled(file), format="turtle")
    return dataset


def as_graph(quads: Iterable[pyoxigraph.Quad]) -> Graph:
    """Return the triples of quads, term by term: rdflib sees no bytes of somebody else's and changes no value."""
    graph = Graph()
    graph.addN((as_term(q.subject), as_term(q.predicate), as_term(q.object), graph) for q in quads)
    return graph
