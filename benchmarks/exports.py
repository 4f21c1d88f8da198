"""How long an export takes in each format, beside bare pyoxigraph and bare rdflib writing the same dataset.

One process each, from its start to its last byte; ``python -m benchmarks.exports [ROUNDS [COPIES…]]``: the dataset in
every format, and so many copies of it in the two that people read, once. What takes longer than some minutes is given
up, and its time is the least that it can be.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.copies import checkout_of
from benchmarks.rounds import PEERS, measure, report, versions
from kg.words.folders import ROOT
from kg.words.formats import EXPORT_FORMATS, GRAPH_FORMATS
from kg.words.layers import BUILT

#: Seconds after which a process is given up.
PATIENCE = 180.0

#: What is written of many copies.
READ_BY_PEOPLE = ("turtle", "jsonld")

BARE_PYOXIGRAPH = """
import sys, pyoxigraph
store = pyoxigraph.Store()
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=pyoxigraph.NamedNode(name))
form = pyoxigraph.RdfFormat.from_media_type(sys.argv[1])
statements = store if form.supports_datasets else (quad.triple for quad in store)
sys.stdout.buffer.write(pyoxigraph.serialize(statements, format=form))
"""

BARE_RDFLIB = """
import sys, rdflib
dataset = rdflib.Dataset(default_union=True)
for pair in sys.argv[2:]:
    name, _, path = pair.partition(" ")
    dataset.graph(rdflib.URIRef(name)).parse(path, format="turtle")
graph = dataset
if sys.argv[1] in ("turtle", "nt", "xml"):
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
sys.stdout.buffer.write(graph.serialize(format=sys.argv[1], encoding="utf-8"))
"""

#: What rdflib calls our formats.
RDFLIB = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}


def commands(root: Path, folder: str, names: set[str]) -> dict[str, list[str]]:
    """Return the commands that are held against each other, by name."""
    graphs = [f"{layer.graph} {root / file}" for layer in BUILT for file in layer.files]
    peer = str(PEERS / "python")
    found = {}
    for form in EXPORT_FORMATS:
        output = ["--output", f"{folder}/tables"] if form.is_folder else []
        found[f"kg export {form.name}"] = [sys.executable, "-P", "-m", "kg", "export", form.name, *output]
    for form in GRAPH_FORMATS:
        found[f"bare pyoxigraph, {form.name}"] = [peer, "-c", BARE_PYOXIGRAPH, form.media_type, *graphs]
        name = RDFLIB.get(form.name, form.name)
        found[f"bare rdflib, {form.name}"] = [peer, "-c", BARE_RDFLIB, name, *graphs]
    return {what: command for what, command in found.items() if what.split()[-1] in names}


def main(rounds: int = 3, *copies: int) -> None:
    """Print one table for the dataset, and one for each number of copies."""
    known = versions(("pyld",), ("pyoxigraph", "rdflib"))
    for number in (1, *copies):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
            root = checkout_of(Path(name) / "checkout", number) if number > 1 else ROOT
            os.environ["PYTHONPATH"] = str(root)
            size = sum((root / file).stat().st_size for layer in BUILT for file in layer.files)
            names = set(READ_BY_PEOPLE) if number > 1 else {form.name for form in EXPORT_FORMATS}
            what = f"exports, {number} cop{'y' if number == 1 else 'ies'} of the dataset"
            once = number > 1
            seconds = measure(commands(root, name, names), 1 if once else rounds, warm=not once, patience=PATIENCE)
            data = f"{size:,} bytes of Turtle"
            if max(map(max, seconds.values())) >= PATIENCE:
                data += f"; {PATIENCE:.0f} s are a least time, after which a process was given up"
            report(what, seconds, "bare pyoxigraph, turtle", data, known)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
