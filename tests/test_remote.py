"""A remote endpoint: asked through SPARQLWrapper, inside limits, and every way it can fail is told in a sentence."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from kg.ask.answers import ask
from kg.store import patience
from kg.store.engine import ask_own
from kg.store.transport import check_address
from kg.words.errors import KGError, Malformed, Permanent, Refused, Temporary, Throttled, UsageError

JSON = "application/sparql-results+json"


class Endpoint(BaseHTTPRequestHandler):
    """Our own dataset behind HTTP, and the faults that real servers have."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.agents.append(self.headers["User-Agent"])
        getattr(self, "answer_" + self.path.strip("/"))(parse_qs(body)["query"][0])

    def reply(self, status, media_type, body, **headers):
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_good(self, query):
        result = ask_own(query)
        self.reply(200, "text/turtle" if result.kind == "graph" else JSON, result.data)

    def answer_html(self, query):
        self.reply(200, "text/html", b"<p>Welcome</p>")

    def answer_cut(self, query):
        self.reply(200, JSON, b'{"head": {"vars": ["x"]}, "results": {"bind')

    def answer_busy(self, query):
        self.reply(429, "text/plain", b"slow down", Retry_After="7")

    def answer_broken(self, query):
        self.reply(500, "text/plain", b"oops")

    def answer_confused(self, query):
        self.reply(400, "text/plain", b"what?")

    def answer_dripping(self, query):
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.2)
        except OSError:
            pass

    def log_message(self, *_):
        pass


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.02))


@pytest.fixture(scope="module")
def endpoint():
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    server.agents = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(endpoint, path):
    return f"http://127.0.0.1:{endpoint.server_address[1]}/{path}"


@pytest.mark.parametrize("rows", ["csv", "tsv", "json", "xml"])
def test_a_bundled_question_gets_the_same_rows_from_an_endpoint(endpoint, rows):
    assert ask("splits", rows, endpoint=address(endpoint, "good")).data == ask("splits", rows).data


def test_a_question_about_something_gets_the_same_rows_from_an_endpoint(endpoint):
    about = {"start": "International Marxist Group", "end": "International Socialist Group"}
    answers = [
        ask("paths", "csv", parameters=about, endpoint=where).data for where in (None, address(endpoint, "good"))
    ]
    assert answers[0] == answers[1]
    assert answers[0].count(b"\r\n") + answers[0].count(b"\n") > 3


def test_graphs_come_back_too(endpoint):
    text = "CONSTRUCT { ?x a pao:Merger } WHERE { ?x a pao:Merger }"
    assert ask(text, graph="ntriples", endpoint=address(endpoint, "good")).data == ask(text, graph="ntriples").data


def test_words_in_comments_are_not_taken_for_the_form_of_a_query(endpoint):
    text = "# describe what\n# describe whom\nSELECT ?x { ?x a pao:Merger } ORDER BY ?x # construct"
    assert ask(text, endpoint=address(endpoint, "good")).data == ask(text).data


def test_we_say_who_we_are(endpoint):
    ask("splits", endpoint=address(endpoint, "good"))
    assert endpoint.agents[-1].startswith("socialist-action-kg/")


@pytest.mark.parametrize(
    ("path", "error", "message"),
    [
        ("html", Malformed, "answers with text/html, not with application/sparql-results"),
        ("cut", Malformed, "not a whole SPARQL result"),
        ("busy", Throttled, r"answers 429: .*; try again after 7 seconds"),
        ("broken", Temporary, "answers 500"),
        ("confused", Permanent, "does not understand the query"),
        ("dripping", Temporary, "takes longer than 2 seconds"),
    ],
)
def test_a_fault_of_the_endpoint_is_told_in_one_sentence(endpoint, path, error, message):
    with pytest.raises(error, match=message) as caught:
        ask("splits", endpoint=address(endpoint, path), seconds=2.0)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "error", "message"),
    [
        ("file:///etc/passwd", UsageError, "starts with https"),
        ("ftp://example.org/", UsageError, "starts with https"),
        ("https://", UsageError, "starts with https"),
        ("https://example.org:port/", UsageError, "port"),
        ("http://example.org/sparql", Refused, "--insecure"),
        ("http://127.0.0.1.example.org/", Refused, "--insecure"),
        ("http://localhost@example.org/", Refused, "a name or a password"),
        ("https://me:secret@example.org/sparql", Refused, "a name or a password"),
    ],
)
def test_only_safe_addresses_are_asked(address, error, message):
    with pytest.raises(error, match=message) as caught:
        ask("splits", endpoint=address)
    assert isinstance(caught.value, KGError)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://localhost:1/x", "http://127.8.0.1/", "http://[::1]:80/", "https://example.org"]
)
def test_this_machine_and_https_are_safe(address):
    check_address(address)


def test_an_endpoint_without_https_can_be_allowed():
    check_address("http://example.org/sparql", insecure=True)


def test_what_calls_out_is_the_affair_of_the_endpoint(endpoint):
    from kg.store.query_text import check_query

    check_query("SELECT * { SERVICE <https://example.org/> { ?x ?y ?z } }", calls_out=True)
    with pytest.raises(UsageError, match="LOAD"):
        check_query("LOAD <https://example.org/>", calls_out=True)


def test_files_and_an_endpoint_are_not_asked_together(tmp_path):
    with pytest.raises(UsageError, match="not of both"):
        ask("splits", files=(tmp_path / "x.ttl",), endpoint="http://127.0.0.1:9/")
