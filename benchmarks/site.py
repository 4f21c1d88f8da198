"""How long the whole site takes as files, how that grows with the articles, and what its pages weigh.

``python -m benchmarks.site [COPIES…]``: so many copies of the dataset, 1, 10 and 100 by default.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.copies import checkout_of
from benchmarks.rounds import Rows, Table, show, versions
from kg.words.folders import ROOT

#: What a page may weigh without the query editor.
MOST_BYTES = 150_000


def measure(copies: int, folder: Path) -> dict[str, float]:
    """Return the seconds of ``kg site`` for so many copies, the number of its pages, and their weights in kB."""
    root, output = folder / "checkout", folder / "site"
    checkout_of(root, copies)
    for name in ("articles", "entities"):
        (root / name).symlink_to(ROOT / name)
    for name in ("CHANGELOG.md", "LICENSE", "LICENSE-DATA", "README.md"):
        (root / name).symlink_to(ROOT / name)
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "kg", "site", str(output)]
    subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    weights = sorted(path.stat().st_size for path in output.rglob("*.html"))
    return {
        "seconds": seconds,
        "pages": len(weights),
        "median page, kB": weights[len(weights) // 2] / 1000,
        "heaviest page, kB": weights[-1] / 1000,
        f"pages over {MOST_BYTES // 1000} kB": sum(weight > MOST_BYTES for weight in weights),
    }


def main(*copies: int) -> None:
    """Print one table for each number of copies, and one of their seconds."""
    seconds: Rows = {}
    known = versions(("jinja2",), ())
    for number in copies or (1, 10, 100):
        with tempfile.TemporaryDirectory() as name:
            found = measure(number, Path(name))
        what = f"{number} cop{'y' if number == 1 else 'ies'}"
        seconds[what] = [found["seconds"]]
        rows = {row: [value] for row, value in found.items()}
        show(Table(f"site, {what} of the dataset", "", "all pages as files", known, rows))
    show(Table("site, growth", "s", "all pages as files", known, seconds))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
