"""How long a cold command takes to its answer, beside a bare script with pyoxigraph and one with rdflib.

Each round runs every command once, in turn, so that a machine that slows down slows all of them; the figures are
medians of whole processes and ratios of medians. ``python -m benchmarks.start_up [ROUNDS]``.
"""

import json
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from kg.ask.catalogue import find_query
from kg.words.folders import bundled
from kg.words.layers import LAYERS

QUESTION = "splits"
FILES = [str(bundled(file)) for layer in LAYERS for file in layer.files]

BARE_PYOXIGRAPH = """
import sys, pyoxigraph
store = pyoxigraph.Store()
for path in sys.argv[2:]:
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
print(store.query(sys.argv[1]).serialize(format=pyoxigraph.QueryResultsFormat.CSV).decode())
"""

BARE_RDFLIB = """
import sys, rdflib
graph = rdflib.Graph()
for path in sys.argv[2:]:
    graph.parse(path, format="turtle")
print(graph.query(sys.argv[1]).serialize(format="csv").decode())
"""


def commands() -> dict[str, list[str]]:
    """Return the commands that are held against each other, by name."""
    text = find_query(QUESTION).text
    kg = str(Path(sys.executable).with_name("kg"))
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "bare script, pyoxigraph": [sys.executable, "-c", BARE_PYOXIGRAPH, text, *FILES],
        "bare script, rdflib": [sys.executable, "-c", BARE_RDFLIB, text, *FILES],
        f"kg query {QUESTION}": [kg, "query", QUESTION, "--format", "csv"],
        "kg --version": [kg, "--version"],
    }


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each command in each round, after one round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in commands()}
    for number in range(rounds + 1):
        for name, command in commands().items():
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            wall = time.perf_counter() - started
            if number:
                seconds[name].append(wall)
    return seconds


def main(rounds: int = 11) -> None:
    """Print one table, as Markdown and as JSON, with versions, rounds, medians, spread and ratios."""
    seconds = measure(rounds)
    base = statistics.median(seconds["bare script, pyoxigraph"])
    versions = {name: version(name) for name in ("pyoxigraph", "rdflib")} | {"python": platform.python_version()}
    size = sum(Path(file).stat().st_size for file in FILES)
    print(f"{rounds} rounds in turn, {size} bytes of Turtle, {', '.join(f'{k} {v}' for k, v in versions.items())}\n")
    print("| command | median ms | least | most | ratio to bare pyoxigraph |")
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
    print("\n" + json.dumps({"versions": versions, "bytes": size, "rounds": rounds, "rows": table}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
