"""How long the whole site takes as files, how that grows with the articles, and what its pages weigh.

``python -m benchmarks.site [COPIES…]``; the copies are of the one article, each with its own claims; 1, 10 and 100 of
it by default. The gates are no part of it: they have a benchmark of their own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.validation import copy_article
from kg.compile.dataset import compile_dataset, serialise_dataset
from kg.source.corpus import read_corpus
from kg.words.folders import ROOT

#: What a page may weigh without the query editor.
MOST_BYTES = 150_000


def checkout(folder: Path, copies: int) -> Path:
    """Return a checkout whose dataset is compiled from so many copies of each article."""
    for name in ("kg", "ontology", "queries", "shapes"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("CHANGELOG.md", "LICENSE", "LICENSE-DATA", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    copy_article(folder, copies)
    corpus = read_corpus(folder)
    (folder / "dataset").mkdir()
    for name, data in serialise_dataset(corpus, compile_dataset(corpus)).items():
        (folder / "dataset" / name).write_bytes(data)
    return folder


def measure(copies: int) -> dict[str, object]:
    """Return the seconds of ``kg site`` for so many copies, and the number and the weights of its files."""
    with tempfile.TemporaryDirectory() as name:
        folder = checkout(Path(name) / "checkout", copies)
        output = Path(name) / "site"
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        started = time.perf_counter()
        command = [sys.executable, "-m", "kg", "site", str(output)]
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        pages = sorted((path.stat().st_size, path.relative_to(output).as_posix()) for path in output.rglob("*.html"))
        heavy = [page for size, page in pages if size > MOST_BYTES]
        return {
            "articles": copies,
            "seconds": round(seconds, 1),
            "seconds per article": round(seconds / copies, 2),
            "pages": len(pages),
            "ms per page": round(1000 * seconds / len(pages), 1),
            "median page kB": round(pages[len(pages) // 2][0] / 1000, 1),
            "heaviest page kB": round(pages[-1][0] / 1000, 1),
            "heaviest page": pages[-1][1],
            f"pages over {MOST_BYTES // 1000} kB": len(heavy),
        }


def main(*copies: int) -> None:
    """Print one row for each number of copies, as Markdown and as JSON."""
    rows = []
    for number in copies or (1, 10, 100):
        rows.append(measure(number))
        if len(rows) == 1:
            print(f"| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}")
        print(f"| {' | '.join(map(str, rows[-1].values()))} |", flush=True)
    print("\n" + json.dumps(rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
