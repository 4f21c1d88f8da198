"""kg serve before another server: our protocol and limits, its answers, and nothing remembered."""

import json
from urllib.parse import quote, urlencode

import pytest

from kg.words.layers import LAYERS
from tests.faults.graph_proxy import graph_proxy
from tests.served import served
from tests.sparql_servers import oxigraph
from tests.test_publish import put, send

ASK = urlencode({"query": "ASK { ?claim a <https://w3id.org/pao/ns#Claim> }"})


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    """A proxy before a server that has the dataset."""
    with pytest.MonkeyPatch.context() as patch, oxigraph() as store, graph_proxy(store) as proxy:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        assert put(store)[0].error is None
        proxy.store = store
        yield proxy


@pytest.fixture(scope="module")
def ours(behind):
    with served("--endpoint", behind.address, "--seconds", "2", "--answer-mib", "1") as address:
        yield address


@pytest.fixture(autouse=True)
def no_fault(behind):
    behind.fault = lambda request, length: None


def test_a_query_is_asked_of_all_layers_though_the_store_keeps_them_apart(ours):
    status, headers, body = ours.request(f"GET /sparql?{ASK}", "Accept: application/sparql-results+json")
    assert (status, json.loads(body)["boolean"]) == (200, True)
    assert headers["cache-control"] == "no-store"
    assert "etag" not in headers
    query = urlencode({"query": "SELECT ?g { GRAPH ?g { ?x a <https://w3id.org/pao/ns#Merger> } }"})
    assert b"graph/entities" in ours.request(f"GET /sparql?{query}", "Accept: text/csv")[2]


def test_a_request_may_choose_graphs_itself(ours):
    only = urlencode({"default-graph-uri": LAYERS[4].graph})
    status, _, body = ours.request(f"GET /sparql?{ASK}&{only}", "Accept: application/sparql-results+json")
    assert (status, json.loads(body)["boolean"]) == (200, False)


def test_what_changes_there_changes_here(behind, ours):
    text = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/pao/graph/facts> { ?s ?p ?o } }"
    asked = f"GET /sparql?{urlencode({'query': text})}"
    before = int(ours.request(asked, "Accept: text/csv")[2].split()[1])
    send(
        behind.store,
        "POST",
        LAYERS[4].graph,
        b"<https://example.org/a> <https://example.org/b> 'new' .\n".replace(b"'", b'"'),
    )
    assert int(ours.request(asked, "Accept: text/csv")[2].split()[1]) == before + 1


def test_graphs_the_description_and_health_are_there_and_pages_are_not(ours):
    graph = quote(LAYERS[5].graph, safe="")
    status, _, body = ours.request(f"GET /graph-store?graph={graph}", "Accept: application/n-triples")
    assert (status, b"DerivedStatement" in body) == (200, True)
    status, _, body = ours.request("GET /sparql", "Accept: text/turtle")
    assert (status, b"sd:UnionDefaultGraph" in body) == (200, True)
    assert json.loads(ours.request("GET /health")[2])["triples"] > 10_000
    for path in ("/id/john-ross", "/query/splits", "/reconcile", "/find?words=x"):
        assert ours.request(f"GET {path}")[0] == 404


@pytest.mark.parametrize(
    ("fault", "status", "told"),
    [
        (500, 502, b"The store behind this server does not answer as it should"),
        (403, 502, b"The store behind this server does not answer as it should"),
        (400, 400, b"does not understand the query"),
        ("cut", 502, b"does not answer as it should"),
        ("lost", 504, b"longer than 2 seconds"),
    ],
)
def test_a_fault_behind_is_told_without_where_it_is(behind, ours, fault, status, told):
    behind.fault = lambda request, length: fault
    text = urlencode({"query": f"SELECT ?s {{ ?s ?p '{fault}' }}"})
    found, _, body = ours.request(f"GET /sparql?{text}", "Accept: application/sparql-results+json, */*;q=0.1")
    assert found == status
    assert told in body
    assert behind.address.encode() not in body
    behind.fault = lambda request, length: None
    assert ours.request(f"GET /sparql?{ASK}")[0] == 200


def test_limits_are_ours(ours):
    everything = urlencode({"query": "SELECT * { ?s ?p ?o }"})
    status, _, body = ours.request(f"GET /sparql?{everything}", "Accept: text/csv")
    assert (status, b"larger than 1 MiB" in body) == (413, True)
    out = urlencode({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert ours.request(f"GET /sparql?{out}")[0] == 400
    update = urlencode({"update": "DROP ALL"})
    assert ours.request(f"GET /sparql?{update}")[0] == 403


def test_what_has_no_dataset_or_does_not_answer_is_not_served(kg):
    with oxigraph() as empty:
        done = kg("serve", "--endpoint", empty)
        assert (done.returncode, "does not have the dataset" in done.stderr) == (2, True)
    done = kg("serve", "--endpoint", empty)
    assert (done.returncode, "does not answer" in done.stderr) == (69, True)
    done = kg("serve", "--endpoint", "http://example.org/sparql")
    assert (done.returncode, "is not https" in done.stderr) == (69, True)
    done = kg("serve", "--endpoint", "https://example.org/sparql", "--data", "x.ttl")
    assert (done.returncode, "not from both" in done.stderr) == (2, True)
