"""How long a build takes and how much memory, and how both grow with the articles.

``python -m benchmarks.build [ARTICLES…]``: made-up articles, read, checked by both gates and compiled; then again with
nothing changed, and with a change in one article. Memory is the sum over all processes of the build, at its highest.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.footprint import Footprint, run
from benchmarks.generator.prepared import authored
from benchmarks.rounds import Rows, Table, show, versions


def measure(articles: int, folder: Path) -> dict[str, Footprint]:
    """Return what the first build of so many articles takes, what the next, and what the one after a change."""
    source, output = folder / f"{articles}", folder / f"{articles}.dataset"
    shutil.copytree(authored(articles), source)
    command = [str(Path(sys.executable).with_name("kg")), "build", "--source", str(source), "--output", str(output)]
    found = {"first": run(command), "unchanged": run(command)}
    passage = next(iter(sorted(source.glob("articles/*/references.yaml"))))
    passage.write_text(passage.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    return found | {"one changed": run(command)}


def main(*articles: int) -> None:
    """Print a table of the seconds, one of the processors' seconds, and one of the memory."""
    sizes = articles or (1, 10, 100)
    found: dict[str, Footprint] = {}
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name) / "cache")
        for number in sizes:
            what = f"{number} article{'s' * (number > 1)}"
            found |= {f"{what}, {case}": one for case, one in measure(number, Path(name)).items()}
    known = versions(("pyoxigraph", "rdflib"), ())
    size = f"{', '.join(map(str, sizes))} made-up articles"
    tables: dict[str, tuple[str, Rows]] = {
        "build, time": ("s", {row: [one.seconds] for row, one in found.items()}),
        "build, time of processors": ("s", {row: [one.processor_seconds] for row, one in found.items()}),
        "build, memory": ("MiB", {row: [one.mebibytes] for row, one in found.items()}),
    }
    for title, (unit, rows) in tables.items():
        show(Table(title, unit, size, known, rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
