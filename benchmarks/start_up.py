"""How long a cold command takes to its answer, beside a bare script with pyoxigraph and one with rdflib.

``python -m benchmarks.start_up [ROUNDS [COPIES…]]``; 1, 10 and 100 copies of the dataset by default. From some size on
the command opens a store on disk, which the round that does not count makes; how long that takes is told beside.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.copies import checkout_of
from benchmarks.rounds import PEERS, measure, report, versions
from kg.ask.answers import bound
from kg.store.own import SOURCES
from kg.store.snapshot import keep_snapshot
from kg.words.folders import ROOT

QUESTION = "splits"

#: Above so many copies rdflib takes minutes, so it is left out.
MOST_FOR_RDFLIB = 10

BARE_PYOXIGRAPH = """
import sys, pyoxigraph
store = pyoxigraph.Store()
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode(name))
rows = store.query(sys.argv[1], use_default_graph_as_union=True)
print(rows.serialize(format=pyoxigraph.QueryResultsFormat.CSV).decode())
"""

BARE_RDFLIB = """
import sys, rdflib
graph = rdflib.Graph()
for pair in sys.argv[2:]:
    graph.parse(pair.partition(" ")[2], format="turtle")
print(graph.query(sys.argv[1]).serialize(format="csv").decode())
"""


def commands(root: Path, copies: int) -> dict[str, list[str]]:
    """Return the commands that are held against each other, by name."""
    text = bound(QUESTION, {})
    graphs = [f"{graph} {root / path.relative_to(ROOT)}" for path, graph in SOURCES]
    kg, peer = str(Path(sys.executable).with_name("kg")), str(PEERS / "python")
    found = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "bare script, pyoxigraph": [peer, "-c", BARE_PYOXIGRAPH, text, *graphs],
        "bare script, rdflib": [peer, "-c", BARE_RDFLIB, text, *graphs],
        f"kg query {QUESTION}": [kg, "query", QUESTION, "--format", "csv"],
        "kg --version": [kg, "--version"],
    }
    if copies > MOST_FOR_RDFLIB:
        del found["bare script, rdflib"]
    return found


def main(rounds: int = 11, *copies: int) -> None:
    """Print one table for each number of copies."""
    for number in copies or (1, 10, 100):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
            root = checkout_of(Path(name) / "checkout", number) if number > 1 else ROOT
            os.environ["PYTHONPATH"] = str(root)
            files = [(root / path.relative_to(ROOT), graph) for path, graph in SOURCES]
            size = sum(path.stat().st_size for path, _ in files)
            started = time.perf_counter()
            keep_snapshot(files, lambda _: None)
            made = time.perf_counter() - started
            what = f"start-up, {number} cop{'y' if number == 1 else 'ies'} of the dataset"
            told = f"{size:,} bytes of Turtle, a store on disk of which is made in {made:.1f} s"
            known = versions((), ("pyoxigraph", "rdflib"))
            report(what, measure(commands(root, number), rounds), "bare script, pyoxigraph", told, known)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
