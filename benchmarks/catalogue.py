"""The whole catalogue of questions, each asked once: by kg.query, by bare pyoxigraph and by bare rdflib.

One process each, from its start to its last row; ``python -m benchmarks.catalogue [ROUNDS]``.
"""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.rounds import measure, report
from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.words.folders import bundled
from kg.words.layers import LAYERS

FILES = [str(bundled(file)) for layer in LAYERS for file in layer.files]

#: Each file with the name of its graph, as the bare scripts take them.
GRAPHS = [f"{layer.graph} {bundled(file)}" for layer in LAYERS for file in layer.files]

OURS = """
import json, sys, kg
for name in json.load(open(sys.argv[1])):
    for row in kg.query(name):
        pass
"""

BARE_PYOXIGRAPH = """
import json, sys, pyoxigraph
store = pyoxigraph.Store()
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode(name))
for text in json.load(open(sys.argv[1])).values():
    for row in store.query(text, use_default_graph_as_union=True):
        tuple(row)
"""

BARE_RDFLIB = """
import json, sys, rdflib
graph = rdflib.Dataset(default_union=True)
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    graph.graph(rdflib.URIRef(name)).parse(path, format="turtle")
for text in json.load(open(sys.argv[1])).values():
    for row in graph.query(text):
        tuple(row)
"""


def main(rounds: int = 5) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts.json")
        texts.write_text(json.dumps({query.name: bound(query.name, {}) for query in queries()}), encoding="utf-8")
        commands = {
            "kg.query": [sys.executable, "-c", OURS, str(texts)],
            "bare pyoxigraph": [sys.executable, "-c", BARE_PYOXIGRAPH, str(texts), *GRAPHS],
            "bare rdflib": [sys.executable, "-c", BARE_RDFLIB, str(texts), *GRAPHS],
        }
        size = sum(Path(file).stat().st_size for file in FILES)
        report(measure(commands, rounds), "bare pyoxigraph", ("pyoxigraph", "rdflib"), size)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
