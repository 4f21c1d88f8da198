"""A small drawing of the facts that tie a thing to others: it in the middle, the others to the left and right.

Only facts are lines. The list of facts beside the drawing is its text form, with dates and sources.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.web.pages.view import Claim, known, name_of

#: How many lines a drawing has at most; more would be a hairball, and all of them stand in the list.
MOST = 16

#: The width of the plane, from where to where the thing itself stands, the height of a row, and letters in a box.
_WIDTH, _SELF, _ROW, _NAME = 760, (280, 480), 40, 30


@dataclass(frozen=True)
class Line:
    """One line: the other thing with its name, whole and as drawn, what the fact says, which way, where its box is."""

    other: str
    full: str
    name: str
    label: str
    points_out: bool
    left: bool
    y: int


@dataclass(frozen=True)
class Drawing:
    """A drawing as numbers for a template: the part of the plane that is used, and ``more`` facts without a line."""

    name: str
    start: int
    width: int
    height: int
    lines: tuple[Line, ...]
    more: int
    words: str

    @property
    def middle(self) -> int:
        """Return the height at which the thing itself stands."""
        return self.height // 2


def draw_relations(iri: str, facts: Sequence[Claim]) -> Drawing | None:
    """Return the drawing of the facts between a thing and others, or None where there are none."""
    ties: dict[tuple[str, bool], list[Claim]] = {}
    for claim in facts:
        out = claim.evidence.subject == iri
        other = claim.evidence.object if out else claim.evidence.subject
        if other in known() and other != iri:
            ties.setdefault((str(other), out), []).append(claim)
    if not ties:
        return None
    ordered = sorted(ties, key=lambda tie: (not tie[1], -len(ties[tie]), name_of(tie[0])))
    shown = _fair(ordered)
    left = [tie for tie in shown if not tie[1]]
    right = [tie for tie in shown if tie[1]]
    height = max(len(left), len(right)) * _ROW + 24
    lines = [
        _line(tie, ties[tie], number, len(side), height) for side in (left, right) for number, tie in enumerate(side)
    ]
    words = "; ".join(
        f"{name_of(iri)} – {line.label} – {line.name}"
        if line.points_out
        else f"{line.name} – {line.label} – {name_of(iri)}"
        for line in lines
    )
    start, end = 0 if left else _SELF[0] - 4, _WIDTH if right else _SELF[1] + 4
    return Drawing(_short(name_of(iri)), start, end - start, height, tuple(lines), len(ties) - len(shown), words)


def _fair(ties: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return as many ties as are drawn, from both sides."""
    out, back = [tie for tie in ties if tie[1]], [tie for tie in ties if not tie[1]]
    half = MOST // 2
    kept_out = out[: max(half, MOST - len(back))]
    return [*kept_out, *back[: MOST - len(kept_out)]]


def _line(tie: tuple[str, bool], facts: Sequence[Claim], number: int, of: int, height: int) -> Line:
    other, out = tie
    label = ", ".join(dict.fromkeys(claim.sentence.predicate for claim in facts))
    y = (height - of * _ROW) // 2 + number * _ROW + _ROW // 2
    return Line(other, name_of(other), _short(name_of(other)), _short(label, 34), out, not out, y)


def _short(text: str, most: int = _NAME) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
