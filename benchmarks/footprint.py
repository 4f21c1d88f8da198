"""What a command takes: seconds, seconds of all processors, and the memory of all its processes at the highest."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import psutil

#: Seconds between two looks at the memory; more where looking would take more than this part of the time.
_PAUSE, _MOST = 0.1, 0.05


class Footprint(NamedTuple):
    """What a command took; ``failed`` says why, where it did not end well, and ``printed`` what it printed last."""

    seconds: float
    processor_seconds: float
    mebibytes: float
    failed: str = ""
    printed: str = ""


def run(command: Sequence[str], limit: int | None = None, cwd: str | None = None) -> Footprint:
    """Return what a command took; it is killed where its processes together hold more bytes than the limit.

    Memory that processes share is counted once (the proportional set size of Linux). Raises RuntimeError where there
    is no limit and the command fails.
    """
    before = os.times()
    started = time.perf_counter()
    highest = 0
    failed = ""
    with tempfile.TemporaryFile() as output:
        with subprocess.Popen(command, cwd=cwd, stdout=output, stderr=subprocess.STDOUT) as process:
            while process.poll() is None:
                looked = time.perf_counter()
                highest = max(highest, _held(process.pid))
                pause = max(_PAUSE, (time.perf_counter() - looked) / _MOST)
                if limit is not None and highest > limit:
                    failed = f"held more than {limit / 2**30:.0f} GiB"
                    _kill(process.pid)
                    break
                with suppress(subprocess.TimeoutExpired):
                    process.wait(pause)
        output.seek(0)
        printed = output.read().decode(errors="replace")[-2000:].strip()
    seconds, after = time.perf_counter() - started, os.times()
    taken = after.children_user + after.children_system - before.children_user - before.children_system
    if process.returncode and not failed:
        failed = f"exit code {process.returncode}"
    if failed and limit is None:
        raise RuntimeError(f"{' '.join(command)}: {failed}\n{printed}")
    return Footprint(seconds, taken, highest / 2**20, failed, printed)


def _held(pid: int) -> int:
    total = 0
    for process in _tree(pid):
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def _kill(pid: int) -> None:
    for process in _tree(pid):
        try:
            process.kill()
        except psutil.Error:
            continue


def _tree(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []
