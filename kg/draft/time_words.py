"""Words of time in a sentence, and the EDTF dates that they stand for, no more precise than they are."""

import re
from typing import NamedTuple

from kg.draft.bibliography import MONTH, iso

_PLAIN = (
    rf"(?:[0-3]?[0-9] {MONTH} [12][0-9]{{3}}|{MONTH} (?:[0-3]?[0-9], )?[12][0-9]{{3}}"
    r"|(?:early |mid-|late )?[12][0-9]{3})(?![0-9s])"
)
_POINT = rf"(?:{_PLAIN}|(?:the )?(?:early|mid|late)[- ](?:the )?[12][0-9]{{2}}0s|the [12][0-9]{{2}}0s)"

#: Ways to say when, each with how the dates in it become one of EDTF; the longest come first.
_FORMS = (
    (rf"from {_POINT} (?:to|until) {_POINT}", "{0}/{1}"),
    (rf"between {_POINT} and {_POINT}", "{0}/{1}"),
    (r"(?<![0-9])[12][0-9]{3}\s?[–-]\s?[12][0-9]{3}(?![0-9])", "{0}/{1}"),
    (rf"(?:from|since) {_POINT}", "{0}/"),
    (rf"until {_POINT}", "../{0}"),
    (rf"by {_POINT}", "[..{0}]"),
    (rf"(?:in|on|at the end of|during) {_POINT}", "{0}"),
    (_POINT, "{0}"),
)
_WHEN = re.compile("|".join(f"(?P<form{number}>{form})" for number, (form, _) in enumerate(_FORMS)), re.IGNORECASE)
_EACH = re.compile(_POINT, re.IGNORECASE)
_OF_DECADE = re.compile(r"(?:(?P<part>early|mid|late)[- ])?(?:the )?(?P<decade>[12][0-9]{2}0)s", re.IGNORECASE)
#: The years of a decade that are its beginning, middle and end, as the text gate has them.
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}


class When(NamedTuple):
    """Words that say when, with their place in the sentence and the EDTF date that they give."""

    start: int
    end: int
    words: str
    edtf: str


def find_times(sentence: str) -> tuple[When, ...]:
    """Return the words of time in a sentence.

    >>> [(when.words, when.edtf) for when in find_times("In 1980; by the mid-1980s, from 2001 to 2007.")]
    [('In 1980', '1980'), ('by the mid-1980s', '[..1986]'), ('from 2001 to 2007', '2001/2007')]
    """
    found = []
    for match in _WHEN.finditer(sentence):
        form = next(number for number in range(len(_FORMS)) if match[f"form{number}"])
        dates = [_edtf(part[0]) for part in _EACH.finditer(match[0])]
        if form == 2:
            dates = re.findall(r"[12][0-9]{3}", match[0])
        found.append(When(match.start(), match.end(), match[0], _joined(_FORMS[form][1], dates)))
    return tuple(found)


def _edtf(words: str) -> str:
    decade = _OF_DECADE.search(words)
    if decade:
        first, last = _PARTS[(decade["part"] or "").casefold()]
        return f"[{int(decade['decade']) + first}..{int(decade['decade']) + last}]"
    year = re.fullmatch(r"(?:early |mid-|late )([0-9]{4})", words)
    return year[1] if year else iso(words)


def _joined(form: str, dates: list[str]) -> str:
    """Return a date of EDTF; an end of an interval, or of what lies before, is one date and no set of years."""
    if form == "{0}":
        return dates[0]
    firsts = [re.sub(r"\[([0-9]+)\.\.([0-9]+)\]", r"\1", date) for date in dates]
    lasts = [re.sub(r"\[([0-9]+)\.\.([0-9]+)\]", r"\2", date) for date in dates]
    return form.format(firsts[0], lasts[-1]) if "{1}" in form else form.format(lasts[0] if ".." in form else firsts[0])
