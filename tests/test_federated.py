"""Federated questions: what is sent is ids and nothing else, and the answer is joined with our dataset.

The recorded answers are those of the small Wikidata of the tests (tests/wikidata), not of Wikidata's own service.
"""

import http.server
import json
import re
import threading
from urllib.parse import parse_qs

import pytest

from kg.ask import federated
from kg.ask.answers import ask
from kg.ask.catalogue import federated_queries, find_query, queries
from kg.ask.federated import take_apart
from kg.words.errors import BadData, Malformed, UsageError
from kg.words.formats import JSON_TYPES
from tests.conftest import ROOT
from tests.wikidata.rdf import turtle
from tests.wikidata.server import sparql_server

CASES = ROOT / "tests" / "cases" / "federated"
NAMES = [query.name for query in federated_queries()]

#: What the small Wikidata has besides, for these questions: an identifier, a merger, a birth that is held to be wrong.
EXTRA = """
wd:P900000001 a wikibase:Property ; wikibase:propertyType wikibase:ExternalId ; wikibase:directClaim wdt:P900000001 ;
  rdfs:label "identifier of the tests"@en .
wd:Q9630 wdt:P900000001 "labour-1900" .
wd:Q1790750 owl:sameAs wd:Q900000009 .
wd:Q694695 p:P569 s:Q694695-00000000-0000-4000-8000-000000000000 .
s:Q694695-00000000-0000-4000-8000-000000000000 wikibase:rank wikibase:DeprecatedRank ; psv:P569 v:wrong .
v:wrong wikibase:timeValue "1851-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 9 .
"""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    with sparql_server(tmp_path_factory.mktemp("federated"), turtle() + EXTRA) as address:
        yield address


@pytest.fixture
def recorder():
    """A server that answers with what was recorded, and keeps what it was asked."""

    class Recorder(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.server.asked.append(parse_qs(body)["query"][0])
            data = self.server.answer
            self.send_response(200)
            self.send_header("Content-Type", JSON_TYPES[0])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Recorder)
    server.asked, server.answer = [], b""
    server.url = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_there_are_some_and_they_are_apart():
    assert len(NAMES) >= 5
    assert not set(NAMES) & {query.name for query in queries()}
    assert {find_query(name).subject for name in NAMES} == {"federated"}


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_of_a_real_server_is_the_one_expected(endpoint, name):
    assert ask(name, "csv", endpoint=endpoint).data == (CASES / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_answer_gives_the_same_rows_and_only_ids_were_sent(recorder, name):
    recorder.answer = (CASES / "small-wikidata" / f"{name}.srj").read_bytes()
    assert ask(name, "csv", endpoint=recorder.url).data == (CASES / f"{name}.csv").read_bytes()
    [sent] = recorder.asked
    assert "w3id.org" not in sent
    assert "#+" not in sent
    values = re.search(r"VALUES \?item \{ (.*?) \}", sent)[1].split()
    assert values
    assert all(re.fullmatch(r"<http://www\.wikidata\.org/entity/Q[1-9][0-9]*>", value) for value in values)
    rest = sent.replace(" ".join(values), "").partition("SELECT")[2]
    assert " ".join(take_apart(find_query(name).text).block.split()) in " ".join(rest.split())


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_asked_unasked(kg, name):
    ran = kg("query", name)
    assert ran.returncode == 2
    assert "add --online" in ran.stderr
    assert "https://query.wikidata.org/sparql" in ran.stderr


def test_the_command_writes_them_in_every_format(kg, endpoint):
    for form in ("table", "xml"):
        ran = kg("query", "births-there", "--endpoint", endpoint, "--format", form)
        assert ran.returncode == 0, ran.stderr
        assert "1951" in ran.stdout
        assert "1851" not in ran.stdout, "what Wikidata holds to be wrong is no answer"


def test_what_is_no_item_is_not_sent(monkeypatch, recorder):
    query = find_query("births-there")
    spoilt = query.text.replace("SELECT ?person ?item", "SELECT ?person").replace(
        "skos:exactMatch ?item", "rdfs:label ?item"
    )
    spoilt = spoilt.replace("PREFIX skos", "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX skos")
    with pytest.raises(BadData, match="other than ids of items"):
        federated.ask_federated(query._replace(text=spoilt), {}, "csv", recorder.url, False, 5.0)
    assert recorder.asked == []


def test_many_items_are_sent_in_batches_and_joined(monkeypatch, endpoint):
    whole = ask("names-there", "csv", endpoint=endpoint).data
    monkeypatch.setattr(federated, "BATCH", 7)
    assert ask("names-there", "csv", endpoint=endpoint).data == whole


def test_an_answer_that_is_no_rows_is_malformed(recorder):
    recorder.answer = json.dumps({"head": {}, "boolean": True}).encode()
    with pytest.raises(Malformed):
        ask("births-there", endpoint=recorder.url)


def test_hostile_values_stay_values(recorder):
    evil = 'x"@en) } } DROP ALL # \\ \n'
    item = "http://www.wikidata.org/entity/Q694695"
    rows = [{"item": {"type": "uri", "value": item}, "there": {"type": "literal", "value": evil}}]
    recorder.answer = json.dumps({"head": {"vars": ["item", "there"]}, "results": {"bindings": rows}}).encode()
    answer = json.loads(ask("births-there", "json", endpoint=recorder.url).data)
    assert [row["there"]["value"] for row in answer["results"]["bindings"]] == [evil]


def test_a_blank_node_is_no_value(recorder):
    item = {"type": "uri", "value": "http://www.wikidata.org/entity/Q694695"}
    rows = [{"item": item, "there": {"type": "bnode", "value": "b0"}}]
    recorder.answer = json.dumps({"head": {"vars": ["item", "there"]}, "results": {"bindings": rows}}).encode()
    answer = json.loads(ask("births-there", "json", endpoint=recorder.url).data)
    assert ["there" in row for row in answer["results"]["bindings"]] == [False]


def test_files_cannot_be_asked_together_with_an_endpoint(tmp_path):
    with pytest.raises(UsageError, match="not of files"):
        ask("births-there", files=(tmp_path / "x.ttl",))


@pytest.mark.parametrize(
    "text",
    ["SELECT ?x { ?x ?y ?z }", "SELECT ?x { SERVICE ?e { ?x ?y ?z } }", "SELECT ?x { { SERVICE <x:y> { ?x ?y ?z } } }"],
)
def test_a_question_that_cannot_be_taken_apart_is_refused(text):
    with pytest.raises(BadData, match="one SERVICE"):
        take_apart(text)


def test_in_python_they_ask_nobody():
    import kg

    with pytest.raises(UsageError, match="--online"):
        kg.query("births-there")


def test_they_are_explained_and_listed(kg):
    assert "SERVICE <https://query.wikidata.org/sparql>" in kg("query", "births-there", "--explain").stdout
    assert "births-there" in kg("queries", "--tag", "people").stdout


def test_labels_of_the_endpoint_are_asked_for(kg, endpoint):
    text = "SELECT ?item { VALUES ?item { wd:Q9630 wd:Q84 } } ORDER BY ?item"
    plain = kg("query", "-", "--endpoint", endpoint, stdin=text)
    named = kg("query", "-", "--endpoint", endpoint, "--labels", stdin=text)
    assert plain.stdout.split() == [
        "item",
        "http://www.wikidata.org/entity/Q84",
        "http://www.wikidata.org/entity/Q9630",
    ]
    assert named.stdout.splitlines() == ["item", "London", "Labour Party"]
