"""The bundled questions, asked by kg.query, by bare pyoxigraph and by bare rdflib, in a warm process and in a cold one.

``python -m benchmarks.catalogue [ROUNDS [ARTICLES…]]``: of the real dataset, and of so many made-up articles. A figure
is the geometric mean over all questions, in a warm process; what rdflib does not answer within a limit counts as the
limit, so that what is told of it is the least. Then a process that asks all of them once, from its start to its end.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import geometric_mean

from benchmarks.generator.prepared import checkout
from benchmarks.rounds import PEERS, Rows, Table, compile_ours, show, versions
from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.store.own import SOURCES
from kg.words.folders import ROOT

OURS, BARE, RDFLIB = "kg.query", "bare pyoxigraph", "bare rdflib"

#: Seconds after which rdflib is told to stop at one question.
LIMIT = 1

#: Prints the milliseconds of each question: the best of twenty, or of as many as a fifth of a second has room for.
CLOCK = """
import json, sys, time
texts = json.load(open(sys.argv[1]))
def clock(ask, name):
    best, begun = float("inf"), time.perf_counter()
    for _ in range(20):
        started = time.perf_counter()
        for row in ask(name):
            pass
        best = min(best, time.perf_counter() - started)
        if time.perf_counter() - begun > 0.2:
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

#: How often a process that asks all questions once is run for each time that a warm one is: it is over soon.
MORE = 10

#: Processes that ask every question once; rdflib, which does not end some, is left out.
ONCE = {
    OURS: """
import json, kg, sys
for name in json.load(open(sys.argv[1])):
    for row in kg.query(name):
        pass
""",
    BARE: """
import json, pyoxigraph, sys
store = pyoxigraph.Store()
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode(name))
for text in json.load(open(sys.argv[1])).values():
    for row in store.query(text, use_default_graph_as_union=True):
        tuple(row)
""",
}


def measure(root: Path, rounds: int, folder: Path) -> tuple[Rows, int]:
    """Return the geometric means by engine, round by round, and how many questions rdflib did not answer in time."""
    rows: Rows = {name: [] for name in SCRIPTS}
    given_up = 0
    for _ in range(rounds):
        for name, script in SCRIPTS.items():
            taken = json.loads(_run(name, script, root, folder))
            rows[name].append(geometric_mean(taken.values()))
            given_up = sum(value >= LIMIT * 1000 for value in taken.values())
    return rows, given_up


def measure_once(root: Path, rounds: int, folder: Path) -> Rows:
    """Return the processor's milliseconds of processes that ask every question once, after a round that does not count.

    The processor's, because a process of a fifth of a second is otherwise told by what else the machine does.
    """
    rows: Rows = {name: [] for name in ONCE}
    for number in range(rounds + 1):
        for name, script in ONCE.items():
            before = _processor_seconds()
            _run(name, script, root, folder)
            if number:
                rows[name].append((_processor_seconds() - before) * 1000)
    return rows


def _processor_seconds() -> float:
    """Return what the processes that we ran and that are over have taken of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(name: str, script: str, root: Path, folder: Path) -> bytes:
    """Return what a script prints that is given the texts of all questions and the graphs of a checkout."""
    texts = folder / "texts.json"
    if not texts.exists():
        texts.write_text(json.dumps({query.name: bound(query.name, {}) for query in queries()}), encoding="utf-8")
    graphs = [f"{graph} {root / path.relative_to(ROOT)}" for path, graph in SOURCES]
    python = sys.executable if name == OURS else str(PEERS / "python")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [python, "-c", script, str(texts), *graphs]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True).stdout


def main(rounds: int = 5, *articles: int) -> None:
    """Print one table for the real dataset, and one for each number of made-up articles."""
    known = versions((), ("pyoxigraph", "rdflib"))
    compile_ours()
    for number in (0, *articles):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            root = checkout(folder / "checkout", number) if number else ROOT
            rows, given_up = measure(root, 1 if number else rounds, folder)
            once = measure_once(root, 1 if number else rounds * MORE, folder)
        what = f"{number} made-up articles" if number else "the real articles"
        size = f"{what}, {len(queries())} questions, {given_up} of which rdflib does not answer in {LIMIT} s"
        show(Table(f"questions, {what}", "ms", size, known, rows, BARE))
        size = f"{what}, {len(queries())} questions, each once; milliseconds of the processor"
        show(Table(f"questions in one process, {what}", "ms", size, known, once, BARE))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
