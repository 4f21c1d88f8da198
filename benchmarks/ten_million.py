"""Ten million triples on one machine: built, validated, loaded, queried and exported, held to 16 GiB.

``python -m benchmarks.ten_million [ARTICLES]``: so many made-up articles, 880 by default. Each step is a command in
a process of its own; one whose processes together hold more than 16 GiB is killed, and told as failed.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.footprint import Footprint, run
from benchmarks.generator.corpus import write_corpus
from benchmarks.rounds import Table, show, versions
from kg.words.folders import ROOT

ARTICLES = 880
LIMIT = 16 * 2**30

#: Asks every bundled question, each for as long as `kg query` would wait, and prints how many were answered.
QUESTIONS = """
import kg
from kg.ask.answers import SECONDS
from kg.ask.catalogue import queries
from kg.store.own import be_brief
from kg.store.worker import run
from kg.words.errors import KGError
def count(name):
    return sum(1 for _ in kg.query(name))
be_brief(lambda _: None)
answered, given_up = 0, []
for query in queries():
    try:
        run(count, query.name, seconds=SECONDS, memory=15 * 2**30)
        answered += 1
    except KGError:
        given_up.append(query.name)
print(f"{answered} questions answered; not: {', '.join(given_up) or 'none'}")
"""


def steps(folder: Path) -> dict[str, list[str]]:
    """Return the commands in their order, by name; all but the first work on the dataset that it builds."""
    kg = [sys.executable, "-m", "kg"]
    source, dataset = str(folder), str(folder / "dataset")
    return {
        "build, with both gates": [*kg, "build", "--source", source, "--output", dataset],
        "build again, nothing changed": [*kg, "build", "--source", source, "--output", dataset],
        "first question, which makes the store on disk": [*kg, "query", "splits", "--format", "csv"],
        "the same question again": [*kg, "query", "splits", "--format", "csv"],
        "all bundled questions": [sys.executable, "-c", QUESTIONS],
        "export as N-Quads": [*kg, "export", "nquads", "--output", str(folder / "all.nq")],
        "export as Turtle": [*kg, "export", "turtle", "--output", str(folder / "all.ttl")],
        "export as JSON-LD": [*kg, "export", "jsonld", "--output", str(folder / "all.jsonld")],
    }


def main(articles: int = ARTICLES) -> None:
    """Print a table of the seconds and one of the memory; what failed is said in its name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "checkout"
        folder.mkdir()
        for part in ("kg", "ontology", "queries", "shapes"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
        write_corpus(folder, articles)
        os.environ["XDG_CACHE_HOME"], os.environ["PYTHONPATH"] = str(Path(name) / "cache"), str(folder)
        found: dict[str, Footprint] = {}
        for step, command in steps(folder).items():
            done = run(command, LIMIT, cwd=str(folder))
            print(f"{step}: {done}", file=sys.stderr, flush=True)
            printed = f" ({done.printed.splitlines()[-1]})" if command[1] == "-c" and not done.failed else ""
            found[step + printed + (f": FAILED, {done.failed}" if done.failed else "")] = done
        lines = sum(_lines(path) for path in [folder / "all.nq"] if path.exists())
    size = f"{articles} made-up articles, {lines:,} quads"
    known = versions(("pyoxigraph", "rdflib"), ())
    show(Table("ten million triples: time", "s", size, known, {step: [one.seconds] for step, one in found.items()}))
    work = {step: [one.processor_seconds] for step, one in found.items()}
    show(Table("ten million triples: time of processors", "s", size, known, work))
    memory = {step: [one.mebibytes / 1024] for step, one in found.items()}
    highest = max(one.mebibytes for one in found.values()) / 1024
    show(Table("ten million triples: memory", "GiB", size, known, memory | {"highest": [highest]}))
    failed = sum(bool(one.failed) for one in found.values())
    show(Table("ten million triples", "steps", size, known, {"failed": [failed], "all": [len(found)]}))


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
