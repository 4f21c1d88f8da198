"""Changes of organisations: which bodies there were before and after each, and when; computed from facts alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product

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
    facts = _by_subject(claims())
    events = (iri for iri, about in facts.items() if any(item.kind for item in about))
    found = {change.iri: change for change in (_event(iri, facts[iri]) for iri in events) if change.before}
    ways: dict[tuple[str, str], list[str]] = {}
    for change in found.values():
        for way in product(change.before, change.after):
            ways.setdefault(way, []).append(change.iri)
    for item in (item for about in facts.values() for item in about if item.name == "continuesAs"):
        same = ways.get((item.subject, item.object), [])
        for iri in same:
            found[iri] = replace(found[iri], claims=(*found[iri].claims, item))
        if not same:
            span, day = item.span, item.evidence.date
            found[item.claim] = Change(item.claim, "Goes on as", (item.subject,), (item.object,), span, day, (item,))
            ways[item.subject, item.object] = [item.claim]
    return tuple(sorted(found.values(), key=lambda c: (_first(c.span), c.iri)))


def _by_subject(items: Iterable[Told]) -> dict[str, list[Told]]:
    """Return the facts among claims by what they are about."""
    found: dict[str, list[Told]] = {}
    for item in items:
        if item.fact:
            found.setdefault(item.subject, []).append(item)
    return found


def _event(iri: str, about: Sequence[Told]) -> Change:
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


def bodies(of: Sequence[Change] | None = None) -> tuple[str, ...]:
    """Return the bodies that changes connect, those that hang together side by side, the earliest first.

    A body stands after those that it came from and before those that it led to. Without a choice, of all changes.
    """
    shown = changes() if of is None else of
    before, after = _ends(shown)
    order: list[str] = []
    seen: set[str] = set()

    def visit(body: str) -> None:
        if body in seen:
            return
        seen.add(body)
        for change in after.get(body, ()):
            for other in change.before:
                visit(other)
        order.append(body)
        for change in before.get(body, ()):
            for other in change.after:
                visit(other)

    for change in sorted(shown, key=lambda c: not c.after):
        for body in change.before:
            visit(body)
    return tuple(order)


def in_lines(of: Sequence[Change]) -> list[Change]:
    """Return changes so that those whose bodies hang together follow one another, the earliest line first."""
    line: dict[str, list[str]] = {}
    for change in of:
        ends = (*change.before, *change.after)
        lines = {id(line[body]): line[body] for body in ends if body in line}
        joined = list(dict.fromkeys((*(body for one in lines.values() for body in one), *ends)))
        line |= dict.fromkeys(joined, joined)
    place = {id(line[change.before[0]]): number for number, change in reversed(list(enumerate(of)))}
    return sorted(of, key=lambda change: place[id(line[change.before[0]])])


def _ends(of: Iterable[Change]) -> tuple[dict[str, list[Change]], dict[str, list[Change]]]:
    """Return the changes by the bodies before them, and by those after them."""
    before: dict[str, list[Change]] = {}
    after: dict[str, list[Change]] = {}
    for change in of:
        for body in change.before:
            before.setdefault(body, []).append(change)
        for body in change.after:
            after.setdefault(body, []).append(change)
    return before, after


@cache
def _known() -> tuple[dict[str, list[Told]], dict[str, list[Change]], dict[str, list[Change]]]:
    return (_by_subject(claims()), *_ends(changes()))


@cache
def lifetime(body: str) -> tuple[Bounds, tuple[Told, ...]]:
    """Return the time in which a body is known to have been there, with the facts that say so.

    It begins with its founding or with the change that it came from, and ends with its end or with the renaming or
    merger that took its name; where the text says neither, it was there when it did something or something was done.
    """
    facts, before, after = _known()
    about = facts.get(body, [])
    founded = [item for item in about if item.name == "foundedOn"]
    ended = [item for item in about if item.name == "dissolvedOn"]
    came = [c for c in after.get(body, ()) if c.is_dated]
    went = [c for c in before.get(body, ()) if c.is_dated]
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
