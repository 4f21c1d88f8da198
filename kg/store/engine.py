"""The embedded engine: our dataset, or files that somebody names, asked by SPARQL 1.1."""

import re
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

import pyoxigraph

from kg.store.own import dataset, snapshot
from kg.store.query_text import check_query
from kg.store.scope import NOWHERE, Scope, add_to_whole
from kg.words.errors import BadData, NotInThisFormat
from kg.words.formats import GRAPH_FORMATS, format_of_file
from kg.words.prefixes import used_in

#: The end of a first line that holds prefixes which we have added to somebody's query.
OURS = "# ours"

#: Control characters, and marks without a width or that turn the direction: an address with one is not what it seems.
_UNSEEN = r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"

_ROWS = {
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
}


class Result(NamedTuple):
    """What a query gives: ``kind`` is rows, boolean or graph; ``data`` is serialised in the format asked for.

    Rows that have been written to a sink are not there a second time: ``data`` is then empty.
    """

    kind: str
    format: str
    data: bytes


def ask(
    store: pyoxigraph.Store,
    text: str,
    rows: str,
    graph: str,
    sink: IO[bytes] | None = None,
    scope: Scope | None = None,
) -> Result:
    """Return the answer of a store to a query, in the formats wanted; rows go to the sink as they are found.

    It is asked of the graphs of the scope, or else of those that its text names, or else of the union of all.
    """
    try:
        answer = (scope or Scope()).put(store, text)
        if isinstance(answer, pyoxigraph.QueryTriples):
            return Result("graph", graph, write_graph(set(answer), graph))
        if sink is not None and isinstance(answer, pyoxigraph.QuerySolutions):
            answer.serialize(sink, format=_ROWS[rows])
            return Result("rows", rows, b"")
        data = answer.serialize(format=_ROWS[rows])
    except SyntaxError as error:
        raise BadData(_not_sparql(str(error), text)) from None
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            # whoever takes the rows cannot: the query is not at fault
            raise
        raise BadData(f"The query cannot be answered: {error}.") from None
    assert data is not None
    return Result("boolean" if isinstance(answer, pyoxigraph.QueryBoolean) else "rows", rows, data)


def _not_sparql(message: str, text: str) -> str:
    """Return where a query stops being SPARQL, without the engine's list of all that might have stood there."""
    place = re.search(r"at (\d+):(\d+)", message)
    ours = text.partition("\n")[0].endswith(OURS)
    where = f" at line {int(place[1]) - ours}, column {place[2]}" if place else ""
    if "Prefix not found" in message:
        return f"The query uses a prefix that it does not declare{where}; add a PREFIX line."
    return f"The query is not SPARQL{where}; look there and just before it."


def ask_own(text: str, rows: str = "json", graph: str = "turtle", sink: IO[bytes] | None = None) -> Result:
    """Return the answer of our dataset to a query of our own, in this process."""
    return ask(dataset(), text, rows, graph, sink)


def ask_isolated(
    text: str, files: tuple[Path, ...], rows: str, graph: str, seconds: float, sink: BinaryIO | None = None
) -> Result:
    """Return the answer to a query of somebody else's, in a process that can be killed.

    It is asked of the files that are named, or of our dataset where none is; rows go to the sink as they are found.
    """
    from kg.store.worker import run

    check_query(text)
    if not files:
        snapshot()  # a child can write no file, so it could not make one
    result = run(_task, text, files, rows, graph, seconds=seconds, sink=sink)
    assert isinstance(result, Result)
    return result


def _task(text: str, files: tuple[Path, ...], rows: str, graph: str, sink: IO[bytes] | None = None) -> Result:
    # a sealed process opens no file, so it cannot import either: what the answer may need is brought before
    import urllib.parse  # noqa: F401
    import xml.parsers.expat  # noqa: F401

    from kg.store.confinement import seal

    store = load_files(files) if files else dataset()
    seal()
    return ask(store, text, rows, graph, sink)


def load_files(paths: tuple[Path, ...]) -> pyoxigraph.Store:
    """Return a store with the triples of RDF files, all of them in its default graph, too.

    To be called in a worker, for the files may be hostile.
    """
    store = pyoxigraph.Store()
    for path in paths:
        add_to_whole(store, read_quads(path))
    return store


def read_quads(path: Path) -> list[pyoxigraph.Quad]:
    """Return the quads of an RDF file of somebody else's; raises BadData, with file, line and column.

    Strict parsers only; no remote contexts, no document types, no RDF 1.2 triple terms, and no empty result.
    """
    from kg.words.files import read_bytes

    data = read_bytes(path)
    form = format_of_file(str(path))
    if form is None:
        known = ", ".join(extension for f in GRAPH_FORMATS for extension in f.extensions)
        raise BadData(f"{path}: what this file holds is not clear from its name; known endings are {known}.")
    if form.name == "rdfxml" and b"<!DOCTYPE" in data.upper():
        raise BadData(f"{path}: document types are not read, because entities can hide anything; remove the DOCTYPE.")
    if form.name == "rdfxml":
        fault = xml_fault(data)
        if fault:
            raise BadData(f"{path}:{fault[0]}:{fault[1]}: this is not whole XML: {fault[2]}. Mend it there.")
    try:
        quads = list(pyoxigraph.parse(data, format=rdf_format(form.name), base_iri=NOWHERE))
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        raise BadData(f"{path}:{line}:{column}: this is not {form.label}: {error.msg}. Mend it there.") from None
    except ValueError as error:
        raise BadData(f"{path}: this is not {form.label}: {error}.") from None
    if any(_is_new(term) for quad in quads for term in (quad.subject, quad.object)):
        raise BadData(f"{path}: triple terms and text directions of RDF 1.2 are not read here; write RDF 1.1.")
    for address in (term.value for quad in quads for term in quad if isinstance(term, pyoxigraph.NamedNode)):
        if re.search(_UNSEEN, address):
            raise BadData(f"{path}: the address <{address}> holds a character that nobody sees; take it out.")
    if not quads:
        raise BadData(f"{path}: the file holds no triples; check that it is {form.label}.")
    return quads


def _is_new(term: object) -> bool:
    """Return whether a term is of RDF 1.2: a triple, or a text with a direction."""
    return isinstance(term, pyoxigraph.Triple) or getattr(term, "direction", None) is not None


def write_graph(triples: set[pyoxigraph.Triple], name: str) -> bytes:
    """Return triples in a format: sorted, and with our prefixes where the format has any, the same bytes every time."""
    found = sorted(triples, key=str)
    prefixes = used_in("".join(map(str, found))) if name in ("turtle", "trig") else {}
    lines = serialise(found, name, prefixes).splitlines(keepends=True)
    return b"".join([*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]])


def serialise(statements: Any, name: str, prefixes: dict[str, str] | None = None) -> bytes:
    """Return triples or quads in a format; raises NotInThisFormat for a graph that it cannot hold."""
    data = pyoxigraph.serialize(statements, format=rdf_format(name), prefixes=prefixes) or b""
    if name == "rdfxml" and xml_fault(data):
        raise NotInThisFormat(
            "This graph cannot be written as RDF/XML, which has no form for some of its names; choose turtle."
        )
    return data


def xml_fault(data: bytes) -> tuple[int, int, str] | None:
    """Return where and why a text is not well-formed XML, or None; document types have been refused before."""
    from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

    try:
        ParserCreate(namespace_separator=" ").Parse(data, True)
    except ExpatError as error:
        return error.lineno, error.offset + 1, ErrorString(error.code)
    except (ValueError, LookupError):
        return 1, 1, "it announces an encoding other than UTF-8"
    return None


def convert_graph(data: bytes, graph: str, source: str) -> Result:
    """Return Turtle of somebody else's in the format wanted; to be called in a worker."""
    try:
        quads = list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE, base_iri=NOWHERE))
    except (SyntaxError, ValueError) as error:
        raise BadData(f"{source} answers with what is not Turtle: {error}.") from None
    return Result("graph", graph, write_graph({quad.triple for quad in quads}, graph))


def convert_rows(data: bytes, rows: str, kind: str) -> Result:
    """Return SPARQL JSON of somebody else's in the format wanted; to be called in a worker."""
    try:
        parsed = pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON)
        if isinstance(parsed, pyoxigraph.QuerySolutions):
            for _ in pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON):  # type: ignore[union-attr]
                pass
    except (SyntaxError, ValueError) as error:
        raise BadData(f"The endpoint answers with what is no SPARQL result: {error}.") from None
    if rows == "json":
        return Result(kind, rows, data)
    return Result(kind, rows, parsed.serialize(format=_ROWS[rows]) or b"")


def rdf_format(name: str) -> pyoxigraph.RdfFormat:
    """Return the engine's format for the name of one of ours."""
    media_type = next(f.media_type for f in GRAPH_FORMATS if f.name == name)
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert form is not None
    return form
