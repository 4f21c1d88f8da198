"""Facts: plain triples that rules compute from claims; nobody writes them."""

import pyoxigraph
from rdflib import Graph

from kg.words.folders import bundled

#: The rules in the order in which they apply; each sees what the ones before it gave.
RULES = ("factual-claims", "facts", "memberships")


def compute_facts(*graphs: Graph) -> Graph:
    """Return what the rules in ontology/rules give, applied to the union of the graphs."""
    store = pyoxigraph.Store()
    for graph in graphs:
        store.extend(_quads(graph.serialize(format="nt", encoding="utf-8")))
    facts = Graph()
    for rule in RULES:
        text = bundled(f"ontology/rules/{rule}.rq").read_text(encoding="utf-8")
        found = store.query(text)
        assert isinstance(found, pyoxigraph.QueryTriples)
        given = found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert given is not None
        store.extend(_quads(given))
        facts.parse(data=given, format="nt")
    return facts


def _quads(triples: bytes) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES))
