"""Turtle of triples without blank nodes: sorted, with the prefixes that it uses, the same bytes every time."""

from collections.abc import Iterable

from pyoxigraph import Triple

from kg.store.engine import serialise
from kg.words.prefixes import PREFIXES, expand


def write_turtle(triples: Iterable[Triple], comment: str) -> bytes:
    """Return triples as Turtle, headed by a comment."""
    found = sorted(set(triples), key=_order)
    used = "".join({str(term) for triple in found for term in triple})
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in used}
    lines = serialise(found, "turtle", prefixes).decode().splitlines(keepends=True)
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    return "".join([head, *sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]]).encode()


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    """Sort by subject, predicate (the type first) and object; code points, so no locale matters."""
    predicate = str(triple.predicate)
    return str(triple.subject), predicate != f"<{expand('rdf:type')}>", predicate, str(triple.object)
