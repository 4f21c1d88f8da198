"""A bar for a person who waits: on a terminal alone, and only once something has taken a while."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.words.progress import Listener, listening

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Seconds for which nobody wonders.
PATIENCE = 0.7

#: The least number of seconds between two looks of the bar.
PAUSE = 0.1


@contextmanager
def progress(is_quiet: bool = False) -> Iterator[Listener]:
    """Show how far things have come on standard error, and nothing where that is no terminal; give what to tell it."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    bar = _Bar()
    try:
        with listening(bar.tell):
            yield bar.tell
    finally:
        bar.end()


class _Bar:
    """One line that is drawn when it is told something, and gone at the end; no thread runs beside it."""

    def __init__(self) -> None:
        self._begun = self._drawn = time.monotonic()
        self._progress: Progress | None = None
        self._step, self._task = "", 0

    def tell(self, step: str, done: int, total: int) -> None:
        """Show a step and how much of it is done."""
        now = time.monotonic()
        if now - self._begun < PATIENCE or (step == self._step and done < total and now - self._drawn < PAUSE):
            return
        self._drawn = now
        progress = self._progress or self._start()
        if step != self._step:
            self._step = step
            progress.reset(self._id, description=step)
        progress.update(self._id, completed=done, total=total or None, refresh=True)

    def end(self) -> None:
        """Take the line away."""
        if self._progress is not None:
            self._progress.stop()

    @property
    def _id(self) -> "TaskID":
        from rich.progress import TaskID

        return TaskID(self._task)

    def _start(self) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        # rich leaves colours out where NO_COLOR is set
        self._progress = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        self._task = self._progress.add_task("", total=None)
        self._progress.start()
        return self._progress
