"""What a process may use and touch, told to the kernel: memory, time, files, and how long it outlives its parent.

Linux and macOS have limits (setrlimit), Linux alone ends a child with its parent (prctl); elsewhere these
functions do nothing.
"""

import ctypes
import os
import signal
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def confine(memory: int) -> None:
    """Let this process use so many bytes of memory in all, write no file and leave no image of itself behind."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def seal() -> None:
    """Take from this process the means to open a file or a connection; for tasks, once they have read their files."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def allow_processor(seconds: float) -> None:
    """Let this process use the processor for so many seconds more; the kernel ends it when it wants more."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def end_with_parent() -> None:
    """On Linux, let the kernel end this process when its parent ends (prctl, PR_SET_PDEATHSIG)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def memory_in_use() -> int:
    """Return how many bytes of address space this process has, or 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
