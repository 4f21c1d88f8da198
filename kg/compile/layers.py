"""Layers as blocks of Turtle, each subject's own, in groups that keep their order wherever they come from.

A group is all that begins with the same three steps, as ``…/claim/red-league/``. No group lies within another, so the
groups of all articles, sorted by their names, give the subjects in the order of their addresses.
"""

from typing import NamedTuple

from rdflib import Graph

from kg.compile.turtle import prefixes_of, write_blocks
from kg.words.prefixes import BASE


class Group(NamedTuple):
    """Where the blocks of a group lie: its name, its first byte, and how many bytes it has."""

    name: str
    start: int
    size: int


class Written(NamedTuple):
    """A layer, or an article's part of one: its groups, the prefixes that they use, how many triples, and the bytes."""

    groups: tuple[Group, ...]
    prefixes: tuple[str, ...]
    triples: int
    data: bytes


def write_part(graph: Graph) -> Written:
    """Return what an article gives to a layer, as blocks in groups."""
    pieces: dict[str, list[str]] = {}
    for subject, block in write_blocks(graph):
        pieces.setdefault(group_of(subject), []).append(block)
    groups, parts = [], []
    start = 0
    for name in sorted(pieces):
        data = "".join(pieces[name]).encode()
        groups.append(Group(name, start, len(data)))
        parts.append(data)
        start += len(data)
    prefixes = prefixes_of(block for blocks in pieces.values() for block in blocks)
    return Written(tuple(groups), tuple(sorted(prefixes)), len(graph), b"".join(parts))


def group_of(subject: str) -> str:
    """Return the name of the group of a subject.

    >>> group_of("https://w3id.org/pao/claim/red-league/lead/1#time")
    'https://w3id.org/pao/claim/red-league/'
    >>> group_of("https://w3id.org/pao/article/red-league")
    'https://w3id.org/pao/article/red-league'
    """
    kind, slash, rest = subject.removeprefix(BASE).partition("/")
    slug, end, _ = rest.partition("/")
    return f"{BASE}{kind}{slash}{slug}{end}" if subject.startswith(BASE) else subject
