"""The axis of time: from days to places, and from the four bounds of a date to a bar that says how sure it is."""

from datetime import date
from typing import NamedTuple

from kg.compile.dates import Bounds

#: How wide a bar fades where the text does not say since when or until when.
FADE = 46.0

#: How strong a bar is where the fact held for certain, and where it held at some time within.
CERTAIN, POSSIBLE = 1.0, 0.5


class Stop(NamedTuple):
    """One place of a gradient: its offset in the bar, from 0 to 1, and how strong the bar is there, from 0 to 1."""

    offset: float
    strength: float


class Extent(NamedTuple):
    """A bar on the axis: where it begins, how wide it is, and its gradient."""

    x: float
    width: float
    stops: tuple[Stop, ...]


class Axis(NamedTuple):
    """A linear axis: the first and the last year, whole, and the places of their first and last day."""

    first: int
    last: int
    left: float
    right: float

    def place(self, day: date) -> float:
        """Return the place of a day on the axis, in units of the picture."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal()
        return self.left + (day.toordinal() - start) / (end - start) * (self.right - self.left)

    def years(self, step: int) -> list[tuple[int, float]]:
        """Return every year that is a multiple of the step, with the place of its first day."""
        start = -(-self.first // step) * step
        return [(year, self.place(date(year, 1, 1))) for year in range(start, self.last + 1, step)]

    def extent(self, span: Bounds) -> Extent | None:
        """Return the bar of a time that has the four bounds, or None where all of them are open.

        It is whole from the latest start to the earliest end, where every reading of the text agrees that it held. It
        is half as strong over a window within which it held at some time, and it fades towards what is not known.
        """
        start, end = (span.start_earliest, span.start_latest), (span.end_earliest, span.end_latest)
        both = [day for day in (span.start_latest, span.end_earliest) if day]
        core = both if len(both) == 2 else [day for day in (start if span.start_latest else end) if day]
        if not core:
            return None
        strength = CERTAIN if core is both and core[0] <= core[1] else POSSIBLE
        low, high = self.place(min(core)), self.place(max(core))
        left = min(low, self.place(start[0])) if start[0] else low - FADE
        right = max(high, self.place(end[1])) if end[1] else high + FADE
        width = max(right - left, 2.0)
        stops = [Stop(round((place - left) / width, 4), strength) for place in (low, high)]
        if left < low:
            stops.insert(0, Stop(0.0, 0.0))
        if right > high:
            stops.append(Stop(1.0, 0.0))
        return Extent(round(left, 1), round(width, 1), tuple(stops))


def fit(days: list[date], left: float, right: float) -> Axis:
    """Return an axis on which all the days have their place, from the beginning of a half-decade to the end of one.

    Without a day, it is that of a century in which nothing stands.
    """
    first, last = (min(days).year, max(days).year) if days else (1900, 1999)
    return Axis(first - first % 5, last + 4 - last % 5, left, right)
