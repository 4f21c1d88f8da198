"""How long validation takes beside pySHACL on the same shapes and data, from the files to the report.

``python -m benchmarks.validation [ROUNDS [ARTICLES…]]``: the real articles by ``kg validate``, both gates; or the graph
gate alone on so many made-up ones. What pySHACL finds is what ours finds, or there is no table.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.generator.prepared import quads
from benchmarks.rounds import PEERS, measure, report, versions
from kg.check.graph_gate import whole_graph
from kg.check.shapes import shapes
from kg.compile.dataset import compile_dataset
from kg.source.corpus import read_corpus
from kg.words.folders import ROOT
from kg.words.layers import BUILT

#: From so many articles on pySHACL takes minutes, so it is run once; after so many seconds it is given up.
MANY, PATIENCE = 2, 600.0

PLAIN = "pySHACL on the compiled graph"
ALONE = "pySHACL"

#: What pySHACL says, in the form in which ours is asked to say it: how many results there are.
BARE_PYSHACL = """
import sys, pyshacl, rdflib
data = rdflib.Graph().parse(sys.argv[1], format="nt")
shapes = rdflib.Graph().parse(sys.argv[2], format="turtle")
_, found, _ = pyshacl.validate(data, shacl_graph=shapes)
print(sum(1 for _ in found.objects(None, rdflib.SH.result)))
"""

OURS = """
import sys
from kg.check.engines import DEFAULT, RUN
from kg.check.shapes import shapes
from rdflib import SH
found = RUN[DEFAULT](open(sys.argv[1], "rb").read(), shapes())
print(sum(1 for _ in found.objects(None, SH.result)))
"""


def real(rounds: int, folder: Path) -> None:
    """Print the table of the real articles: ours reads, compiles and applies both gates."""
    rules = write_shapes(folder)
    data = folder / "real.nt"
    data.write_text(whole_graph(*compile_dataset(read_corpus(ROOT)).values()).serialize(format="nt"), encoding="utf-8")
    kg = str(Path(sys.executable).with_name("kg"))
    commands = {
        PLAIN: [str(PEERS / "python"), "-c", BARE_PYSHACL, str(data), str(rules)],
        "kg validate --fresh": [kg, "validate", "--fresh"],
        "kg validate, nothing changed": [kg, "validate"],
    }
    size = f"the real articles, {lines(data)} triples with the ontology"
    report("validation, the real articles", measure(commands, rounds), PLAIN, size, libraries())


def made_up(rounds: int, folder: Path, articles: int) -> None:
    """Print the table of made-up articles: the graph gate alone; raises SystemExit where the results differ.

    Where pySHACL is given up, its time is the least that it can be, and its results are not known.
    """
    rules, data = write_shapes(folder), folder / f"{articles}.nt"
    write_triples(data, articles)
    commands = {
        ALONE: [str(PEERS / "python"), "-c", BARE_PYSHACL, str(data), str(rules)],
        "ours": [sys.executable, "-c", OURS, str(data)],
    }
    counts: dict[str, bytes] = {}
    few = articles < MANY
    seconds = measure(commands, rounds if few else 1, warm=few, printed=counts, patience=PATIENCE)
    if "ours" not in counts or len(set(counts.values())) > 1:
        sys.exit(f"The engines find different things: {counts}.")
    size = f"{articles} made-up articles, {lines(data)} triples with the ontology"
    if ALONE not in counts:
        size += f", pySHACL given up after {PATIENCE / 60:.0f} minutes, so that its time is a least one"
    report(f"validation, {articles} articles", seconds, ALONE, size, libraries())


def write_shapes(folder: Path) -> Path:
    """Return a file with our shapes."""
    path = folder / "shapes.ttl"
    shapes().serialize(path, format="turtle")
    return path


def write_triples(path: Path, articles: int) -> None:
    """Write the triples of made-up articles, with the ontology."""
    graphs = {f"<{layer.graph}> ." for layer in BUILT}
    with path.open("w", encoding="utf-8") as file, quads(articles).open(encoding="utf-8") as source:
        file.write(whole_graph().serialize(format="nt"))
        for line in source:
            triple, _, graph = line.rstrip().rpartition(" <")
            assert f"<{graph}" in graphs
            file.write(f"{triple} .\n")


def lines(path: Path) -> str:
    """Return how many lines a file has."""
    with path.open("rb") as file:
        return f"{sum(1 for _ in file):,}"


def libraries() -> dict[str, str]:
    """Return the versions of what is compared."""
    return versions(("pyoxigraph",), ("pyshacl", "rdflib"))


def main(rounds: int = 3, *articles: int) -> None:
    """Print one table for each number of made-up articles, or the one of the real articles where none is given."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
        if not articles:
            real(rounds, Path(name))
        for number in articles:
            made_up(rounds, Path(name), number)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
