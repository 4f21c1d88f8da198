"""Verdicts remembered: the very same files, rules and programs that passed once need not be read again.

Only a check that found nothing is remembered, under a hash of every byte that it depended on. ``kg build`` never asks
here, and neither does ``kg validate --fresh``; what is lost or damaged here is computed again.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from kg.check.fingerprint import add_files, fingerprint_program
from kg.check.outcome import Outcome
from kg.words.errors import KGError


def recall(root: Path, engine: str) -> Outcome | None:
    """Return the outcome of a check of the very same bytes that found nothing, or None."""
    try:
        kept = json.loads(_file(root, engine).read_text(encoding="utf-8"))
        return Outcome(**{**kept, "findings": (), "remembered": True})
    except (KGError, OSError, ValueError, TypeError):
        return None


def remember(root: Path, outcome: Outcome) -> None:
    """Keep an outcome in which nothing was found; where nothing can be written, nothing is kept."""
    from kg.store.swap import replace_file

    if outcome.findings:
        return
    with suppress(KGError, OSError):
        path = _file(root, outcome.engine)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, json.dumps(asdict(outcome)).encode())


def _file(root: Path, engine: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("socialist-action-kg") / "verdicts" / f"{_fingerprint(root, engine)}.json"


def _fingerprint(root: Path, engine: str) -> str:
    """Return the SHA-256 over the names and bytes of all that a verdict depends on."""
    digest = hashlib.sha256(f"{engine}\0{fingerprint_program()}".encode())
    add_files(digest, root / "articles", root / "entities")
    return digest.hexdigest()
