"""The dataset in the standard formats of RDF 1.1: sorted, so that the same data give the same bytes."""

from collections.abc import Iterable, Sequence

import pyoxigraph

from kg.share.jsonld import write_jsonld
from kg.store.engine import dataset, serialise
from kg.words.errors import UsageError, did_you_mean
from kg.words.formats import GRAPH_FORMATS, Format, graph_format
from kg.words.layers import BUILT
from kg.words.prefixes import PREFIXES

_LICENCE = (
    b"# CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/); made from encyclopedia articles,\n"
    b"# whose titles, addresses and licences are in the data (pao:Article).\n"
)

#: Names of the layers that can be exported alone.
PARTS = tuple(layer.name for layer in BUILT)


def export(name: str, part: str | None = None) -> bytes:
    """Return the dataset, or one layer of it, in a format.

    Formats without named graphs hold the same triples in one graph: facts are plain triples there, claims are not,
    because a claim's subject, predicate and object stand under names of their own.
    """
    form = find_format(name)
    layers = [layer for layer in BUILT if part in (None, layer.name)]
    if not layers:
        raise UsageError(
            f"There is no part '{part}'; there are {', '.join(PARTS)}.{did_you_mean(str(part), list(PARTS))}"
        )
    graphs = {layer.graph for layer in layers}
    quads = sorted((quad for quad in dataset() if str(quad.graph_name)[1:-1] in graphs), key=_order)
    if form.name == "jsonld":
        return write_jsonld(quads)
    if form.named_graphs:
        return _serialise(quads, form)
    triples = sorted({quad.triple for quad in quads}, key=_order)
    return _serialise(triples, form)


def find_format(name: str) -> Format:
    """Return the graph format of this name; raises UsageError, with a suggestion, if there is none."""
    form = graph_format(name.casefold())
    if form is None:
        known = [f.name for f in GRAPH_FORMATS]
        raise UsageError(f"There is no format '{name}'; there are {', '.join(known)}.{did_you_mean(name, known)}")
    return form


def _order(statement: pyoxigraph.Quad | pyoxigraph.Triple) -> tuple[str, str, bool, str, str]:
    """Sort by graph, subject, predicate (the type first) and object; code points, so no locale matters."""
    graph = str(statement.graph_name) if isinstance(statement, pyoxigraph.Quad) else ""
    predicate = str(statement.predicate)
    is_other = predicate != f"<{PREFIXES['rdf']}type>"
    return graph, str(statement.subject), is_other, predicate, str(statement.object)


def _serialise(statements: Sequence[pyoxigraph.Quad] | Sequence[pyoxigraph.Triple], form: Format) -> bytes:
    prefixes = _used_prefixes(statements) if form.name in ("turtle", "trig", "rdfxml") else None
    data = serialise(statements, form.name, prefixes)
    if form.name in ("ntriples", "nquads"):
        # canonical: without blank nodes, RDFC-1.0 is the lines in the order of their code points
        return b"".join(sorted(data.splitlines(keepends=True)))
    if form.name in ("turtle", "trig"):
        return _with_head(data)
    return data


def _used_prefixes(statements: Iterable[pyoxigraph.Quad | pyoxigraph.Triple]) -> dict[str, str]:
    """Return the prefixes that some address or datatype in the statements begins with."""
    text = "".join({str(term) for s in statements for term in (s.subject, s.predicate, s.object)})
    return {prefix: namespace for prefix, namespace in sorted(PREFIXES.items()) if f"<{namespace}" in text}


def _with_head(data: bytes) -> bytes:
    """Return Turtle or TriG with its licence in front and its prefixes in the order of the alphabet."""
    lines = data.splitlines(keepends=True)
    prefixes = sorted(line for line in lines if line.startswith(b"@prefix "))
    return b"".join([_LICENCE, *prefixes, *lines[len(prefixes) :]])
