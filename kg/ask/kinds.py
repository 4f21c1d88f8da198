"""The kinds of things, with what is more general than each: by which kinds things can be asked for."""

from functools import cache
from typing import NamedTuple

from kg.ask.own_queries import ask_named
from kg.words.errors import UsageError, did_you_mean
from kg.words.prefixes import PREFIXES, shorten

#: The kind of people, of whom nothing is ever taken for certain by name alone.
PERSON = "foaf:Person"


class Kind(NamedTuple):
    """One class of things: its prefixed name, its label and definition, and the classes directly above it."""

    id: str
    name: str
    definition: str
    broader: tuple[str, ...]


@cache
def kinds() -> dict[str, Kind]:
    """Return the classes that things have, and those above them, by prefixed name."""
    return _read()[0]


def kinds_of(iri: str) -> frozenset[str]:
    """Return the classes of a thing, the more general ones too, by prefixed name."""
    return frozenset(_read()[1].get(iri, ()))


def find_kind(name: str) -> Kind:
    """Return the kind of this prefixed name, address, local name or label; raises UsageError, with a suggestion."""
    known: dict[str, Kind] = {}
    for kind in kinds().values():
        local = kind.id.partition(":")[2]
        prefix = kind.id.partition(":")[0]
        for word in (kind.id, PREFIXES[prefix] + local, local, kind.name):
            known.setdefault(word.casefold(), kind)
    if name.casefold() not in known:
        raise UsageError(f"There is no such type of things.{did_you_mean(name, list(kinds()))}")
    return known[name.casefold()]


@cache
def _read() -> tuple[dict[str, Kind], dict[str, set[str]]]:
    found: dict[str, Kind] = {}
    of_things: dict[str, set[str]] = {}
    for thing, class_, label, definition, broader in ask_named("types"):
        name = shorten(str(class_))
        of_things.setdefault(str(thing), set()).add(name)
        above = {*found[name].broader} if name in found else set()
        if broader:
            above.add(shorten(str(broader)))
        found[name] = Kind(name, str(label or name.partition(":")[2]), str(definition or ""), tuple(sorted(above)))
    # what stands above must itself be among the kinds
    checked = {n: kind._replace(broader=tuple(b for b in kind.broader if b in found)) for n, kind in found.items()}
    return dict(sorted(checked.items())), of_things
