"""Turtle of triples without blank nodes: sorted, with the prefixes that it uses, the same bytes every time."""

from collections.abc import Iterable

from pyoxigraph import Triple

from kg.share.parts import order
from kg.store.engine import serialise
from kg.words.prefixes import used_in


def write_turtle(triples: Iterable[Triple], comment: str) -> bytes:
    """Return triples as Turtle, headed by a comment."""
    found = sorted(set(triples), key=order)
    used = "".join({str(term) for triple in found for term in triple})
    prefixes = used_in(used)
    lines = serialise(found, "turtle", prefixes).decode().splitlines(keepends=True)
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    return "".join([head, *sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]]).encode()
