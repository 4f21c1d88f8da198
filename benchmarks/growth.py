"""How the time of each bundled question grows with the dataset, in the embedded engine, on 1, 10 and 100 copies of it.

``python -m benchmarks.growth [COPIES…]``. A question may grow as the dataset does, or as its answer does where that
grows more, times what one look-up grows; it is flagged where its time grows to more than twice that, or is longer than
a minute and given up. The answer is measured in characters, because copies share what articles share: what two say of
one thing comes in pairs, as rows or as the claims in a row. How many answers grow so is told beside it.

The time is that of the thread, so that what else the machine does is not counted, and the first answer is left out, but
for one that takes long. A worker is forked over the store, and reading a triple there counts a reference to it: the
first answer copies every page that it reads, half of its time or more in 100 copies (48,000 pages where people are
asked for), and that of one copy of the dataset is not seen in the median of five answers.

A look-up grows because a large store does not fit the caches of a processor: the subject of each fact, one pattern and
one look-up, took 216 times as long in 100 copies (0.44 and 94 ms), and these have 86 times the triples. Reading every
triple in turn took 95 times as long. Nobody can ask in less, so both are measured beside the questions.
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
from kg.words.prefixes import PREFIXES

#: Seconds and bytes of memory that one question may take.
SECONDS, MEMORY = 60.0, 12 * 1024**3

#: How much more than it may a question grows that is flagged; what is told of one that was given up.
MOST, GIVEN_UP = 2.0, 1e6

#: Milliseconds from which on one answer is enough.
LONG = 10_000

#: So many questions are told by name.
TOLD = 12

#: What any question is made of: triples in turn, and look-ups; by the last, what questions may grow is reckoned.
PATTERNS = {
    "every triple": "?subject ?predicate ?object",
    "every fact, its subject looked up": "?fact a pao:FactualClaim ; rdf:subject ?subject",
}


#: How many triples there are, and the milliseconds and characters of each answer, or None where it was given up.
Measured = tuple[int, dict[str, tuple[float, int] | None]]


def load(root: Path) -> pyoxigraph.Store:
    """Return the dataset of a checkout in memory."""
    store = pyoxigraph.Store()
    for path, graph in SOURCES:
        name, file = pyoxigraph.NamedNode(graph), root / path.relative_to(ROOT)
        store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.TURTLE, to_graph=name)
    return store


def ask(store: pyoxigraph.Store, text: str) -> tuple[float, int]:
    """Return the milliseconds of the thread for a question, the median after the first, and the answer's characters."""
    taken: list[float] = []
    # not the process's time, which is counted in ticks where a worker's is limited
    while len(taken) < 2 or (len(taken) < 6 and sum(taken) < 300):
        started = time.thread_time()
        rows = list(solve(text, store)[1])
        taken.append((time.thread_time() - started) * 1000)
        if taken[0] > LONG:
            break
    return statistics.median(taken[1:] or taken), sum(len(str(value)) for row in rows for value in row)


def measure(copies: int, texts: dict[str, str]) -> Measured:
    """Return what was measured in so many copies of the dataset."""
    found: dict[str, tuple[float, int] | None] = {}
    with tempfile.TemporaryDirectory() as name:
        store = load(checkout_of(Path(name) / "checkout", copies))
    for question, text in texts.items():
        try:
            found[question] = run(ask, store, text, seconds=SECONDS, memory=MEMORY)
        except TookTooLong:
            found[question] = None
    return len(store), found


def grown(measured: dict[int, Measured], question: str) -> tuple[float, float]:
    """Return how much more than the dataset an answer grows, or 1, and how much more than the larger its time grows.

    Both are times, from the least to the most copies.
    """
    (fewest, before), (most, after) = measured[min(measured)], measured[max(measured)]
    first, last = before[question], after[question]
    if not (first and last):
        return 1.0, GIVEN_UP
    answer = max(1.0, last[1] / max(first[1], 1) * fewest / most)
    return answer, last[0] / first[0] * fewest / most / answer


def main(*copies: int) -> None:
    """Print tables: how much more the questions and what they are made of grow than they may, and how many too much."""
    texts = {query.name: bound(query.name, {}) for query in queries()}
    declared = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("pao", "rdf"))
    patterns = {name: f"{declared}SELECT (COUNT(*) AS ?number) {{ {pattern} }}" for name, pattern in PATTERNS.items()}
    sizes = copies or (1, 10, 100)
    measured = {size: measure(size, texts | patterns) for size in sizes}
    made_of = {name: [grown(measured, name)[1]] for name in patterns}
    look_up = max(1.0, *made_of[list(PATTERNS)[-1]])
    answers, growths = {}, {}
    for question in texts:
        answers[question], growth = grown(measured, question)
        growths[question] = growth / look_up
    flagged, pairs = (sum(growth > MOST for growth in found.values()) for found in (growths, answers))
    known, size = versions(("pyoxigraph",), ()), f"from {min(sizes)} to {max(sizes)} copies of the dataset"
    rows = {question: [growth] for question, growth in sorted(growths.items(), key=lambda item: -item[1])[:TOLD]}
    show(Table("growth of questions: those that grow most", "times what it may", size, known, rows))
    show(Table("growth of what questions are made of", "times the dataset", size, known, made_of))
    counts: dict[str, list[float]] = {
        "worse than linear": [flagged],
        "whose answer is of pairs": [pairs],
        "all": [len(texts)],
    }
    show(Table("growth of questions", "questions", size, known, counts))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
