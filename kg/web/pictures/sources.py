"""The claims that pictures are drawn from: facts as lines and bars, all others in words only."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.own_queries import ask_named
from kg.compile.dates import Bounds
from kg.web.pages.view import Passage, claims, passages

#: How many passages a bar, a line or an entry quotes at most; all are on the pages of what they speak of.
MOST_QUOTES = 40

_BOUNDS = ("startEarliest", "startLatest", "endEarliest", "endLatest")

#: A time of which the text says nothing.
UNDATED = Bounds(None, None, None, None)


class Told(NamedTuple):
    """One claim: what it says of what, when, whether that is a fact, and its evidence."""

    claim: str
    subject: str
    predicate: str
    object: str
    kind: str | None
    fact: bool
    span: Bounds
    evidence: Evidence

    @property
    def name(self) -> str:
        """Return the local name of the predicate."""
        return self.predicate.rpartition("#")[2]

    @property
    def is_dated(self) -> bool:
        """Return whether the text gives a day, a year or a period that bounds it on some side."""
        return any(self.span)


def told(query: str) -> list[Told]:
    """Return the claims that one of our own queries finds, each once, with its evidence."""
    rows = ask_named(query)
    found = evidence_of(str(row[0]) for row in rows)
    items: dict[str, Told] = {}
    for cells in rows:
        row = dict(zip(rows.columns, cells, strict=True))
        claim = str(row["claim"])
        kind = row.get("kind")
        items[claim] = Told(
            claim,
            str(row["subject"]),
            str(row["predicate"]),
            str(row["object"]),
            str(kind) if kind else None,
            # both must say so: what is drawn as a fact can then be nothing else
            row["fact"] is True and found[claim].is_fact,
            _span(row),
            found[claim],
        )
    return list(items.values())


def _span(row: Mapping[str, object]) -> Bounds:
    days = (row[name] for name in _BOUNDS)
    return Bounds(*(day if isinstance(day, date) else None for day in days))


def quoted(told: Iterable[Told]) -> str:
    """Return the words of the text behind claims, each passage once; where somebody speaks in it, they come first."""
    found = list(dict.fromkeys(claims()[item.claim].passage for item in told))
    more = " …" if len(found) > MOST_QUOTES else ""
    return " ".join(_quote(passages()[iri]) for iri in found[:MOST_QUOTES]) + more


def _quote(passage: Passage) -> str:
    return "".join(f"{who}: " for who in passage.speakers) + f"«{passage.words}»"
