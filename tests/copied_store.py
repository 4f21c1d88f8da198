"""The dataset so many times over, with the ontology, as a store: what tests of growth ask."""

import pyoxigraph

from benchmarks.copies import copied
from kg.words.layers import BUILT
from tests.conftest import ROOT

ONTOLOGY = pyoxigraph.NamedNode("https://w3id.org/pao/graph/ontology")


def store_of(copies):
    store = pyoxigraph.Store()
    for path in sorted(ROOT.glob("ontology/*.ttl")):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, to_graph=ONTOLOGY)
    for layer in BUILT:
        graph = pyoxigraph.NamedNode(layer.graph)
        store.load(copied(layer.graph, copies), pyoxigraph.RdfFormat.N_TRIPLES, to_graph=graph)
    return store
