"""How long the build takes and how much memory, as the articles grow: all new, or nothing changed; one process, or two.

``python -m benchmarks.build [ROUNDS [ARTICLES…]]``; the articles are made up. Peak memory is the sum over the processes
of each one's own most, so it is never told too small.
Linear within 15 %: among a hundred, an article takes as long as among ten.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.generator.corpus import write_corpus


class Cost(NamedTuple):
    """What a command took: seconds on the clock, seconds of the processors, and MiB of memory at the most."""

    wall: float
    processor: float
    memory: float


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the builds that are held against each other, in the order in which each round runs them."""
    base = [sys.executable, "-m", "kg", "build", "--quiet", "--source", str(folder)]
    return {
        "everything new, one process": [*base, "--fresh", "--jobs", "1"],
        "everything new, a process for each core": [*base, "--fresh"],
        "nothing changed": base,
    }


def run(command: list[str]) -> Cost:
    """Return what a command took; raises RuntimeError where it fails."""
    started = time.perf_counter()
    with psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        most: dict[int, int] = {}
        processor = 0.0
        while process.poll() is None:
            try:
                for one in (process, *process.children()):
                    most[one.pid] = max(most.get(one.pid, 0), one.memory_info().rss)
                times = process.cpu_times()
                processor = times.user + times.system + times.children_user + times.children_system
            except psutil.NoSuchProcess:
                continue
            time.sleep(0.02)
        if process.returncode:
            raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(time.perf_counter() - started, processor, sum(most.values()) / 2**20)


def main(rounds: int = 3, *articles: int) -> None:
    """Print one table, as Markdown and as JSON: a row for each number of articles and each way to build them."""
    print("| articles | build | s | processor s | processor ms an article | peak MiB |")
    print("|---|---|---|---|---|---|")
    table = []
    for number in articles or (1, 10, 100):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
            found = commands(write_corpus(Path(name) / "source", number))
            costs = [{how: run(command) for how, command in found.items()} for _ in range(rounds)]
        for how in found:
            cost = [statistics.median(values) for values in zip(*(one[how] for one in costs), strict=True)]
            row = {
                "articles": number,
                "build": how,
                "seconds": round(cost[0], 2),
                "processor_seconds": round(cost[1], 2),
                "processor_ms_per_article": round(cost[1] / number * 1000, 1),
                "peak_mib": round(cost[2]),
            }
            table.append(row)
            print("| " + " | ".join(map(str, row.values())) + " |", flush=True)
    print("\n" + json.dumps({"rounds": rounds, "rows": table}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
