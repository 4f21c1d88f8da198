"""The queries that our own commands ask: SPARQL in files, with values bound, never written into the text."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from kg.ask.rows import Rows, rows_of
from kg.store.engine import solve_own
from kg.store.query_text import bind_values

_FOLDER = Path(__file__).parent / "sparql"


def ask_named(name: str, **things: str | Iterable[str]) -> Rows:
    """Return the rows of one of our own queries, a variable of it bound to an IRI or to each of several."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    for variable, iris in things.items():
        several = [iris] if isinstance(iris, str) else iris
        text = bind_values(text, *({variable: pyoxigraph.NamedNode(iri)} for iri in several))
    return ask_rows(text)


def ask_rows(text: str, store: pyoxigraph.Store | None = None) -> Rows:
    """Return the rows of a SELECT or ASK of our own, asked of our dataset, or of another store, in this process."""
    return rows_of(*solve_own(text, store))
