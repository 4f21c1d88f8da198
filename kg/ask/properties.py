"""What is known of things as plain values: facts, what follows from them, and other names; nothing that is only said.

What others say, or the article says without its being a fact, is one property of its own, whose every value is a
sentence that begins with whoever says it, so that no cell of anybody's table holds an allegation as a value.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.kinds import kinds_of
from kg.ask.names import things
from kg.ask.own_queries import ask_named
from kg.ask.rows import Address
from kg.words.errors import UsageError, did_you_mean
from kg.words.prefixes import PREFIXES, shorten

if TYPE_CHECKING:
    from kg.ask.rows import Value

#: The property of other names, and that of sentences which are no facts.
NAMES, SAID = "skos:altLabel", "said"

#: What stands before a property that is read from its object to its subject, as in SPARQL's property paths.
INVERSE = "^"


class Property(NamedTuple):
    """One property: a prefixed name, after ``^`` if it is read backwards, its label, and what it means."""

    id: str
    name: str
    definition: str


@cache
def properties() -> Mapping[str, Property]:
    """Return the properties that any thing has a value of, by id."""
    return _read()[0]


def find_property(name: str) -> Property:
    """Return the property of this id, local name or label; raises UsageError, with a suggestion, if there is none."""
    known: dict[str, Property] = {}
    for found in properties().values():
        back = INVERSE if found.id.startswith(INVERSE) else ""
        local = found.id.partition(":")[2]
        for word in (found.id, back + local if local else found.id, back + PREFIXES["pao"] + local, found.name):
            known.setdefault(word.casefold(), found)
    if name.casefold() not in known:
        raise UsageError(f"There is no such property here.{did_you_mean(name, list(properties()))}")
    return known[name.casefold()]


def values(iri: str, name: str) -> tuple["Value", ...]:
    """Return the values of a property of a thing: addresses of things, numbers, truth values, dates in EDTF, words."""
    if name == SAID:
        return _sentences(iri)
    return _read()[1].get(iri, {}).get(name, ())


def properties_of(kind: str) -> tuple[Property, ...]:
    """Return the properties that things of a kind have values of, those of most things first."""
    counts: dict[str, int] = {NAMES: 0, SAID: 0}
    for iri, known in _read()[1].items():
        if kind in kinds_of(iri):
            for name in known:
                counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts, key=lambda name: (name == SAID, -counts[name], name))
    return tuple(properties()[name] for name in ordered)


@cache
def _read() -> tuple[dict[str, Property], dict[str, dict[str, tuple["Value", ...]]]]:
    found = {NAMES: Property(NAMES, "other names", "Names by which the texts call it beside its label.")}
    known: dict[str, dict[str, tuple[Value, ...]]] = {}
    for thing in things().values():
        if thing.names:
            known.setdefault(thing.iri, {})[NAMES] = thing.names
    for subject, predicate, value, label, definition in ask_named("plain-facts"):
        name = shorten(str(predicate))
        found[name] = Property(name, str(label), str(definition or ""))
        _add(known, str(subject), name, value)
        if isinstance(value, Address):
            back = INVERSE + name
            found[back] = Property(back, f"of which it is the object: {label}", str(definition or ""))
            _add(known, str(value), back, Address(str(subject)))
    meaning = "Sentences that are no facts, each beginning with whoever says it, or with why it is not one."
    found[SAID] = Property(SAID, "what is said, with who says it (not facts)", meaning)
    return dict(sorted(found.items())), known


def _add(known: dict[str, dict[str, tuple["Value", ...]]], iri: str, name: str, value: "Value") -> None:
    of_thing = known.setdefault(iri, {})
    of_thing[name] = (*of_thing.get(name, ()), value)


@cache
def _sentences(iri: str) -> tuple[str, ...]:
    from kg.ask.evidence import why
    from kg.ask.sentences import sentence_of

    lines = []
    for claim in why(iri):
        if claim.is_fact:
            continue
        opening = "" if claim.speaker else f"{claim.standing[0].upper()}{claim.standing[1:]}: "
        lines.append(f"{opening}{sentence_of(claim).text}")
    return tuple(dict.fromkeys(lines))
