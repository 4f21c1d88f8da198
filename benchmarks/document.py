"""What was measured, as one document in Markdown with JSON beside it; every number in it comes from the measuring."""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from benchmarks.goals import Verdict
from benchmarks.parts import Part
from benchmarks.rounds import Table, shorten

_HEAD = """\
# Performance

Made whole by `make bench`, so that no number here was written by hand; the same figures, round by round, are in
[performance.json](performance.json). Figures are ratios inside one run, because a machine can be slow or fast: in each
round everything that is compared runs once, in turn, after one round that does not count. A figure is the median over
the rounds; the spread is the least and the most. Peers are the real packages, in an environment of their own
(`requirements/peers.txt`). Growth is measured on articles that are made up (`benchmarks/generator/`): the same for the
same seed, of the real one's shape, and passed by both gates; or, where a table says so, on copies of the dataset.
"""


#: Stands between when the whole was measured, and what was measured by itself since.
_SINCE = " By themselves since: "


def markdown(verdicts: Sequence[Verdict], parts: Mapping[Part, Sequence[Table]], measured: str) -> str:
    """Return the document: how and where it was measured, the goals, why some were missed, and every table."""
    sections = [
        _HEAD,
        f"{measured}\n",
        "## Goals\n\n" + _goals(verdicts),
        "## What was missed, and why\n\n" + _missed(verdicts),
    ]
    sections += [
        f"## {part.heading}\n\n{part.text}\n\n" + "\n".join(table.markdown() for table in tables)
        for part, tables in parts.items()
        if tables
    ]
    return "\n".join(sections)


def as_json(verdicts: Sequence[Verdict], parts: Mapping[Part, Sequence[Table]], measured: str) -> str:
    """Return the same as JSON."""
    goals = [asdict(verdict.goal) | {"figures": verdict.figures, "reached": verdict.is_reached} for verdict in verdicts]
    tables = {part.name: [asdict(table) for table in tables] for part, tables in parts.items()}
    return json.dumps({"measured": measured, "goals": goals, "tables": tables}, indent=1, ensure_ascii=False) + "\n"


def read_json(text: str) -> tuple[str, dict[str, list[Table]]]:
    """Return how a document was measured, and its tables by the name of the part."""
    found = json.loads(text)
    return found["measured"], {name: [Table(**each) for each in tables] for name, tables in found["tables"].items()}


def measured_again(before: str, names: Iterable[str]) -> str:
    """Return what a document says of when it was measured, where parts of these names have been measured since.

    >>> measured_again(measured_again("Measured in full.", ["search"]), ["growth", "search"])
    'Measured in full. By themselves since: growth, search.'
    """
    whole, _, since = before.partition(_SINCE)
    known = {name for name in since.rstrip(".").split(", ") if name}
    named = ", ".join(sorted({*known, *names}))
    return f"{whole}{_SINCE}{named}." if named else before


def machine() -> str:
    """Return the day, and what machine this is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores, day = len(os.sched_getaffinity(0)), datetime.now(UTC).date()
    system = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    return f"{day}, {cores} cores, {memory:.0f} GiB, {system}"


def _goals(verdicts: Sequence[Verdict]) -> str:
    lines = ["| | what | goal | figure | spread | rounds | |", "|---|---|---|---|---|---|---|"]
    group = ""
    for verdict in verdicts:
        goal = verdict.goal
        found = ["", "", ""]
        if verdict.figures:
            spread = f"{shorten(min(verdict.figures))}–{shorten(max(verdict.figures))}"
            found = [shorten(statistics.median(verdict.figures)), spread, str(len(verdict.figures))]
        bound = f"at most {goal.at_most:g}" if goal.at_most is not None else f"at least {goal.at_least:g}"
        heading, group = goal.group if goal.group != group else "", goal.group
        lines.append(f"| {' | '.join([heading, goal.goal, bound, *found, _word(verdict)])} |")
    return "\n".join(lines) + "\n"


def _word(verdict: Verdict) -> str:
    return {True: "reached", False: "**missed**", None: "not measured"}[verdict.is_reached]


def _missed(verdicts: Sequence[Verdict]) -> str:
    missed = [verdict for verdict in verdicts if not verdict.is_reached]
    lines = [f"- {v.goal.group}: {v.goal.goal}: {_word(v).strip('*')}. {v.goal.missed}".strip() for v in missed]
    return "\n".join(lines) + "\n" if lines else "Nothing.\n"
