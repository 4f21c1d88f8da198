"""What tells our things from others of the same name: names, class, years, countries, neighbours, all from facts."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.ask.own_queries import ask_rows
from kg.source.entities import Entity
from kg.source.links import MATCHED, Link
from kg.words.prefixes import PREFIXES

_FOLDER = Path(__file__).parent / "sparql"

#: Our relations to a date, and the properties of Wikidata that give the same one.
DATES = {
    "bornOn": ("P569",),
    "foundedOn": ("P571",),
    "dissolvedOn": ("P576",),
    "firstAppearedOn": ("P577", "P571"),
    "occurredOn": ("P585", "P580"),
}

#: Letters of an abbreviation, by which alone nothing is looked for.
_SHORT = 4

#: Relations to a place that is, or lies in, the country of a thing.
_PLACES = ("locatedIn", "headquarters")


class Profile(NamedTuple):
    """One of our things: ``years`` by relation, ``seen`` the first and last year for it in the text; items are ids.

    ``era`` gives the years from and until which the text tells most of what it dates.

    ``neighbours`` gives the label of each of our things near it by its item; ``is_home`` says that the countries are
    only those of the article.
    """

    id: str
    label: str
    names: tuple[str, ...]
    type: str
    years: Mapping[str, int]
    seen: tuple[int, int] | None
    era: tuple[int, int]
    countries: frozenset[str]
    is_home: bool
    neighbours: Mapping[str, str]
    links: tuple[Link, ...]

    @property
    def is_person(self) -> bool:
        """Return whether this is a person, of whom nothing is ever accepted without a person."""
        return self.type == "Person"

    @property
    def different(self) -> frozenset[str]:
        """Return the items that are known to be something else."""
        return frozenset(link.item for link in self.links if link.match == "different")


def profiles(entities: Mapping[str, Entity]) -> dict[str, Profile]:
    """Return the profile of each entity by its id."""
    items = {key: link.item for key, entity in entities.items() for link in entity.links if link.match in MATCHED}
    years, places, near = _facts()
    seen = {_id(thing): (_year(first), _year(last)) for thing, first, last in _rows("dated")}
    era = _era(seen)
    homes = frozenset(items[_id(place)] for (place,) in _rows("homes") if _id(place) in items)
    found = {}
    for key, entity in entities.items():
        own = frozenset(items[place] for place in places[key] if place in items)
        countries = own or homes
        posts = {other for other in near[key] if other in entities and entities[other].type == "Post"}
        around = near[key] | {further for post in posts for further in near[post]}
        found[key] = Profile(
            key,
            entity.label,
            entity.names,
            entity.type,
            years[key],
            seen.get(key),
            era,
            frozenset() if entity.type == "Place" else countries,
            not own,
            {items[n]: entities[n].label for n in around - {key} if n in items and items[n] not in countries},
            entity.links,
        )
    return found


def lookups(profile: Profile) -> tuple[str, ...]:
    """Return the names to look for: the label and the longer aliases, with and without what stands in brackets.

    A person is not looked for by one name alone, for it is that of thousands.
    """
    forms = (form for name in profile.names for form in (name, re.sub(r"\s*\([^()]*\)$", "", name)))
    long = (form for form in forms if " " in form or (not profile.is_person and len(form) > _SHORT))
    return tuple(dict.fromkeys((*long, profile.label)))


@cache
def _facts() -> tuple[dict[str, dict[str, int]], dict[str, set[str]], dict[str, set[str]]]:
    """Return years, places and neighbours of our things by id."""
    years: dict[str, dict[str, int]] = defaultdict(dict)
    places: dict[str, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = defaultdict(set)
    for thing, relation, value in _rows("facts"):
        name, key = str(relation).removeprefix(PREFIXES["pao"]), _id(thing)
        if name in DATES and (year := re.match(r"\d{4}", str(value))):
            years[key][name] = int(year[0])
        if not str(value).startswith(PREFIXES["id"]):
            continue
        if name in _PLACES:
            places[key].add(_id(value))
        near[key].add(_id(value))
        near[_id(value)].add(key)
    return years, places, near


def _era(seen: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return the year from which nine tenths of the things are first spoken of, and that until which half are last."""
    firsts, lasts = sorted(first for first, _ in seen.values()), sorted(last for _, last in seen.values())
    return (firsts[len(firsts) // 10], lasts[len(lasts) // 2]) if seen else (0, 9999)


def _rows(name: str) -> tuple[tuple[object, ...], ...]:
    return ask_rows((_FOLDER / f"{name}.rq").read_text(encoding="utf-8")).cells


def _id(address: object) -> str:
    return str(address).removeprefix(PREFIXES["id"])


def _year(day: object) -> int:
    return int(str(day)[:4])
