"""Facts, and what follows from them: triples that rules compute from claims; nobody writes them."""

from pathlib import Path

import pyoxigraph
from rdflib import RDF, Graph
from rdflib.term import Node

from kg.compile.names import PAO
from kg.words.folders import bundled

#: The rules for facts, in the order in which they apply; each sees what the ones before it gave.
FACT_RULES = ("contradictions", "factual-claims", "facts", "memberships")


def compute_facts(*graphs: Graph) -> tuple[Graph, Graph]:
    """Return the facts that the rules in ontology/rules give, and what those in its folder derived/ derive from them.

    The rules for facts see the claims. The rules of derivation see facts and the claims behind them, and nothing else:
    a claim that is no fact is not there for them to read.
    """
    store = _store(*graphs)
    facts = Graph()
    for rule in FACT_RULES:
        facts.parse(data=_apply(store, bundled(f"ontology/rules/{rule}.rq")), format="nt")
    allowed = _store(_without_unfactual(facts, *graphs), facts)
    derived = Graph()
    for path in sorted(bundled("ontology/rules/derived").glob("*.rq")):
        derived.parse(data=_apply(allowed, path), format="nt")
    return facts, derived


def find_factual(graph: Graph) -> tuple[set[Node], set[tuple[Node, Node]]]:
    """Return the claims in a graph that may stand behind facts, and the pairs that contradict each other, by the rules.

    What the graph itself says of either is not asked.
    """
    store = _store(graph)
    for term in (PAO.contradicts, RDF.type):
        node = pyoxigraph.NamedNode(str(term))
        last = pyoxigraph.NamedNode(str(PAO.FactualClaim)) if term == RDF.type else None
        for quad in list(store.quads_for_pattern(None, node, last)):
            store.remove(quad)
    pairs, factual = (
        Graph().parse(data=_apply(store, bundled(f"ontology/rules/{rule}.rq")), format="nt") for rule in FACT_RULES[:2]
    )
    return set(factual.subjects()), {(first, second) for first, _, second in pairs}


def _apply(store: pyoxigraph.Store, rule: Path) -> bytes:
    """Add what a rule gives to the store, and return it as N-Triples."""
    found = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(found, pyoxigraph.QueryTriples)
    given = found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert given is not None
    store.extend(_quads(given))
    return given


def _without_unfactual(facts: Graph, *graphs: Graph) -> Graph:
    """Return the graphs without the claims that stand behind no fact."""
    factual = set(facts.subjects(RDF.type, PAO.FactualClaim))
    kept = Graph()
    for graph in graphs:
        kept += graph
    for claim in set(kept.subjects(RDF.type, PAO.Claim)) - factual:
        kept.remove((claim, None, None))
    return kept


def _store(*graphs: Graph) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for graph in graphs:
        store.extend(_quads(graph.serialize(format="nt", encoding="utf-8")))
    return store


def _quads(triples: bytes) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES))
