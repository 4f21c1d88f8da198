"""What the system does with whole folders: getting all that is in one onto the disk, and exchanging two in one step."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2

#: From so many files on, the system flushes all that it has at once: far quicker than file by file.
_MANY = 500


def flush(folder: Path) -> None:
    """Return once everything in a folder is on the disk."""
    inside = list(folder.rglob("*"))
    files = [path for path in inside if path.is_file()]
    if len(files) > _MANY and _syncs_whole_systems():
        os.sync()
    else:
        for path in files:
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())
    for path in (folder, *(path for path in inside if path.is_dir())):
        sync(path)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system cannot.

    It is ``renameat2`` with RENAME_EXCHANGE on Linux, and ``renamex_np`` with RENAME_SWAP on macOS.
    """
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE) == 0)
        return bool(library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def sync(folder: Path) -> None:
    """Get the names in a folder onto the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _syncs_whole_systems() -> bool:
    """Return whether ``os.sync`` waits for the disk: Linux does, while POSIX lets it return before (sync(2))."""
    return sys.platform == "linux"
