"""Whether a server answers as we do: every bundled question, asked there and here, its rows held against each other."""

from collections.abc import Iterator

from kg.ask.answers import SECONDS, ask, query
from kg.ask.catalogue import queries
from kg.ask.rows import CLAIMS, Rows, read_rows
from kg.words.errors import KGError


def disagreements(endpoint: str, insecure: bool = False, seconds: float = SECONDS) -> Iterator[tuple[str, str]]:
    """Yield each bundled question with what is wrong with its answer there: nothing, or a sentence."""
    for question in queries():
        here = query(question.name)
        try:
            there = read_rows(ask(question.name, endpoint=endpoint, seconds=seconds, insecure=insecure).data)
        except KGError as error:
            yield question.name, f"no answer: {error}"
            continue
        yield question.name, _difference(here, there)


def _difference(here: Rows, there: Rows) -> str:
    ours, theirs = _plain(here), _plain(there)
    if ours == theirs and here.columns == there.columns:
        return ""
    if len(ours) != len(theirs):
        return f"{len(theirs)} rows, and here {len(ours)}."
    if sorted(map(str, ours)) == sorted(map(str, theirs)):
        return "the rows are in another order."
    return f"{sum(row not in ours for row in theirs)} of {len(theirs)} rows are not as here."


def _plain(rows: Rows) -> list[tuple[object, ...]]:
    """Return the rows with the claims in a cell in one order, which SPARQL leaves to the engine."""
    several = [column in CLAIMS for column in rows.columns]
    return [
        tuple(
            " ".join(sorted(str(cell).split())) if is_several and cell is not None else cell
            for cell, is_several in zip(row, several, strict=True)
        )
        for row in rows
    ]
