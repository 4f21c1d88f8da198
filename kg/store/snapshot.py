"""The dataset on disk, as the engine keeps it: opened in milliseconds, however large it is.

A snapshot lies in the cache of the user, under the SHA-256 of all that it is made from, so it is never stale; it is
made beside its place and moved there whole, so it is never half-written; what is lost or damaged is made again.
Reading text is the cheaper way below some megabytes (benchmarks/start_up.py).
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph
from filelock import FileLock
from platformdirs import user_cache_path

#: A file of the dataset and the IRI of the graph that it fills.
Source = tuple[Path, str]

#: How many snapshots are kept.
KEPT = 3


def keep_snapshot(sources: Sequence[Source], tell: Callable[[str], None]) -> Path | None:
    """Return the folder of the snapshot of these files, made if it is not there; None where none can be had.

    What takes long is told first.

    It is made in a process of its own, because the engine starts threads, and a fork of this process would lack them.
    """
    home = user_cache_path("socialist-action-kg") / "stores"
    with suppress(OSError, subprocess.SubprocessError):
        folder = home / _fingerprint(sources)
        if not folder.exists():
            home.mkdir(parents=True, exist_ok=True)
            with FileLock(home / "lock"):
                if not folder.exists():
                    tell("the dataset is large and new here; it is kept for quick answers first, which takes a while.")
                    names = [part for path, graph in sources for part in (str(path), graph)]
                    command = [sys.executable, "-m", __name__, str(folder), *names]
                    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own module)
                    _forget_all_but(KEPT, home)
        return folder
    return None


def kept_file(sources: Sequence[Source], name: str) -> Path:
    """Return where a file that is made from these files is kept, whether it is there or not."""
    return user_cache_path("socialist-action-kg") / "indexes" / f"{_fingerprint(sources)}-{name}"


def open_snapshot(folder: Path) -> pyoxigraph.Store | None:
    """Return the store in a folder, to be read only; one that is damaged is removed and None returned."""
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except (OSError, RuntimeError, ValueError):
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _fingerprint(sources: Sequence[Source]) -> str:
    """Return the SHA-256 over the engine's version, the graphs, and every byte of the files."""
    digest = hashlib.sha256(pyoxigraph.__version__.encode())
    for path, graph in sources:
        with path.open("rb") as stream:
            digest.update(f"\0{graph}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}".encode())
    return digest.hexdigest()


def _forget_all_but(kept: int, home: Path) -> None:
    """Remove the oldest snapshots, and what a process that was killed has left half-made."""
    found = sorted((path for path in home.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    half = [path for path in found if path.name.startswith(".")]
    whole = [path for path in found if path not in half]
    for path in (*half, *whole[:-kept]):
        shutil.rmtree(path, ignore_errors=True)


def make_snapshot(folder: Path, sources: Sequence[Source]) -> None:
    """Make the store of these files in a folder that is not there yet, whole or not at all."""
    with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as half:
        store = pyoxigraph.Store(half)
        for path, graph in sources:
            name = pyoxigraph.NamedNode(graph)
            store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, to_graph=name)
        store.flush()
        store.optimize()
        del store
        Path(half).rename(folder)


if __name__ == "__main__":
    target, *rest = sys.argv[1:]
    make_snapshot(Path(target), list(zip(map(Path, rest[::2]), rest[1::2], strict=True)))
