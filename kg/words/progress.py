"""How far something has come: told step by step to whoever listens; the command line shows it to a person."""

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")

#: Is told the name of the step, how much of it is done, and how much there is.
Tell = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


def told(step: str, items: Iterable[Item], tell: Tell, number: int | None = None) -> Iterator[Item]:
    """Yield the items, of which there are so many, and tell after each how many are done."""
    total = number if number is not None else len(items) if isinstance(items, Sized) else 0
    tell(step, 0, total)
    for done, item in enumerate(items, 1):
        yield item
        tell(step, done, total)
