"""One chapter of a made-up article: its slots filled with names, years and numbers; its text and its passages."""

import random
import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.generator.names import Names
from benchmarks.generator.reference import Reference

_HERE = Path(__file__).parent
_SLOT = re.compile(r"<([a-z0-9.-]+)>")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")

#: Keys of claims and sayings whose values are things.
_THINGS = ("s", "o", "context", "by")


@dataclass(frozen=True)
class Thing:
    """Something that claims are about: its id, and how the file of entities describes it."""

    id: str
    described: dict[str, Any]


@dataclass(frozen=True)
class Chapter:
    """What one chapter adds to an article."""

    text: str
    passages: list[dict[str, Any]]
    things: dict[str, Thing]
    references: list[Reference]


@cache
def templates() -> dict[str, Any]:
    """Return the chapters by name, with their slots; every leaf is a text."""
    loaded: dict[str, Any] = yaml.load((_HERE / "chapters.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    return loaded


@cache
def shared_things() -> dict[str, Thing]:
    """Return what all articles share, by id."""
    loaded = yaml.load((_HERE / "shared.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    return {name: Thing(name, described) for name, described in loaded.items()}


def kebab(label: str) -> str:
    """Return the id that a label gives."""
    return _NOT_LETTERS.sub("-", label.lower()).strip("-")


def thing_words(slot: str, thing: Thing) -> dict[str, str]:
    """Return what ``<slot>`` and the like stand for where the slot is a thing."""
    label = thing.described["label"]
    words = {slot: label, f"{slot}.first": label.split()[0], f"{slot}.last": label.split()[-1]}
    words[f"{slot}.short"] = words[f"{slot}.adjective"] = thing.described.get("alias", [label])[0]
    return words


def fill(
    name: str,
    prefix: str,
    given: Mapping[str, Thing],
    words: Mapping[str, str],
    names: Names,
    chance: random.Random,
    first_reference: int,
) -> Chapter:
    """Return a chapter with names of its own; ``given`` are things and ``words`` texts that the article lends it.

    ``prefix`` goes before the ids of its passages, and its footnotes are counted from ``first_reference``.
    """
    template = templates()[name]
    things, slots = dict(given), dict(words)
    slots |= _times(template.get("years", ()), int(words["y0"]), chance)
    slots |= {key: str(chance.randint(int(low), int(high))) for key, (low, high) in template.get("numbers", {}).items()}
    own = {}
    # what has a name first, and then what is described by those names
    for described_by_others in (False, True):
        for slot, value in template.get("things", {}).items():
            if isinstance(value, str) != described_by_others:
                own[slot] = things[slot] = _thing(value, slots, names)
                slots |= thing_words(slot, things[slot])
    references = [
        Reference.invent(first_reference + place, slots["org"], names, chance)
        for place, _ in enumerate(template.get("refs", ()))
    ]
    numbers = {slot: str(ref.number) for slot, ref in zip(template.get("refs", ()), references, strict=True)}
    filled = _Filled(prefix, things, slots | numbers)
    return Chapter(filled.text(template["text"]), filled.passages(template["passages"]), own, references)


def _times(years: list[str], founded: int, chance: random.Random) -> dict[str, str]:
    """Return years in rising order, a day, and decades after the founding."""
    found = sorted(chance.sample(range(founded + 1, founded + 30), len(years)))
    month, day, decade, late = (
        chance.randint(1, 12),
        chance.randint(1, 28),
        founded // 10 * 10 + 10,
        founded // 10 * 10 + 40,
    )
    return dict(zip(years, map(str, found), strict=True)) | {
        "month": month_name[month],
        "mm": f"{month:02}",
        "day": str(day),
        "dd": f"{day:02}",
        "decade": str(decade),
        "decade-middle": str(decade + 5),
        "late-decade": str(late),
        "late-first": str(late + 7),
        "late-last": str(late + 9),
        "early": str(founded - chance.randint(22, 40)),
    }


def _thing(value: str | dict[str, Any], slots: Mapping[str, str], names: Names) -> Thing:
    kind = value if isinstance(value, str) else value["a"]
    label = names.make(kind) if isinstance(value, str) else _written(value["label"], slots)
    aliases = [label.split()[-1]] if kind == "Person" else []
    if not isinstance(value, str):
        aliases = [_written(alias, slots) for alias in value.get("alias", ())]
    described: dict[str, Any] = {"a": kind, "label": label}
    if aliases := [alias for alias in aliases if alias != label]:
        described["alias"] = aliases
    return Thing(kebab(label), described)


def _written(text: str, slots: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda match: slots[match[1]], text)


@dataclass(frozen=True)
class _Filled:
    """A chapter's slots with what stands in them."""

    prefix: str
    things: Mapping[str, Thing]
    slots: Mapping[str, str]

    def text(self, text: str) -> str:
        return _written(text, self.slots)

    def passages(self, templates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [self._passage(template) for template in templates]

    def _passage(self, template: dict[str, Any]) -> dict[str, Any]:
        passage = {key: self._value(key, value) for key, value in template.items()}
        passage["id"] = self.prefix + passage["id"]
        return passage

    def _value(self, key: str, value: Any) -> Any:
        if key in _THINGS:
            return self.things[value].id if value in self.things else value
        if key == "coref":
            return {self.things[slot].id: self.text(words) for slot, words in value.items()}
        if key == "cites":
            return [self.slots[slot] for slot in value]
        if key == "in":
            return self.slots[value]
        if key == "disputes":
            return [self.prefix + claim for claim in value]
        if isinstance(value, dict):
            return {inner: self._value(inner, one) for inner, one in value.items()}
        if isinstance(value, list):
            return [self._value("", one) for one in value]
        return self.text(value)
