"""How long the dataset takes to be written, beside rdflib's serialisers on a graph that is already there.

``python -m benchmarks.serialisers [COPIES…]``; 1, 10 and 100 copies of the dataset by default. Reading is no part of
it on either side; ours sorts what it writes, rdflib's JSON-LD does not.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.copies import checkout_of

#: Runs in a process whose dataset is that of a checkout.
SCRIPT = """
import json, rdflib, resource, time
from kg.share.export import export
from kg.store.own import SOURCES, dataset

def timed(function, *arguments, **named):
    started = time.perf_counter()
    function(*arguments, **named)
    return (time.perf_counter() - started) * 1000

found = {"triples": len(dataset())}
for name in ("turtle", "jsonld", "nquads"):
    found[name] = min(timed(export, name) for _ in range(2))
found["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
named, plain = rdflib.Dataset(), rdflib.Graph()
for path, graph in SOURCES:
    if path.parent.name == "dataset":
        named.graph(rdflib.URIRef(graph)).parse(path, format="turtle")
for graph in named.graphs():
    for triple in graph:
        plain.add(triple)
for name, form, graph in (("turtle", "turtle", plain), ("jsonld", "json-ld", named), ("nquads", "nquads", named)):
    found["rdflib " + name] = timed(graph.serialize, format=form)
print(json.dumps(found))
"""


def measure(copies: int) -> dict[str, float]:
    """Return the milliseconds of each serialiser for so many copies, and the memory that ours took."""
    with tempfile.TemporaryDirectory() as name:
        root = checkout_of(Path(name) / "checkout", copies)
        environment = {**os.environ, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", SCRIPT]
        done = subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(done.stdout)
        return found


def main(*copies: int) -> None:
    """Print one row for each size and format, as Markdown and as JSON."""
    print("| copies | triples | format | ours ms | rdflib ms | times as fast | peak MiB of ours |")
    print(f"|{'---|' * 7}")
    rows = []
    for number in copies or (1, 10, 100):
        row = measure(number)
        rows.append({"copies": number, **row})
        for name in ("turtle", "jsonld", "nquads"):
            ours, theirs = row[name], row[f"rdflib {name}"]
            cells = (number, row["triples"], name, round(ours), round(theirs), round(theirs / ours, 1), row["MiB"])
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
    print("\n" + json.dumps(rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
