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
        "kg query splits --evidence\n"
        "  kg query timeline --date 1983/1987\n"
        "  kg query members-at-date --date 1986 --organisation 'Socialist League'\n"
        "  echo 'SELECT ?who { ?who pao:memberOf id:labour-party }' | kg query -",
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
    query.add_argument("--online", action="store_true", help="let a federated question ask the endpoint that it names")
    query.add_argument("--insecure", action="store_true", help="ask an endpoint that has no https")
    query.add_argument(
        "--format",
        choices=_ROWS + _GRAPHS,
        help="default: a table or Turtle on a screen, CSV or Turtle in a pipe; JSON, XML, CSV and TSV are exact",
    )
    query.add_argument(
        "--labels",
        action="store_true",
        help="labels for addresses in CSV and TSV, as in tables; those of an endpoint too",
    )
    query.add_argument("--iris", action="store_true", help="addresses for labels in tables and Markdown")
    query.add_argument("--safe", action="store_true", help="CSV and TSV that no spreadsheet takes for formulas")
    query.add_argument("--evidence", action="store_true", help="with the claims, quotes and footnotes behind each row")
    query.add_argument("--explain", action="store_true", help="show the question, its parameters, its terms, its text")
    query.add_argument("--seconds", type=seconds, default=20.0, help="how long an answer may take (default: 20)")
    query.set_defaults(given=[])
    queries = add_command(commands, "queries", "list the bundled questions", "kg queries", _queries)
    queries.add_argument("--tag", help="only those with this tag")
    queries.add_argument("--format", choices=["text", "markdown"], default="text", help="default: text")


def seconds(text: str) -> float:
    """Return a number of seconds; what it is called is what argparse tells when it is none."""
    value = float(text)
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds between 0 and 3600")
    return value


def _query(options: argparse.Namespace) -> int:
    from kg.ask.answers import ask

    text = _text(options.query)
    parameters = _parameters(text, options.given)
    if options.explain:
        from kg.ask.explain import explain

        print(explain(text, parameters), end="")
        return 0
    if options.format in _ROWS and _is_for_people(options):
        from kg.ask.tabular import refuse_exact

        refuse_exact(options.format)
    from kg.ask.remarks import remarks_on

    for remark in remarks_on(text, options.evidence, of_others=bool(options.data or options.endpoint)):
        print(f"kg: {remark}", file=sys.stderr)
    wanted = options.format or ("table" if is_watched() else "csv")
    graph = wanted if wanted in _GRAPHS else "turtle"
    exact = wanted if wanted in ("csv", "tsv", "json", "xml") and not _is_for_people(options) else None
    files, seconds = tuple(options.data), options.seconds
    sys.stdout.flush()
    sink = sys.stdout.buffer if exact else None
    result = ask(
        text,
        exact or "json",
        graph,
        files,
        options.endpoint,
        seconds,
        parameters,
        sink,
        options.insecure,
        options.online,
    )
    if result.kind == "graph" and _is_for_people(options):
        raise UsageError("The answer is a graph, which has no rows to label or to give evidence for; ask a SELECT.")
    if options.format and (result.kind == "graph") != (options.format in _GRAPHS):
        kind = "a graph" if result.kind == "graph" else "rows"
        known = ", ".join(_GRAPHS if result.kind == "graph" else _ROWS)
        raise UsageError(f"The answer is {kind}, which is not written as {options.format}; choose {known}.")
    if result.kind == "graph" or exact:
        write(result.data if result.data.endswith(b"\n") or not result.data else result.data + b"\n")
        return 0
    _show(result.data, "table" if wanted in _GRAPHS else wanted, options)
    return 0


def _is_for_people(options: argparse.Namespace) -> bool:
    return bool(options.labels or options.safe or options.evidence)


def _show(data: bytes, form: str, options: argparse.Namespace) -> None:
    """Print rows for people: with labels unless addresses are asked for, and with evidence where it is asked for."""
    from kg.ask.rows import read_rows
    from kg.ask.tabular import with_evidence, write_rows

    rows = read_rows(data)
    labels = not options.iris if form in ("table", "markdown") else options.labels
    more: dict[str, str] = {}
    if options.labels and options.endpoint:
        from kg.ask.labels_there import labels_there
        from kg.ask.names import labels as known

        more = labels_there(rows, known(), options.endpoint, options.seconds, options.insecure)
    if form == "table":
        from kg.cli.tables import print_rows

        print_rows(rows.labels(more) if labels else rows)
        if options.evidence:
            from kg.cli.evidence_text import print_rows_evidence

            print_rows_evidence(rows)
        return
    if options.evidence:
        rows = with_evidence(rows, labels)
    elif labels:
        rows = rows.labels(more)
    for line in write_rows(rows, form, options.safe):
        write(line.encode())


def _parameters(text: str, given: list[str]) -> dict[str, str]:
    """Return the values of a question's parameters, from what the command line holds besides our own options."""
    from kg.ask.answers import is_name

    if not given:
        return {}
    if not is_name(text):
        raise UsageError(
            f"A query of your own has no parameters, so '{given[0]}' says nothing; write it into the query."
        )
    from kg.ask.catalogue import find_query
    from kg.words.errors import did_you_mean

    query = find_query(text)
    names = [parameter.name for parameter in query.parameters]
    parser = argparse.ArgumentParser(prog=f"kg query {text}", add_help=False, allow_abbrev=False)
    for name in names:
        parser.add_argument(f"--{name}", default=argparse.SUPPRESS)
    values, rest = parser.parse_known_args(given)
    if rest:
        takes = f"takes {', '.join(f'--{name}' for name in names)}" if names else "has no parameters"
        hint = did_you_mean(rest[0].removeprefix("--"), names)
        raise UsageError(f"'{rest[0]}' says nothing to the question '{text}', which {takes}.{hint}")
    return dict(vars(values))


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
    from kg.ask.catalogue import federated_queries, queries, with_tag

    if options.format == "markdown":
        from kg.ask.contents import contents

        print(contents(options.tag), end="")
        return 0
    found = with_tag(options.tag, (*queries(), *federated_queries()))
    subject = None
    for query in found:
        if query.subject != subject:
            subject = query.subject
            online = " (asks Wikidata too, with --online)" if query.sends else ""
            print(f"{'' if query is found[0] else chr(10)}{subject}{online}")
        print(f"  {query.name:28} {query.summary}")
    return 0


def _complete_queries(prefix: str, **_: object) -> list[str]:
    from kg.ask.catalogue import federated_queries, queries

    return [query.name for query in (*queries(), *federated_queries()) if query.name.startswith(prefix)]
