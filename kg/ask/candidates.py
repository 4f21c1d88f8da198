"""Which thing a row of somebody's table may mean: candidates with a score, and everything that the score is made of.

The score is the likeness of the name, from 0 to 100. Where values of properties are given, it is 70 % of that and 30 %
of the share of values that are among our facts. What is only said plays no part, so that nobody's table is told by a
score that an allegation holds. By name, a thing is certain only if nothing else here has the name, if it is its label,
and if it is nobody: another person may bear any name, and short names stand for many things.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kg.ask.kinds import PERSON, kinds_of
from kg.ask.likeness import folded, like
from kg.ask.names import Thing, labels, things
from kg.ask.properties import SAID, values
from kg.words.prefixes import PREFIXES

#: Below this likeness of names nothing is offered; shares of name and properties in the score.
LEAST = 55.0
_NAME, _PROPERTIES = 0.7, 0.3
#: How like words must be to be the same value, and what a thing is worth that is not of the type wished for.
_SAME_WORDS = 90.0
_OTHER_TYPE = 0.8


class Reference(NamedTuple):
    """A value that is known to be a thing of ours."""

    id: str


class Wanted(NamedTuple):
    """What is looked for: a name or an id, types, and values of properties, each property with one or several.

    ``strict`` says how types narrow: ``any`` of them, ``all`` of them, or ``should``, which only lowers the score.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    strict: str = "any"
    properties: tuple[tuple[str, tuple[str | int | float | bool | Reference, ...]], ...] = ()
    limit: int = 10


class Candidate(NamedTuple):
    """A thing that may be meant, and what its score is made of; ``is_certain`` says that nothing else here can be."""

    thing: Thing
    score: float
    is_certain: bool
    features: dict[str, float | bool]


def candidates(wanted: Wanted) -> tuple[Candidate, ...]:
    """Return the things that may be meant, the most likely first."""
    found = sorted(_scored(wanted), key=lambda c: (-c.score, c.thing.label, c.thing.iri))
    same = [c for c in found if c.features.get("same_name") and c.features.get("type", True)]
    only = same[0] if len(same) == 1 else None
    if only and (only.features["other_name"] or PERSON in kinds_of(only.thing.iri)):
        only = None
    return tuple(
        candidate._replace(is_certain=_fits(candidate) and (_is_address(candidate, wanted) or candidate is only))
        for candidate in found[: wanted.limit]
    )


def _is_address(candidate: Candidate, wanted: Wanted) -> bool:
    """Return whether the text is the id of a thing and can be no word of a language."""
    text = wanted.text.strip()
    return candidate.features.get("is_id") is True and ("-" in text or text.startswith(PREFIXES["id"]))


def _fits(candidate: Candidate) -> bool:
    """Return whether nothing that was asked beside the name speaks against a candidate."""
    beside = (value for name, value in candidate.features.items() if name == "type" or name.startswith("property:"))
    return all(value is True or value == 1.0 for value in beside)


def _scored(wanted: Wanted) -> Iterator[Candidate]:
    ident = wanted.text.strip().removeprefix(PREFIXES["id"])
    names = like(wanted.text) if wanted.text else {}
    for thing in things().values():
        features: dict[str, float | bool] = {}
        name = 0.0
        if wanted.text:
            near = names.get(thing.iri)
            is_id = thing.id == ident
            name = 100.0 if is_id else near.score if near else 0.0
            features |= {"name": name, "same_name": bool(near and near.is_same), "is_id": is_id}
            features["other_name"] = bool(near and not near.is_label)
            if name < LEAST:
                continue
        factor = 1.0
        if wanted.types:
            kinds = kinds_of(thing.iri)
            features["type"] = _has_types(kinds, wanted)
            if not features["type"] and wanted.strict != "should":
                continue
            factor = 1.0 if features["type"] else _OTHER_TYPE
        shares = [(pid, _share(thing.iri, pid, given)) for pid, given in wanted.properties]
        features |= {f"property:{pid}": share for pid, share in shares}
        score = name
        if shares:
            mean = 100 * sum(share for _, share in shares) / len(shares)
            score = _NAME * name + _PROPERTIES * mean if wanted.text else mean
        if score > 0:
            yield Candidate(thing, round(score * factor, 1), False, features)


def _has_types(kinds: frozenset[str], wanted: Wanted) -> bool:
    return all(t in kinds for t in wanted.types) if wanted.strict == "all" else any(t in kinds for t in wanted.types)


def _share(iri: str, pid: str, given: tuple[str | int | float | bool | Reference, ...]) -> float:
    """Return the share of the given values that the facts hold; what is only said is no value."""
    held = [] if pid == SAID else [str(value) for value in values(iri, pid)]
    met = [any(_same(value, ours) for ours in held) for value in given]
    return round(sum(met) / len(met), 2) if met else 0.0


def _same(value: str | int | float | bool | Reference, ours: str) -> bool:
    """Return whether a value is one of ours: the same thing, the same words, the same number, or a date within it."""
    if isinstance(value, Reference):
        return ours == PREFIXES["id"] + value.id.removeprefix(PREFIXES["id"])
    if isinstance(value, bool):
        return str(value).lower() == ours.lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if ours in labels() and ours.startswith(PREFIXES["id"]):
        near = like(text).get(ours)
        return near is not None and near.score >= _SAME_WORDS
    if text[:4].isdigit():
        # a year is met by a day in it, and the other way round
        return ours.startswith(text) or text.startswith(ours)
    return folded(text) == folded(ours) != ""
