"""How the time of each bundled question grows with the dataset, in the embedded engine, on 1, 10 and 100 copies of it.

``python -m benchmarks.growth [COPIES…]``. A question is flagged where its time grows to more than twice what the larger
of its rows and the dataset does; one that takes longer than a minute is given up, and flagged as well.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyoxigraph

from benchmarks.copies import checkout_of
from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.store.engine import solve_own
from kg.store.own import SOURCES
from kg.store.worker import run
from kg.words.errors import TookTooLong
from kg.words.folders import ROOT

#: Seconds and bytes of memory that one question may take.
SECONDS, MEMORY = 60.0, 12 * 1024**3


def load(root: Path) -> pyoxigraph.Store:
    """Return the dataset of a checkout in memory."""
    store = pyoxigraph.Store()
    for path, graph in SOURCES:
        name, file = pyoxigraph.NamedNode(graph), root / path.relative_to(ROOT)
        store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.TURTLE, to_graph=name)
    return store


def ask(store: pyoxigraph.Store, text: str) -> tuple[float, int]:
    """Return the milliseconds of a question, the median of five or, of a long one, the first, and its rows."""
    taken: list[float] = []
    rows = 0
    while len(taken) < 5 and sum(taken) < 1000:
        started = time.perf_counter()
        rows = sum(1 for _ in solve_own(text, store)[1])
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), rows


def measure(copies: int, texts: dict[str, str]) -> tuple[int, dict[str, tuple[float, int] | None]]:
    """Return the number of triples in so many copies, and milliseconds and rows of each question that was answered."""
    found: dict[str, tuple[float, int] | None] = {}
    with tempfile.TemporaryDirectory() as name:
        store = load(checkout_of(Path(name) / "checkout", copies))
    for question, text in texts.items():
        try:
            found[question] = run(ask, store, text, seconds=SECONDS, memory=MEMORY)
        except TookTooLong:
            found[question] = None
    return len(store), found


def main(*copies: int) -> None:
    """Print one row for each question, those that grow most first, as Markdown and as JSON."""
    texts = {query.name: bound(query.name, {}) for query in queries()}
    sizes = copies or (1, 10, 100)
    measured = {size: measure(size, texts) for size in sizes}
    triples = [measured[size][0] for size in sizes]
    print(f"Triples: {', '.join(map(str, triples))}\n")
    print("| question | " + " | ".join(f"ms at {n}, rows" for n in sizes) + " | growth to what may be | |")
    print(f"|---|{'---|' * (len(sizes) + 2)}")
    table: list[dict[str, Any]] = []
    for question in texts:
        cells = [measured[size][1][question] for size in sizes]
        first, last = cells[0], cells[-1]
        growth = None
        if first and last:
            may = max(triples[-1] / triples[0], last[1] / max(first[1], 1))
            growth = round(last[0] / first[0] / may, 2)
        table.append({"question": question, "cells": cells, "growth": growth})
    for row in sorted(table, key=lambda row: -(row["growth"] or 1e9)):
        shown = [f"{c[0]:.2f}, {c[1]}" if c else f"over {SECONDS:.0f} s" for c in row["cells"]]
        flag = "worse than linear" if row["growth"] is None or row["growth"] > 2 else ""
        print(f"| {row['question']} | {' | '.join(shown)} | {row['growth']} | {flag} |")
    print("\n" + json.dumps({"triples": triples, "copies": sizes, "rows": table}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
