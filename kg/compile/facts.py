"""Facts, and what follows from them: triples that rules compute from claims; nobody writes them."""

from pathlib import Path

import pyoxigraph
from rdflib import RDF, Graph
from rdflib.term import Node

from kg.compile.names import PAO
from kg.words.folders import bundled

#: The rules for facts, in the order in which they apply; each sees what the ones before it gave.
FACT_RULES = ("contradictions", "factual-claims", "facts", "memberships")

_TYPE = pyoxigraph.NamedNode(str(RDF.type))


def compute_facts(*graphs: Graph) -> tuple[Graph, Graph]:
    """Return the facts that the rules in ontology/rules give, and what those in its folder derived/ derive from them.

    The rules for facts see the claims. The rules of derivation see facts and the claims behind them, and nothing else:
    a claim that is no fact is not there for them to read.
    """
    given = (graph.serialize(format="nt", encoding="utf-8") for graph in graphs)
    facts, derived = (Graph().parse(data=triples, format="nt") for triples in compute_triples(*given))
    return facts, derived


def compute_triples(*triples: bytes) -> tuple[bytes, bytes]:
    """Return the facts and what is derived from them, as compute_facts does, from and as N-Triples."""
    store = _store(*triples)
    facts = b"".join(_apply(store, bundled(f"ontology/rules/{rule}.rq")) for rule in FACT_RULES)
    _remove_unfactual(store)
    derived = (_apply(store, path) for path in sorted(bundled("ontology/rules/derived").glob("*.rq")))
    return facts, b"".join(derived)


def find_factual(graph: Graph) -> tuple[set[Node], set[tuple[Node, Node]]]:
    """Return the claims in a graph that may stand behind facts, and the pairs that contradict each other, by the rules.

    What the graph itself says of either is not asked.
    """
    store = _store(graph.serialize(format="nt", encoding="utf-8"))
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


def _remove_unfactual(store: pyoxigraph.Store) -> None:
    """Remove the claims that stand behind no fact."""
    for quad in list(store.quads_for_pattern(None, _TYPE, pyoxigraph.NamedNode(str(PAO.Claim)))):
        if pyoxigraph.Quad(quad.subject, _TYPE, pyoxigraph.NamedNode(str(PAO.FactualClaim))) not in store:
            for triple in list(store.quads_for_pattern(quad.subject, None, None)):
                store.remove(triple)


def _store(*triples: bytes) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for document in triples:
        store.extend(_quads(document))
    return store


def _quads(triples: bytes) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES))
