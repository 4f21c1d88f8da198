"""Authored files held against both gates: all of them, or the articles and entities around those that are named."""

from dataclasses import replace
from pathlib import Path

from kg.check.outcome import Outcome
from kg.check.verdicts import fingerprint, recall, remember
from kg.words.errors import UsageError
from kg.words.files import read_text


def check_authored(default: Path, paths: tuple[Path, ...], engine: str, fresh: bool = False) -> Outcome:
    """Return what the gates find in the articles and entities that the named files belong to.

    A change in one file may break another, so nothing is left out that the gates find around it. Without names,
    everything under the default folder is checked; what passed before, byte for byte, is not read again unless
    ``fresh``. Raises UsageError for a file that belongs to no
    article and no list of entities, BadData or RuleBroken for one that cannot be read.
    """
    if not paths:
        return _check(default, engine, fresh)
    roots: dict[Path, None] = {}
    for path in paths:
        read_text(path)
        roots[_root_of(path)] = None
    outcomes = [_check(root, engine, fresh) for root in roots]
    first = outcomes[0]
    return replace(first, findings=tuple(finding for outcome in outcomes for finding in outcome.findings))


def _check(root: Path, engine: str, fresh: bool) -> Outcome:
    key = fingerprint(root, engine)
    known = None if fresh else recall(key)
    if known:
        return known.outcome
    from kg.check.build import check

    outcome = check(root, engine, fresh)
    remember(root, key, outcome)
    return outcome


def _root_of(path: Path) -> Path:
    for folder in path.resolve().parents:
        if (folder / "articles").is_dir() and (folder / "entities").is_dir():
            return folder
    raise UsageError(
        f"{path}: lies in no folder with articles/ and entities/ beside each other; put it there, and try again."
    )
