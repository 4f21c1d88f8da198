"""The marks that an encyclopedia puts into its text: footnote numbers and requests by editors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.words.formats import FOOTNOTE_MARKS

#: What a footnote mark of each style looks like, by the name that ``marks`` in article.yaml gives; digits are a group.
_STYLES = {
    "brackets": r"\[ ?([1-9][0-9]*) ?\]",
    "parentheses": r"\( ?([1-9][0-9]{0,2}) ?\)",
    "carets": r"\^ ?\[?([1-9][0-9]*)\]?",
    "superscripts": "([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)",
    "none": r"(?!)()",
}

#: What most articles have, and every one that does not say otherwise.
USUAL = FOOTNOTE_MARKS[0]

#: What editors ask for in brackets, in the words of the text and in ours.
_TAGS = {
    "citation needed": "citation needed",
    "source?": "citation needed",
    "source needed": "citation needed",
    "when?": "when",
    "when": "when",
}
_TAG = r"\[ ?(" + "|".join(map(re.escape, _TAGS)) + r")\?? ?\]"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Marker:
    """One mark and its place in the stored text; ``value`` is a footnote number or the name of a tag."""

    start: int
    end: int
    value: str

    @property
    def is_citation(self) -> bool:
        """Return whether the mark is a footnote number."""
        return self.value.isdigit()


def find_markers(text: str, style: str = USUAL) -> Iterator[Marker]:
    """Yield the marks in a text, in order.

    >>> [m.value for m in find_markers("It did.[3] [4] So it is.[ citation needed ]")]
    ['3', '4', 'citation needed']
    >>> [m.value for m in find_markers("It did.¹² In 1983 (see below) it did not.", "superscripts")]
    ['12']
    """
    for match in _mark(style).finditer(text):
        value = match[1].translate(_DIGITS) if match[1] else _TAGS[match[2]]
        yield Marker(match.start(), match.end(), value)


def blank_markers(text: str, style: str = USUAL) -> str:
    """Return the text with every mark replaced by spaces of the same length, so that offsets stay."""
    return _mark(style).sub(lambda match: " " * len(match[0]), text)


@cache
def _mark(style: str) -> re.Pattern[str]:
    return re.compile(f"{_STYLES[style]}|{_TAG}")
