"""Answers that are kept: each for what was asked and nothing else, within the memory that they may take."""

import time
import tracemalloc

import pytest

from kg.web.answers import Ready, prepare
from kg.web.cache import Cache
from kg.web.intake import Intake
from kg.web.message import Response
from kg.words.errors import TookTooLong

HEADS = 16


def answer(number, size=600):
    headers = {"content-type": "text/csv", "etag": f'"{number}"', "vary": "Accept"}
    return prepare(Response(200, headers, bytes([number % 256]) * size), "sparql", f"{number:016x}")


def raw_head(number, which):
    """Return a head of a request with lines that nobody else sends."""
    lines = [(b"host", b"localhost")] + [(b"x-%d" % n, b"%d-%d" % (number, which) * 10) for n in range(8)]
    return b"/sparql?query=%d" % number, tuple(lines)


def fill(cache, number):
    for n in range(number):
        key, kept = ("GET", b"/sparql", b"query=%d" % n), answer(n)
        cache.keep(key, kept)
        for which in range(HEADS + 4):
            cache.keep_ready(raw_head(n, which), key, Ready(kept, kept.plain, ""))


def test_answers_and_the_heads_that_lead_to_them_stay_within_their_memory():
    most = 1024**2
    tracemalloc.start()
    try:
        cache = Cache(most, 10)
        fill(cache, 500)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0 < len(cache) < 500
    assert cache.size <= most
    assert most / 4 < taken < 1.25 * most


def test_what_is_forgotten_is_not_found_by_any_of_its_heads():
    cache = Cache(1024**2, 10)
    fill(cache, 500)
    for n in range(500):
        is_kept = cache.find(("GET", b"/sparql", b"query=%d" % n)) is not None
        found = [cache.find_ready(raw_head(n, which)) is not None for which in range(HEADS + 4)]
        assert found == [False] * 4 + [is_kept] * HEADS


def test_an_answer_that_would_drive_out_the_others_is_not_kept():
    cache = Cache(1024**2, 10)
    cache.keep("a", answer(1))
    cache.keep("b", answer(2, 200_000))
    assert cache.find("a")
    assert not cache.find("b")


def test_without_memory_nothing_is_kept():
    cache = Cache(0, 10)
    fill(cache, 3)
    assert (len(cache), cache.size) == (0, 0)


def test_a_broken_limit_is_remembered_for_a_while_and_not_for_everything_ever_sent():
    cache = Cache(1024**2, 0.05)
    for n in range(5000):
        cache.refuse_for_a_while(str(n), TookTooLong("x"))
    assert isinstance(cache.refusal("4999"), TookTooLong)
    assert cache.refusal("1") is None
    time.sleep(0.06)
    assert cache.refusal("4999") is None
    forgetful = Cache(1024**2, 0)
    forgetful.refuse_for_a_while("1", TookTooLong("x"))
    assert forgetful.refusal("1") is None


def key(method="GET", path=b"/sparql", query=b"query=ASK{}", **headers):
    lines = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Intake({"method": method, "raw_path": path, "query_string": query, "headers": lines, "client": None}).key


@pytest.mark.parametrize(
    "other",
    [
        {"method": "POST"},
        {"path": b"/graph-store"},
        {"path": b"/%73parql"},
        {"query": b"query=ASK{}&format=csv"},
        {"query": b"query=ASK{}&default-graph-uri=x:y"},
        {"query": b"query=ASK{}&named-graph-uri=x:y"},
        {"accept": "text/csv"},
        {"accept": ""},
        {"host": "other.example"},
        {"content_type": "application/sparql-query"},
        {"content_encoding": "gzip"},
    ],
)
def test_whatever_an_answer_depends_on_tells_requests_apart(other):
    assert key() != key(**other)


def test_what_no_answer_depends_on_does_not():
    assert key() == key("HEAD") == key(user_agent="x", cookie="x", x_forwarded_host="evil.example", if_none_match="*")
