"""The picture of the lineage: a lane for each body, a line for each change; facts alone are drawn."""

from collections.abc import Callable, Sequence

from kg.ask.names import labels
from kg.web.pictures.axis import CERTAIN, POSSIBLE, Axis, Stop, fit
from kg.web.pictures.changes import Change, bodies, changes, lifetime
from kg.web.pictures.dates import in_words
from kg.web.pictures.drawing import Bar, Line, Picture, Words, broken
from kg.web.pictures.sources import quoted

#: An address of ours -> where people read of it, or None; so that the picture does not know how the site is made.
Ways = Callable[[str], str | None]

_NAMES, _AXIS, _LANE, _TOP, _BAR = 236, 700, 52, 64, 16

#: The width of the field of what has no date: at least that, and so much for each change in it.
_UNDATED, _SLOT = 260, 120

LEGEND = (
    ("whole: it was there for certain", (Stop(0, CERTAIN), Stop(1, CERTAIN)), "body"),
    ("half: it was there at some time within", (Stop(0, POSSIBLE), Stop(1, POSSIBLE)), "body"),
    ("fading: the text does not say since when or until when", (Stop(0, POSSIBLE), Stop(1, 0)), "body"),
)

#: What a mark or a line means: the kind of change whose mark it is, or the kind of line and its path.
SIGNS = (
    ("split", "Split", "", ""),
    ("merger", "Merger", "", ""),
    ("expulsion", "Expulsion", "", ""),
    ("renaming, or another change", "Renaming", "", ""),
    ("dotted, turning: no body after it is named", "", "edge open", "M-7 -6v8h14"),
    ("dotted, level: the date is open on this side", "", "when", "M-20 0h40"),
)
_SIGN = 22


def draw(way: Ways, credit: str, of: Sequence[Change] | None = None) -> Picture:
    """Return the picture of some changes or of all, its links made by ``way``; its words name every change."""
    shown = changes() if of is None else of
    order = bodies(shown)
    days = [day for change in shown for day in change.span if day]
    days += [day for body in order for day in lifetime(body)[0] if day]
    axis = fit(days, _NAMES + 20, _NAMES + 20 + _AXIS)
    lanes = {body: float(_TOP + 30 + number * _LANE) for number, body in enumerate(order)}
    bottom = _TOP + len(lanes) * _LANE + 10
    loose = sum(not change.is_dated for change in shown)
    undated = (axis.right + 60, axis.right + 60 + max(_UNDATED, _SLOT * loose))
    slots = _slots(shown, undated)
    places = {c.iri: _place(c, axis) if c.is_dated else slots[c.iri] for c in shown}
    lines = [line for change in shown for line in _lines(change, places[change.iri], lanes, way)]
    words = _labels(shown, places, lanes, way)
    for body, y in lanes.items():
        words += _name(body, y, way)
    return Picture(
        width=undated[1] + 10,
        height=bottom + 50 + _SIGN * len(SIGNS),
        title="Lineage: which organisation came from which",
        describes="; ".join(change.sentence for change in shown) + ".",
        top=_TOP,
        bottom=bottom,
        years=tuple(axis.years(5)),
        undated=undated,
        guides=tuple(lanes.values()),
        words=tuple(words),
        bars=tuple(bar for body, y in lanes.items() if (bar := _bar(body, y, axis, undated, way))),
        lines=tuple(lines),
        legend=tuple((text, tone, stops) for text, stops, tone in LEGEND),
        credit=credit,
        signs=tuple(
            (text, "mark" if mark else line, _mark(mark, 0, 0) if mark else path) for text, mark, line, path in SIGNS
        ),
    )


def _slots(of: Sequence[Change], undated: tuple[float, float]) -> dict[str, float]:
    """Return a place for each change without a date, side by side in a field of their own."""
    without = [change.iri for change in of if not change.is_dated]
    step = (undated[1] - undated[0]) / (len(without) or 1)
    return {iri: undated[0] + 20 + number * step for number, iri in enumerate(without)}


def _place(change: Change, axis: Axis) -> float:
    """Return where a change stands: in the middle of its window, or at the one bound that it has."""
    span = change.span
    known = [axis.place(day) for day in (span.start_earliest, span.end_latest or span.start_latest) if day]
    return sum(known) / len(known)


def _name(body: str, y: float, way: Ways) -> list[Words]:
    lines = broken(labels()[body])
    top = y + 5 - 8 * (len(lines) - 1)
    return [Words(10, top + 16 * number, line, "name", way(body)) for number, line in enumerate(lines)]


def _bar(body: str, y: float, axis: Axis, undated: tuple[float, float], way: Ways) -> Bar:
    span, claims = lifetime(body)
    name = labels()[body]
    extent = axis.extent(span)
    if extent is None:
        fading = (Stop(0, 0), Stop(0.5, POSSIBLE), Stop(1, 0))
        return Bar(
            undated[0],
            y - _BAR / 2,
            undated[1] - undated[0],
            _BAR,
            "body",
            fading,
            way(body),
            f"{name}: {known(body)}",
            "",
        )
    href = way(claims[0].claim) if claims else way(body)
    says = f"{name}: {known(body)}"
    return Bar(extent.x, y - _BAR / 2, extent.width, _BAR, "body", extent.stops, href, says, quoted(claims))


def known(body: str) -> str:
    """Return in words from when until when a body was there, as far as the facts tell."""
    span = lifetime(body)[0]
    if not any(span):
        return "when it was there, the text does not say"
    words = []
    if span.start_earliest:
        words.append(f"from {span.start_earliest.year}")
    elif span.start_latest:
        words.append(f"there by {span.start_latest.year}, since when is not said")
    if span.end_latest:
        words.append(f"until {span.end_latest.year}")
    elif span.end_earliest:
        words.append(f"at least until {span.end_earliest.year}")
    return ", ".join(words)


def _lines(change: Change, x: float, lanes: dict[str, float], way: Ways) -> list[Line]:
    """Return the lines of a change: from each body before it to each after it, and a mark where it stands."""
    href, quote, says = way(change.claims[0].claim), quoted(change.claims), change.sentence
    lines = []
    for before in change.before:
        for after in change.after:
            lines.append(Line(f"M{x:.1f} {lanes[before]:.1f}V{lanes[after]:.1f}", "edge", href, says, quote))
        if not change.after:
            y = lanes[before]
            lines.append(Line(f"M{x:.1f} {y:.1f}v20h14", "edge open", href, says, quote))
        lines.append(Line(_mark(change.kind, x, lanes[before]), "mark", href, says, quote))
    for after in change.after:
        y, up = lanes[after], lanes[change.before[0]] > lanes[after]
        tip = 6 if up else -6
        lines.append(
            Line(
                f"M{x - 5:.1f} {y + 2 * tip:.1f}L{x:.1f} {y + tip / 3:.1f}L{x + 5:.1f} {y + 2 * tip:.1f}Z",
                "mark",
                href,
                says,
                quote,
            )
        )
    window = [day for day in (change.span.start_earliest, change.span.end_latest) if day]
    if len(window) == 1 and change.before:
        y, later = lanes[change.before[0]] + 12, bool(change.span.start_earliest)
        lines.append(Line(f"M{x:.1f} {y:.1f}h{40 if later else -40}", "when", href, says, quote))
    return lines


def _mark(kind: str, x: float, y: float) -> str:
    """Return the outline of the mark of a change; each kind has its own, so that nothing rests on colour."""
    if kind == "Split":
        return f"M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8Z"
    if kind == "Merger":
        return f"M{x - 7:.1f} {y - 7:.1f}h14v14h-14Z"
    if kind == "Expulsion":
        return f"M{x - 8:.1f} {y - 7:.1f}h16l-8 15Z"
    return f"M{x - 7:.1f} {y:.1f}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0Z"


def _labels(of: Sequence[Change], places: dict[str, float], lanes: dict[str, float], way: Ways) -> list[Words]:
    """Return the words at each change: below its lane, or above it where other words stand below."""
    taken: dict[float, float] = {}
    labels = []
    for change in sorted(of, key=lambda c: places[c.iri]):
        text = f"{change.kind}{f', {in_words(change.date)}' if change.date else ''}"
        x, y, width = places[change.iri], lanes[change.before[0]], 7.5 * len(text)
        href = way(change.claims[0].claim)
        if change.is_dated and x > _NAMES + _AXIS - 60:
            labels.append(Words(x - 12, y + 26, text, "label", href, "end"))
            continue
        x += 12 if change.after else 18
        below = x >= taken.get(y, 0)
        taken[y] = max(taken.get(y, 0), x + width)
        labels.append(Words(x if below else x + 12, y + (26 if below else -13), text, "label", href))
    return labels
