"""The endpoint as a function of a request: SPARQL 1.1 Protocol, Service Description, RFC 9110 and RFC 9457."""

import ast
import csv
import gzip
import io
import json
import subprocess
import sys
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.store.query_text import MAX_CHARACTERS, form_of, is_repeatable
from kg.web.message import Request
from kg.web.problems import STATUSES, problem
from kg.words.errors import BadData, Busy, Fault, KGError, LimitReached, TookTooLong, TooLarge
from kg.words.formats import GRAPH_FORMATS, RESULT_FORMATS
from tests.conftest import ROOT
from tests.endpoint import ask, get, send

SELECT = "SELECT ?s ?n { ?s <http://example.org/name> ?n }"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }"
COUNT = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s ?p ?o } }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def number(response):
    assert response.status == 200, response.body
    return int(json.loads(response.body)["results"]["bindings"][0]["n"]["value"])


def post(body, kind=DIRECT, query="", **headers):
    return send("POST", query, body, content_type=kind, **headers)


def test_rows_come_in_every_format():
    assert json.loads(get(SELECT, accept="application/json").body)["results"]["bindings"][0]["n"]["value"] == '=Bé, "b"'
    assert '=Bé, "b"' in ElementTree.fromstring(get(SELECT, accept="text/xml").body).itertext()
    rows = list(csv.reader(io.StringIO(get(SELECT, accept="text/csv").body.decode())))
    assert rows == [["s", "n"], ["http://example.org/b", '=Bé, "b"']]
    assert get(SELECT, accept="text/tab-separated-values").body.decode().splitlines()[0] == "?s\t?n"


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("answer", [True, False])
def test_a_boolean_comes_in_every_format(form, answer):
    response = get(f"ASK {{ FILTER({str(answer).lower()}) }}", accept=form.media_type)
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    assert str(answer).lower() in response.body.decode()
    assert str(not answer).lower() not in response.body.decode()


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("way", ["accept", "format", "suffix"])
def test_a_graph_comes_in_every_format(form, way):
    words = {"format": form.name, "suffix": form.extensions[0]}
    more = [("format", words[way])] if way in words else []
    response = get(CONSTRUCT, *more, accept=form.media_type if way == "accept" else "*/*")
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    parsed = list(pyoxigraph.parse(response.body, format=pyoxigraph.RdfFormat.from_media_type(form.media_type)))
    assert len(parsed) == 2


def test_what_is_text_says_that_it_is_utf_8():
    assert get(SELECT, accept="text/csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert get(SELECT).headers["content-type"] == "application/sparql-results+json"


def test_a_query_arrives_in_three_ways():
    form = urlencode({"query": COUNT % ""}).encode()
    answers = {number(get(COUNT % "")), number(post(form, FORM)), number(post((COUNT % "").encode()))}
    assert answers == {5}


def test_the_default_graph_is_the_union_and_a_triple_is_there_once():
    assert number(get(COUNT % "")) == 5
    assert number(get(COUNT_NAMED % "")) == 5


ONE, TWO, NONE = "http://example.org/one", "http://example.org/two", "http://example.org/none"
DEFAULT, NAMED = "default-graph-uri", "named-graph-uri"


@pytest.mark.parametrize(
    ("clause", "parameters", "default", "named"),
    [
        (f"FROM <{ONE}>", [], 2, 0),
        (f"FROM <{ONE}> FROM <{TWO}>", [], 4, 0),
        (f"from<{ONE}>FROM # <{NONE}>\n <{TWO}> FROM NAMED<{TWO}>", [], 4, 3),
        (f"FROM NAMED <{TWO}>", [], 0, 3),
        (f"FROM <{NONE}>", [], 0, 0),
        ("", [(DEFAULT, ONE)], 2, 0),
        ("", [(DEFAULT, ONE), (DEFAULT, TWO)], 4, 0),
        ("", [(NAMED, TWO)], 0, 3),
        ("", [(DEFAULT, ONE), (NAMED, ONE), (NAMED, TWO)], 2, 5),
        ("", [(DEFAULT, ONE), (DEFAULT, TWO), (NAMED, ONE)], 4, 2),
        ("", [(DEFAULT, NONE), (NAMED, NONE)], 0, 0),
        ("", [(DEFAULT, "file:///etc/passwd"), (NAMED, "http://localhost:1/")], 0, 0),
        # what the request names goes before what the text names (section 2.1.4)
        (f"FROM <{TWO}> FROM NAMED <{TWO}>", [(DEFAULT, ONE)], 2, 0),
        (f"FROM <{TWO}>", [(NAMED, ONE)], 0, 2),
    ],
)
def test_a_query_is_asked_of_the_graphs_that_are_named(clause, parameters, default, named):
    assert number(get(COUNT % clause, *parameters)) == default
    assert number(get(COUNT_NAMED % clause, *parameters)) == named
    assert number(post((COUNT % clause).encode(), query=parameters)) == default
    form = urlencode([("query", COUNT_NAMED % clause), *parameters]).encode()
    assert number(post(form, FORM)) == named


REFUSED = [
    (400, {"query": "query=ASK%20%7B"}),
    (400, {"query": "query=ASK%7B%7D&query=ASK%7B%7D"}),
    (400, {"query": "query="}),
    (400, {"query": "default-graph-uri=http%3A%2F%2Fexample.org%2F"}),
    (400, {"query": "query=ASK%7B%7D&default-graph-uri=one"}),
    (400, {"query": "query=ASK%7B%7D&named-graph-uri=http%3A%2F%2Fa%20b"}),
    (400, {"query": "query=%FFASK%7B%7D"}),
    (400, {"query": "query=%C0%80"}),
    (400, {"query": "query=ASK%7B%7D\xe9"}),
    (400, {"query": "&".join(["named-graph-uri=http%3A%2F%2Fx"] * 300)}),
    (400, {"query": "query=hello"}),
    (400, {"query": "query=" + "ASK" + "%7B" * 80 + "%7D" * 80}),
    (400, {"query": "query=ASK%7BSERVICE%20%3Chttp%3A%2F%2Fx%3E%7B%7D%7D"}),
    (400, {"query": "query=SELECT%20%2A%20%7B%20x%3Ay%20%3Fp%20%3Fo%7D"}),
    (400, {"method": "POST", "content_type": DIRECT}),
    (400, {"method": "POST", "content_type": FORM}),
    (400, {"method": "POST", "body": b"ASK {}", "content_type": DIRECT, "query": "query=ASK%7B%7D"}),
    (400, {"method": "POST", "body": "ASK {}".encode("utf-16"), "content_type": DIRECT + "; charset=UTF-16"}),
    (400, {"method": "POST", "body": b"ASK {} # \xff", "content_type": DIRECT}),
    (400, {"method": "POST", "body": b"query=%FF", "content_type": FORM}),
    (403, {"query": "update=DROP%20ALL"}),
    (403, {"query": "query=ASK%7B%7D&using-graph-uri=http%3A%2F%2Fx"}),
    (403, {"method": "POST", "body": b"update=DROP+ALL", "content_type": FORM}),
    (403, {"method": "POST", "body": b"DROP ALL", "content_type": "application/sparql-update"}),
    (400, {"query": "query=DROP%20ALL"}),
    (405, {"method": "PUT", "query": "query=ASK%7B%7D"}),
    (405, {"method": "DELETE"}),
    (405, {"method": "TRACE"}),
    (406, {"query": "query=ASK%7B%7D", "accept": "text/turtle"}),
    (406, {"query": "query=DESCRIBE%20%3Chttp%3A%2F%2Fx%3E", "accept": "text/csv"}),
    (406, {"query": "query=ASK%7B%7D&format=xlsx"}),
    (406, {"accept": "image/png"}),
    (413, {"method": "POST", "body": b"ASK {} #" + b"x" * MAX_CHARACTERS, "content_type": DIRECT}),
    (414, {"query": "query=ASK%7B%7D%23" + "x" * MAX_CHARACTERS}),
    (415, {"method": "POST", "body": b"ASK {}"}),
    (415, {"method": "POST", "body": b"ASK {}", "content_type": "text/plain"}),
    (415, {"method": "POST", "body": gzip.compress(b"ASK {}"), "content_type": DIRECT, "content_encoding": "gzip"}),
]


@pytest.mark.parametrize(("status", "request_"), REFUSED)
@pytest.mark.parametrize("wants_json", [False, True])
def test_what_is_wrong_is_one_sentence(status, request_, wants_json):
    # who asks for rows or problem details in JSON gets either, and who wants none of ours gets a text
    accept = {"accept": "application/json"} if wants_json and status != 406 else {}
    response = send(**{**accept, **request_})
    text = response.body.decode()
    assert response.status == status
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["access-control-allow-origin"] == "*"
    if accept:
        told = json.loads(text)
        assert response.headers["content-type"] == "application/problem+json"
        assert told["status"] == status
        text = told["detail"] + "\n"
    else:
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.count("\n") == 1
    assert text.endswith(".\n")


SEALED = """
import ast, resource, sys
from tests.endpoint import send, small_service
small_service()
requests = ast.literal_eval(sys.stdin.read())
resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
print([send(**request).status for request in requests])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix has limits for a process")
def test_a_process_that_can_open_nothing_answers_the_same():
    """So the workers are: whatever an answer needs has been imported before the first question."""
    asked = [{"query": urlencode({"query": CONSTRUCT, "format": form.name})} for form in GRAPH_FORMATS]
    asked += [{"query": urlencode({"query": SELECT, "format": form.name})} for form in RESULT_FORMATS]
    asked += [{"query": urlencode({"query": f"{COUNT % f'FROM <{ONE}> FROM <{TWO}>'}"}), "accept_encoding": "gzip"}]
    asked += [{"accept": form.media_type} for form in GRAPH_FORMATS]
    asked += [{"path": "/graph-store", "query": f"default&format={form.name}"} for form in GRAPH_FORMATS]
    refused = [*REFUSED, *((status, {"accept": "application/json", **r}) for status, r in REFUSED if status != 406)]
    done = subprocess.run(
        [sys.executable, "-c", SEALED],
        input=repr([*asked, *(request for _, request in refused)]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert ast.literal_eval(done.stdout) == [*[200] * len(asked), *(status for status, _ in refused)]


def test_what_could_be_done_instead_is_in_the_headers():
    assert send("PUT").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert DIRECT in post(b"ASK {}", "text/plain").headers["accept-post"]
    compressed = post(b"", content_encoding="br")
    assert compressed.headers["accept-encoding"] == "identity"


def test_nothing_of_a_request_comes_back_in_an_error():
    for query in (
        "query=<script>alert(1)</script>",
        "query=ASK{}&default-graph-uri=<script>",
        "query=ASK{}&format=<script>",
    ):
        assert b"script" not in send(query=query).body


def test_a_browser_on_another_site_may_ask():
    response = send("OPTIONS", origin="https://example.org", access_control_request_method="POST")
    assert response.status == 204
    assert response.body == b""
    assert "POST" in response.headers["access-control-allow-methods"]
    assert "Content-Type" in response.headers["access-control-allow-headers"]
    assert get(SELECT).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in get(SELECT).headers


def test_head_is_get_without_the_body():
    whole, head = get(SELECT), get(SELECT, method="HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (whole.status, whole.headers)
    assert head.headers["content-length"] == str(len(whole.body))


def test_who_has_an_answer_does_not_get_it_again():
    tag = get(SELECT).headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', f'{tag[:-1]}-gzip"'):
        response = get(SELECT, if_none_match=condition)
        assert (response.status, response.body) == (304, b"")
        assert response.headers["vary"] == "Accept, Accept-Encoding"
        assert response.headers["etag"] in condition
    assert get(SELECT, if_none_match="*").status == 304
    assert get("ASK {", if_none_match="*").status == 400
    assert get(SELECT, if_none_match='"other"').status == 200


def test_a_condition_of_a_cache_means_nothing_for_what_is_posted():
    posted = send("POST", body=SELECT.encode(), content_type=DIRECT)
    assert "etag" not in posted.headers
    for condition in ("*", get(SELECT).headers["etag"]):
        again = send("POST", body=SELECT.encode(), content_type=DIRECT, if_none_match=condition)
        assert (again.status, again.body) == (200, posted.body)


def test_a_tag_stands_for_one_answer_in_one_form():
    tags = [
        get(SELECT).headers["etag"],
        get(SELECT + " ").headers["etag"],
        get(SELECT, accept="text/csv").headers["etag"],
        get(SELECT, accept="application/json").headers["etag"],
        get(SELECT, (DEFAULT, ONE)).headers["etag"],
        get(SELECT, (NAMED, ONE)).headers["etag"],
        get(CONSTRUCT + "#" * 900).headers["etag"],
    ]
    assert len(set(tags)) == len(tags)
    assert get(SELECT).headers["etag"] == tags[0]
    assert all(tag[0] == tag[-1] == '"' and "W/" not in tag for tag in tags)


def test_what_changes_with_each_asking_is_not_kept():
    for text in ("SELECT (NOW() AS ?n) {}", "SELECT (rand () AS ?n) {}", "CONSTRUCT { [] a ?c } WHERE { ?s a ?c }"):
        response = get(text)
        assert response.status == 200
        assert "etag" not in response.headers
        assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("text", "repeatable"),
    [
        ("SELECT * { [] ?p ?o }", True),
        ("SELECT * { ?s <http://x/NOW(> 'NOW()' } # RAND()", True),
        ("SELECT ?now { ?s ?rand ?now }", True),
        ("SELECT (STRUUID() AS ?x) {}", False),
        ("CONSTRUCT { _:x ?p ?o } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT WHERE { ?s ?p ?o }", True),
    ],
)
def test_what_changes_is_told_from_the_text(text, repeatable):
    assert is_repeatable(text) is repeatable


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ASK {}", "boolean"),
        ("ask{}", "boolean"),
        ("# SELECT\nBASE <http://x/> PREFIX select: <http://ask/>\nprefix : <a> DESCRIBE <x>", "graph"),
        ("PREFIX a:<b>PREFIX select:<c>CONSTRUCT{}WHERE{}", "graph"),
        ("\u0020\\u0053ELECT * {}", "rows"),
    ],
)
def test_the_form_of_a_query_is_known_before_it_is_asked(text, form):
    assert form_of(text) == form


@pytest.mark.parametrize(
    "text", ["", "PREFIX a: <b>", "SELECTED {}", "ask:x {}", "{ SELECT * {} }", "PREFIX SELECT * {}"]
)
def test_what_begins_no_query_has_no_form(text):
    with pytest.raises(BadData):
        form_of(text)


def test_an_answer_is_compressed_where_that_is_asked_for():
    text = "SELECT (CONCAT(" + ",".join(['"long and longer"'] * 100) + ") AS ?x) {}"
    plain, small = get(text), get(text, accept_encoding="br, gzip")
    assert gzip.decompress(small.body) == plain.body
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-length"] == str(len(small.body))
    assert small.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert get(text, accept_encoding="gzip", if_none_match=small.headers["etag"]).status == 304
    assert "content-encoding" not in get("ASK {}", accept_encoding="gzip").headers


def every(kind):
    yield kind
    for narrower in kind.__subclasses__():
        yield from every(narrower)


@pytest.mark.parametrize("kind", sorted(set(every(KGError)), key=lambda kind: kind.__name__))
def test_every_error_of_ours_has_a_status(kind):
    response = problem(kind("What we say."), Request("GET", "/"))
    assert response.status == next(STATUSES[k] for k in kind.__mro__ if k in STATUSES)
    assert (response.body == b"What we say.\n") == (response.status != 500)


@pytest.mark.parametrize(
    ("error", "status"),
    [(LimitReached, 503), (TookTooLong, 504), (TooLarge, 413), (Fault, 500), (Busy, 503), (BadData, 400)],
)
def test_what_a_worker_runs_into_is_a_status_and_no_part_of_an_answer(error, status):
    def fail(question):
        raise error("What the worker says.")

    response = get(SELECT, ask=fail)
    assert response.status == status
    assert (b"What the worker says." in response.body) == (status != 500)
    assert ("retry-after" in response.headers) == (error is Busy)
    assert "etag" not in response.headers


def test_an_error_that_nobody_foresaw_tells_nothing_of_us():
    response = problem(ValueError("/srv/secret"), Request("GET", "/"))
    assert response.status == 500
    assert b"secret" not in response.body


def test_a_graph_that_xml_cannot_hold_is_refused():
    text = "CONSTRUCT { <http://example.org/s> <http://example.org/1> 1 } WHERE {}"
    assert get(text, accept="application/rdf+xml").status == 406
    assert get(text, accept="text/turtle").status == 200


def test_the_endpoint_describes_itself_and_sends_browsers_to_the_page():
    response = send(accept="application/n-triples")
    assert b"<http://localhost:8000/sparql#service> " in response.body
    assert b"UnionDefaultGraph" in response.body
    assert send(accept="text/html, */*;q=0.8").status == 303
    assert send(accept="text/html, */*;q=0.8").headers["location"] == "query.html"
    assert send(query="format=nt", accept="text/html").headers["content-type"] == "application/n-triples"
    tag = send().headers["etag"]
    assert send(if_none_match=tag).status == 304


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "get", ""]),
    query=st.one_of(
        st.text(max_size=60), st.sampled_from(["query=ASK%7B%7D", "format=nt", "update=", "query=SELECT%20*%7B%7D&%"])
    ),
    body=st.one_of(st.binary(max_size=60), st.just(b"ASK {}"), st.just(b"query=ASK%7B%7D")),
    kind=st.one_of(st.text(max_size=40), st.sampled_from([FORM, DIRECT, DIRECT + ";charset=x", FORM + '; charset*="'])),
    accept=st.one_of(st.text(max_size=40), st.sampled_from(["", "text/csv", "application/json", "text/html"])),
    condition=st.one_of(st.text(max_size=20), st.just("*")),
)
def test_every_response_is_well_formed(method, query, body, kind, accept, condition):
    response = send(
        method, query, body, content_type=kind, accept=accept, if_none_match=condition, accept_encoding="gzip"
    )
    assert response.status in (200, 204, 303, 304, 400, 403, 405, 406, 413, 414, 415)
    assert response.headers["access-control-allow-origin"] == "*"
    for name, value in response.headers.items():
        assert name == name.lower()
        assert value.isascii()
        assert value.isprintable()
    if response.status in (204, 304) or method == "HEAD":
        assert response.body == b""
    elif response.status != 303:
        assert response.headers["content-length"] == str(len(response.body))
        assert "content-type" in response.headers


def test_the_same_question_is_the_same_key():
    asked = []

    def remember(question):
        asked.append(question)
        return ask(question)

    form = urlencode([("query", SELECT), (DEFAULT, TWO), (DEFAULT, ONE), (DEFAULT, ONE)]).encode()
    get(SELECT, (DEFAULT, ONE), (DEFAULT, TWO), ask=remember)
    post(form, FORM, ask=remember)
    post(SELECT.encode(), query=[(DEFAULT, ONE), (DEFAULT, TWO), ("format", "json")], accept="image/png", ask=remember)
    assert len(asked) == 3
    assert len(set(asked)) == 1
