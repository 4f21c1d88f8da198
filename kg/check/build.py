"""The build: nothing reaches the disk that has not passed both gates, and it reaches it whole or not at all."""

from dataclasses import replace
from pathlib import Path

from kg.check.engines import DEFAULT
from kg.check.examination import examine
from kg.check.outcome import Outcome
from kg.check.shelf import Shelf
from kg.store.swap import replace_folder


def check(root: Path, engine: str = DEFAULT, fresh: bool = False, workers: int | None = None) -> Outcome:
    """Return what both gates find in the authored files under a folder."""
    with Shelf() as shelf:
        return examine(root, shelf, engine, fresh, workers).outcome


def build(root: Path, output: Path, fresh: bool = False, workers: int | None = None) -> Outcome:
    """Check the authored files and, if both gates pass, put the dataset into the output folder.

    Articles in which nothing has changed are not made again unless ``fresh``; so many processes work at the others.
    """
    with Shelf() as shelf:
        examined = examine(root, shelf, DEFAULT, fresh, workers)
        if not examined.outcome.passed:
            return examined.outcome
        return replace(examined.outcome, changed=replace_folder(output, examined.files()))
