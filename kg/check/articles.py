"""All articles, each by itself: made again where something it depends on has changed, and otherwise as it was kept.

What was made of an article depends on the bytes of its files, on the entities that it can see, and on the rules and
the program; it is kept under a hash of all of these, is shown nothing else, and nothing is kept that was made while
its files changed. So what is kept is what would be made again, findings and all, and the build may use it. What
depends on more than one article is never kept: facts, and what the graph gate finds, are computed every time.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.check.examined import NAMED, Broken, examine_article
from kg.check.fingerprint import fingerprint_program
from kg.check.shelf import Kept, Shelf
from kg.source.corpus import loose_ends, read_source
from kg.source.entities import Entity
from kg.source.visible import Visible
from kg.store.pool import share_out
from kg.words.errors import BadData, KGError, RuleBroken
from kg.words.files import read_raw


@dataclass(frozen=True)
class _Shared:
    """What every article needs."""

    program: str
    visible: Visible
    shelf: Shelf
    fresh: bool


def examine_articles(
    folders: list[Path], entities: dict[str, Entity], shelf: Shelf, fresh: bool = False, workers: int | None = None
) -> Iterator[Kept | Broken]:
    """Yield what was made of the article in each folder, or how it is broken, in their order.

    ``fresh`` makes all again; raises BadData for an article that changes meanwhile.
    """
    shared = _Shared(fingerprint_program(), Visible(entities), shelf, fresh)
    return share_out(_examine, shared, folders, workers)


def raise_broken(broken: list[tuple[Path, Broken]], entities: dict[str, Entity]) -> None:
    """Raise what is wrong with broken articles: what cannot be read, or else each name that leads nowhere."""
    if not broken:
        return
    stage = min(error.stage for _, error in broken)
    first = next(error.error for _, error in broken if error.stage == stage)
    if stage != NAMED:
        raise first
    # said once more beside all entities, among which there may be one that was meant
    named = [folder for folder, error in broken if error.stage == NAMED]
    raise RuleBroken("\n".join(line for folder in named for line in loose_ends(read_source(folder), entities)))


def _examine(shared: _Shared, folder: Path) -> Kept | Broken:
    try:
        key, seen = _key(shared, folder)
    except KGError:
        # reading it in full tells what is wrong
        key, seen = "", shared.visible.entities
    kept = None if shared.fresh or not key else shared.shelf.find(key)
    if kept:
        return kept
    try:
        made = examine_article(folder, seen)
    except Broken as broken:
        return broken
    if _key(shared, folder)[0] != key:
        raise BadData(f"{folder}: was changed while it was read; try again.")
    return shared.shelf.keep(key, made)


def _key(shared: _Shared, folder: Path) -> tuple[str, dict[str, Entity]]:
    """Return the hash of all that what is made of an article depends on, and the entities that it can see."""
    digest = hashlib.sha256(f"{shared.program}\0{folder.name}\0".encode())
    texts: dict[str, list[str]] = {".txt": [], ".yaml": []}
    for path in sorted((*folder.glob("*.txt"), *folder.glob("*.yaml"), *folder.glob("passages/*.yaml"))):
        data = read_raw(path)
        digest.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode())
        digest.update(data)
        texts[path.suffix].append(data.decode("utf-8", "replace"))
    seen = {
        name: replace(entity, different_from=(), note=None, links=(), path=Path(), line=0)
        for name, entity in shared.visible.seen_from("\n".join(texts[".txt"]), "\n".join(texts[".yaml"])).items()
    }
    about = [(entity.id, entity.type, entity.label, entity.aliases) for entity in seen.values()]
    digest.update(json.dumps(about).encode())
    return digest.hexdigest(), seen
