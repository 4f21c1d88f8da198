"""Changes of organisations: which bodies there were before and after each, and when; computed from facts alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kg.ask.names import labels
from kg.compile.dates import Bounds
from kg.web.pictures.dates import in_words
from kg.web.pictures.sources import UNDATED, Told, told

#: What a change does to the bodies before it: they are then no more, under that name or at all.
_ENDING = ("Renaming", "Merger")


@dataclass(frozen=True)
class Change:
    """One change: its kind, the bodies before and after it, its date, and the claims behind all that."""

    iri: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    span: Bounds
    date: str | None
    claims: tuple[Told, ...]

    @property
    def is_dated(self) -> bool:
        """Return whether the text bounds its date on some side."""
        return any(self.span)

    @property
    def sentence(self) -> str:
        """Return the change in one line: its kind, its date, and the bodies before and after it."""
        names = labels()
        before, after = (" and ".join(names[iri] for iri in side) for side in (self.before, self.after))
        to = f" → {after}" if after else " → no body named"
        return f"{self.kind}, {in_words(self.date) if self.date else 'no date in the text'}: {before}{to}"


@cache
def claims() -> tuple[Told, ...]:
    """Return every claim about changes, foundings and ends, facts or not."""
    return tuple(told("lineage"))


@cache
def changes() -> tuple[Change, ...]:
    """Return every change that is a fact, the dated ones first, in the order of time."""
    facts = [item for item in claims() if item.fact]
    found = [_event(iri, facts) for iri in dict.fromkeys(item.subject for item in facts if item.kind)]
    found = [change for change in found if change.before]
    for item in (item for item in facts if item.name == "continuesAs"):
        same = [c for c in found if item.subject in c.before and item.object in c.after]
        if same:
            found = [replace(c, claims=(*c.claims, item)) if c in same else c for c in found]
        else:
            one = Change(
                item.claim, "Goes on as", (item.subject,), (item.object,), item.span, item.evidence.date, (item,)
            )
            found.append(one)
    return tuple(sorted(found, key=lambda c: (_first(c.span), c.iri)))


def _event(iri: str, facts: Sequence[Told]) -> Change:
    about = [item for item in facts if item.subject == iri]
    dates = [item for item in about if item.name == "occurredOn"]
    kind = next(item.kind for item in about if item.kind)
    return Change(
        iri,
        kind or "Change",
        tuple(dict.fromkeys(item.object for item in about if item.name == "originalOrganisation")),
        tuple(dict.fromkeys(item.object for item in about if item.name == "resultingOrganisation")),
        dates[0].span if dates else UNDATED,
        dates[0].object if dates else None,
        tuple(about),
    )


def _first(span: Bounds) -> date:
    """Return the earliest day that a date allows, or its latest where it has none, or the end of time."""
    return span.start_earliest or span.end_latest or date.max


@cache
def bodies() -> tuple[str, ...]:
    """Return the bodies that changes connect, those that hang together side by side, the earliest first.

    A body stands after those that it came from and before those that it led to.
    """
    order: list[str] = []
    seen: set[str] = set()

    def visit(body: str) -> None:
        if body in seen:
            return
        seen.add(body)
        for change in (c for c in changes() if body in c.after):
            for other in change.before:
                visit(other)
        order.append(body)
        for change in (c for c in changes() if body in c.before):
            for other in change.after:
                visit(other)

    for change in sorted(changes(), key=lambda c: not c.after):
        for body in change.before:
            visit(body)
    return tuple(order)


def lifetime(body: str) -> tuple[Bounds, tuple[Told, ...]]:
    """Return the time in which a body is known to have been there, with the facts that say so.

    It begins with its founding or with the change that it came from, and ends with its end or with the renaming or
    merger that took its name; where the text says neither, it was there when it did something or something was done.
    """
    about = [item for item in claims() if item.fact and item.subject == body]
    founded = [item for item in about if item.name == "foundedOn"]
    ended = [item for item in about if item.name == "dissolvedOn"]
    came = [c for c in changes() if body in c.after and c.is_dated]
    went = [c for c in changes() if body in c.before and c.is_dated]
    starts = [item.span for item in founded] or [c.span for c in came]
    ends = [item.span for item in ended] or [c.span for c in went if c.kind in _ENDING]
    first, last = (starts[0] if starts else UNDATED), (ends[0] if ends else UNDATED)
    acts = [item for item in about if item.is_dated and item.name not in ("foundedOn", "dissolvedOn", "continuesAs")]
    there = [first, *(c.span for c in went), *(item.span for item in acts)]
    span = Bounds(
        first.start_earliest,
        first.start_latest or min(filter(None, (one.start_latest or one.end_latest for one in there)), default=None),
        last.end_earliest or max(filter(None, (one.end_earliest or one.start_earliest for one in there)), default=None),
        last.end_latest,
    )
    behind = (*founded, *ended, *(item for c in (*came, *went) for item in c.claims), *acts)
    return span, tuple(dict.fromkeys(behind))
