"""Whole processes held against each other: in turn, many times, told as medians and spread in tables."""

import compileall
import json
import platform
import statistics
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from kg.words.folders import ROOT

Rows = dict[str, list[float]]

#: The environment of the packages that ours is held against.
PEERS = ROOT / ".venv/peers/bin"

#: What a line of JSON that holds a table begins with, so that it can be told from what else a benchmark prints.
MARK = '{"table": '


@dataclass(frozen=True)
class Table:
    """What was measured in one run: rows by name, each with its values round by round, all in one unit.

    ``size`` says in words how large the input was; ``peer`` is the row that the others are held against, if any.
    """

    table: str
    unit: str
    size: str
    versions: dict[str, str]
    rows: Rows
    peer: str | None = None

    def ratios(self, row: str, to: str) -> list[float]:
        """Return the ratios of one row to another, round by round."""
        return [one / other for one, other in zip(self.rows[row], self.rows[to], strict=True)]

    def markdown(self) -> str:
        """Return the table with medians, spread and ratios to the peer."""
        rounds = max(map(len, self.rows.values()))
        head = f"**{self.table}**: {self.size}; {rounds} round{'s' * (rounds > 1)}; {_listed(self.versions)}.\n\n"
        titles = ["", *([f"median {self.unit}", "least", "most"] if rounds > 1 else [self.unit])]
        titles += [f"ratio to {self.peer}"] if self.peer else []
        lines = [titles, ["---"] * len(titles)]
        for name, values in self.rows.items():
            spread = [shorten(min(values)), shorten(max(values))] if rounds > 1 else []
            shown = [shorten(statistics.median(values)), *spread]
            if self.peer:
                shown.append(shorten(statistics.median(self.ratios(name, self.peer))))
            lines.append([name, *shown])
        return head + "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def json(self) -> str:
        """Return the table with all its values as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def measure(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    *,
    warm: bool = True,
    printed: dict[str, bytes] | None = None,
    patience: float | None = None,
) -> Rows:
    """Return the seconds of each command in each round, after one round that does not count, if ``warm``.

    Each round runs every command once, in turn, so that a machine that slows down slows all of them. What each
    prints in the last round is put into ``printed``, where that is given. One that has not ended after so many seconds
    of ``patience`` is given up: they are its time, and it has printed nothing.
    """
    compile_ours()
    output = subprocess.DEVNULL if printed is None else subprocess.PIPE
    taken: Rows = {name: [] for name in commands}
    for number in range(rounds + warm):
        for name, command in commands.items():
            started = time.perf_counter()
            found = None
            with suppress(subprocess.TimeoutExpired):
                found = subprocess.run(
                    command, stdout=output, stderr=subprocess.DEVNULL, check=True, timeout=patience
                ).stdout
            wall = time.perf_counter() - started
            if number >= warm:
                taken[name].append(wall)
            if printed is not None and found is not None:
                printed[name] = found
    return taken


def compile_ours() -> None:
    """Compile our modules, as those of every package are when it is installed; ours lies in a checkout."""
    compileall.compile_dir(ROOT / "kg", quiet=1)


def report(name: str, seconds: Rows, peer: str, size: str, known: dict[str, str]) -> None:
    """Print the seconds of commands as a table in milliseconds; ``known`` are versions of libraries."""
    rows = {row: [one * 1000 for one in values] for row, values in seconds.items()}
    show(Table(name, "ms", size, known, rows, peer))


def show(table: Table) -> None:
    """Print a table, as Markdown and as JSON."""
    print(f"{table.markdown()}\n{table.json()}\n", flush=True)


def read_tables(text: str) -> list[Table]:
    """Return the tables that a benchmark has printed."""
    return [Table(**json.loads(line)) for line in text.splitlines() if line.startswith(MARK)]


def versions(ours: Iterable[str] = (), peers: Iterable[str] = ()) -> dict[str, str]:
    """Return the versions of libraries in our environment and in that of the peers, and of Python."""
    found = {name: version(name) for name in ours}
    code = "import json, sys, importlib.metadata as m; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"
    told = subprocess.run([PEERS / "python", "-c", code, *peers], capture_output=True, check=True)
    of_peers: dict[str, Any] = json.loads(told.stdout)
    return found | of_peers | {"Python": platform.python_version()}


def shorten(value: float) -> str:
    """Return a number with three figures, or all before the point where there are more.

    >>> shorten(0.012345), shorten(12345.6)
    ('0.0123', '12,346')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _listed(known: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in known.items())
