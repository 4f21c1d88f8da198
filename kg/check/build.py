"""The build: nothing reaches the disk that has not passed both gates, and it reaches it whole or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.check.engines import DEFAULT
from kg.check.outcome import Outcome
from kg.check.shelf import Shelf
from kg.check.verdicts import fingerprint, recall, remember
from kg.store.swap import Pieces, is_as_known, replace_folder


def check(root: Path, engine: str = DEFAULT, fresh: bool = False, workers: int | None = None) -> Outcome:
    """Return what both gates find in the authored files under a folder."""
    from kg.check.examination import examine

    with Shelf() as shelf:
        return examine(root, shelf, engine, fresh, workers).outcome


def build(root: Path, output: Path, fresh: bool = False, workers: int | None = None) -> Outcome:
    """Check the authored files and, if both gates pass, put the dataset into the output folder.

    Where nothing has changed since a build, neither what it read nor what it wrote, nothing is made again; otherwise
    the articles in which something has, and what depends on more than one; all of it if ``fresh``. So many processes
    work at the articles.
    """
    key = fingerprint(root, DEFAULT)
    known = None if fresh else recall(key)
    if known and is_as_known(output, known.files):
        return known.outcome
    from kg.check.examination import examine

    with Shelf() as shelf:
        examined = examine(root, shelf, DEFAULT, fresh, workers)
        if not examined.outcome.passed:
            return examined.outcome
        digests: dict[str, str] = {}
        files = {name: _digested(name, pieces, digests) for name, pieces in examined.files().items()}
        changed = replace_folder(output, files)
    remember(root, key, examined.outcome, digests)
    return replace(examined.outcome, changed=changed)


def _digested(name: str, pieces: Pieces, digests: dict[str, str]) -> Pieces:
    """Return the pieces of a file so that, once all are taken, their SHA-256 is known."""

    def taken() -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in pieces():
            digest.update(piece)
            yield piece
        digests[name] = digest.hexdigest()

    return taken
