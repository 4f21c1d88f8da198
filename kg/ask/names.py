"""From what a person types to the thing that is meant: an id, a label or an alias; never a guess."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pyoxigraph

from kg.ask.own_queries import ask_named
from kg.ask.rows import Rows
from kg.words.errors import UsageError, did_you_mean
from kg.words.prefixes import PREFIXES

#: What an id looks like.
_ID = r"[a-z0-9-]+"


class Thing(NamedTuple):
    """Something with an address: its IRI, label, kind and further names."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id: the last part of the address."""
        return self.iri.removeprefix(PREFIXES["id"])


@cache
def things() -> dict[str, Thing]:
    """Return everything that claims are about, by id."""
    return {thing.id: thing for thing in _read(ask_named("things"))}


def _read(rows: Rows) -> tuple[Thing, ...]:
    found: dict[str, Thing] = {}
    for iri, label, alias, kind in rows:
        assert isinstance(iri, str)
        names = (*found[iri].names, str(alias)) if iri in found else ((str(alias),) if alias else ())
        found[iri] = Thing(iri, str(label), str(kind or "Person"), names)
    return tuple(found.values())


@cache
def labels() -> dict[str, str]:
    """Return the label of everything that has one, by address; English where there is a choice."""
    return _labels(ask_named("labels"))


def labels_of(addresses: Iterable[str]) -> dict[str, str]:
    """Return the labels of these alone, by address; what has none is left out."""
    wanted = sorted(set(addresses))
    return _labels(ask_named("labels", thing=wanted)) if wanted else {}


def _labels(rows: Rows) -> dict[str, str]:
    return {str(iri): str(label) for iri, label in rows}


def bearers(name: str) -> tuple[Thing, ...]:
    """Return the thing of this id, or else all things of this label or alias, case apart."""
    wanted = " ".join(name.removeprefix(PREFIXES["id"]).removeprefix("id:").split()).lower()
    if re.fullmatch(_ID, wanted):
        found = _read(ask_named("things", thing=PREFIXES["id"] + wanted))
        if found:
            return found
    named = [str(iri) for (iri,) in ask_named("named", wanted=pyoxigraph.Literal(wanted))]
    return _read(ask_named("things", thing=named)) if named else ()


def remarks(thing: Thing) -> tuple[tuple[str, str], ...]:
    """Return what a reader must know of a thing first: pairs of kind and text.

    The kinds are: note, not to be confused with, Wikidata.
    """
    return tuple((str(kind), str(text)) for _, kind, text in ask_named("about", thing=thing.iri))


def find_thing(name: str, kind: str | None = None) -> Thing:
    """Return the one thing of this id, label or alias, case apart; of several, the one of the kind asked for.

    The kind is the name of a class in lower case, such as ``organisation``; any other word narrows nothing.
    Raises UsageError when there is none, with a suggestion, or when several bear the name, with the choice.
    """
    found = bearers(name)
    if len(found) > 1 and kind:
        kinds = ask_named("kinds", thing=[thing.iri for thing in found])
        of_kind = {str(iri) for iri, kind_of in kinds if kind_of == kind}
        found = tuple(thing for thing in found if thing.iri in of_kind) or found
    if len(found) > 1:
        choice = "; ".join(f"{t.id} ({t.kind}: {t.label})" for t in found)
        raise UsageError(f"'{name}' is the name of {len(found)} things: {choice}. Use one of these ids.")
    if not found:
        hint = did_you_mean(name, [n for t in things().values() for n in (t.id, t.label, *t.names)])
        raise UsageError(f"Nothing here is called '{name}'.{hint}")
    return found[0]


def predicates() -> dict[str, tuple[str, str]]:
    """Return the IRI and the label of each claimable predicate, by name."""
    return {str(iri).removeprefix(PREFIXES["pao"]): (str(iri), str(label)) for iri, label in ask_named("predicates")}


def find_predicate(name: str) -> str:
    """Return the IRI of the claimable predicate of this name or label; raises UsageError if there is none."""
    known: dict[str, str] = {}
    for key, (iri, label) in predicates().items():
        known |= {key: iri, label: iri}
    by_folded = {key.casefold(): value for key, value in known.items()}
    wanted = name.removeprefix("pao:").casefold()
    if wanted not in by_folded:
        raise UsageError(f"There is no predicate '{name}'.{did_you_mean(name, list(known))}")
    return by_folded[wanted]
