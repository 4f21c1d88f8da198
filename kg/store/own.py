"""Our dataset as a store of the embedded engine: in memory, or on disk where that is the faster way to one answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph

from kg.words.errors import BadData
from kg.words.folders import bundled
from kg.words.layers import LAYERS

#: From how many bytes of Turtle on a store on disk is opened sooner than they are read (benchmarks/start_up.py).
LARGE = 4 * 1024**2
_tell: Callable[[str], None] | None = None

#: Our dataset as files, each with the graph that it fills.
SOURCES = tuple((bundled(file), layer.graph) for layer in LAYERS for file in layer.files)


@cache
def dataset() -> pyoxigraph.Store:
    """Return our dataset: each layer in its named graph; for queries, the default graph is their union.

    It is in memory, or on disk in a process that is brief, where that is the faster way.
    """
    folder = snapshot()
    if folder is not None:
        from kg.store.snapshot import open_snapshot

        opened = open_snapshot(folder)
        if opened is not None:
            return opened
    store = pyoxigraph.Store()
    for path, graph in SOURCES:
        with _told_of(path):
            name = pyoxigraph.NamedNode(graph)
            # lenient: the build has checked that every address is one; the syntax is checked all the same
            store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, to_graph=name, lenient=True)
    return store


def solve(text: str, store: pyoxigraph.Store | None = None) -> tuple[list[str], Iterable[Sequence[Any]]]:
    """Return the columns and the solutions, as terms of the engine, of a query of our own to our dataset or a store."""
    answer = (store or dataset()).query(text, use_default_graph_as_union=True)
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return ["answer"], [[pyoxigraph.Literal(bool(answer))]]
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return [variable.value for variable in answer.variables], answer


def read_layer(graph: str) -> bytes:
    """Return the layer of a graph as N-Triples, in the order of its files; no store is filled for it."""
    read = b""
    for path, name in SOURCES:
        if name == graph:
            with _told_of(path):
                triples = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
                read += pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    return read


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise BadData(f"{path}: this file of the dataset is missing; run 'kg build'.") from None
    except SyntaxError as error:
        raise BadData(f"{path}: this file of the dataset is damaged ({error}); run 'kg build'.") from None


def be_brief(tell: Callable[[str], None]) -> None:
    """Say that this process answers one question and ends: a dataset that is long to read is then asked on disk.

    What takes long before that is told.
    """
    global _tell
    _tell = tell


def announce(sentence: str) -> None:
    """Tell whoever waits for this process what takes long, where it is brief."""
    if _tell is not None:
        _tell(sentence)


@cache
def index_file() -> Path | None:
    """Return where an index of the texts of a large dataset is kept; None where it is made sooner than found."""
    if sum(path.stat().st_size for path, _ in SOURCES if path.exists()) < LARGE:
        return None
    from kg.store.snapshot import kept_file

    return kept_file(SOURCES, "texts.sqlite")


@cache
def snapshot() -> Path | None:
    """Return the folder of the store on disk, where this process is brief and reading the files would take longer."""
    if _tell is None or sum(path.stat().st_size for path, _ in SOURCES if path.exists()) < LARGE:
        return None
    from kg.store.snapshot import keep_snapshot

    return keep_snapshot(SOURCES, _tell)
