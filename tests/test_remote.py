"""A remote endpoint: asked through SPARQLWrapper, inside limits, and every way it can fail is told in a sentence."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from kg.ask.answers import ask
from kg.store.engine import ask_own
from kg.words.errors import BadData, LimitReached, Unavailable, UsageError

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
        ("html", BadData, "answers with text/html, which is not a whole SPARQL result"),
        ("cut", BadData, "which is not a whole SPARQL result"),
        ("busy", Unavailable, r"answers 429 .*; try again after 7"),
        ("broken", Unavailable, "does not answer|answers 500"),
        ("confused", BadData, "does not understand the query"),
        ("dripping", LimitReached, "takes longer than"),
    ],
)
def test_a_fault_of_the_endpoint_is_told_in_one_sentence(endpoint, path, error, message):
    with pytest.raises(error, match=message) as caught:
        ask("splits", endpoint=address(endpoint, path), seconds=2.0)
    assert "\n" not in str(caught.value)


def test_files_and_an_endpoint_are_not_asked_together(tmp_path):
    with pytest.raises(UsageError, match="not of both"):
        ask("splits", files=(tmp_path / "x.ttl",), endpoint="http://127.0.0.1:9/")
