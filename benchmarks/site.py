"""How long the whole site takes as files, how that and its memory grow with the articles, and what its pages weigh.

``python -m benchmarks.site [ARTICLES…]``: so many made-up articles, 1 and 10 by default; 100 take some minutes.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.footprint import run
from benchmarks.generator.prepared import checkout
from benchmarks.rounds import Rows, Table, show, versions

#: What a page may weigh without the query editor.
MOST_BYTES = 150_000

#: The numbers of articles of a usual run; the growth up to another number has a table of its own.
USUAL = (1, 10)


def measure(articles: int, folder: Path) -> dict[str, float]:
    """Return what ``kg site`` takes for so many articles, the number of its pages, and their weights in kB."""
    root, output = folder / "checkout", folder / "site"
    root.mkdir()
    checkout(root, articles)
    os.environ["PYTHONPATH"] = str(root)
    taken = run([sys.executable, "-m", "kg", "site", str(output)], cwd=str(root))
    weights = sorted(path.stat().st_size for path in output.rglob("*.html"))
    return {
        "seconds": taken.seconds,
        "processor seconds": taken.processor_seconds,
        "memory, MiB": taken.mebibytes,
        "pages": len(weights),
        "median page, kB": weights[len(weights) // 2] / 1000,
        "heaviest page, kB": weights[-1] / 1000,
        f"pages over {MOST_BYTES // 1000} kB": sum(weight > MOST_BYTES for weight in weights),
    }


def main(*articles: int) -> None:
    """Print one table for each number of articles, and how seconds and memory grow with them."""
    found: dict[str, dict[str, float]] = {}
    known = versions(("jinja2",), ())
    sizes = articles or USUAL
    growth = "site, growth" if sizes == USUAL else f"site, growth to {max(sizes)}"
    for number in sizes:
        with tempfile.TemporaryDirectory() as name:
            what = f"{number} article{'s' * (number > 1)}"
            found[what] = measure(number, Path(name))
        told: Rows = {row: [value] for row, value in found[what].items()}
        show(Table(f"site, {what}", "", f"{number} made-up", known, told))
    for title, unit, row in (
        (growth, "s", "seconds"),
        (f"{growth}: time of processors", "s", "processor seconds"),
        (f"{growth}: memory", "MiB", "memory, MiB"),
    ):
        rows: Rows = {what: [one[row]] for what, one in found.items()}
        show(Table(title, unit, "all pages as files", known, rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
