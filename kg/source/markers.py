"""The marks that an encyclopedia puts into its text: footnote numbers and requests by editors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\[ ?(?:(?P<number>[1-9][0-9]*)|(?P<tag>citation needed|when)\??) ?\]")


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


def find_markers(text: str) -> Iterator[Marker]:
    """Yield the marks in a text, in order.

    >>> [m.value for m in find_markers("It did.[3] [4] So it is.[ citation needed ]")]
    ['3', '4', 'citation needed']
    """
    for match in _MARK.finditer(text):
        yield Marker(match.start(), match.end(), match["number"] or match["tag"])


def blank_markers(text: str) -> str:
    """Return the text with every mark replaced by spaces of the same length, so that offsets stay."""
    return _MARK.sub(lambda match: " " * len(match[0]), text)
