"""What a gate finds: which check, where, what is wrong, and how to mend it."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.words.errors import BadData


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


def findings_of(error: BadData) -> list[Finding]:
    """Return the findings of a form that is broken so that nothing further can be checked."""
    findings = []
    for sentence in str(error).splitlines():
        match = re.match(r"(?P<path>[^:]+):(?P<line>\d+)(?::(?P<column>\d+))?: (?P<message>.*)", sentence)
        path, line, message = (match["path"], int(match["line"]), match["message"]) if match else (".", 1, sentence)
        column = int(match["column"]) if match and match["column"] else None
        remedy = "Mend it there; the gates see the rest afterwards."
        findings.append(Finding("form", Path(path), line, message, remedy, column=column))
    return findings
