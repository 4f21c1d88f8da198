"""How long an export takes in each format, beside bare pyoxigraph and bare rdflib writing the same dataset.

One process each, from its start to its last byte; ``python -m benchmarks.exports [ROUNDS]``.
"""

import sys
import tempfile

from benchmarks.rounds import measure, report
from kg.share.export import export, export_folder
from kg.words.folders import bundled
from kg.words.formats import EXPORT_FORMATS, GRAPH_FORMATS
from kg.words.layers import BUILT

#: Each file with the name of its graph, as the bare scripts take them.
GRAPHS = [f"{layer.graph} {bundled(file)}" for layer in BUILT for file in layer.files]

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


def commands(folder: str) -> dict[str, list[str]]:
    """Return the commands that are held against each other, by name."""
    found = {}
    for form in EXPORT_FORMATS:
        output = ["--output", f"{folder}/tables"] if form.is_folder else []
        found[f"kg export {form.name}"] = [sys.executable, "-m", "kg", "export", form.name, *output]
    found["kg export jsonld --of"] = [sys.executable, "-m", "kg", "export", "jsonld", "--of", "ken-livingstone"]
    for form in GRAPH_FORMATS:
        found[f"bare pyoxigraph, {form.name}"] = [sys.executable, "-c", BARE_PYOXIGRAPH, form.media_type, *GRAPHS]
        name = RDFLIB.get(form.name, form.name)
        found[f"bare rdflib, {form.name}"] = [sys.executable, "-c", BARE_RDFLIB, name, *GRAPHS]
    return found


def main(rounds: int = 5) -> None:
    """Print the sizes and the table of times."""
    for form in EXPORT_FORMATS:
        files = export_folder() if form.is_folder else {form.name: export(form.name)}
        print(f"{form.name}: {sum(map(len, files.values()))} bytes")
    size = sum(bundled(file).stat().st_size for layer in BUILT for file in layer.files)
    with tempfile.TemporaryDirectory() as folder:
        report(measure(commands(folder), rounds), "bare pyoxigraph, nquads", ("pyoxigraph", "rdflib", "pyld"), size)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
