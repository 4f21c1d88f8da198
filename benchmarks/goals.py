"""The goals of speed, each held against what was measured: reached, missed, or not measured."""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.rounds import Table

_FILE = Path(__file__).with_name("goals.yaml")
_NUMBERS = {"at_most", "at_least", "divided_by"}


@dataclass(frozen=True)
class Goal:
    """One goal, with where its figure is found and how; ``make bench-rare`` alone measures a rare one."""

    group: str
    goal: str
    table: str
    row: str
    to: str | None = None
    faster_than: str | None = None
    divided_by: float = 1
    at_most: float | None = None
    at_least: float | None = None
    missed: str = ""
    rare: bool = False

    def figures(self, table: Table) -> list[float]:
        """Return the figure of each round, of a table that has the rows."""
        if self.faster_than:
            found = table.ratios(self.faster_than, self.row)
        elif self.to:
            found = table.ratios(self.row, self.to)
        else:
            found = table.rows[self.row]
        return [one / self.divided_by for one in found]


@dataclass(frozen=True)
class Verdict:
    """A goal with its figures, round by round; none where it was not measured."""

    goal: Goal
    figures: list[float]

    @property
    def median(self) -> float:
        """Return the figure that counts."""
        return statistics.median(self.figures)

    @property
    def is_reached(self) -> bool | None:
        """Return whether the goal is reached, or None where it was not measured."""
        if not self.figures:
            return None
        low, high = self.goal.at_least, self.goal.at_most
        return (low is None or self.median >= low) and (high is None or self.median <= high)


def read_goals() -> list[Goal]:
    """Return all goals, in order."""
    entries: list[dict[str, Any]] = yaml.load(_FILE.read_bytes(), Loader=yaml.CBaseLoader)
    return [_goal(entry) for entry in entries]


def judge(goals: list[Goal], tables: Mapping[str, Table]) -> list[Verdict]:
    """Return the verdict on each goal; one whose rows are in no table, as in a run at smaller sizes, has no figures."""
    return [Verdict(goal, goal.figures(tables[goal.table]) if _has(goal, tables) else []) for goal in goals]


def _has(goal: Goal, tables: Mapping[str, Table]) -> bool:
    rows = tables[goal.table].rows if goal.table in tables else {}
    return all(row in rows for row in (goal.row, goal.to, goal.faster_than) if row)


def _goal(entry: dict[str, Any]) -> Goal:
    fields = {key.replace("-", "_"): value for key, value in entry.items()}
    for key in _NUMBERS & set(fields):
        fields[key] = float(fields[key])
    return Goal(**fields | {"rare": "rare" in fields})
