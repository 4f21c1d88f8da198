"""Turtle that stays put: subjects in the order of their addresses, one predicate a line, the same bytes every time.

What is written of one subject depends on nothing else, so that blocks which were written apart, and kept, give the
same file as those that are written together.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import split_uri
from rdflib.term import Node

from kg.words.prefixes import PREFIXES

#: What is said of one subject: its predicates with their objects.
Said = dict[Node, list[Node]]

_PREFIX = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_FIRST: dict[Node, int] = {RDF.type: 0, RDFS.label: 1}

#: The prefix of a name; texts and addresses are passed over, whatever they hold.
_USED = re.compile(r'''"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\]|\\.)*"|<[^>]*>|(?<![\w:])([a-z0-9]+):''', re.DOTALL)


def write_turtle(graph: Graph, comment: str) -> bytes:
    """Return a graph without blank nodes as Turtle, headed by a comment (RDF 1.1 Turtle)."""
    blocks = [block for _, block in write_blocks(graph)]
    return (head(comment, prefixes_of(blocks)) + "".join(blocks)).encode()


def write_blocks(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield each subject of a graph, in order, with the block of Turtle that says all of it."""
    for subject in sorted(set(graph.subjects()), key=str):
        said: Said = {}
        for predicate, value in graph.predicate_objects(subject):
            said.setdefault(predicate, []).append(value)
        yield str(subject), write_block(subject, said)


def write_block(subject: Node, said: Said) -> str:
    """Return what is said of one subject as Turtle: its type and its label first, then by predicate and object."""
    lines = []
    for predicate in sorted(said, key=lambda term: (_FIRST.get(term, 2), str(term))):
        verb = "a" if predicate == RDF.type else _term(predicate)
        values = sorted(said[predicate])  # type: ignore[type-var]
        if len(values) == 1:
            lines.append(f"    {verb} {_term(values[0])} ;\n")
        else:
            lines.append(f"    {verb}\n        " + " ,\n        ".join(map(_term, values)) + " ;\n")
    return f"\n{_term(subject)}\n{''.join(lines)}.\n"


def head(comment: str, prefixes: Iterable[str]) -> str:
    """Return what stands before the blocks: the comment and the prefixes that they use."""
    comments = "".join(f"# {line}\n" for line in comment.splitlines())
    return comments + "\n" + "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in sorted(prefixes))


def prefixes_of(blocks: Iterable[str]) -> set[str]:
    """Return the prefixes that blocks of Turtle use."""
    return {prefix for block in blocks for prefix in _USED.findall(block) if prefix}


def _term(node: Node) -> str:
    if isinstance(node, Literal):
        return node._literal_n3(use_plain=True, qname_callback=lambda kind: _name(str(kind)))
    assert isinstance(node, URIRef)
    return _name(str(node)) or node.n3()


@lru_cache(maxsize=100_000)
def _name(iri: str) -> str | None:
    """Return an address as a prefixed name, or None where none of our prefixes fits."""
    if iri in _PREFIX:
        return f"{_PREFIX[iri]}:"
    try:
        namespace, name = split_uri(iri)
    except ValueError:
        return None
    if namespace not in _PREFIX or name.endswith(".") or re.search(r"[()%]", name):
        return None
    return f"{_PREFIX[namespace]}:{name}"
