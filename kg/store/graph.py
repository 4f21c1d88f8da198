"""Our dataset, and what the strict parser read, as graphs of rdflib."""

from collections.abc import Iterable

import pyoxigraph
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

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
    graph.addN((_term(q.subject), _term(q.predicate), _term(q.object), graph) for q in quads)
    return graph


def _term(term: object) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return Literal(term.value, lang=term.language, normalize=False)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
