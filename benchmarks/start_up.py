"""How long a cold command takes to its answer, beside a bare script with pyoxigraph and one with rdflib.

``python -m benchmarks.start_up [ROUNDS]``.
"""

import sys
from pathlib import Path

from benchmarks.rounds import measure, report
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


def main(rounds: int = 11) -> None:
    """Print the table."""
    size = sum(Path(file).stat().st_size for file in FILES)
    report(measure(commands(), rounds), "bare script, pyoxigraph", ("pyoxigraph", "rdflib"), size)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
