"""The text as people quote it: without marks, white space folded; every character knows where it came from."""

from dataclasses import dataclass
from functools import cached_property

from kg.source.markers import USUAL, blank_markers


@dataclass(frozen=True)
class Projection:
    """A folded text and, for each of its characters, the offset in the stored text."""

    stored: str
    marks: str = USUAL

    @cached_property
    def _folded(self) -> tuple[str, tuple[int, ...]]:
        characters: list[str] = []
        offsets: list[int] = []
        for offset, character in enumerate(blank_markers(self.stored, self.marks)):
            if not character.isspace():
                characters.append(character)
                offsets.append(offset)
            elif characters and characters[-1] != " ":
                characters.append(" ")
                offsets.append(offset)
        return "".join(characters), tuple(offsets)

    @property
    def text(self) -> str:
        """Return the folded text."""
        return self._folded[0]

    @property
    def offsets(self) -> tuple[int, ...]:
        """Return the offset in the stored text of each character of the folded text."""
        return self._folded[1]

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Return the spans in the stored text at which the quote occurs, white space folded."""
        wanted = fold(quote, self.marks)
        spans = []
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            last = start + len(wanted) - 1
            spans.append((self.offsets[start], self.offsets[last] + 1))
            start = self.text.find(wanted, start + 1)
        return spans


def fold(text: str, marks: str = USUAL) -> str:
    r"""Return the text without marks, with every run of white space as one space and none at the ends.

    >>> fold("one  two [3]\nthree")
    'one two three'
    """
    return " ".join(blank_markers(text, marks).split())
