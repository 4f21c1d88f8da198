"""Clients that other people wrote, against a running server: what they ask is answered as they expect it."""

import json
import shutil
import subprocess
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import jsonschema
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

import kg
from kg.words.prefixes import PREFIXES
from tests import reconciliation_forms as forms
from tests.conftest import ROOT
from tests.served import served

MEMBERS = (
    f"""SELECT ?who WHERE {{ ?who <{PREFIXES["pao"]}memberOf> <{PREFIXES["id"]}socialist-action> }} ORDER BY ?who"""
)
TRIPLES = f"CONSTRUCT {{ ?s <{PREFIXES['pao']}memberOf> ?o }} WHERE {{ ?s <{PREFIXES['pao']}memberOf> ?o }}"
NODE = ROOT / "tests" / "node"


@pytest.fixture(scope="module")
def site():
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def members():
    found = [row[0] for row in kg.query(MEMBERS)]
    assert len(found) > 3
    return found


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("way", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_selects(site, members, method, way):
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(MEMBERS)
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setReturnFormat(JSON)
    bindings = client.queryAndConvert()["results"]["bindings"]
    assert [row["who"]["value"] for row in bindings] == members


def test_sparqlwrapper_gets_every_format(site, members):
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(MEMBERS)
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split() == ["who", *members]
    client.setReturnFormat(XML)
    assert [node.firstChild.data for node in client.queryAndConvert().getElementsByTagName("uri")] == members
    client.setQuery(TRIPLES)
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) >= len(members)


def test_sparqlwrapper_understands_what_is_wrong(site):
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed, match="not SPARQL"):
        client.query()


def test_rdflib_reads_the_endpoint_as_a_store(site, members):
    graph = Graph(SPARQLStore(f"{site}/sparql"))
    subjects = graph.subjects(URIRef(PREFIXES["pao"] + "memberOf"), URIRef(PREFIXES["id"] + "socialist-action"))
    assert sorted(map(str, subjects)) == members
    assert [str(row.who) for row in graph.query(MEMBERS)] == members
    assert graph.query("ASK { ?claim a <https://w3id.org/pao/ns#Claim> }").askAnswer


def test_rdflib_follows_an_address(site, members):
    graph = Graph().parse(f"{site}/id/john-ross")
    assert [str(row.who) for row in graph.query(MEMBERS)] == [PREFIXES["id"] + "john-ross"]
    claims = Dataset().parse(f"{site}/graph/claims.trig")
    assert len(claims.graph(URIRef(PREFIXES["graph"] + "claims"))) > 1000


@pytest.fixture(scope="module")
def curl(site):
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")

    def run(*arguments):
        command = ["curl", "--silent", "--show-error", "--max-time", "60", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


def test_curl_asks_and_posts(site, curl, members):
    accept = ("--header", "Accept: text/csv")
    for form in (("--get", "--data-urlencode", f"query={MEMBERS}"), ("--data-urlencode", f"query={MEMBERS}")):
        assert curl(*accept, *form, f"{site}/sparql").split() == ["who", *members]
    direct = ("--header", "Content-Type: application/sparql-query", "--data-binary", MEMBERS)
    assert curl(*accept, *direct, f"{site}/sparql").split() == ["who", *members]


def test_curl_follows_addresses(site, curl):
    text = curl("--location", "--header", "Accept: text/turtle", f"{site}/id/john-ross")
    assert "foaf:primaryTopic id:john-ross" in text
    assert "void:triples" in curl("--location", f"{site}/.well-known/void")
    assert '"id": "id/john-ross"' in curl("--location", f"{site}/id/john-ross?format=jsonld")
    assert "<!DOCTYPE html>" in curl("--location", "--header", "Accept: text/html", f"{site}/id/john-ross")


def test_curl_asks_bundled_questions(site, curl):
    address = f"{site}/query/members-at-date?date=1986&organisation=Socialist+League"
    rows = curl("--location", "--header", "Accept: text/csv", address).splitlines()
    expected = kg.query("members-at-date", date="1986", organisation="Socialist League")
    assert len(rows) == len(expected) + 1
    assert "PREFIX pao:" in curl("--location", f"{address}&format=rq")


def test_curl_gets_compressed_answers_and_gets_them_once(site, curl):
    tag = curl("--head", "--compressed", f"{site}/id/john-ross.ttl")
    (etag,) = [line.split(": ")[1].strip() for line in tag.splitlines() if line.lower().startswith("etag:")]
    again = curl("--head", "--compressed", "--header", f"If-None-Match: {etag}", f"{site}/id/john-ross.ttl")
    assert again.splitlines()[0].split()[1] == "304"


def test_openrefine_finds_its_way_from_the_manifest_alone(site):
    """Every address is put together as OpenRefine does it, from what the service says of itself."""

    def call(address, **fields):
        data = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode() if fields else None
        with urlopen(Request(address, data, {"Origin": "http://127.0.0.1:3333"}), timeout=60) as answer:
            assert answer.headers["access-control-allow-origin"] == "*"
            body = answer.read()
            return json.loads(body) if answer.headers["content-type"] == "application/json" else body.decode()

    service = f"{site}/reconcile"
    manifest = call(service)
    jsonschema.validate(manifest, forms.MANIFEST)
    person = {"query": "Ken Livingston", "type": "foaf:Person", "type_strict": "should", "limit": 3}
    found = call(service, queries={"q0": person, "q1": {"query": "Socialist Action"}})
    jsonschema.validate(found, forms.RESULTS)
    (best, *_) = found["q0"]["result"]
    assert (best["id"], best["match"]) == ("ken-livingstone", False)
    assert "Ken Livingstone" in call(manifest["view"]["url"].replace("{{id}}", best["id"]))
    assert "Ken Livingstone" in call(manifest["preview"]["url"].replace("{{id}}", best["id"]))
    for what, prefix in (("entity", "liv"), ("type", "pers"), ("property", "memb")):
        parts = manifest["suggest"][what]
        suggested = call(f"{parts['service_url']}{parts['service_path']}?prefix={prefix}")["result"][0]
        flyout = parts["flyout_service_path"].replace("${id}", quote(suggested["id"], safe=""))
        jsonschema.validate(call(parts["flyout_service_url"] + flyout), forms.FLYOUT)
    proposing = manifest["extend"]["propose_properties"]
    proposed = call(f"{proposing['service_url']}{proposing['service_path']}?type={quote('foaf:Person', safe='')}")
    jsonschema.validate(proposed, forms.PROPOSAL)
    columns = [{"id": wanted["id"]} for wanted in proposed["properties"][:3]]
    extended = call(service, extend={"ids": [best["id"]], "properties": columns})
    jsonschema.validate(extended, forms.EXTENSION)
    assert extended["rows"].keys() == {best["id"]}
    with pytest.raises(HTTPError) as refused:
        call(service, queries=[])
    with refused.value as answer:
        assert (answer.code, answer.headers["access-control-allow-origin"]) == (400, "*")


def test_what_comes_from_npm_is_pinned_by_hash_and_runs_nothing():
    lock = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert len(packages) > 100
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())
    assert "ignore-scripts=true" in (NODE / ".npmrc").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def node(site):
    if shutil.which("node") is None or not (NODE / "node_modules").is_dir():
        pytest.skip("node, or what 'make tests/node/node_modules' installs, is not here")

    def run(client):
        command = ["node", NODE / "clients.mjs", client, site]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    return run


@pytest.mark.long
def test_sparql_http_client_is_answered(node, members):
    told = node("sparql-http-client")
    assert told["rows"] == told["posted"] == told["direct"] == told["streamed"] == members
    assert told["boolean"] is True
    assert told["triples"] >= len(members)
    assert "not SPARQL" in told["wrong"]
    assert "403" in told["update"]
    assert "read-only" in told["update"]


@pytest.mark.long
def test_fetch_sparql_endpoint_is_answered(node, members):
    told = node("fetch-sparql-endpoint")
    assert told["rows"] == told["posted"] == members
    assert told["boolean"] is True
    assert told["triples"] >= len(members)
    assert "not SPARQL" in told["wrong"]
    assert "403" in told["update"]


@pytest.mark.long
def test_comunica_is_answered_finds_out_and_follows_addresses(node, members):
    told = node("comunica")
    assert told["rows"] == told["discovered"] == members
    assert told["dereferenced"] == [PREFIXES["id"] + "john-ross"]
    assert told["boolean"] is True
    assert told["triples"] >= len(members)
