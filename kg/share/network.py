"""Facts, or claims with their standing, as a network of things: GraphML, for Gephi and its like.

http://graphml.graphdrawing.org/specification.html. A value such as a name is a node of its own, of the kind "value".
"""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import pyoxigraph

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.names import labels, things
from kg.share.attribution import attributions
from kg.share.parts import ALL, refuse_other_parts
from kg.share.statements import Statement, claims, derived, facts, local
from kg.words.formats import export_format
from kg.words.prefixes import BASE

_KEYS = {
    "node": ("label", "kind"),
    "edge": ("label", "predicate", "standing", "denied", "speaker", "when", "claims", "quotes", "footnotes"),
}
_SEPARATOR = " | "

#: A statement with the attributes of its edge.
Edge = tuple[Statement, dict[str, str]]


def write_graphml(part: str | None = None) -> bytes:
    """Return the facts and what follows from them, or one of these layers, or all claims, each with its standing."""
    form = export_format("graphml")
    assert form is not None
    refuse_other_parts(part, ("facts", "claims", "derived"), form.label)
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for kind, keys in _KEYS.items():
        for key in keys:
            ElementTree.SubElement(
                root, "key", {"id": f"{kind}-{key}", "for": kind, "attr.name": key, "attr.type": "string"}
            )
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    ElementTree.SubElement(graph, "desc").text = "Made from these articles, under their licences: " + "; ".join(
        attributions()
    )
    edges = _edges(part)
    for node, values in sorted({**_nodes(edges, "subject"), **_nodes(edges, "object")}.items()):
        _add_data(ElementTree.SubElement(graph, "node", id=node), "node", values)
    for name, (statement, values) in sorted(edges.items()):
        ends = {"id": name, "source": _node_id(statement.subject), "target": _node_id(statement.object)}
        _add_data(ElementTree.SubElement(graph, "edge", ends), "edge", values)
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _edges(part: str | None) -> dict[str, Edge]:
    """Return the edges by their ids: a claim's id is its own, a fact's says what it is."""
    if part == "claims":
        whole = [("", s) for s in claims() if s.predicate and s.object]
    else:
        whole = [("fact", s) for s in facts() if part in (None, ALL, "facts")]
        whole += [("follows from facts", s) for s in derived() if part in (None, ALL, "derived")]
    evidence = evidence_of(claim for _, s in whole for claim in s.claims)
    edges = {}
    for standing, s in whole:
        values = _values(s, [evidence[claim] for claim in s.claims])
        if standing:
            edges[f"{local(s.subject)} {local(s.predicate)} {_node_id(s.object)}"] = s, {**values, "standing": standing}
        else:
            edges[values["claims"]] = s, values
    return edges


def _values(statement: Statement, evidence: list[Evidence]) -> dict[str, str]:
    """Return what is behind an edge; its label tells its standing wherever it is no fact."""
    first = evidence[0]
    name = labels()[statement.predicate.value]
    return {
        "label": name if first.is_fact else f"{name} ({'denied, ' if first.denied else ''}{first.standing})",
        "predicate": local(statement.predicate),
        "standing": first.standing,
        "denied": "yes" if first.denied else "",
        "speaker": _join(item.speaker for item in evidence),
        "when": _join(item.words or item.date for item in evidence),
        "claims": _join(item.claim.removeprefix(BASE) for item in evidence),
        "quotes": _join(item.quote for item in evidence),
        "footnotes": _join(note for item in evidence for note in item.footnotes),
    }


def _nodes(edges: dict[str, Edge], end: str) -> dict[str, dict[str, str]]:
    known = things()
    found = {}
    for statement, _ in edges.values():
        term = getattr(statement, end)
        thing = known.get(local(term).removeprefix("id/"))
        kind = thing.kind if thing else "value"
        found[_node_id(term)] = {"label": labels().get(term.value, term.value), "kind": kind}
    return found


def _node_id(term: Any) -> str:
    """Return the id of a node: an address without its beginning, or a value as N-Triples has it."""
    return local(term) if isinstance(term, pyoxigraph.NamedNode) else str(term)


def _join(texts: Iterable[str | None]) -> str:
    """Return the texts that there are, each once."""
    return _SEPARATOR.join(dict.fromkeys(text for text in texts if text))


def _add_data(element: ElementTree.Element, kind: str, values: dict[str, str]) -> None:
    for key in _KEYS[kind]:
        if values[key]:
            ElementTree.SubElement(element, "data", key=f"{kind}-{key}").text = values[key]
