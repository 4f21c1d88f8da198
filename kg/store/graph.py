"""Our dataset as an rdflib Dataset, for those who work with rdflib."""

from rdflib import Dataset, URIRef

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
