"""Made-up articles as N-Quads, as `kg build` compiles them, but one line of organisations after the other."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from benchmarks.generator.chapter import shared_things
from benchmarks.generator.corpus import SEED, write_articles
from benchmarks.generator.plan import FAMILY
from kg.compile.dataset import compile_dataset
from kg.compile.names import thing
from kg.source.corpus import read_corpus
from kg.words.layers import BUILT


def write_quads(path: Path, articles: int, seed: int = SEED) -> int:
    """Return how many quads the file of so many made-up articles now has (N-Quads, RDF 1.1).

    No claim of one line of organisations concerns what another line's are about, so each can be compiled alone.
    """
    lines = [range(first, min(first + FAMILY, articles)) for first in range(0, articles, FAMILY)]
    of_all = {thing(name).n3() for name in shared_things()}
    shared: set[str] = set()
    count = 0
    with path.open("w", encoding="utf-8") as file, ProcessPoolExecutor(os.cpu_count()) as pool:
        for quads in pool.map(_compile, lines, repeat(seed)):
            # what articles share stands in more than one line of organisations
            new = [quad for quad in quads if quad not in shared]
            shared.update(quad for quad in new if quad.partition(" ")[0] in of_all)
            file.writelines(new)
            count += len(new)
    return count


def _compile(articles: range, seed: int) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        graphs = compile_dataset(read_corpus(write_articles(Path(name), articles, seed)))
    return sorted(quad for layer in BUILT for quad in _quads(graphs[layer.name].serialize(format="nt"), layer.graph))


def _quads(triples: str, graph: str) -> Iterator[str]:
    return (f"{line[:-1]}<{graph}> .\n" for line in triples.splitlines() if line)
