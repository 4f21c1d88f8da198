"""Suggestions while somebody types, for things, types and properties, each with a small preview (section 6)."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

from kg.ask.kinds import find_kind, kinds, kinds_of
from kg.ask.likeness import folded, like
from kg.ask.names import remarks, things
from kg.ask.properties import properties
from kg.web.reconciliation.described import description, types_of
from kg.words.errors import UsageError
from kg.words.prefixes import PREFIXES
from kg.words.shown import on_one_line

#: How many suggestions come at once; how like a name must be that does not begin as it is typed.
_PAGE, _NEAR = 20, 75.0


class Suggested(NamedTuple):
    """What can be suggested: its id, the names under which it is found, the first of them shown, and the answer."""

    id: str
    names: tuple[str, ...]
    answer: dict[str, Any]


def suggest(what: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return what is called as the text begins, or like it; raises UsageError for parameters that do not fit."""
    cursor = parameters.get("cursor") or "0"
    if not cursor.isdecimal() or len(cursor) > 6:
        raise UsageError("The parameter 'cursor' is a whole number: how many suggestions to leave out.")
    prefix = parameters.get("prefix", "")[:1000]
    ranked = _ranked(prefix, _OFFERED[what](parameters), near=what == "entity")
    return {"result": [item.answer for item in ranked[int(cursor) :][:_PAGE]]}


def fly_out(what: str, ident: str) -> dict[str, str]:
    """Return the small preview of a thing, a type or a property; raises UsageError for an id that is none."""
    found = {item.id: item for item in _OFFERED[what]({})}.get(ident)
    if found is None:
        raise UsageError("There is nothing here with this id.")
    lines = [f"<strong>{_html(found.names[0])}</strong>", _html(found.answer.get("description", ""))]
    if what == "entity":
        lines += [f"{_html(kind)}: {_html(text)}" for kind, text in remarks(things()[ident]) if kind == "note"]
    return {"id": ident, "html": "".join(f"<p>{line}</p>" for line in lines if line)}


def _html(text: str) -> str:
    return escape(on_one_line(text))


def _ranked(prefix: str, offered: Iterable[Suggested], near: bool) -> list[Suggested]:
    """Return what is found: by its id, then by the beginning of a name, of a word in one, then by likeness."""
    wanted, ident = folded(prefix), prefix.strip().removeprefix(PREFIXES["id"]).casefold()
    if not wanted:
        return []
    alike = like(prefix) if near else {}
    ranked = []
    for item in offered:
        names = [folded(name) for name in item.names]
        likeness = alike.get(PREFIXES["id"] + item.id)
        score = likeness.score if likeness else 0.0
        if item.id.casefold() == ident:
            rank = 0
        elif any(name.startswith(wanted) for name in names):
            rank = 1
        elif any(f" {wanted}" in name for name in names) or item.id.casefold().partition(":")[2].startswith(ident):
            rank = 2
        elif score >= _NEAR:
            rank = 3
        else:
            continue
        ranked.append((rank, -score, item.names[0].casefold(), item.id, item))
    return [item for *_, item in sorted(ranked, key=lambda entry: entry[:4])]


def _entities(parameters: Mapping[str, str]) -> list[Suggested]:
    kind = find_kind(parameters["type"]).id if parameters.get("type") else None
    return [
        Suggested(
            thing.id,
            (thing.label, *thing.names),
            {
                "id": thing.id,
                "name": thing.label,
                "description": description(thing),
                "notable": types_of(kinds_of(thing.iri))[:1],
            },
        )
        for thing in things().values()
        if kind is None or kind in kinds_of(thing.iri)
    ]


def _types(_: Mapping[str, str]) -> list[Suggested]:
    return [
        Suggested(
            kind.id,
            (kind.name, kind.id.partition(":")[2]),
            {
                "id": kind.id,
                "name": kind.name,
                "description": kind.definition,
                "broader": [{"id": above, "name": kinds()[above].name} for above in kind.broader],
            },
        )
        for kind in kinds().values()
    ]


def _properties(_: Mapping[str, str]) -> list[Suggested]:
    return [
        Suggested(
            found.id,
            (found.name, found.id.partition(":")[2] or found.id),
            {"id": found.id, "name": found.name, "description": found.definition},
        )
        for found in properties().values()
    ]


_OFFERED: dict[str, Callable[[Mapping[str, str]], list[Suggested]]] = {
    "entity": _entities,
    "type": _types,
    "property": _properties,
}
