"""Work that is shared out to processes of our own, one for each core, and that ends when this process does.

Where the system gives no second process, or there is but one core or one piece of work, it is done in this one.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context
from typing import Any, TypeVar

from kg.store.confinement import end_with_parent
from kg.words.errors import Fault

Piece = TypeVar("Piece")
Done = TypeVar("Done")

#: What every piece of work needs, in this process and, once it runs, in each of the others.
_shared: list[Any] = []


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(
    task: Callable[[Any, Piece], Done], shared: Any, pieces: Iterable[Piece], workers: int | None = None
) -> Generator[Done, None, None]:
    """Yield ``task(shared, piece)`` for each piece, in their order, worked on by so many processes (default: cores).

    The task is a function of a module, and changes nothing that is shared. What it raises is raised here; then, or when
    the reader stops, no process is left. Raises Fault when a process dies.
    """
    todo = list(pieces)
    number = min(workers or cores(), len(todo))
    executor = _executor(shared, number) if number > 1 else None
    if executor is None:
        yield from (task(shared, piece) for piece in todo)
        return
    from concurrent.futures.process import BrokenProcessPool

    before = set(active_children())
    try:
        with _interrupts_held():
            waiting = [executor.submit(_work, task, piece) for piece in todo]
        waiting.reverse()
        while waiting:
            yield waiting.pop().result()
    except BrokenProcessPool:
        raise Fault("A process of ours was ended by the system, perhaps for want of memory; try --jobs 1.") from None
    finally:
        for child in set(active_children()) - before:
            child.kill()
        executor.shutdown(wait=True, cancel_futures=True)


def _executor(shared: Any, number: int) -> Any:
    """Return an executor with so many processes, or None where the system has none to give."""
    from concurrent.futures import ProcessPoolExecutor

    # on Linux a forked process has what is shared at once; elsewhere forking is not safe, or not there
    way = "fork" if sys.platform == "linux" and "fork" in get_all_start_methods() else "spawn"
    try:
        return ProcessPoolExecutor(number, get_context(way), initializer=_begin, initargs=(shared,))
    except (ImportError, NotImplementedError, OSError):
        return None


def _begin(shared: Any) -> None:
    end_with_parent()
    # whoever interrupts means the command; it ends us
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _shared[:] = [shared]


def _work(task: Callable[[Any, Piece], Done], piece: Piece) -> Done:
    return task(_shared[0], piece)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold an interrupt back while processes are made, so that it reaches none that is half made."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
