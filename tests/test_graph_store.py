"""The reading half of the SPARQL 1.1 Graph Store HTTP Protocol."""

from urllib.parse import quote

import pyoxigraph
import pytest

from kg.store.own import dataset
from kg.web.graph_store import answer_graph
from kg.web.message import Request
from kg.web.reply import answer_from
from kg.web.service import survey
from kg.words.folders import bundled
from kg.words.formats import GRAPH_FORMATS
from kg.words.layers import LAYERS
from tests.endpoint import send, small_store

ONE = "graph=" + quote("http://example.org/one", safe="")


def store(query="", method="GET", **headers):
    return send(method, query, path="/graph-store", **headers)


def triples(response, media_type):
    return {q.triple for q in pyoxigraph.parse(response.body, format=pyoxigraph.RdfFormat.from_media_type(media_type))}


def in_graph(name):
    return {q.triple for q in small_store().quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name))}


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_a_graph_is_given_whole_in_every_format(form):
    response = store(ONE, accept=form.media_type)
    assert response.status == 200
    assert triples(response, form.media_type) == in_graph("http://example.org/one")


def test_the_default_graph_is_the_union():
    response = store("default", accept="application/n-triples")
    assert triples(response, "application/n-triples") == {quad.triple for quad in small_store()}


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_no_value_of_ours_is_changed(layer):
    """What the store gives out is what the files hold, letter by letter."""
    service = survey(dataset(), "")
    request = Request("GET", "/graph-store", f"graph={layer.graph}", {"accept": "application/n-triples"})
    response = answer_graph(request, service, lambda question: answer_from(question, dataset()))
    files = {q.triple for file in layer.files for q in pyoxigraph.parse(path=str(bundled(file)))}
    assert triples(response, "application/n-triples") == files
    assert service.counts.graphs[layer.graph] == len(files)


def test_head_says_how_long_it_is():
    head, whole = store(ONE, "HEAD"), store(ONE)
    assert head.body == b""
    assert head.headers == whole.headers


def test_who_has_a_graph_does_not_get_it_again():
    assert store(ONE, if_none_match=store(ONE).headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("graph=http%3A%2F%2Fexample.org%2Fnone", 404),
        ("graph=file%3A%2F%2F%2Fetc%2Fpasswd", 404),
        ("graph=one", 400),
        ("graph=", 400),
        ("", 400),
        (f"{ONE}&{ONE}", 400),
        (f"{ONE}&default", 400),
        ("default=x", 400),
        ("graph=%FF", 400),
    ],
)
def test_what_is_no_graph_here_is_refused(query, status):
    response = store(query)
    assert response.status == status
    assert response.body.count(b"\n") == 1


def test_who_can_read_none_of_the_formats_is_told_them():
    response = store(ONE, accept="text/csv")
    assert response.status == 406
    assert b"text/turtle" in response.body


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(method):
    response = store(ONE, method)
    assert response.status == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert b"read-only" in response.body


def test_other_sites_may_read():
    assert store(method="OPTIONS").headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert store(ONE).headers["access-control-allow-origin"] == "*"
