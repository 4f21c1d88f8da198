"""How long the search takes beside a scan of all texts with CONTAINS in the embedded engine, with the same hits.

``python -m benchmarks.search [COPIES…]``; 1, 10 and 100 copies of the dataset by default. The hits are compared, and
the benchmark fails where they differ; how long the index takes to make is told beside.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.copies import checkout_of
from benchmarks.rounds import Table, show, versions

#: Words of names and of quotes, frequent ones and rare ones.
PARTS = ("livingston", "secret", "socialist", "accus", "marxist group")

#: What the search is held against.
SCAN = "scan with CONTAINS"

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


def measure(copies: int) -> dict[str, Any]:
    """Return what one process measured on so many copies: milliseconds by scan, by index and of a whole search."""
    with tempfile.TemporaryDirectory() as name:
        root = checkout_of(Path(name) / "checkout", copies)
        environment = {**os.environ, "PYTHONPATH": str(root), "XDG_CACHE_HOME": str(Path(name) / "cache")}
        command = [sys.executable, "-c", SCRIPT, json.dumps(PARTS)]
        done = subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def main(*copies: int) -> None:
    """Print one table for each size; its rounds are the words."""
    for number in copies or (1, 10, 100):
        found = measure(number)
        hits, *taken = zip(*found["parts"].values(), strict=True)
        rows = {name: list(values) for name, values in zip((SCAN, "index", "kg.find"), taken, strict=True)}
        size = f"{found['triples']:,} triples, an index made in {found['index ms']:.0f} ms, {sum(hits)} hits"
        what = f"search, {number} cop{'y' if number == 1 else 'ies'} of the dataset"
        show(Table(what, "ms", size, versions(("pyoxigraph",), ()), rows, SCAN))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
