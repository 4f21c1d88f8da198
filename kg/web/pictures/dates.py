"""Dates of the dataset (EDTF) as a reader writes them."""

import re
from calendar import month_name

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?P<mark>[~?%])?")
_MARKS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def in_words(value: str) -> str:
    """Return an EDTF date in words; one that has no words here stays as it is.

    >>> [in_words(date) for date in ("1983-03-16", "[1991..]", "[..1992]", "2015/", "1985/1986~")]
    ['16 March 1983', '1991 or later', '1992 or earlier', 'from 2015', '1985 to about 1986']
    """
    if value.startswith("[") and value.endswith("]") and ".." in value and "," not in value:
        first, _, last = value[1:-1].partition("..")
        if first and last:
            return f"between {_day(first)} and {_day(last)}"
        return f"{_day(first)} or later" if first else f"{_day(last)} or earlier"
    if "/" in value:
        first, _, last = value.partition("/")
        if not last.strip("."):
            return f"{'since' if last else 'from'} {_day(first)}" if first.strip(".") else "at a time that is left open"
        return f"{_day(first)} to {_day(last)}" if first.strip(".") else f"until {_day(last)}"
    return _day(value)


def _day(value: str) -> str:
    match = _DAY.fullmatch(value)
    if not match or not 1 <= int(match["month"] or 1) <= 12:
        return value
    month = f"{month_name[int(match['month'])]} " if match["month"] else ""
    day = f"{int(match['day'])} " if match["day"] else ""
    return f"{_MARKS.get(match['mark'] or '', '')}{day}{month}{match['year']}"
