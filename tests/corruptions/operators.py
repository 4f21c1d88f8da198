"""The table of operators: each breaks one thing, at a place that a seed chooses among all where it applies."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

#: The kinds of corruption of which none may slip through.
SAFETY = ("source", "attribution", "negation", "allegation-to-fact", "person", "quote")


#: The check that finds any change after a passage was read a second time; what it alone finds is counted apart.
READING = "second-reading"


@dataclass(frozen=True)
class Corruption:
    """What was done, in a sentence that names the place, and the change itself.

    ``change`` is a map from files to their new content, or a pair of the triples taken out and put in.
    """

    what: str
    change: Any


@dataclass(frozen=True)
class Operator:
    """One way to break something; ``make`` returns None where it applies nowhere."""

    name: str
    kind: str
    layer: str
    make: Callable[[Any, Random], Corruption | None]


OPERATORS: dict[str, Operator] = {}


def operator(name: str, kind: str, layer: str) -> Callable[[Callable], Callable]:
    """Enter a function into the table."""

    def enter(make: Callable) -> Callable:
        assert name not in OPERATORS or OPERATORS[name].make.__qualname__ == make.__qualname__
        OPERATORS[name] = Operator(name, kind, layer, make)
        return make

    return enter
