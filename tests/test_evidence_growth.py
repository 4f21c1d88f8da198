"""What the evidence for a few claims goes through does not grow with the dataset: triples are counted, not seconds.

The queries are asked of rdflib's engine, which hands on what is bound as ours does, over a store that counts what it
gives; the dataset is there once and three times over.
"""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.store import Store

from kg.ask import own_queries
from kg.store.query_text import bind_values
from kg.store.terms import as_own, as_term
from kg.words.prefixes import PREFIXES
from tests.copied_store import store_of

#: A thing of one article.
THING = PREFIXES["id"] + "john-ross"

#: Each query, and the variable of it that is bound: to that thing, or to some claims.
QUERIES = {
    "about": "thing",
    "claims": "claim",
    "claims-about": "thing",
    "contested": "subject",
    "contradictions": "claim",
    "details": "claim",
    "labels": "thing",
}


class Counting(Store):
    """The triples of a store of the embedded engine, and how many of them were given out."""

    def __init__(self, store):
        super().__init__()
        self.store, self.given = store, 0

    def triples(self, triple_pattern, context=None):
        wanted = [None if term is None else as_own(term) for term in triple_pattern]
        if isinstance(wanted[0], pyoxigraph.Literal):
            return
        for quad in self.store.quads_for_pattern(*wanted, None):
            self.given += 1
            yield tuple(as_term(term) for term in quad.triple), iter(())

    def __len__(self, context=None):
        return len(self.store)


@pytest.fixture(scope="module")
def stores():
    """The dataset once and three times over, with the ontology."""
    return [store_of(size) for size in (1, 3)]


def some_claims(store):
    """Return claims about the thing, and claims that others contradict."""
    about = store.quads_for_pattern(None, named("rdf", "subject"), pyoxigraph.NamedNode(THING), None)
    contradicted = store.quads_for_pattern(None, named("pao", "contradicts"), None, None)
    return sorted({quad.subject.value for quads in (about, contradicted) for quad in quads})


def named(prefix, name):
    return pyoxigraph.NamedNode(PREFIXES[prefix] + name)


def work(store, text):
    """Return the rows of a query and how many triples were given out for them."""
    counting = Counting(store)
    rows = sum(1 for _ in Graph(store=counting).query(text))
    return rows, counting.given


def bound(name, claims):
    text = (Path(own_queries.__file__).parent / f"sparql/{name}.rq").read_text(encoding="utf-8")
    asked = claims if QUERIES[name] == "claim" else [THING]
    return bind_values(text, *({QUERIES[name]: pyoxigraph.NamedNode(iri)} for iri in asked))


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_evidence_reads_no_more_of_a_dataset_that_is_larger(name, stores):
    text = bound(name, some_claims(stores[0]))
    once, thrice = (work(store, text) for store in stores)
    assert once == thrice
    assert once[1] > 0
    assert text.count("SELECT") == 1, "a SELECT in another is answered whole by our engine, which rdflib's does not"


def test_the_count_sees_a_query_that_begins_elsewhere(stores):
    """What a FILTER alone holds together is read whole."""
    text = f"SELECT * {{ OPTIONAL {{ ?other <{PREFIXES['pao']}statedIn> ?in FILTER(sameTerm(?other, ?claim)) }} }}"
    text = bind_values(text, *({"claim": pyoxigraph.NamedNode(iri)} for iri in some_claims(stores[0])))
    once, thrice = (work(store, text) for store in stores)
    assert thrice[0] == once[0] > 1
    assert thrice[1] > 2 * once[1]
