"""Facts, and what follows from them: triples that rules compute from claims; nobody writes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from rdflib import RDF, Graph
from rdflib.term import Node

from kg.compile.names import PAO
from kg.store.backed import load_triples
from kg.words.folders import bundled

#: The rules for facts, in the order in which they apply; each sees what the ones before it gave.
FACT_RULES = ("contradictions", "factual-claims", "facts", "memberships")

_Subject = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple
_Graph = pyoxigraph.NamedNode | pyoxigraph.DefaultGraph

_TYPE = pyoxigraph.NamedNode(str(RDF.type))
_CLAIM, _FACTUAL = (pyoxigraph.NamedNode(str(term)) for term in (PAO.Claim, PAO.FactualClaim))
_CONTRADICTS = pyoxigraph.NamedNode(str(PAO.contradicts))
_WHOLE = pyoxigraph.DefaultGraph()
_ASIDE = pyoxigraph.NamedNode("aside:claims")


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
    return apply_rules(_store(*triples))


def apply_rules(store: pyoxigraph.Store) -> tuple[bytes, bytes]:
    """Add the facts and what is derived from them to the default graph of a store, and return both as N-Triples."""
    facts = b"".join(_apply(store, _rule(name)) for name in FACT_RULES)
    with _unfactual_aside(store):
        derived = [_apply(store, path) for path in sorted(bundled("ontology/rules/derived").glob("*.rq"))]
    return facts, b"".join(derived)


def misjudged(store: pyoxigraph.Store) -> set[str]:
    """Return the claims of which the rules, asked once more, decide otherwise than a store has it.

    A store with all that the rules gave is asked, so they see what they saw, and what they gave themselves.
    """
    pairs, factual = (store.query(_rule(name).read_text(encoding="utf-8")) for name in FACT_RULES[:2])
    assert isinstance(pairs, pyoxigraph.QueryTriples)
    assert isinstance(factual, pyoxigraph.QueryTriples)
    wrong = {(t.subject, t.object) for t in pairs} ^ _both(store, None, _CONTRADICTS, None)
    claims = {(t.subject, t.object) for t in factual} ^ _both(store, None, _TYPE, _FACTUAL)
    return {term.value for term, _ in wrong | claims if isinstance(term, pyoxigraph.NamedNode)}


def _both(store: pyoxigraph.Store, *pattern: pyoxigraph.NamedNode | None) -> set[tuple[object, object]]:
    return {(quad.subject, quad.object) for quad in store.quads_for_pattern(*pattern)}


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
    pairs, factual = (Graph().parse(data=_apply(store, _rule(name)), format="nt") for name in FACT_RULES[:2])
    return set(factual.subjects()), {(first, second) for first, _, second in pairs}


def _apply(store: pyoxigraph.Store, rule: Path) -> bytes:
    """Add what a rule gives to the store, and return it as N-Triples."""
    found = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(found, pyoxigraph.QueryTriples)
    given = found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert given is not None
    load_triples(store, given)
    return given


@contextmanager
def _unfactual_aside(store: pyoxigraph.Store) -> Iterator[None]:
    """Keep the claims that stand behind no fact in a graph of their own, where no rule looks."""
    claims = [quad.subject for quad in store.quads_for_pattern(None, _TYPE, _CLAIM, _WHOLE)]
    unfactual = [claim for claim in claims if pyoxigraph.Quad(claim, _TYPE, _FACTUAL) not in store]
    for claim in unfactual:
        _move(store, claim, _WHOLE, _ASIDE)
    try:
        yield
    finally:
        for claim in unfactual:
            _move(store, claim, _ASIDE, _WHOLE)
        store.remove_graph(_ASIDE)


def _move(store: pyoxigraph.Store, subject: _Subject, here: _Graph, there: _Graph) -> None:
    for quad in list(store.quads_for_pattern(subject, None, None, here)):
        store.remove(quad)
        store.add(pyoxigraph.Quad(subject, quad.predicate, quad.object, there))


def _rule(name: str) -> Path:
    return bundled(f"ontology/rules/{name}.rq")


def _store(*triples: bytes) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for document in triples:
        load_triples(store, document)
    return store
