"""How the time of each bundled question grows with the dataset, in the embedded engine, on 1, 10 and 100 copies of it.

``python -m benchmarks.growth [COPIES…]``. A question is flagged where its time grows to more than twice what the larger
of its rows and the dataset does; one that takes longer than a minute is given up, and flagged as well.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph

from benchmarks.copies import checkout_of
from benchmarks.rounds import Table, show, versions
from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.store.own import SOURCES, solve
from kg.store.worker import run
from kg.words.errors import TookTooLong
from kg.words.folders import ROOT

#: Seconds and bytes of memory that one question may take.
SECONDS, MEMORY = 60.0, 12 * 1024**3

#: How much more than it may a question grows that is flagged; what is told of one that was given up.
MOST, GIVEN_UP = 2.0, 1e6

#: So many questions are told by name.
TOLD = 12


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
        rows = sum(1 for _ in solve(text, store)[1])
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
    """Print a table of the questions with how much more they grow than they may, and of how many are flagged."""
    texts = {query.name: bound(query.name, {}) for query in queries()}
    sizes = copies or (1, 10, 100)
    measured = {size: measure(size, texts) for size in sizes}
    growths: dict[str, float] = {}
    for question in texts:
        first, last = measured[sizes[0]][1][question], measured[sizes[-1]][1][question]
        growths[question] = GIVEN_UP
        if first and last:
            may = max(measured[sizes[-1]][0] / measured[sizes[0]][0], last[1] / max(first[1], 1))
            growths[question] = last[0] / first[0] / may
    flagged = sum(growth > MOST for growth in growths.values())
    known, size = versions(("pyoxigraph",), ()), f"from {sizes[0]} to {sizes[-1]} copies of the dataset"
    rows = {question: [growth] for question, growth in sorted(growths.items(), key=lambda item: -item[1])[:TOLD]}
    show(Table("growth of questions: those that grow most", "times what it may", size, known, rows))
    show(Table("growth of questions", "questions", size, known, {"worse than linear": [flagged], "all": [len(texts)]}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
