"""How long the search takes beside a scan of all texts with CONTAINS in the embedded engine, with the same hits.

``python -m benchmarks.search [COPIES…]``; 1, 10 and 100 copies of the dataset by default. The hits are compared, and
the benchmark fails where they differ; how long the index takes to make is told beside.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.copies import checkout_of

#: Words of names and of quotes, frequent ones and rare ones.
PARTS = ("livingston", "secret", "socialist", "accus", "marxist group")

#: Runs in a process whose dataset is that of a checkout.
SCRIPT = """
import json, statistics, sys, time
from pathlib import Path
from kg.ask import own_queries, text_index
from kg.ask.own_queries import ask_rows
from kg.ask.parameters import literal_of
from kg.ask.search import find
from kg.store.own import dataset
from kg.store.query_text import bind_values

texts = (Path(own_queries.__file__).parent / "sparql/texts.rq").read_text()
head, _, rest = texts.rpartition("}\\nORDER BY")
scan = head + "FILTER(CONTAINS(LCASE(STR(?text)), LCASE(?part))) }"

def timed(function, *arguments):
    started = time.perf_counter()
    result = function(*arguments)
    return (time.perf_counter() - started) * 1000, result

def scanned(part):
    return {str(row[0]) for row in ask_rows(bind_values(scan, {"part": literal_of(part)}))}

def held(part):
    return {text.address for text in text_index.containing(part)}

triples = len(dataset())
made, _ = timed(held, "made")
found = {"triples": triples, "index ms": round(made), "parts": {}}
find("first")
for part in json.loads(sys.argv[1]):
    rounds = []
    for _ in range(3):
        scan_ms, wanted = timed(scanned, part)
        index_ms, hits = timed(held, part)
        find_ms, _ = timed(find, part)
        assert hits == wanted, part
        rounds.append((scan_ms, index_ms, find_ms))
    found["parts"][part] = [len(wanted), *(statistics.median(column) for column in zip(*rounds))]
print(json.dumps(found))
"""


def measure(copies: int) -> dict[str, object]:
    """Return what one process measured on so many copies: milliseconds by scan, by index and of a whole search."""
    with tempfile.TemporaryDirectory() as name:
        root = checkout_of(Path(name) / "checkout", copies)
        environment = {**os.environ, "PYTHONPATH": str(root), "XDG_CACHE_HOME": str(Path(name) / "cache")}
        command = [sys.executable, "-c", SCRIPT, json.dumps(PARTS)]
        done = subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True)
        found: dict[str, object] = json.loads(done.stdout)
        return {"copies": copies, **found}


def main(*copies: int) -> None:
    """Print one row for each size and word, as Markdown and as JSON."""
    print("| copies | triples | index made in ms | sought | hits | scan ms | index ms | ratio | kg find ms | ratio |")
    print(f"|{'---|' * 10}")
    rows = []
    for number in copies or (1, 10, 100):
        row = measure(number)
        rows.append(row)
        parts = row["parts"]
        assert isinstance(parts, dict)
        ratios = []
        for part, (hits, scan, index, find) in parts.items():
            ratios.append(scan / index)
            numbers = (scan, index, scan / index, find, scan / find)
            cells = (number, row["triples"], row["index ms"], part, hits, *(f"{value:.2f}" for value in numbers))
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
        print(f"| {number} | | | geometric mean | | | | {statistics.geometric_mean(ratios):.1f} | | |", flush=True)
    print("\n" + json.dumps(rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
