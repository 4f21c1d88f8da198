"""The picture of people: who did what where, and when. A row for each fact, and facts alone."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.ask.names import labels
from kg.compile.dates import Bounds
from kg.web.pictures.axis import CERTAIN, POSSIBLE, Stop, fit
from kg.web.pictures.dates import in_words
from kg.web.pictures.drawing import Bar, Picture, Words, cut
from kg.web.pictures.lineage import Ways
from kg.web.pictures.sources import UNDATED, Told, quoted, told

_LEFT, _AXIS, _UNDATED, _SHORT, _ROW, _TOP, _BAR = 380, 600, 300, 60, 24, 64, 13

#: Predicate -> tone of its bar; the words of each row say the same.
_TONES = {"memberOf": "member", "leaderOf": "office", "holdsPost": "office", "representsPlace": "office"}

LEGEND = (
    ("whole: it held for certain", (Stop(0, CERTAIN), Stop(1, CERTAIN)), "office"),
    ("half: it held at some time within", (Stop(0, POSSIBLE), Stop(1, POSSIBLE)), "office"),
    ("fading: the text does not say since when or until when", (Stop(0, POSSIBLE), Stop(1, 0)), "office"),
    ("an office, a leadership or a seat", (Stop(0, CERTAIN), Stop(1, CERTAIN)), "office"),
    ("a membership", (Stop(0, CERTAIN), Stop(1, CERTAIN)), "member"),
    ("work, advice or a contribution", (Stop(0, CERTAIN), Stop(1, CERTAIN)), "work"),
)


class Row(NamedTuple):
    """One fact about a person, with every claim that states it: what, of which body, office or person, and when."""

    person: str
    predicate: str
    object: str
    span: Bounds
    claims: tuple[Told, ...]

    @property
    def what(self) -> str:
        """Return what the row says of the person."""
        return f"{labels()[self.predicate]} – {labels().get(self.object, self.object)}"

    @property
    def date(self) -> str:
        """Return when, in the words of the text or, where it has none, in those of the date; empty if never."""
        dated = next((item.evidence for item in self.claims if item.is_dated), None)
        return (dated.words or in_words(dated.date or "")) if dated else ""

    @property
    def roles(self) -> str:
        """Return the words of the text for the role."""
        return ", ".join(dict.fromkeys(f"‘{e.role}’" for item in self.claims if (e := item.evidence).role))


@cache
def claims() -> tuple[Told, ...]:
    """Return every claim about what people did where, facts or not."""
    return tuple(told("careers"))


@cache
def people() -> dict[str, tuple[Row, ...]]:
    """Return the rows of each person of whom there are such facts; those whose facts begin earliest come first.

    Claims of one fact without a date of their own stand behind its dated row.
    """
    groups: dict[tuple[str, str, str], list[Told]] = {}
    for item in claims():
        if item.fact:
            groups.setdefault((item.subject, item.predicate, item.object), []).append(item)
    rows = [row for (who, what, of), items in groups.items() for row in _rows(who, what, of, items)]
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (_begins(row), row.what)):
        found.setdefault(row.person, []).append(row)
    return {person: tuple(rows) for person, rows in found.items()}


def _rows(person: str, predicate: str, thing: str, items: Sequence[Told]) -> list[Row]:
    spans = list(dict.fromkeys(item.span for item in items if item.is_dated)) or [UNDATED]
    loose = [item for item in items if not item.is_dated]
    return [
        Row(person, predicate, thing, span, (*(i for i in items if i.is_dated and i.span == span), *loose))
        for span in spans
    ]


def _begins(row: Row) -> str:
    day = row.span.start_earliest or row.span.end_earliest or row.span.start_latest
    return day.isoformat() if day else "9999"


def draw(way: Ways, credit: str, of: Mapping[str, Sequence[Row]] | None = None) -> Picture:
    """Return the picture of some people or of all, its links made by ``way``; its words name every row."""
    shown = people() if of is None else of
    rows = [row for group in shown.values() for row in group]
    axis = fit([day for row in rows for day in row.span if day], _LEFT + 10, _LEFT + 10 + _AXIS)
    undated = (axis.right + 60, axis.right + 60 + _UNDATED)
    words: list[Words] = []
    bars: list[Bar] = []
    guides: list[float] = []
    y = _TOP + 16.0
    for person, group in shown.items():
        words.append(Words(10, y + 5, labels()[person], "person", way(person)))
        y += _ROW
        for row in group:
            words.append(Words(24, y + 4, cut(row.what, 60), "row", way(row.object)))
            guides.append(y)
            extent = axis.extent(row.span)
            says, quote, href = says_of(row), quoted(row.claims), way(row.claims[0].claim)
            tone = _TONES.get(row.claims[0].name, "work")
            if extent:
                bars.append(Bar(extent.x, y - _BAR / 2, extent.width, _BAR, tone, extent.stops, href, says, quote))
                words.append(_when(row, extent.x, extent.width, y, axis.right))
            else:
                fading = (Stop(0, 0), Stop(0.5, POSSIBLE), Stop(1, 0))
                bars.append(Bar(undated[0] + 4, y - _BAR / 2, _SHORT, _BAR, tone, fading, href, says, quote))
                if row.roles:
                    words.append(Words(undated[0] + _SHORT + 10, y + 4, cut(row.roles, 30), "label"))
            y += _ROW
        y += 8
    return Picture(
        width=undated[1] + 10,
        height=y + 190,
        title="People: who did what where, and when",
        describes="; ".join(map(says_of, rows)) + ".",
        top=_TOP,
        bottom=y,
        years=tuple(axis.years(5)),
        undated=undated,
        guides=tuple(guides),
        words=tuple(words),
        bars=tuple(bars),
        lines=(),
        legend=tuple((text, tone, stops) for text, stops, tone in LEGEND),
        credit=credit,
    )


def says_of(row: Row) -> str:
    """Return a row in one line, with its date or that there is none."""
    roles = f", {row.roles}" if row.roles else ""
    return f"{labels()[row.person]} – {row.what}{roles} ({row.date or 'no date in the text'})"


def _when(row: Row, x: float, width: float, y: float, right: float) -> Words:
    """Return the words of the date beside the bar, on the side where there is room."""
    if x + width + 7 * len(row.date) > right + 50:
        return Words(x - 4, y + 4, row.date, "label", None, "end")
    return Words(x + width + 4, y + 4, row.date, "label")
