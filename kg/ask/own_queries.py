"""The queries that our own commands ask: SPARQL in files, with values bound, never written into the text."""

from pathlib import Path

import pyoxigraph

from kg.ask.answers import Rows, read_rows
from kg.store.engine import ask_own

_FOLDER = Path(__file__).parent / "sparql"


def ask_named(name: str, thing: str | None = None) -> Rows:
    """Return the rows of one of our own queries; ``thing``, an IRI, is bound to the variable of that name."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    values = {"thing": pyoxigraph.NamedNode(thing)} if thing else None
    return read_rows(ask_own(text, values=values).data)
