"""Turtle that stays put: subjects in the order of their IRIs, one predicate a line, the same bytes every time."""

import re
from io import BytesIO

from rdflib import Graph
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer
from rdflib.term import Node

from kg.words.prefixes import PREFIXES


class _SortedTurtle(LongTurtleSerializer):
    """rdflib's long Turtle, which otherwise moves a subject when something else begins to refer to it."""

    def orderSubjects(self) -> list[Node]:  # noqa: N802 (rdflib's name)
        return sorted(self._subjects, key=str)


def write_turtle(graph: Graph, comment: str) -> bytes:
    """Return a graph without blank nodes as Turtle, headed by a comment (RDF 1.1 Turtle)."""
    plain = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        plain.bind(prefix, namespace)
    plain += graph
    stream = BytesIO()
    _SortedTurtle(plain).serialize(stream)  # type: ignore[no-untyped-call]
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    return f"{head}\n{_without_unused_prefixes(stream.getvalue().decode())}\n".encode()


def _without_unused_prefixes(text: str) -> str:
    """Return Turtle without the prefixes that rdflib declares for numbers, which it then writes without a datatype."""
    prefixes, _, body = text.strip().partition("\n\n")
    kept = [line for line in prefixes.splitlines() if re.search(rf"(?<![\w:]){line.split()[1]}", body)]
    return "\n".join(kept) + "\n\n" + body
