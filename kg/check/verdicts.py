"""Verdicts remembered: the very same files, rules and programs that passed once need not be read again.

Only a check that found nothing is remembered, under a hash of every byte that it depended on; the hash is taken before
the check and once more after it, so nothing is remembered of files that changed meanwhile. A build asks here as well,
but believes a verdict only beside the very bytes that were written with it. ``--fresh`` never asks; what is lost or
damaged here is computed again.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.check.fingerprint import add_files, fingerprint_program
from kg.check.outcome import Outcome
from kg.words.errors import KGError

#: So many verdicts are kept; the oldest go first.
_KEPT = 100


@dataclass(frozen=True)
class Verdict:
    """What a check found, and the SHA-256 of each file of the dataset by its name, where one was written."""

    outcome: Outcome
    files: Mapping[str, str]


def fingerprint(root: Path, engine: str) -> str:
    """Return the SHA-256 over the names and bytes of all that a verdict depends on; empty where one cannot be read."""
    try:
        digest = hashlib.sha256(f"{engine}\0{fingerprint_program()}".encode())
        add_files(digest, root / "articles", root / "entities")
    except (KGError, OSError):
        # reading it in full tells what is wrong
        return ""
    return digest.hexdigest()


def recall(key: str) -> Verdict | None:
    """Return what was remembered under a fingerprint, or None."""
    with suppress(KGError, OSError, ValueError, TypeError, KeyError):
        digest, _, text = _file(key).read_text(encoding="utf-8").partition("\n")
        if key and digest == _digest(text):
            kept = json.loads(text)
            outcome = Outcome(**{**kept["outcome"], "findings": (), "changed": False, "remembered": True})
            return Verdict(outcome, kept["files"])
    return None


def remember(root: Path, key: str, outcome: Outcome, files: Mapping[str, str] | None = None) -> None:
    """Keep an outcome in which nothing was found; where nothing can be written, nothing is kept.

    The key is the fingerprint from before the check; what was written with an earlier verdict of it stays known.
    """
    from kg.store.swap import replace_file

    if outcome.findings or not key or fingerprint(root, outcome.engine) != key:
        return
    if files is None:
        known = recall(key)
        files = known.files if known else {}
    text = json.dumps({"outcome": asdict(replace(outcome, changed=False)), "files": dict(files)})
    with suppress(KGError, OSError):
        path = _file(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, f"{_digest(text)}\n{text}".encode())
        _forget_oldest(path.parent)


def _forget_oldest(folder: Path) -> None:
    """Remove the verdicts that are more than are kept; another process may be at the same."""
    found = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in found[:-_KEPT]:
        path.unlink(missing_ok=True)


def _file(key: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("socialist-action-kg") / "verdicts" / f"{key}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
