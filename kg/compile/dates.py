"""Dates as the text gives them (EDTF, ISO 8601-2) and the earliest and latest days that they allow.

Single dates are parsed by the edtf package. Intervals are cut at the slash here, because that package takes an
unknown end for ten years and an open one for infinity.
"""

import re
from datetime import date, timedelta
from functools import cache
from time import struct_time
from typing import NamedTuple

from kg.words.errors import RuleBroken

#: EDTF level 0, a calendar date of ISO 8601-1: the standard library reads it at once, and the package takes a while.
_CALENDAR = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")

_HINT = "'{}' is not an EDTF date; write 1983, 1983-09, 1983-09-16, 1985~, [1984..1986], 2001/2007 or ../2001."


class Bounds(NamedTuple):
    """Four days, each None where the date leaves it open; both ends are inclusive."""

    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


def bounds(value: str) -> Bounds:
    """Return the bounds of an EDTF date or interval; raises RuleBroken if it is neither.

    A single date is a window: something that happened "in 1983-09" began and ended on some day of that month.

    >>> bounds("1983-09").start_latest
    datetime.date(1983, 9, 30)
    >>> bounds("../2001").end_earliest
    datetime.date(2001, 1, 1)
    """
    if "/" not in value:
        first, last = _window(value)
        return Bounds(first, last, first, last)
    start, _, end = value.partition("/")
    if "/" in end:
        raise RuleBroken(_HINT.format(value))
    result = Bounds(*_window(start, end=True), *_window(end, end=True))
    low, high = result.start_earliest, result.end_latest
    if low and high and low > high:
        raise RuleBroken(f"'{value}' ends before it begins; turn the dates round.")
    return result


@cache
def _window(value: str, end: bool = False) -> tuple[date | None, date | None]:
    """Return the first and the last day that a single date allows; an end of an interval may be open."""
    if end and value in ("", ".."):
        return None, None
    if _CALENDAR.fullmatch(value):
        try:
            return _calendar(*map(int, value.split("-")))
        except ValueError:
            raise RuleBroken(_HINT.format(value)) from None
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(value)
        return _day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy())
    except (EDTFParseException, ValueError, OverflowError):
        raise RuleBroken(_HINT.format(value)) from None


def _calendar(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """Return the first and the last day of a year, a month or a day; raises ValueError for one that does not exist."""
    first, last = month if month is not None else 1, month if month is not None else 12
    days = 31 if last == 12 else (date(year, last + 1, 1) - timedelta(days=1)).day
    return date(year, first, 1 if day is None else day), date(year, last, days if day is None else day)


def _day(value: object) -> date | None:
    """Return a day of the edtf package as a date; infinity is open."""
    if isinstance(value, float):
        return None
    assert isinstance(value, struct_time)
    return date(value.tm_year, value.tm_mon, value.tm_mday)
