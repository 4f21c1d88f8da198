"""Asking: a bundled query, or anybody's SPARQL, of our dataset, of named files or of a remote endpoint."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.catalogue import find_query
from kg.store.engine import OURS, Result, ask_isolated, ask_own
from kg.store.query_text import prefixes_of
from kg.words.errors import UsageError
from kg.words.prefixes import PREFIXES

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    Value = str | int | float | bool | Decimal | date | None

#: Seconds that a query of somebody else's may take.
SECONDS = 20.0


class Rows(NamedTuple):
    """The rows of an answer, with the names of the columns; a cell without a value is None."""

    columns: tuple[str, ...]
    cells: tuple[tuple["Value", ...], ...]

    def __iter__(self) -> Iterator[tuple["Value", ...]]:  # type: ignore[override]
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a bundled query, not a query itself."""
    return text.replace("-", "").isalnum()


def ask(
    text: str,
    rows: str = "json",
    graph: str = "turtle",
    files: tuple[Path, ...] = (),
    endpoint: str | None = None,
    seconds: float = SECONDS,
) -> Result:
    """Return the answer to a bundled query, by name, or to a SPARQL text, serialised.

    Raises UsageError for an unknown name, BadData for a text that is not SPARQL, LimitReached when it takes too much.
    """
    bundled = find_query(text) if is_name(text) else None
    query = bundled.text if bundled else _with_prefixes(text)
    if endpoint is not None:
        if files:
            raise UsageError("A query is asked of files or of an endpoint, not of both; leave one out.")
        from kg.store.remote import ask_remote

        return ask_remote(endpoint, query, rows, graph, seconds)
    if bundled and not files:
        return ask_own(query, rows, graph)
    return ask_isolated(query, files, rows, graph, seconds)


def query(name_or_text: str) -> Rows:
    """Return the rows of a bundled query, or of a SPARQL SELECT or ASK, asked of our dataset, as Python values.

    Integers, decimals, booleans and days become int, Decimal, bool and date; everything else is text.

    >>> import kg
    >>> rows = kg.query("names-used")
    >>> rows.columns
    ('name', 'hedge', 'since', 'words')
    >>> [row[0] for row in rows]
    ['Socialist Action', 'Socialist Action', 'Socialist League', 'Socialist League']
    """
    result = ask(name_or_text, rows="json")
    if result.kind == "graph":
        raise UsageError(
            "This query makes a graph, not rows; ask for it with kg.load().query(…), or on the command line."
        )
    return read_rows(result.data)


def read_rows(data: bytes) -> Rows:
    """Return SPARQL JSON results as rows of Python values (SPARQL 1.1 Query Results JSON, section 3)."""
    answer = json.loads(data)
    if "boolean" in answer:
        return Rows(("answer",), ((answer["boolean"],),))
    columns = tuple(answer["head"]["vars"])
    cells = (tuple(_value(row.get(name)) for name in columns) for row in answer["results"]["bindings"])
    return Rows(columns, tuple(cells))


def _value(term: dict[str, str] | None) -> "Value":
    if term is None:
        return None
    value, kind = term["value"], term.get("datatype", "").removeprefix(PREFIXES["xsd"])
    try:
        return _typed(value, kind)
    except (ValueError, ArithmeticError):
        # what is not of its datatype stays the text that it is
        return value


def _typed(value: str, kind: str) -> "Value":
    if kind == "integer":
        return int(value)
    if kind == "boolean":
        return value in ("true", "1")
    if kind == "decimal":
        from decimal import Decimal

        return Decimal(value)
    if kind in ("double", "float"):
        return float(value)
    if kind == "date" and len(value) == 10:
        from datetime import date

        return date.fromisoformat(value)
    return value


def _with_prefixes(text: str) -> str:
    """Return a query with our prefixes in front of it, those that it declares itself left out."""
    declared, used = prefixes_of(text)
    missing = [prefix for prefix in PREFIXES if prefix in used - declared]
    if not missing:
        return text
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + f"{OURS}\n{text}"
