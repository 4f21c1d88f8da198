"""Whole processes held against each other: in turn, many times, told as medians and ratios in one table."""

import compileall
import json
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from kg.words.folders import ROOT

Seconds = dict[str, list[float]]


def measure(commands: Mapping[str, Sequence[str]], rounds: int) -> Seconds:
    """Return the seconds of each command in each round, after one round that does not count.

    Each round runs every command once, in turn, so that a machine that slows down slows all of them.
    """
    # as every package is when it is installed; ours lies in a checkout
    compileall.compile_dir(ROOT / "kg", quiet=1)
    seconds: Seconds = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            wall = time.perf_counter() - started
            if number:
                seconds[name].append(wall)
    return seconds


def report(seconds: Seconds, peer: str, libraries: Sequence[str], size: int) -> None:
    """Print one table, as Markdown and as JSON, with versions, rounds, medians, spread and ratios to a peer."""
    base = statistics.median(seconds[peer])
    rounds = len(seconds[peer])
    versions = {name: version(name) for name in libraries} | {"python": platform.python_version()}
    print(f"{rounds} rounds in turn, {size} bytes of input, {', '.join(f'{k} {v}' for k, v in versions.items())}\n")
    print(f"| command | median ms | least | most | ratio to {peer} |")
    print("|---|---|---|---|---|")
    table = []
    for name, values in seconds.items():
        median = statistics.median(values)
        row = {
            "command": name,
            "median_ms": round(median * 1000, 1),
            "least_ms": round(min(values) * 1000, 1),
            "most_ms": round(max(values) * 1000, 1),
            "ratio": round(median / base, 3),
        }
        table.append(row)
        print("| " + " | ".join(str(value) for value in row.values()) + " |")
    print("\n" + json.dumps({"versions": versions, "bytes": size, "rounds": rounds, "rows": table}) + "\n")
