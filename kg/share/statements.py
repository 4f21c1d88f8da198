"""Facts, what follows from them, and claims, each as subject, predicate and object with the claims behind it."""

from functools import cache
from typing import Any, NamedTuple

import pyoxigraph

from kg.share.parts import quads_of
from kg.words.prefixes import BASE, shorten

_short = cache(shorten)

#: The terms that a node has under each predicate, by prefixed name.
Node = dict[str, list[Any]]


class Statement(NamedTuple):
    """One statement as terms of the engine; a claim that is only in words has no predicate or no object."""

    subject: Any
    predicate: Any
    object: Any
    claims: tuple[str, ...]


def nodes_of(part: str) -> dict[str, Node]:
    """Return every node of a layer by its address, in order."""
    nodes: dict[str, Node] = {}
    for quad in quads_of(part):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        nodes.setdefault(quad.subject.value, {}).setdefault(_short(quad.predicate.value), []).append(quad.object)
    return nodes


def claims() -> list[Statement]:
    """Return every claim, whatever its standing."""
    return [
        Statement(*proposition(node), (iri,)) for iri, node in nodes_of("claims").items() if is_a(node, "pao:Claim")
    ]


def facts() -> list[Statement]:
    """Return each fact once, with all claims behind it."""
    factual = {iri for iri, node in nodes_of("facts").items() if is_a(node, "pao:FactualClaim")}
    behind: dict[tuple[Any, Any, Any], list[str]] = {}
    for subject, predicate, value, (iri,) in claims():
        if iri in factual:
            behind.setdefault((subject, predicate, value), []).append(iri)
    return [Statement(*spo, tuple(found)) for spo, found in behind.items()]


def derived() -> list[Statement]:
    """Return what follows from facts, with the claims that it rests on."""
    return [
        Statement(*proposition(node), tuple(term.value for term in node["prov:wasDerivedFrom"]))
        for node in nodes_of("derived").values()
        if is_a(node, "pao:DerivedStatement")
    ]


def is_a(node: Node, name: str) -> bool:
    """Return whether a node has a class, by prefixed name."""
    return name in (_short(term.value) for term in node.get("rdf:type", []))


def local(term: Any) -> str:
    """Return an address of ours without its beginning, and any other term as its text."""
    return str(term.value).removeprefix(BASE) if term is not None else ""


def proposition(node: Node) -> tuple[Any, Any, Any]:
    """Return the subject, predicate and object of a claim; what is missing is None."""
    subject, predicate, value = (node.get(f"rdf:{name}", [None])[0] for name in ("subject", "predicate", "object"))
    return subject, predicate, value
