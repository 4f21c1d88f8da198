"""A graph as a file of canonical N-Triples, sorted: the form in which two copies are the same if their bytes are.

However large the graph is, a bounded part of it is in memory: sorted runs go to the disk and are merged.
"""

import hashlib
import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

import pyoxigraph

from kg.words.errors import CannotWrite

#: Bytes of lines that are sorted in memory at a time, and triples that are written as text at a time.
_RUN = 64 * 1024**2
_BATCH = 5_000


class GraphFile(NamedTuple):
    """A graph that lies in a file: its address, the file, how many triples there are, and their hash.

    The hash is that of RDFC-1.0, of the graph's canonical N-Quads, if it has no blank nodes: they are named anew
    whenever they are read.
    """

    graph: str
    path: Path
    triples: int
    digest: str
    has_blank_nodes: bool

    def lines(self) -> Iterator[bytes]:
        """Yield the triples, one a line."""
        with self.path.open("rb") as stream:
            yield from stream


def lines_of(triples: Iterable[Any]) -> Iterator[bytes]:
    """Yield triples, or quads without their graphs, as canonical N-Triples, some thousand lines at a time."""
    rest = iter(triples)
    while batch := list(islice(rest, _BATCH)):
        plain = (each.triple if isinstance(each, pyoxigraph.Quad) else each for each in batch)
        yield pyoxigraph.serialize(plain, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""


class Sorter:
    """Takes the lines of a graph in any order, as a stream that is written to, and puts them into a file in theirs."""

    def __init__(self, graph: str, path: Path) -> None:
        self._graph, self._path = graph, path
        self._parts: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def write(self, data: bytes) -> int:
        """Take some whole lines."""
        self._parts.append(data)
        self._size += len(data)
        if self._size > _RUN:
            self._put_aside()
        return len(data)

    def finish(self) -> GraphFile:
        """Return the graph, each triple once; raises CannotWrite when the disk refuses."""
        digest, triples, has_blank_nodes = hashlib.sha256(), 0, False
        end = b" <%s> .\n" % self._graph.encode()
        previous = b""
        try:
            with self._path.open("wb") as stream:
                for line in heapq.merge(*self._runs, self._sorted()):
                    if line == previous:
                        continue
                    previous = line
                    stream.write(line)
                    digest.update(line.removesuffix(b" .\n") + end)
                    has_blank_nodes = has_blank_nodes or line.startswith(b"_:") or b"> _:" in line
                    triples += 1
        except OSError as error:
            raise _refusal(self._path, error) from None
        finally:
            for run in self._runs:
                run.close()
        return GraphFile(self._graph, self._path, triples, digest.hexdigest(), has_blank_nodes)

    def _sorted(self) -> list[bytes]:
        return sorted(b"".join(self._parts).splitlines(keepends=True))

    def _put_aside(self) -> None:
        try:
            run = tempfile.TemporaryFile(dir=self._path.parent)  # noqa: SIM115 (closed by finish)
            run.writelines(self._sorted())
            run.seek(0)
        except OSError as error:
            raise _refusal(self._path, error) from None
        self._runs.append(run)
        self._parts, self._size = [], 0


class Parts:
    """The lines of a file, some bytes at a time."""

    def __init__(self, file: GraphFile, skipped: int) -> None:
        self._left = file.triples - skipped
        self._lines: Iterator[bytes] = file.lines()
        for _ in range(skipped):
            next(self._lines)
        self._back: list[bytes] = []

    @property
    def is_over(self) -> bool:
        """Return whether all have been taken."""
        return self._left == 0

    def take(self, size: int) -> tuple[bytes, int]:
        """Return lines of about so many bytes, at least one if there is one, and how many they are."""
        taken: list[bytes] = []
        length = 0
        while len(taken) < self._left and (not taken or length < size):
            taken.append(self._back.pop() if self._back else next(self._lines))
            length += len(taken[-1])
        self._left -= len(taken)
        return b"".join(taken), len(taken)

    def give_back(self, data: bytes) -> None:
        """Let lines be taken again, before those that are left."""
        lines = data.splitlines(keepends=True)
        self._left += len(lines)
        self._back += reversed(lines)


def _refusal(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(f"{path}: cannot be written ({error.strerror}); nothing has been sent.")
