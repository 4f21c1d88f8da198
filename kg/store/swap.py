"""Putting a folder of files in the place of another: in whole or not at all, one writer at a time.

The new folder is written beside the old one, flushed, parsed again and then exchanged with it in one step. Where the
system has no such step, the old folder is moved aside first, and the next build mends what a crash in between leaves.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from kg.store.disk import exchange, flush, sync
from kg.words.errors import Busy, CannotWrite
from kg.words.progress import told

#: How many bytes of a file are read at a time.
_PIECE = 1 << 20

#: Where the relative addresses of a file that is only looked at lead.
_NOWHERE = "https://invalid.example/"


#: What a file holds: bytes, or a way to have them piece by piece, as often as they are wanted.
Pieces = Callable[[], Iterable[bytes]]
Content = bytes | Pieces


def replace_folder(folder: Path, files: Mapping[str, Content], known: Collection[str] = ()) -> bool:
    """Put the files, and nothing else, into the folder; return whether that changed anything.

    Files are named by their paths in the folder. What else lies there must be ``known``: made by us before.

    Raises Busy when another process is at it, CannotWrite when the disk refuses; the folder is then as it was.
    """
    with _alone(folder) as (folder, staged, aside):
        _refuse_strangers(folder, {*files, *known})
        if _same(folder, files):
            return False
        _write(staged, files)
        _put(staged, folder, aside)
        return True


def make_folder(folder: Path, make: Callable[[Path], object], known: Collection[str] = ()) -> bool:
    """Put what ``make`` writes into an empty folder, and nothing else, into a folder; return whether that changed it.

    For more files than memory should hold: they are written as they are made, and compared when all are there. What
    else lies in the folder must be ``known``: made by us before. Raises as replace_folder does; what ``make`` raises
    goes on, and the folder is then as it was.
    """
    with _alone(folder) as (folder, staged, aside):
        staged.mkdir()
        make(staged)
        files = {name: partial(_read, staged / name) for name in _files(staged)}
        _refuse_strangers(folder, {*files, *known})
        if _same(folder, files):
            return False
        _put(staged, folder, aside)
        return True


def is_as_known(folder: Path, digests: Mapping[str, str]) -> bool:
    """Return whether a folder holds files of these SHA-256 by their paths, and nothing else; it raises as that does."""
    if not digests:
        return False
    with _alone(folder) as (folder, _, _):
        return _files(folder) == set(digests) and all(
            _digest(folder / name) == digest for name, digest in digests.items()
        )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Let nobody else write a folder, mend what a crash has left, and give its path and those of two folders beside it.

    The two are removed at the end, whatever is in them.
    """
    from filelock import FileLock, Timeout

    folder = folder.resolve()
    staged, aside = (folder.parent / f".{folder.name}.{end}" for end in ("kg-new", "kg-old"))
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    lock = Path(tempfile.gettempdir()) / f"kg-build-{digest}.lock"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=0):
            try:
                _recover(folder, staged, aside)
                yield folder, staged, aside
            finally:
                _remove(staged)
                _remove(aside)
    except Timeout:
        raise Busy(f"{folder}: another build is writing here; try again when it has ended.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotWrite(f"{folder}: cannot be written ({reason}); what was there is untouched.") from None


def _recover(folder: Path, staged: Path, aside: Path) -> None:
    """Put back what a crash between two moves has left aside, and clear what one has left half-written."""
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    _remove(staged)
    _remove(aside)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "it is a file, not a folder", str(folder))


def _refuse_strangers(folder: Path, known: set[str]) -> None:
    strangers = sorted(_files(folder) - known)
    if strangers:
        raise CannotWrite(f"{folder}: holds '{strangers[0]}', which no build made; name an empty or a new folder.")


def _same(folder: Path, files: Mapping[str, Content]) -> bool:
    if not folder.is_dir() or _files(folder) != set(files):
        return False
    return all(_holds(folder / name, content) for name, content in files.items())


def _holds(path: Path, content: Content) -> bool:
    """Return whether a file holds these bytes and no more."""
    with path.open("rb") as stream:
        return all(stream.read(len(piece)) == piece for piece in _pieces(content)) and not stream.read(1)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(partial(stream.read, _PIECE), b"")


def _pieces(content: Content) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content()


def _files(folder: Path) -> set[str]:
    """Return the paths of everything in a folder that is no folder, and of empty folders."""
    paths = folder.rglob("*") if folder.is_dir() else ()
    return {path.relative_to(folder).as_posix() for path in paths if _is_end(path)}


def _is_end(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir() or not any(path.iterdir())


def _write(staged: Path, files: Mapping[str, Content]) -> None:
    staged.mkdir()
    for name, content in told("writing", files.items()):
        write_into(staged, name, content)


def write_into(folder: Path, name: str, content: Content) -> None:
    """Write a file, named by its path in a folder that nobody reads yet."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.writelines(_pieces(content))


def _put(staged: Path, folder: Path, aside: Path) -> None:
    """Put a folder that is whole in the place of another, once it is on the disk and can be read."""
    flush(staged)
    _verify(staged)
    _exchange(staged, folder, aside)


def _verify(staged: Path) -> None:
    """Parse every Turtle file again with the strict parser, so that nothing unreadable takes the place of what was."""
    import pyoxigraph

    for path in told("reading again", sorted(staged.rglob("*.ttl"))):
        for _ in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, base_iri=_NOWHERE):
            pass


def _exchange(staged: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        staged.rename(folder)
    elif not exchange(staged, folder):
        folder.rename(aside)
        staged.rename(folder)
    sync(folder.parent)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def replace_file(path: Path, data: bytes) -> None:
    """Put the data into a file: in whole or not at all; raises CannotWrite when the disk refuses."""
    if path.is_dir():
        raise CannotWrite(f"{path}: is a folder; name a file.")
    path = path.resolve()
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and not path.is_file():
            # a device or a pipe: there is nothing to keep whole, and it must not be replaced by a file
            path.write_bytes(data)
            return
        with staged.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(path)
        sync(path.resolve().parent)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        reason = error.strerror or type(error).__name__
        raise CannotWrite(f"{path}: cannot be written ({reason}); what was there is untouched.") from None
