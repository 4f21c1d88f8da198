"""What a gate finds: which check, where, what is wrong, and how to mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One finding; ``sentence`` is the sentence of the article that it is about, where there is one."""

    check: str
    path: Path
    line: int
    message: str
    remedy: str
    sentence: str | None = None
    severity: str = "violation"
