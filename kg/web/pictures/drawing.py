"""What a picture is made of, before it is written down: bars, lines and words, each with its evidence."""

from dataclasses import dataclass
from typing import NamedTuple

from kg.web.pictures.axis import Stop


class Words(NamedTuple):
    """A line of words: where it stands, what kind of words it is, and which way it leads."""

    x: float
    y: float
    text: str
    kind: str = "note"
    href: str | None = None
    anchor: str = "start"


class Bar(NamedTuple):
    """A bar: its place, its tone, its gradient; where its evidence is, what it says, and the words of the text."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    stops: tuple[Stop, ...]
    href: str | None
    says: str
    quote: str


class Line(NamedTuple):
    """A line from a body to a body, or the mark of a change: its path, its evidence, what it says, and the words."""

    path: str
    kind: str
    href: str | None
    says: str
    quote: str


@dataclass(frozen=True)
class Picture:
    """A whole picture; its size and all places are in units of its own.

    ``legend`` explains the bars and ``signs`` the marks and lines: what each means, its kind, its path around a point.
    """

    width: float
    height: float
    title: str
    describes: str
    top: float
    bottom: float
    years: tuple[tuple[int, float], ...]
    undated: tuple[float, float]
    guides: tuple[float, ...]
    words: tuple[Words, ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str, tuple[Stop, ...]], ...]
    credit: str
    signs: tuple[tuple[str, str, str], ...] = ()

    @property
    def last_line(self) -> float:
        """Return where the words below the legend stand."""
        return self.height - 12


def broken(text: str, width: int = 34) -> list[str]:
    """Return a name in at most two lines of about so many characters, the second cut where it does not fit.

    >>> broken("Central Committee of Socialist Action", 20)
    ['Central Committee of', 'Socialist Action']
    """
    from textwrap import wrap

    lines = wrap(text, width, break_long_words=True)
    return lines if len(lines) <= 2 else [lines[0], cut(" ".join(lines[1:]), width)]


def cut(text: str, width: int) -> str:
    """Return a text of at most so many characters, with a mark where something is left out.

    >>> cut("General Secretary of the Campaign", 20)
    'General Secretary o…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
