"""How what is too much for one page is divided: into parts that are read one after the other, each of them light.

What fits on one page is one part, at the address that it has always had; those after the first have a number in theirs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")

#: What a part should weigh at most, in bytes; a page that is all there, with its style and scripts, stays under 150 kB.
MOST_BYTES = 125_000

#: What a page weighs, in bytes, without what is divided.
_FRAME = 10_000

#: How many parts before and after it a part leads to, apart from the first and the last.
_NEAR = 3


class Part(NamedTuple, Generic[Item]):
    """One part of a page: the path of the first, its own number, how many there are, and what stands on it."""

    first: str
    number: int
    of: int
    items: Sequence[Item]

    @property
    def path(self) -> str:
        """Return where it lies."""
        return part_path(self.first, self.number)

    @property
    def previous(self) -> str | None:
        """Return where the part before it lies, if there is one."""
        return part_path(self.first, self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """Return where the part after it lies, if there is one."""
        return part_path(self.first, self.number + 1) if self.number < self.of else None

    @property
    def ways(self) -> Iterator[tuple[int, str, bool]]:
        """Yield the parts that it leads to: number, path, and whether some are left out before it."""
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        shown = [n for n in range(1, self.of + 1) if n in (1, self.of) or n in near]
        for before, number in pairwise((0, *shown)):
            yield number, part_path(self.first, number), number > before + 1


def whole(path: str, items: Sequence[Item] = ()) -> Part[Item]:
    """Return a page that is one part."""
    return Part(path, 1, 1, items)


def part_path(first: str, number: int) -> str:
    """Return where a part lies, by the path of the first.

    >>> part_path("people.html", 1), part_path("people.html", 2)
    ('people.html', 'people/2.html')
    """
    return first if number == 1 else f"{first.removesuffix('.html')}/{number}.html"


def parts(
    path: str, items: Sequence[Item], weigh: Callable[[Sequence[Item]], int], most_items: int = 1000
) -> list[Part[Item]]:
    """Return the parts of a page, in order; ``weigh`` tells how many bytes a page with some of the items has.

    More than ``most_items`` are never weighed together, nor on one page.
    """
    runs = list(divided(items, weigh, most_items))
    return [Part(path, number, len(runs), run) for number, run in enumerate(runs, 1)]


def packed(path: str, items: Iterable[Item], weight_of: Callable[[Item], int]) -> list[Part[Item]]:
    """Return the parts of a page, each as full as may be; ``weight_of`` tells how many bytes an item has at most.

    For pages whose entries have addresses, which must be known before a page is made. What else a page has is apart.
    """
    runs: list[list[Item]] = [[]]
    held = 0
    for item in items:
        weight = weight_of(item)
        if runs[-1] and held + weight > MOST_BYTES - _FRAME:
            runs.append([])
            held = 0
        runs[-1].append(item)
        held += weight
    return [Part(path, number, len(runs), run) for number, run in enumerate(runs, 1)]


def divided(
    items: Sequence[Item], weigh: Callable[[Sequence[Item]], int], most_items: int = 1000
) -> Iterator[Sequence[Item]]:
    """Yield runs of items, each of which is light or a single item.

    >>> list(divided("abcdef", lambda run: 50_000 * len(run)))
    ['ab', 'cd', 'ef']
    """
    pieces = -(-len(items) // most_items)
    if pieces < 2:
        weight = weigh(items) if len(items) > 1 else 0
        if weight <= MOST_BYTES:
            yield items
            return
        # runs of as many items differ in weight; a little room spares most of them a second cut
        pieces = min(len(items), max(2, -(-5 * weight // (4 * MOST_BYTES))))
    size = -(-len(items) // pieces)
    for start in range(0, len(items), size):
        yield from divided(items[start : start + size], weigh, most_items)
