"""How far something has come: told step by step to whoever listens; the command line shows it to a person."""

from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")

#: Is told the name of the step, how much of it is done, and how much there is; 0 where nobody knows.
Listener = Callable[[str, int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let somebody hear how far things have come."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(step: str, done: int = 0, total: int = 0) -> None:
    """Tell how much of a step is done."""
    listener = _listener.get()
    if listener is not None:
        listener(step, done, total)


def told(step: str, items: Iterable[Item], number: int | None = None) -> Iterator[Item]:
    """Yield the items, of which there are so many, and tell after each how many are done.

    >>> with listening(lambda *far: print(*far)):
    ...     list(told("pages", ["a", "b"]))
    pages 0 2
    pages 1 2
    pages 2 2
    ['a', 'b']
    """
    total = number if number is not None else len(items) if isinstance(items, Sized) else 0
    tell(step, 0, total)
    for done, item in enumerate(items, 1):
        yield item
        tell(step, done, total)
