"""The queries that our own commands ask: SPARQL in files, with values bound, never written into the text."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from kg.ask.rows import Rows, rows_of
from kg.store.own import solve
from kg.store.query_text import bind_values

_FOLDER = Path(__file__).parent / "sparql"


def ask_named(name: str, **given: str | Iterable[str] | pyoxigraph.Literal) -> Rows:
    """Return the rows of one of our own queries, a variable of it bound to an IRI, to each of several, or to a text."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    for variable, value in given.items():
        text = bind_values(text, *({variable: term} for term in _terms(value)))
    return ask_rows(text)


def _terms(value: str | Iterable[str] | pyoxigraph.Literal) -> list[pyoxigraph.NamedNode | pyoxigraph.Literal]:
    if isinstance(value, pyoxigraph.Literal):
        return [value]
    return [pyoxigraph.NamedNode(iri) for iri in ([value] if isinstance(value, str) else value)]


def ask_rows(text: str, store: pyoxigraph.Store | None = None) -> Rows:
    """Return the rows of a SELECT or ASK of our own, asked of our dataset, or of another store, in this process."""
    return rows_of(*solve(text, store))
