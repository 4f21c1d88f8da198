"""What a gate finds: which check, where, what is wrong, and how to mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One finding; ``sentence`` is the sentence of the article that it is about, where there is one.

    ``thing`` is the address of the thing in the graph that breaks a shape, where it was a shape.
    """

    check: str
    path: Path
    line: int
    message: str
    remedy: str
    sentence: str | None = None
    severity: str = "violation"
    thing: str | None = None
    column: int | None = None
