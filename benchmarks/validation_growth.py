"""How time and memory of ``kg validate`` grow with the articles, both gates, nothing kept from before.

``python -m benchmarks.validation_growth [ARTICLES…]``; the articles are made up, of the real one's shape. The seconds
are those of all processors, which others on the machine disturb least; the memory is that of all processes together.
"""

import sys

from benchmarks.footprint import run
from benchmarks.generator.prepared import authored
from benchmarks.rounds import Table, show, versions


def main(*articles: int) -> None:
    """Print a table of the processors' seconds and one of the memory."""
    sizes = articles or (1, 10, 50, 100)
    found = {}
    for number in sizes:
        named = next((authored(number) / "entities").glob("*.yaml"))
        what = f"{number} article{'s' * (number > 1)}"
        found[what] = run([sys.executable, "-m", "kg", "validate", str(named), "--fresh"])
    known, size = versions(("pyoxigraph", "rdflib"), ()), f"{', '.join(map(str, sizes))} made-up articles"
    seconds = {what: [one.processor_seconds] for what, one in found.items()}
    memory = {what: [one.mebibytes] for what, one in found.items()}
    show(Table("validation, growth: time of processors", "s", size, known, seconds))
    show(Table("validation, growth: memory", "MiB", size, known, memory))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
