"""What a client would take, and what it gets (RFC 9110, section 12): tables, and headers that nobody would send."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.web.message import Request
from kg.web.negotiation import choose, choose_coding, format_called, negotiate, read_ranges
from kg.words.errors import NotInThisFormat
from kg.words.formats import GRAPH_FORMATS, PAGE, RESULT_FORMATS

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

GRAPHS = [
    ("", "text/turtle"),
    ("*/*", "text/turtle"),
    ("*", "text/turtle"),
    ("text/*", "text/turtle"),
    ("application/*", "application/trig"),
    ("application/n-triples", "application/n-triples"),
    ("APPLICATION/N-Triples", "application/n-triples"),
    ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
    ("text/turtle;q=0.5, application/n-quads;q=0.7", "application/n-quads"),
    ("application/ld+json, */*", "application/ld+json"),
    ("application/json", "application/json"),
    ("text/n3", "text/n3"),
    # the closest element gives the weight, not the heaviest
    ("text/turtle;q=0.1, */*", "application/trig"),
    ("text/turtle;q=0, */*;q=0.1", "application/trig"),
    ("text/*;q=0, */*;q=0.1", "application/trig"),
    ("text/turtle;q=0", None),
    ("image/png", None),
    ("text/html", None),
    (BROWSER, "text/turtle"),
    # what is written in UTF-8 is what is asked for; a version or profile is a wish
    ("text/turtle;charset=utf-8", "text/turtle"),
    ("text/turtle; version=1.2", "text/turtle"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, x"', "application/ld+json"),
    ('text/turtle;title="a;q=0, text/html";q=0.2, application/trig;q=0.1', "text/turtle"),
    # what is malformed is left out; if all of it is, nothing was said
    ("text/turtle;q=much, application/trig;q=0.1", "application/trig"),
    ("text/turtle;q=-1, application/trig;q=0.1", "application/trig"),
    ("text/turtle;q=1.5, application/trig;q=0.9", "text/turtle"),
    ("/, ;q=1, ,", "text/turtle"),
    ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/turtle"),
    ("text/turtle;q", "text/turtle"),
    # equals: the closer, then the first of the client's, then the first of ours
    ("application/trig, text/turtle", "application/trig"),
    ("*/*, application/trig", "application/trig"),
]


@pytest.mark.parametrize(("header", "expected"), GRAPHS)
def test_a_graph_comes_in_what_is_wanted_most(header, expected):
    choice = choose(header, GRAPH_FORMATS)
    assert (choice and choice.media_type) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "application/sparql-results+json"),
        (BROWSER, "application/xml"),
        ("application/json", "application/json"),
        ("text/xml", "text/xml"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("text/turtle", None),
        ("text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_what_is_wanted_most(header, expected):
    choice = choose(header, RESULT_FORMATS)
    assert (choice and choice.media_type) == expected


def test_a_browser_gets_the_page_where_there_is_one():
    assert choose(BROWSER, (*GRAPH_FORMATS, PAGE)).format is PAGE
    assert choose("*/*", (*GRAPH_FORMATS, PAGE)).format.name == "turtle"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        *((name, form.name) for form in GRAPH_FORMATS for name in (form.name, form.media_type, *form.extensions)),
        # what SPARQLWrapper sends
        *(("n3", "turtle"), ("rdf", "rdfxml"), ("rdf+xml", "rdfxml"), ("json-ld", "jsonld"), ("xml", "rdfxml")),
        *((" TTL ", "turtle"), ("xlsx", None), ("", None), (".", None), ("csv", None)),
    ],
)
def test_a_format_has_many_names(word, expected):
    form = format_called(word, GRAPH_FORMATS)
    assert (form and form.name) == expected


def test_every_name_of_a_format_means_one():
    for offers in (GRAPH_FORMATS, RESULT_FORMATS):
        for form in offers:
            assert all(format_called(name, offers) is form for name in (form.name, *form.extensions, form.media_type))


def test_the_parameter_goes_before_the_header():
    request = Request("GET", "/", "format=xlsx&format=nt", {"accept": "text/turtle"})
    assert negotiate(request, GRAPH_FORMATS).format.name == "ntriples"


@pytest.mark.parametrize("request_", [Request("GET", "/", "format=xlsx"), Request("GET", "/", "", {"accept": "a/b"})])
def test_who_can_take_nothing_is_told_what_there_is(request_):
    with pytest.raises(NotInThisFormat) as error:
        negotiate(request_, GRAPH_FORMATS)
    assert all(form.media_type in str(error.value) for form in GRAPH_FORMATS)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("deflate, gzip;q=1.0, *;q=0.5", "gzip"),
        ("br", "identity"),
        ("*", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0, *", "identity"),
        ("gzip;q=0.5, identity", "identity"),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("identity;q=0, gzip;q=0.1", "gzip"),
    ],
)
def test_a_coding_is_used_where_the_client_asks(header, expected):
    assert choose_coding(header, ("gzip",)) == expected


PIECES = st.sampled_from(
    [
        "text",
        "turtle",
        "application",
        "/",
        "*",
        ";",
        ",",
        "q",
        "=",
        "0.5",
        "1",
        '"',
        "\\",
        " ",
        "\t",
        "é",
        "\x00",
        "+json",
    ]
)
HEADERS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@settings(deadline=None)
@given(HEADERS)
def test_no_header_is_too_odd(header):
    assert all(0 <= range_.weight <= 1 for range_ in read_ranges(header))
    for offers in (GRAPH_FORMATS, RESULT_FORMATS):
        choice = choose(header, offers)
        assert choice is None or choice.media_type in (choice.format.media_type, *choice.format.also)
    assert choose_coding(header, ("gzip",)) in ("gzip", "identity", None)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(GRAPH_FORMATS), st.integers(0, 1000)), min_size=1, unique_by=lambda e: e[0]))
def test_the_heaviest_of_what_is_named_is_chosen(elements):
    choice = choose(", ".join(f"{form.media_type};q={weight / 1000:.3f}" for form, weight in elements), GRAPH_FORMATS)
    best = max(weight for _, weight in elements)
    assert (choice is None) == (best == 0)
    assert choice is None or dict(elements)[choice.format] == best


@pytest.mark.parametrize(
    "header", ['"' + '\\"' * 20_000, 'a/b;x="' + '\\"' * 20_000 + "\\", "a/b," * 20_000, ";q=" * 20_000]
)
def test_a_long_header_is_read_in_one_pass(header):
    # with a pattern that goes back, these would take minutes
    read_ranges(header)
