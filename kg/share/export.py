"""The dataset in every format that other tools read: sorted, so that the same data give the same bytes."""

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph

from kg.share.attribution import attributions, comment, with_attribution
from kg.share.parts import ALL, Statement, layers_of, nquads_of, ntriples_of, order
from kg.store.engine import serialise
from kg.words.errors import UsageError, did_you_mean
from kg.words.formats import EXPORT_FORMATS, Format, export_format
from kg.words.prefixes import used_in


def export(name: str, part: str | None = None) -> bytes:
    """Return the dataset, or one layer of it, in a format of one file.

    Formats without named graphs hold the same triples in one graph: facts are plain triples there, claims are not,
    because a claim's subject, predicate and object stand under names of their own.
    """
    form = find_format(name)
    if form.is_folder:
        raise UsageError(f"{form.label} is a folder of tables, not one file; name a folder with --output.")
    if form.name == "jsonld":
        from kg.share.jsonld import write_jsonld

        graphs = ((graph, data.decode().split(" .\n")[:-1]) for graph, data in layers_of(part))
        return write_jsonld(graphs, () if _names_articles(part) else attributions())
    if form.name == "graphml":
        from kg.share.network import write_graphml

        return write_graphml(part)
    if form.name == "nanopub":
        from kg.share.nanopubs import nanopubs

        statements = sorted(nanopubs(part), key=order)
        return _with_head(serialise(statements, "trig", _used_prefixes(statements)))
    if form.name == "trig":
        return _write_graphs(part)
    if form.name not in ("nquads", "ntriples"):
        return _write_one_graph(form.name, part)
    data = nquads_of(part) if form.named_graphs else ntriples_of(part, type_first=False)
    return data if _names_articles(part) else with_attribution(data, form.name)


def _write_graphs(part: str | None) -> bytes:
    """Return TriG, read from the sorted lines of each layer, one by one."""
    layers = [(pyoxigraph.NamedNode(graph), lines) for graph, lines in layers_of(part)]
    quads = (
        pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph, lines in layers
        for triple in _read(lines)
    )
    return _with_head(serialise(quads, "trig", used_in(b"".join(lines for _, lines in layers))))


def _write_one_graph(name: str, part: str | None) -> bytes:
    """Return a format without named graphs that has prefixes, read from sorted lines, one by one."""
    lines = ntriples_of(part)
    triples, prefixes = _read(lines), used_in(lines)
    if name == "turtle12":
        from kg.share.reified import reify

        return b'VERSION "1.2"\n' + _with_head(serialise(reify(triples), "turtle", prefixes))
    data = serialise(triples, name, prefixes)
    if name == "turtle":
        return _with_head(data)
    return data if _names_articles(part) else with_attribution(data, name)


def _read(lines: bytes) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of N-Triples."""
    return (quad.triple for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES))


def export_folder(part: str | None = None) -> dict[str, bytes]:
    """Return the dataset, or one layer of it, as the files of a folder: tables and what their columns mean."""
    from kg.share.tables import write_tables

    return write_tables(part)


def dataset_hash(part: str | None = None) -> str:
    """Return the RDFC-1.0 hash of the dataset, or of one layer: SHA-256 of its canonical N-Quads."""
    return hashlib.sha256(nquads_of(part)).hexdigest()


def find_format(name: str) -> Format:
    """Return the format of this name; raises UsageError, with a suggestion, if there is none."""
    form = export_format(name.casefold())
    if form is None:
        known = [f.name for f in EXPORT_FORMATS]
        raise UsageError(f"There is no format '{name}'; there are {', '.join(known)}.{did_you_mean(name, known)}")
    return form


def _used_prefixes(statements: Iterable[Statement]) -> dict[str, str]:
    """Return the prefixes that some address or datatype in the statements begins with."""
    text = "".join({str(term) for s in statements for term in (s.subject, s.predicate, s.object)})
    return used_in(text)


def _with_head(data: bytes) -> bytes:
    """Return Turtle or TriG with its licence in front and its prefixes in the order of the alphabet."""
    end = 0
    while data.startswith(b"@prefix ", end):
        end = data.index(b"\n", end) + 1
    return b"".join([comment(), *sorted(data[:end].splitlines(keepends=True)), data[end:]])


def _names_articles(part: str | None) -> bool:
    """Return whether the statements of a part name the articles, with their licences, themselves."""
    return part in (None, ALL, "sources")
