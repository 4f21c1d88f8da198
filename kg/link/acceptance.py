"""What people decided about candidates, written into the files of entities: checked first, each file in whole."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.source.edits import with_link
from kg.source.entities import Entity, read_entities
from kg.source.links import MATCHED
from kg.words.errors import RuleBroken, UsageError, did_you_mean
from kg.words.shown import on_one_line

#: What a person may answer of a candidate, and the match that it makes; ``no`` makes none.
MATCH = {"yes": "exact", "close": "close", "different": "different"}
ANSWERS = (*MATCH, "no")


class Decision(NamedTuple):
    """What a person says of one item for one thing: ``answer`` is yes, close, different or no."""

    thing: str
    item: str
    answer: str
    label: str
    description: str
    seen: tuple[str, ...]
    because: str


def accept(root: Path, decisions: Iterable[Decision], by: str, on: str) -> list[Decision]:
    """Write the decisions into the files of entities; return those that changed anything.

    Everything is read again with the new links before any file is replaced. Raises UsageError for a thing that there
    is not, RuleBroken for links that cannot be so: a person without a reason, two items for one thing, one for two.
    """
    from kg.store.swap import replace_file

    folder = root / "entities"
    entities = read_entities(folder)
    if not by.strip():
        raise UsageError("Links are confirmed by somebody; give a name in 'by' or with --by.")
    texts: dict[Path, str] = {}
    changed = []
    for decision in decisions:
        entity = entities.get(decision.thing)
        if entity is None:
            raise UsageError(
                f"There is no thing '{decision.thing}' in {folder}.{did_you_mean(decision.thing, list(entities))}"
            )
        if decision.answer not in MATCH or _is_there(entity, decision):
            continue
        text = texts.get(entity.path) or entity.path.read_text(encoding="utf-8")
        texts[entity.path] = with_link(text, entity.id, _link(entity, decision, by.strip(), on))
        changed.append(decision)
    _check(folder, texts)
    for path, text in texts.items():
        replace_file(path, text.encode())
    return changed


def _is_there(entity: Entity, decision: Decision) -> bool:
    """Return whether a person has said the same before."""
    return any(
        link.item == decision.item and link.match == MATCH[decision.answer] and link.confidence == "confirmed"
        for link in entity.links
    )


def _link(entity: Entity, decision: Decision, by: str, on: str) -> dict[str, str | tuple[str, ...]]:
    old = next((link for link in entity.links if link.item == decision.item), None)
    if entity.type == "Person" and MATCH[decision.answer] in MATCHED and not decision.because.strip():
        raise RuleBroken(f"{entity.id}: that {decision.item} is this person needs a reason; give it in 'because'.")
    seen = tuple(dict.fromkeys((*(old.seen if old else ()), *decision.seen)))
    link: dict[str, str | tuple[str, ...]] = {
        "id": decision.item,
        "match": MATCH[decision.answer],
        "confidence": "confirmed",
        "seen": seen or ("confirmed without a service",),
        "by": on_one_line(by),
        "on": on,
    }
    texts = {"label": decision.label, "description": decision.description, "because": decision.because}
    return link | {key: on_one_line(text.strip()) for key, text in texts.items() if text.strip()}


def _check(folder: Path, texts: Mapping[Path, str]) -> None:
    """Raise RuleBroken when the entities could not be read with the new texts."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "entities"
        shutil.copytree(folder, copy)
        for path, text in texts.items():
            (copy / path.name).write_text(text, encoding="utf-8")
        try:
            read_entities(copy)
        except RuleBroken as error:
            raise RuleBroken(f"Nothing is written. {error}".replace(str(copy), str(folder))) from None
