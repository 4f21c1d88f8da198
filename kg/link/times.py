"""Dates on both sides: ours in EDTF, theirs as a day with a precision; whether they agree, and ours in their form.

Precisions are those of Wikibase's data model: 7 century, 8 decade, 9 year, 10 month, 11 day.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from kg.compile.dates import bounds
from kg.words.errors import KGError

#: The first whole year of the Gregorian calendar in Britain: dates before may be meant in the other one.
_GREGORIAN = 1753

_SINGLE = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?(?P<circa>~)?")
_SET = re.compile(r"\[(?P<first>[0-9-]*)\.\.(?P<last>[0-9-]*)\]")


class Window(NamedTuple):
    """The first and the last day on which something can have been; None where it is open."""

    first: date | None
    last: date | None

    def meets(self, other: "Window") -> bool:
        """Return whether some day is in both."""
        return not (_after(self.first, other.last) or _after(other.first, self.last))


class Times(NamedTuple):
    """When a relation held, each a window or None where nothing is said: its start, its end, or a moment of it."""

    start: Window | None = None
    end: Window | None = None
    point: Window | None = None


class TheirTime(NamedTuple):
    """A date in the form of QuickStatements V1, such as ``+1982-03-00T00:00:00Z/10``; and whether it is about then."""

    text: str
    circa: bool


def window_of(edtf: str) -> Window:
    """Return the days that an EDTF date of ours allows, from the first on which it can begin to the last of its end."""
    limits = bounds(edtf)
    return Window(limits.start_earliest, limits.end_latest)


def their_window(value: str, precision: int) -> Window:
    """Return the days that a date of Wikidata allows; nothing is sure of one less precise than a century, or odd."""
    match = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value)
    if not match or precision < 7:
        return Window(None, None)
    year, month, day = int(match[1]), int(match[2]) or 1, int(match[3]) or 1
    try:
        if precision >= 11:
            return Window(date(year, month, day), date(year, month, day))
        if precision == 10:
            return Window(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        if precision == 9:
            return Window(date(year, 1, 1), date(year, 12, 31))
        first = year // 10 * 10 if precision == 8 else (year - 1) // 100 * 100 + 1
        return Window(date(first, 1, 1), date(first + (9 if precision == 8 else 99), 12, 31))
    except ValueError:
        return Window(None, None)


def shown(value: str, precision: int) -> str:
    """Return a date of Wikidata in as many words as it is sure of.

    >>> shown("1982-03-01T00:00:00Z", 10), shown("1980-01-01T00:00:00Z", 8)
    ('1982-03', '1980s')
    """
    length = {11: 10, 10: 7}.get(min(precision, 11), 4)
    return value[:length] + ("s" if precision == 8 else "" if precision >= 9 else " (vague)")


def our_times(edtf: str | None, observed: bool) -> Times:
    """Return the windows of a time of ours; one without a slash, or an observation, is a moment of what held."""
    if edtf is None:
        return Times()
    if observed or "/" not in edtf:
        return Times(point=window_of(edtf))
    limits = bounds(edtf)
    start = Window(limits.start_earliest, limits.start_latest)
    end = Window(limits.end_earliest, limits.end_latest)
    return Times(start if any(start) else None, end if any(end) else None)


def conflict(ours: Times, theirs: Times) -> str | None:
    """Return which of the times contradict each other (start, end or point in time), or None where none do."""
    if ours.start and theirs.start and not ours.start.meets(theirs.start):
        return "start"
    if ours.end and theirs.end and not ours.end.meets(theirs.end):
        return "end"
    for one, other in ((ours, theirs), (theirs, ours)):
        held = Window(one.start.first if one.start else None, one.end.last if one.end else None)
        if other.point and any(held) and not held.meets(other.point):
            return "point"
    return None


def their_time(edtf: str) -> TheirTime | None:
    """Return a day, a month or a year of ours in their form, or None for a date that theirs has no such form for.

    >>> their_time("1983-03-16").text, their_time("1985~"), their_time("[1984..1986]")
    ('+1983-03-16T00:00:00Z/11', TheirTime(text='+1985-00-00T00:00:00Z/9', circa=True), None)
    """
    match = _SINGLE.fullmatch(edtf)
    if not match or int(match["year"]) < _GREGORIAN:
        return None
    try:
        bounds(edtf)
    except KGError:
        return None
    precision = 11 if match["day"] else 10 if match["month"] else 9
    text = f"+{match['year']}-{match['month'] or '00'}-{match['day'] or '00'}T00:00:00Z/{precision}"
    return TheirTime(text, bool(match["circa"]))


def their_qualifiers(edtf: str, observed: bool) -> tuple[tuple[str, TheirTime], ...] | None:
    """Return a time of ours as qualifiers of theirs, by property, or None where theirs cannot say it whole.

    An interval has a start (P580) and an end (P582), a date is a point in time (P585), a date within limits has an
    earliest (P1319) and a latest (P1326).
    """
    limits = _SET.fullmatch(edtf)
    if limits:
        pairs = [("P1319", limits["first"]), ("P1326", limits["last"])]
    elif "/" in edtf and not observed:
        start, _, end = edtf.partition("/")
        pairs = [("P580", start), ("P582", end)]
    else:
        pairs = [("P585", edtf)]
    pairs = [(name, text) for name, text in pairs if text not in ("", "..")]
    found = tuple((name, time) for name, text in pairs if (time := their_time(text)) is not None)
    return found if len(found) == len(pairs) else None


def _after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other
