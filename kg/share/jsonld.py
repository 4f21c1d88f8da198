"""JSON-LD 1.1 with our own context written in, so that nothing is ever fetched."""

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import pyoxigraph

from kg.words.folders import bundled
from kg.words.prefixes import PREFIXES

#: The key of a type, as JSON has it.
_TYPE = '"@type"'


def write_jsonld(graphs: Iterable[tuple[str, Iterable[str]]], attribution: tuple[str, ...] = ()) -> bytes:
    """Return N-Triples as JSON-LD, flattened and compacted; the graph that has no name first, then each by its name.

    The lines are without their ends, those of a subject stand together, and nodes keep the order of the lines.

    The attribution is for people: a term that the context maps to null is no statement (JSON-LD 1.1, section 4.1).
    """
    context: dict[str, str | None] = {**_prefixes(), **({"attribution": None} if attribution else {})}
    documents: list[str] = []
    for graph, lines in graphs:
        if graph:
            inner = ",\n".join(_nodes(lines))
            documents.append(f'{{"@id": {_quoted(graph)}, "@graph": [\n{inner}\n]}}')
        else:
            documents += _nodes(lines)
    # a node on each line: as easy to compare as indented text, and written many times as fast
    text = ",\n".join(documents)
    credit = f',\n"attribution": {_line(attribution)}' if attribution else ""
    return f'{{"@context": {_line(context)},\n"@graph": [\n{text}\n]{credit}}}\n'.encode()


def graphs_of(quads: Iterable[pyoxigraph.Quad]) -> Iterator[tuple[str, list[str]]]:
    """Yield quads as write_jsonld takes them: the name of each graph, and its lines in their order."""
    graphs: dict[str, list[str]] = {"": []}
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
        graphs.setdefault(graph, []).append(str(quad.triple))
    yield from graphs.items()


def _nodes(lines: Iterable[str]) -> Iterator[str]:
    """Yield an object for each subject, with its keys in the order of the alphabet."""
    last, node = "", dict[str, list[str]]()
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        if subject != last:
            if node:
                yield _node(last, node)
            last, node = subject, {}
        key = _key(predicate)
        if key in node:
            node[key].append(value)
        else:
            node[key] = [value]
    if node:
        yield _node(last, node)


def _node(subject: str, node: dict[str, list[str]]) -> str:
    said = [
        f"{key}: [{', '.join(map(_address if key == _TYPE else _value, values))}]"
        for key, values in sorted(node.items())
    ]
    return f'{{"@id": {", ".join([_address(subject), *said])}}}'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _value(term: str) -> str:
    """Return a term of N-Triples as a value of JSON-LD: what a text escapes, both write alike (RFC 8259, section 7)."""
    if not term.startswith('"'):
        return f'{{"@id": {_address(term)}}}'
    end = term.rindex('"') + 1
    return f'{_opened(term[end:])}"@value": {term[:end]}}}'


@lru_cache(maxsize=1 << 10)
def _opened(kind: str) -> str:
    """Return the beginning of a value, with what stands behind its text: a language, a datatype, nothing."""
    if kind.startswith("@"):
        return f'{{"@language": "{kind[1:]}", '
    return f'{{"@type": {_address(kind[2:])}, ' if kind else "{"


@lru_cache(maxsize=1 << 10)
def _key(predicate: str) -> str:
    return _TYPE if predicate == f"<{PREFIXES['rdf']}type>" else _address(predicate)


@cache
def _prefixes() -> dict[str, str]:
    """Return the prefixes of our context, which every key and address in an export uses."""
    context = json.loads(bundled("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    declared = {key: value for key, value in context.items() if isinstance(value, str) and PREFIXES.get(key) == value}
    return {**declared, "id": PREFIXES["id"], "graph": PREFIXES["graph"]}


@lru_cache(maxsize=1 << 16)
def _address(term: str) -> str:
    """Return an address in < >, or a blank node, as a text of JSON."""
    return _quoted(term[1:-1]) if term.startswith("<") else f'"{term}"'


def _quoted(address: str) -> str:
    """Return an address as a text of JSON, with a prefix of our context where one fits."""
    for prefix in _prefix_order():
        if address.startswith(PREFIXES[prefix]):
            return _line(f"{prefix}:{address[len(PREFIXES[prefix]) :]}")
    return _line(address)


@cache
def _prefix_order() -> list[str]:
    return sorted(_prefixes(), key=lambda prefix: -len(PREFIXES[prefix]))
