"""Triples of descriptions, from prefixed names, addresses and plain values."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.words.prefixes import expand

Triples = Iterator[Triple]


def triple(subject: str, predicate: str, object_: str | Literal) -> Triple:
    """Return a triple: the subject and an object that is text are addresses, the predicate is a prefixed name."""
    target = object_ if isinstance(object_, Literal) else NamedNode(object_)
    return Triple(NamedNode(subject), NamedNode(expand(predicate)), target)


def words(text: str) -> Literal:
    """Return English text."""
    return Literal(text, language="en")


def number(value: int) -> Literal:
    """Return an integer."""
    return typed(str(value), "xsd:integer")


def typed(text: str, datatype: str) -> Literal:
    """Return a literal of a datatype, which is a prefixed name."""
    return Literal(text, datatype=NamedNode(expand(datatype)))
