"""How time and memory of ``kg validate`` grow with the articles, both gates, nothing kept from before.

``python -m benchmarks.validation_growth [ARTICLES…]``; the articles are made up, of the real one's shape. The seconds
are those of all processors, which others on the machine disturb least; the memory is that of the largest process.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.generator.corpus import write_corpus


class Footprint(NamedTuple):
    """What validation took."""

    articles: int
    processor_seconds: float
    mebibytes: float


def measure(articles: int) -> Footprint:
    """Return what validation of so many articles takes; raises RuntimeError where they do not pass."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_corpus(Path(name), articles)
        named = next((folder / "entities").glob("*.yaml"))
        command = [sys.executable, "-m", "kg", "validate", str(named), "--fresh"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with exit code {process.returncode}")
    return Footprint(articles, round(usage.ru_utime + usage.ru_stime, 2), round(usage.ru_maxrss / 1024))


def main(*articles: int) -> None:
    """Print one table, as Markdown and as JSON."""
    rows = [measure(number) for number in articles or (1, 10, 50, 100)]
    print("| articles | processor s | s for each article | MiB |\n|---|---|---|---|")
    for row in rows:
        each = round(row.processor_seconds / row.articles, 3)
        print(f"| {row.articles} | {row.processor_seconds} | {each} | {row.mebibytes} |")
    print("\n" + json.dumps([row._asdict() for row in rows]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
