"""Made-up articles ready for measuring: each number of them is made once and kept in ``.benchmarks/``."""

import hashlib
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph

from benchmarks.generator.corpus import SEED, write_corpus
from benchmarks.generator.quads import write_quads
from kg.store.engine import serialise
from kg.words.folders import ROOT
from kg.words.layers import BUILT
from kg.words.prefixes import PREFIXES

_KEPT = ROOT / ".benchmarks"


def authored(articles: int) -> Path:
    """Return a folder that ``kg build --source`` takes, with so many made-up articles; nobody writes into it."""
    return _made(f"authored-{articles}", lambda folder: write_corpus(folder, articles))


def quads(articles: int) -> Path:
    """Return the N-Quads of so many made-up articles, without the ontology."""
    return _made(f"quads-{articles}", lambda folder: _write_quads(folder, articles)) / "made-up.nq"


def dataset(articles: int) -> Path:
    """Return a folder with the files that a build makes of so many made-up articles: one of Turtle for each layer."""
    return _made(f"dataset-{articles}", lambda folder: _write_turtle(folder, quads(articles)))


def checkout(folder: Path, articles: int) -> Path:
    """Return a checkout, in a folder that is not there yet, whose dataset is that of so many made-up articles."""
    for name in ("kg", "ontology", "queries", "shapes"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    for name in ("CHANGELOG.md", "LICENSE", "LICENSE-DATA", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("articles", "entities"):
        shutil.copytree(authored(articles) / name, folder / name)
    shutil.copytree(dataset(articles), folder / "dataset")
    return folder


def _made(name: str, make: Callable[[Path], object]) -> Path:
    folder = _KEPT / f"{_version()}-{name}"
    if not folder.exists():
        new = folder.with_name(f"{folder.name}.{os.getpid()}")
        new.mkdir(parents=True)
        try:
            make(new)
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return folder


@cache
def _version() -> str:
    """Return a fingerprint of all by which articles are made up and compiled."""
    folders = (Path(__file__).parent, ROOT / "kg/compile", ROOT / "kg/source", ROOT / "ontology")
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    digest = hashlib.sha256(str(SEED).encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _write_quads(folder: Path, articles: int) -> None:
    write_quads(folder / "made-up.nq", articles)


def _write_turtle(folder: Path, source: Path) -> None:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(source), format=pyoxigraph.RdfFormat.N_QUADS)
    for layer in BUILT:
        found = store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(layer.graph))
        triples = sorted((quad.triple for quad in found), key=str)
        (folder / f"{layer.name}.ttl").write_bytes(serialise(triples, "turtle", PREFIXES))
