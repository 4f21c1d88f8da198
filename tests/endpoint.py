"""An endpoint in this process for tests of the pure functions: a small dataset, asked without isolation."""

from functools import cache
from urllib.parse import urlencode

import pyoxigraph

from kg.store.scope import add_to_whole
from kg.web import answers
from kg.web.delivery import tagged
from kg.web.graph_store import answer_graph
from kg.web.message import Request, Response
from kg.web.protocol import answer
from kg.web.reply import answer_from
from kg.web.service import survey

SMALL = """
@prefix : <http://example.org/> .
:a :knows :b . :b :name "=Bé, \\"b\\"" . :one { :a :knows :b . :a a :Person . } :two { :b a :Person ; :age 7 . :a a :Person . }
"""


@cache
def small_store():
    store = pyoxigraph.Store()
    add_to_whole(store, list(pyoxigraph.parse(SMALL.encode(), format=pyoxigraph.RdfFormat.TRIG)))
    return store


@cache
def small_service():
    return survey(small_store(), "digest", "http://localhost:8000", page="query.html")


def ask(question):
    return answer_from(question, small_store())


def send(method="GET", query="", body=b"", path="/sparql", ask=ask, **headers):
    """Return what the endpoint answers, as it would go over the wire."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    query = query if isinstance(query, str) else urlencode(query)
    request = Request(method, path, query, named, body)
    handler = answer_graph if path.startswith("/graph") else answer
    answered = answers.prepare(tagged(request, handler(request, small_service(), ask)), "test")
    form = answers.known(answered, method, request.header("if-none-match").encode("utf-8"))
    if form is None:
        is_coded = answers.wants_coded(request.header("accept-encoding").encode("utf-8"))
        form = answers.compress(answered) if is_coded else answered.plain
    lines = form.head.decode("latin-1").splitlines()[1:]
    told = dict(line.split(": ", 1) for line in lines)
    return Response(form.status, told, b"" if method == "HEAD" else form.body)


def get(text, *parameters, **headers):
    """Return what the endpoint answers to a query asked with GET."""
    return send(query=[("query", text), *parameters], **headers)
