"""How long both gates take, beside plain pySHACL on the same shapes and data; and how that grows with the articles.

``python -m benchmarks.validation [ROUNDS [COPIES…]]``; the copies are of the one article, each with its own claims.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.rounds import measure, report
from kg.check.graph_gate import whole_graph
from kg.check.shapes import shapes
from kg.compile.dataset import compile_dataset
from kg.source.corpus import read_corpus
from kg.words.folders import ROOT

PLAIN = "pyshacl on the compiled graph"


def copy_article(folder: Path, copies: int) -> Path:
    """Return a folder with the entities and so many copies of each article."""
    shutil.copytree(ROOT / "entities", folder / "entities")
    for article in (ROOT / "articles").iterdir():
        for number in range(copies):
            shutil.copytree(article, folder / "articles" / f"{article.name}-{number:03}")
    return folder


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the commands that are held against each other: ours reads, compiles and applies both gates."""
    corpus = read_corpus(folder)
    data, rules = folder / "data.ttl", folder / "shapes.ttl"
    whole_graph(*compile_dataset(corpus).values()).serialize(data, format="turtle")
    shapes().serialize(rules, format="turtle")
    bin_ = Path(sys.executable).parent
    named = str(next((folder / "entities").glob("*.yaml")))
    ours = [str(bin_ / "kg"), "validate", named]
    return {
        PLAIN: [str(bin_ / "pyshacl"), "--shapes", str(rules), str(data)],
        "kg validate --fresh": [*ours, "--fresh"],
        "kg validate --fresh --engine pyshacl": [*ours, "--fresh", "--engine", "pyshacl"],
        "kg validate, nothing changed": ours,
    }


def main(rounds: int = 5, *copies: int) -> None:
    """Print one table for each number of copies."""
    for number in copies or (1,):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
            folder = copy_article(Path(name), number)
            size = sum(path.stat().st_size for path in folder.rglob("*.yaml"))
            print(f"## {number} of the article\n")
            report(measure(commands(folder), rounds), PLAIN, ("pyshacl", "pyoxigraph", "rdflib"), size)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
