"""The rows of an answer as Python values: as the query gives them, with labels, or with their evidence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph

from kg.words.errors import UsageError
from kg.words.extras import need_extra
from kg.words.prefixes import PREFIXES

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    import pandas

    from kg.ask.evidence import Evidence

    Value = str | int | float | bool | Decimal | date | None

#: Columns that hold the claims which a row rests on: addresses, several of them parted by a space.
CLAIMS = ("claim", "claims")


class Address(str):
    """The address (IRI) of a thing; a text apart from other texts, so that a label can stand in its place."""

    __slots__ = ()


class Rows:
    """The rows of an answer, with the names of the columns; a cell without a value is None."""

    __slots__ = ("cells", "columns")

    def __init__(self, columns: tuple[str, ...], cells: tuple[tuple["Value", ...], ...]) -> None:
        self.columns, self.cells = columns, cells

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self.columns, self.cells) == (other.columns, other.cells)

    def __hash__(self) -> int:
        return hash((self.columns, self.cells))

    def __repr__(self) -> str:
        return f"Rows(columns={self.columns!r}, {len(self.cells)} rows)"

    def __iter__(self) -> Iterator[tuple["Value", ...]]:
        return iter(self.cells)

    def __getitem__(self, number: int) -> tuple["Value", ...]:
        return self.cells[number]

    def __len__(self) -> int:
        return len(self.cells)

    def labels(self, more: Mapping[str, str] | None = None) -> "Rows":
        """Return the rows as people read them: labels for addresses, and no columns of claims.

        An address that has no label in the dataset, nor among ``more``, stays.
        """
        from kg.ask.names import labels_of

        kept = [i for i, column in enumerate(self.columns) if column not in CLAIMS]
        addresses = (row[i] for row in self.cells for i in kept)
        known = {**(more or {}), **labels_of(cell for cell in addresses if isinstance(cell, Address))}
        cells = (
            tuple(known.get(cell, cell) if isinstance(cell, Address) else cell for cell in (row[i] for i in kept))
            for row in self.cells
        )
        return Rows(tuple(self.columns[i] for i in kept), tuple(cells))

    def evidence(self, known: Mapping[str, "Evidence"] | None = None) -> tuple[tuple["Evidence", ...], ...]:
        """Return, for each row, the claims that it rests on, with their words, footnotes and speakers.

        They are the claims named in the columns ``claim`` or ``claims``; who has read evidence already gives it as
        ``known``. Raises UsageError where there is no such column, because then nothing says what a row rests on.
        """
        from kg.ask.evidence import evidence_of

        places = [i for i, column in enumerate(self.columns) if column in CLAIMS]
        if not places:
            raise UsageError(
                "No column of this answer names claims, so it has no evidence; "
                "select ?claim as well, in a query of your own."
            )
        named = [[iri for i in places for iri in str(row[i] or "").split()] for row in self.cells]
        found = evidence_of(iri for row in named for iri in row) if known is None else known
        return tuple(tuple(found[iri] for iri in row if iri in found) for row in named)

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a table of pandas, which must be installed (extra ``pandas``)."""
        need_extra("pandas")
        import pandas

        return pandas.DataFrame(list(self.cells), columns=list(self.columns))


def read_rows(data: bytes) -> Rows:
    """Return SPARQL JSON results as rows of Python values (SPARQL 1.1 Query Results JSON, section 3)."""
    import json

    answer = json.loads(data)
    if "boolean" in answer:
        return Rows(("answer",), ((answer["boolean"],),))
    columns = tuple(answer["head"]["vars"])
    cells = (tuple(_from_json(row.get(name)) for name in columns) for row in answer["results"]["bindings"])
    return Rows(columns, tuple(cells))


def rows_of(columns: Sequence[str], solutions: Iterable[Sequence[Any]]) -> Rows:
    """Return the solutions of the embedded engine as rows of Python values."""
    node = pyoxigraph.NamedNode
    cells = [
        tuple(
            [
                Address(term.value) if type(term) is node else None if term is None else _from_term(term)
                for term in solution
            ]
        )
        for solution in solutions
    ]
    return Rows(tuple(columns), tuple(cells))


def _from_json(term: dict[str, str] | None) -> "Value":
    if term is None:
        return None
    if term["type"] == "uri":
        return Address(term["value"])
    return _typed(term["value"], term.get("datatype", ""))


def _from_term(term: object) -> "Value":
    """Return a term of the engine that is no address as a Python value."""
    return _typed(term.value, term.datatype.value) if isinstance(term, pyoxigraph.Literal) else str(term)


def _typed(value: str, datatype: str) -> "Value":
    """Return a literal as a Python value; what is not of its datatype stays the text that it is."""
    read = _READERS.get(datatype)
    if read is None:
        return value
    try:
        return read(value)
    except (ValueError, ArithmeticError):
        return value


def _decimal(value: str) -> "Decimal":
    from decimal import Decimal

    return Decimal(value)


def _day(value: str) -> "date | str":
    """Return a day, or the text of one with a time zone, which Python's date cannot hold."""
    from datetime import date

    return date.fromisoformat(value) if len(value) == 10 else value


def _boolean(value: str) -> bool:
    return value in ("true", "1")


_XSD = PREFIXES["xsd"]

#: How the literals of a datatype are read (XML Schema 1.1 Part 2); those of any other are texts.
_READERS: "dict[str, Callable[[str], Value]]" = {
    _XSD + "boolean": _boolean,
    _XSD + "date": _day,
    _XSD + "decimal": _decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "integer": int,
}
