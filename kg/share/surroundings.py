"""What belongs to the description of an address: its own triples, the claims around it, and what these rest on.

Facts stand plainly. A claim stands as a claim, with its speaker, its passage and its references; of what is only
mentioned, the kind and the name are told.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pyoxigraph

from kg.ask.names import labels
from kg.share.statements import Node, is_a, nodes_of
from kg.words.layers import BUILT

Nodes = dict[str, Node]

#: What leads from a claim to the words, times and people behind it.
_PATHS = (
    *("pao:attribution", "pao:validTime", "pao:objectTime", "pao:statedIn", "pao:saidTime", "pao:medium"),
    "cito:citesAsEvidence",
)
#: What leads from a source or a derived statement to what has to be told with it.
_SOURCE_PATHS = ("dcterms:isPartOf", "pao:ofReference", "prov:wasDerivedFrom")
#: What is told of a thing that is only mentioned.
_NAMING = ("rdf:type", "rdfs:label", "dcterms:title", "dcterms:license", "dcterms:source", "dc:publisher")
#: What is told of the passages of an article.
_OF_PASSAGE = ("rdf:type", "oa:hasSource", "pao:section")
#: What is left out because the same is said beside it.
_REPEATED = ("pao:issuedTime",)


class Surroundings(NamedTuple):
    """The nodes of a description by address, and those of them that are the claims around what is described."""

    claims: tuple[str, ...]
    nodes: Nodes


def surroundings(iri: str) -> Surroundings | None:
    """Return what belongs to the description of an address of the dataset, or None for one that it does not have."""
    layers = _layers()
    if iri not in _documents():
        return None
    chosen = {address: _merged(address, *layers) for address in _documents()[iri]}
    claims = [iri] if iri in layers["claims"] else list(_claims_by_end().get(iri, ()))
    paths = (*_PATHS, *_SOURCE_PATHS)
    _follow(chosen, [t.value for node in list(chosen.values()) for p in paths for t in node.get(p, [])])
    _follow(chosen, claims)
    for passage in _passages().get(iri, ()):
        chosen.setdefault(passage, {name: _merged(passage, "sources")[name] for name in _OF_PASSAGE})
    _name(chosen)
    return Surroundings(tuple(claims), chosen)


@cache
def _layers() -> dict[str, Nodes]:
    return {layer.name: nodes_of(layer.name) for layer in BUILT}


@cache
def _documents() -> dict[str, list[str]]:
    """Return the addresses that are told of in one document, by the address of the document."""
    found: dict[str, list[str]] = {}
    for iri in sorted({iri for nodes in _layers().values() for iri in nodes}):
        found.setdefault(iri.partition("#")[0], []).append(iri)
    return found


@cache
def _claims_by_end() -> dict[str, dict[str, None]]:
    """Return the claims that speak of a thing, stand in a passage or rest on a reference, by its address."""
    found: dict[str, dict[str, None]] = {}
    layers = _layers()
    for claim, node in layers["claims"].items():
        if "pao:statedIn" not in node:
            continue
        ends = [term.value for name in ("rdf:subject", "rdf:object", "pao:statedIn") for term in node.get(name, [])]
        for passage in node["pao:statedIn"]:
            ends += [term.value for term in layers["sources"][passage.value].get("cito:citesAsEvidence", [])]
        for end in ends:
            found.setdefault(end, {})[claim] = None
    return found


@cache
def _passages() -> dict[str, list[str]]:
    """Return the passages of each article."""
    found: dict[str, list[str]] = {}
    for iri, node in _layers()["sources"].items():
        for article in node.get("oa:hasSource", []) if is_a(node, "pao:Passage") else ():
            found.setdefault(article.value, []).append(iri)
    return found


def _merged(iri: str, *names: str) -> Node:
    """Return all that the layers say of a node."""
    merged: Node = {}
    for name in names:
        for predicate, terms in _layers()[name].get(iri, {}).items():
            merged.setdefault(predicate, []).extend(terms)
    return merged


def _follow(chosen: Nodes, start: Iterable[str]) -> None:
    """Add nodes, and what they rest on."""
    waiting = list(start)
    while waiting:
        iri = waiting.pop()
        if iri not in chosen:
            node = _merged(iri, "claims", "sources", "facts")
            chosen[iri] = {name: terms for name, terms in node.items() if name not in _REPEATED}
            waiting += [term.value for name in _PATHS for term in node.get(name, [])]


def _name(chosen: Nodes) -> None:
    """Add the kind and the name of all that is mentioned."""
    mentioned = {term.value for node in chosen.values() for terms in node.values() for term in terms}
    speakers = {term.value for node in chosen.values() for term in node.get("pao:speaker", [])}
    for iri in sorted(mentioned - chosen.keys()):
        node = _merged(iri, "entities", "sources")
        if iri in speakers and not node:
            # the unnamed speaker is a term of the ontology
            node = {"rdfs:label": [pyoxigraph.Literal(labels()[iri], language="en")]}
        if node:
            chosen[iri] = {name: terms for name, terms in node.items() if name in _NAMING}


def described() -> tuple[str, ...]:
    """Return every address that has a description of its own; what stands after a ``#`` is part of one."""
    return tuple(_documents())
