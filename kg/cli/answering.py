"""Commands that answer questions in SPARQL: query, queries."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.commands import add_command, is_watched, write
from kg.words.errors import UsageError
from kg.words.formats import GRAPH_FORMATS, ROW_FORMATS

_ROWS = [f.name for f in ROW_FORMATS]
_GRAPHS = [f.name for f in GRAPH_FORMATS if not f.named_graphs or f.name == "jsonld"]


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    query = add_command(
        commands,
        "query",
        "answer a bundled question, or your own SPARQL",
        "kg query splits --format csv\n  echo 'SELECT ?who { ?who pao:memberOf id:labour-party }' | kg query -",
        _query,
    )
    name = query.add_argument(
        "query", metavar="NAME|FILE|-", help="bundled question, file with SPARQL, or - for standard input"
    )
    name.completer = _complete_queries  # type: ignore[attr-defined]
    query.add_argument(
        "--data",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="ask these RDF files instead of the dataset",
    )
    query.add_argument("--endpoint", metavar="URL", help="ask this SPARQL endpoint instead of the dataset")
    query.add_argument(
        "--format", choices=_ROWS + _GRAPHS, help="default: a table or Turtle on a screen, CSV or Turtle in a pipe"
    )
    query.add_argument("--seconds", type=_seconds, default=20.0, help="how long an answer may take (default: 20)")
    queries = add_command(commands, "queries", "list the bundled questions", "kg queries", _queries)
    queries.add_argument("--tag", help="only those with this tag")


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds between 0 and 3600")
    return value


def _query(options: argparse.Namespace) -> int:
    from kg.ask.answers import ask

    wanted = options.format or ("table" if is_watched() else "csv")
    rows = wanted if wanted in _ROWS else "csv"
    graph = wanted if wanted in _GRAPHS else "turtle"
    asked = "json" if rows == "table" else rows
    result = ask(_text(options.query), asked, graph, tuple(options.data), options.endpoint, options.seconds)
    if options.format and (result.kind == "graph") != (options.format in _GRAPHS):
        kind = "a graph" if result.kind == "graph" else "rows"
        known = ", ".join(_GRAPHS if result.kind == "graph" else _ROWS)
        raise UsageError(f"The answer is {kind}, which is not written as {options.format}; choose {known}.")
    if result.kind != "graph" and rows == "table":
        from kg.cli.tables import print_rows

        print_rows(result.data)
    else:
        write(result.data if result.data.endswith(b"\n") else result.data + b"\n")
    return 0


def _text(argument: str) -> str:
    """Return the name of a bundled query, or the text in a file or on standard input."""
    from kg.ask.answers import is_name
    from kg.words.files import read_text

    if argument == "-" and sys.stdin is None:
        raise UsageError("Standard input is closed; pipe a query into 'kg query -', or name a file.")
    if argument == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        if is_name(text.strip()) or not text.strip():
            raise UsageError("Standard input holds no SPARQL; pipe a query into 'kg query -'.")
        return text
    if is_name(argument) and not Path(argument).is_file():
        return argument
    return read_text(Path(argument))


def _queries(options: argparse.Namespace) -> int:
    from kg.ask.catalogue import queries

    found = [query for query in queries() if options.tag in (None, *query.tags)]
    if not found:
        known = sorted({tag for query in queries() for tag in query.tags})
        raise UsageError(f"No question has the tag '{options.tag}'; there are {', '.join(known)}.")
    subject = None
    for query in found:
        if query.subject != subject:
            subject = query.subject
            print(f"{'' if query is found[0] else chr(10)}{subject}")
        print(f"  {query.name:28} {query.summary}")
    return 0


def _complete_queries(prefix: str, **_: object) -> list[str]:
    from kg.ask.catalogue import queries

    return [query.name for query in queries() if query.name.startswith(prefix)]
