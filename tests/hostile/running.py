"""The real command in a process of its own, with what it used; and what a folder holds, to be compared afterwards."""

import os
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

#: Seconds after which a command counts as hanging, and the memory (of it and its worker) that is too much.
HANGS = 60.0
MEMORY = 2560 * 1024**2


class Done(NamedTuple):
    """How a command ended: its exit code (minus the signal if one killed it), what it printed, what it used."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


def run(*arguments: str, folder: Path, asked: str = "") -> Done:
    """Run ``kg`` in a folder; a command that hangs is killed, with its whole group of processes."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(asked.encode())
        given.seek(0)
        streams = [(os.POSIX_SPAWN_DUP2, stream.fileno(), i) for i, stream in enumerate((given, out, err))]
        command = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(folder), sys.executable, "-m", "kg", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        begin = time.monotonic()
        child = os.posix_spawn(command[0], command, environment, file_actions=streams, setpgroup=0)
        ended, status, used = 0, 0, None
        while not ended and time.monotonic() < begin + HANGS:
            time.sleep(0.01)
            ended, status, used = os.wait4(child, os.WNOHANG)
        if not ended:
            os.killpg(child, 9)
            _, status, used = os.wait4(child, 0)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
        code = os.waitstatus_to_exitcode(status)
        return Done(code, *texts, time.monotonic() - begin, used.ru_maxrss * 1024)


def contents(folder: Path) -> dict[str, object]:
    """Return every name under a folder with what is behind it: bytes, a link's target, or the kind of file."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[str(path)] = path.readlink()
        elif stat.S_ISREG(mode) and os.access(path, os.R_OK):
            found[str(path)] = path.read_bytes()
        else:
            found[str(path)] = stat.S_IFMT(mode)
    return found
