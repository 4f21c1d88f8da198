"""What of the dataset is exported: all of it, or one layer; and in which order."""

from collections.abc import Iterable, Iterator

import pyoxigraph

from kg.store.own import dataset, read_layer
from kg.words.errors import UsageError, did_you_mean
from kg.words.layers import BUILT
from kg.words.prefixes import PREFIXES
from kg.words.progress import told

#: The word for the whole dataset where a layer could be named.
ALL = "all"

#: Names of the layers that can be exported alone.
PARTS = tuple(layer.name for layer in BUILT)

#: The type between subject and object, and what sorts before any other predicate.
_TYPE, _FIRST = f"> <{PREFIXES['rdf']}type> ".encode(), b"> \x01 "

Statement = pyoxigraph.Quad | pyoxigraph.Triple


def quads_of(part: str | None = None) -> list[pyoxigraph.Quad]:
    """Return the quads of the dataset, or of one layer, in the order in which they are written."""
    store = dataset()
    quads = [quad for graph in _graphs(part) for quad in store.quads_for_pattern(None, None, None, graph)]
    return sorted(quads, key=order)


def _graphs(part: str | None) -> list[pyoxigraph.NamedNode]:
    """Return the graph of each layer that is meant; raises UsageError, with a suggestion, for what is none."""
    names = PARTS if part in (None, ALL) else (part,)
    if part not in (None, ALL, *PARTS):
        known = [*PARTS, ALL]
        raise UsageError(f"There is no part '{part}'; there are {', '.join(known)}.{did_you_mean(str(part), known)}")
    return [pyoxigraph.NamedNode(layer.graph) for layer in BUILT if layer.name in names]


def layers_of(part: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the name of the graph of each layer that is meant, and its N-Triples, in the order of quads_of.

    The lines are sorted as bytes, many times as fast as their terms; a mark that N-Triples never hold, because they
    write it as an escape, puts the type first. A layer is read when it is asked for.
    """
    for graph in told("layers", sorted(node.value for node in _graphs(part))):
        yield graph, b"".join(_sorted([read_layer(graph).replace(_TYPE, _FIRST)])).replace(_FIRST, _TYPE)


def ntriples_of(part: str | None = None, type_first: bool = True) -> bytes:
    """Return the dataset, or one layer of it, as N-Triples, each line once, in the order in which triples are written.

    Without ``type_first`` the order is that of the lines, as canonical N-Triples have it.
    """
    layers = (read_layer(node.value) for node in told("layers", _graphs(part)))
    if not type_first:
        return b"".join(_sorted(layers))
    return b"".join(_sorted(data.replace(_TYPE, _FIRST) for data in layers)).replace(_FIRST, _TYPE)


def nquads_of(part: str | None = None) -> bytes:
    """Return the dataset, or one layer of it, as canonical N-Quads (RDFC-1.0; there are no blank nodes)."""
    layers = told("layers", _graphs(part))
    ended = ((read_layer(node.value), f" <{node.value}> .\n".encode()) for node in layers)
    # a full stop before the end of a line is that of the statement, for a text holds no such end
    return b"".join(_sorted(data.replace(b" .\n", end) for data, end in ended))


def _sorted(documents: Iterable[bytes]) -> list[bytes]:
    """Return the lines of documents in their order, each once."""
    lines = sorted(line for data in documents for line in data.splitlines(keepends=True))
    return [line for line, before in zip(lines, (b"", *lines), strict=False) if line != before]


def refuse_other_parts(part: str | None, known: tuple[str, ...], label: str) -> None:
    """Raise UsageError where a format has no form for a layer."""
    if part not in (None, ALL, *known):
        quads_of(part)
        raise UsageError(f"{label} holds {' or '.join(known)}, not '{part}'; choose turtle for that.")


def order(statement: Statement) -> tuple[str, str, bool, str, str]:
    """Sort by graph, subject, predicate (the type first) and object; code points, so no locale matters."""
    graph = str(statement.graph_name) if isinstance(statement, pyoxigraph.Quad) else ""
    predicate = str(statement.predicate)
    is_other = predicate != f"<{PREFIXES['rdf']}type>"
    return graph, str(statement.subject), is_other, predicate, str(statement.object)
