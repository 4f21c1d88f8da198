"""A bar on the terminal for what takes time: nothing in a pipe, nothing that is left over on the screen."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, int, int], None]


@contextmanager
def progress(is_quiet: bool = False) -> Iterator[Tell]:
    """Give what takes the doing, how much of it is done, and how much there is, or 0 if that is unknown."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def tell(doing: str, done: int, total: int) -> None:
            is_new = bar.tasks[0].description != doing
            if is_new:
                bar.reset(task)
            bar.update(task, description=doing, completed=done, total=total or None)

        yield tell
