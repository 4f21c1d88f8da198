"""The bundled questions, asked of a warm process: by kg.query, by bare pyoxigraph and by bare rdflib.

``python -m benchmarks.catalogue [ROUNDS [ARTICLES…]]``: of the real dataset, and of so many made-up articles. A figure
is the geometric mean over all questions that need no parameter. What rdflib does not answer within a limit counts as
the limit, so that what is told of it is the least.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import geometric_mean

from benchmarks.generator.prepared import checkout
from benchmarks.rounds import PEERS, Rows, Table, show, versions
from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.store.own import SOURCES
from kg.words.folders import ROOT

OURS, BARE, RDFLIB = "kg.query", "bare pyoxigraph", "bare rdflib"

#: Seconds after which rdflib is told to stop at one question.
LIMIT = 1

#: Prints the milliseconds of each question: the best of three, or of one that takes long.
CLOCK = """
import json, sys, time
texts = json.load(open(sys.argv[1]))
def clock(ask, name):
    best, begun = float("inf"), time.perf_counter()
    for _ in range(3):
        started = time.perf_counter()
        for row in ask(name):
            pass
        best = min(best, time.perf_counter() - started)
        if time.perf_counter() - begun > 1:
            break
    return best * 1000
"""

SCRIPTS = {
    OURS: f"""{CLOCK}
import kg
next(iter(kg.query("splits")), None)
print(json.dumps({{name: clock(kg.query, name) for name in texts}}))
""",
    BARE: f"""{CLOCK}
import pyoxigraph
store = pyoxigraph.Store()
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode(name))
ask = lambda name: (tuple(row) for row in store.query(texts[name], use_default_graph_as_union=True))
print(json.dumps({{name: clock(ask, name) for name in texts}}))
""",
    RDFLIB: f"""{CLOCK}
import rdflib, signal
def stop(*_):
    raise TimeoutError
signal.signal(signal.SIGALRM, stop)
graph = rdflib.Dataset(default_union=True)
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    graph.graph(rdflib.URIRef(name)).parse(path, format="turtle")
def ask(name):
    signal.alarm({LIMIT})
    try:
        return [tuple(row) for row in graph.query(texts[name])]
    finally:
        signal.alarm(0)
found = {{}}
for name in texts:
    try:
        found[name] = clock(ask, name)
    except TimeoutError:
        found[name] = {LIMIT * 1000}
print(json.dumps(found))
""",
}


def measure(root: Path, rounds: int, folder: Path) -> tuple[Rows, int]:
    """Return the geometric means by engine, round by round, and how many questions rdflib did not answer in time."""
    texts = folder / "texts.json"
    texts.write_text(json.dumps({query.name: bound(query.name, {}) for query in queries()}), encoding="utf-8")
    graphs = [f"{graph} {root / path.relative_to(ROOT)}" for path, graph in SOURCES]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    rows: Rows = {name: [] for name in SCRIPTS}
    given_up = 0
    for _ in range(rounds):
        for name, script in SCRIPTS.items():
            python = sys.executable if name == OURS else str(PEERS / "python")
            command = [python, "-c", script, str(texts), *graphs]
            done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
            taken = json.loads(done.stdout)
            rows[name].append(geometric_mean(taken.values()))
            given_up = sum(value >= LIMIT * 1000 for value in taken.values())
    return rows, given_up


def main(rounds: int = 5, *articles: int) -> None:
    """Print one table for the real dataset, and one for each number of made-up articles."""
    known = versions((), ("pyoxigraph", "rdflib"))
    for number in (0, *articles):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            root = checkout(folder / "checkout", number) if number else ROOT
            rows, given_up = measure(root, 1 if number else rounds, folder)
        what = f"{number} made-up articles" if number else "the real articles"
        size = f"{what}, {len(queries())} questions, {given_up} of which rdflib does not answer in {LIMIT} s"
        show(Table(f"questions, {what}", "ms", size, known, rows, BARE))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
