"""JSON-LD 1.1 with our own context written in, so that nothing is ever fetched."""

import json
from functools import cache, lru_cache
from typing import Any

import pyoxigraph

from kg.words.folders import bundled
from kg.words.prefixes import PREFIXES


def write_jsonld(quads: list[pyoxigraph.Quad], attribution: tuple[str, ...] = ()) -> bytes:
    """Return quads as JSON-LD: the nodes of the default graph, then one object for each graph, all in fixed order.

    The attribution is for people: a term that the context maps to null is no statement (JSON-LD 1.1, section 4.1).
    """
    context: dict[str, str | None] = {**_prefixes(), **({"attribution": None} if attribution else {})}
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        named = not isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
        nodes = graphs.setdefault(_compact(quad.graph_name) if named else "", {})
        node = nodes.setdefault(_compact(quad.subject), {"@id": _compact(quad.subject)})
        key = _compact(quad.predicate)
        if key == "rdf:type":
            node.setdefault("@type", []).append(_compact(quad.object))
        else:
            node.setdefault(key, []).append(_value(quad.object))
    documents = [*map(_line, graphs.pop("", {}).values())]
    for graph, nodes in graphs.items():
        inner = ",\n".join(map(_line, nodes.values()))
        documents.append(f'{{"@id": {json.dumps(graph)}, "@graph": [\n{inner}\n]}}')
    # a node on each line: as easy to compare as indented text, and written many times as fast
    lines = ",\n".join(documents)
    credit = f',\n"attribution": {_line(attribution)}' if attribution else ""
    return f'{{"@context": {_line(context)},\n"@graph": [\n{lines}\n]{credit}}}\n'.encode()


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@cache
def _prefixes() -> dict[str, str]:
    """Return the prefixes of our context, which every key and address in an export uses."""
    context = json.loads(bundled("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    declared = {key: value for key, value in context.items() if isinstance(value, str) and PREFIXES.get(key) == value}
    return {**declared, "id": PREFIXES["id"], "graph": PREFIXES["graph"]}


def _compact(term: object) -> str:
    """Return an address with a prefix of our context where one fits, or the name of a blank node."""
    if isinstance(term, pyoxigraph.BlankNode):
        return str(term)
    assert isinstance(term, pyoxigraph.NamedNode)
    return _shortened(term.value)


@lru_cache(maxsize=1 << 16)
def _shortened(address: str) -> str:
    for prefix in _prefix_order():
        if address.startswith(PREFIXES[prefix]):
            return f"{prefix}:{address[len(PREFIXES[prefix]) :]}"
    return address


@cache
def _prefix_order() -> list[str]:
    return sorted(_prefixes(), key=lambda prefix: -len(PREFIXES[prefix]))


def _value(term: object) -> dict[str, str]:
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype.value == PREFIXES["xsd"] + "string":
            return {"@value": term.value}
        return {"@value": term.value, "@type": _compact(term.datatype)}
    return {"@id": _compact(term)}
