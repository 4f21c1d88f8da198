"""What the services know of items that may be ours: looked up by name, then what tells them from one another."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph

from kg.link.journal import Journal
from kg.link.kinds import known_kinds
from kg.link.profiles import Profile, lookups
from kg.link.services import Services
from kg.store.query_text import bind_values
from kg.store.remote import ask_remote
from kg.words.errors import Malformed
from kg.words.prefixes import PREFIXES

_FOLDER = Path(__file__).parent / "sparql"

#: Names, and items, of one question to the endpoint.
_NAMES, _ITEMS = 20, 40

#: Languages in which a name of ours may stand on Wikidata; "mul" is for names that are the same in all.
_LANGUAGES = ("en", "en-gb", "mul")

Row = dict[str, str]


class Candidate(NamedTuple):
    """One item as the services describe it; all items are ids, ``years`` goes by property.

    ``merged`` is the item that this one was merged into; ``exists`` is false of one of which nothing is said.
    """

    item: str
    label: str
    aliases: tuple[str, ...]
    description: str
    kinds: frozenset[str]
    countries: frozenset[str]
    years: Mapping[str, int]
    told_apart: frozenset[str]
    neighbours: frozenset[str]
    merged: str | None
    exists: bool
    is_described: bool
    seen: tuple[str, ...]


def find_candidates(
    wanted: Sequence[Profile], everybody: Mapping[str, Profile], services: Services, journal: Journal
) -> dict[str, tuple[Candidate, ...]]:
    """Return the items that bear a name of each of our things, by its id, in the order of their numbers."""
    from kg.link.reconciliation import reconcile

    names = {profile.id: lookups(profile) for profile in wanted}
    flat = [name for several in names.values() for name in several]
    hits: dict[str, dict[str, Row]] = {}
    seen: dict[str, list[str]] = {}
    if services.reconcile:
        for name, rows in reconcile(flat, services, journal).items():
            for row in rows:
                hits.setdefault(name, {})[row["item"]] = row
                seen.setdefault(row["item"], []).append(services.reconcile)
    if services.endpoint:
        for name, items in _named(flat, services.endpoint, services, journal).items():
            for item in items:
                hits.setdefault(name, {}).setdefault(item, {"item": item})
                seen.setdefault(item, []).append(services.endpoint)
    items = sorted({item for found in hits.values() for item in found}, key=lambda item: int(item[1:]))
    described = describe(items, everybody, services, journal)
    answer = {}
    for profile in wanted:
        own = {item: row for name in names[profile.id] for item, row in hits.get(name, {}).items()}
        answer[profile.id] = tuple(
            _completed(described[item], own[item], tuple(dict.fromkeys(seen[item]))) for item in items if item in own
        )
    return answer


def describe(
    items: Sequence[str], everybody: Mapping[str, Profile], services: Services, journal: Journal
) -> dict[str, Candidate]:
    """Return what the endpoint says of each item; without an endpoint, only that it is there."""
    if not services.endpoint:
        return {item: _candidate(item, [], [], [], is_described=False) for item in items}
    ours = sorted({n for profile in everybody.values() for n in profile.neighbours} | _matched(everybody))
    ask = partial(_by_item, services.endpoint, services, journal, items)
    details = ask("details", ("about", "value"))
    kinds = ask("kinds", ("class",), {"class": sorted(known_kinds())})
    near = ask("neighbours", ("other",), {"other": ours}) if ours else {item: [] for item in items}
    return {item: _candidate(item, details[item], kinds[item], near[item], is_described=True) for item in items}


def _matched(everybody: Mapping[str, Profile]) -> set[str]:
    return {link.item for profile in everybody.values() for link in profile.links if link.match in ("exact", "close")}


def _named(names: Sequence[str], endpoint: str, services: Services, journal: Journal) -> dict[str, list[str]]:
    """Return the items that bear each name as label or alias."""

    def ask(questions: Sequence[str]) -> Mapping[str, Any]:
        wanted = [json.loads(question)["named"] for question in questions]
        terms = [{"name": pyoxigraph.Literal(name, language=tag)} for name in wanted for tag in _LANGUAGES]
        rows = _ask(endpoint, services, bind_values(_query("named"), *terms), ("name", "item"))
        return {
            question: sorted({_id(row["item"]) for row in rows if row["name"] == name})
            for question, name in zip(questions, wanted, strict=True)
        }

    questions = {json.dumps({"named": name}, ensure_ascii=False): name for name in names}
    answers = journal.answers(endpoint, list(questions), ask, _NAMES)
    return {name: answers[question] for question, name in questions.items()}


def _by_item(
    endpoint: str,
    services: Services,
    journal: Journal,
    items: Sequence[str],
    query: str,
    columns: tuple[str, ...],
    others: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, list[Row]]:
    """Return the rows of one of our queries by item; ``others`` are further variables with the items they may be."""
    text = _query(query)
    for variable, several in (others or {}).items():
        text = bind_values(text, *({variable: _node(item)} for item in several))

    def ask(questions: Sequence[str]) -> Mapping[str, Any]:
        wanted = [json.loads(question)["item"] for question in questions]
        bound = bind_values(text, *({"item": _node(item)} for item in wanted))
        rows = _ask(endpoint, services, bound, ("item", *columns))
        found: dict[str, list[Row]] = {question: [] for question in questions}
        by_item = dict(zip(wanted, questions, strict=True))
        for row in rows:
            found[by_item[_id(row["item"])]].append({column: row[column] for column in columns})
        return found

    questions = {json.dumps({"item": item, "query": text}, ensure_ascii=False): item for item in items}
    answers = journal.answers(endpoint, list(questions), ask, _ITEMS)
    return {item: answers[question] for question, item in questions.items()}


def _ask(endpoint: str, services: Services, text: str, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of an endpoint; raises Malformed when they are not those that were asked for."""
    data = ask_remote(endpoint, text, "json", "turtle", services.seconds, services.insecure).data
    try:
        answer = json.loads(data)
        return [{column: row[column]["value"] for column in columns} for row in answer["results"]["bindings"]]
    except (ValueError, KeyError, TypeError):
        raise Malformed(f"{endpoint} answers with other columns than those asked for; is it Wikidata's?") from None


def _candidate(
    item: str, details: Sequence[Row], kinds: Sequence[Row], near: Sequence[Row], is_described: bool
) -> Candidate:
    def values(*names: str) -> list[str]:
        return [row["value"] for row in details if row["about"] in names]

    def ids(*properties: str) -> frozenset[str]:
        return frozenset(map(_id, values(*(PREFIXES["wdt"] + name for name in properties))))

    labels, merged = values(PREFIXES["rdfs"] + "label"), values(PREFIXES["owl"] + "sameAs")
    years = {
        row["about"].removeprefix(PREFIXES["wdt"]): int(row["value"][:4])
        for row in details
        if row["about"].startswith(PREFIXES["wdt"]) and row["value"][:4].isdecimal()
    }
    return Candidate(
        item,
        labels[0] if labels else "",
        (*labels[1:], *values(PREFIXES["skos"] + "altLabel")),
        next(iter(values(_DESCRIPTION)), ""),
        frozenset(_id(row["class"]) for row in kinds),
        ids("P17", "P27"),
        years,
        ids("P1889"),
        frozenset(_id(row["other"]) for row in near),
        _id(merged[0]) if merged else None,
        bool(details) or not is_described,
        is_described,
        (),
    )


#: Wikidata writes schema.org with http.
_DESCRIPTION = "http://schema.org/description"


def _completed(candidate: Candidate, row: Row, seen: tuple[str, ...]) -> Candidate:
    """Return a candidate with what the reconciliation service says where the endpoint says nothing."""
    known = frozenset(row.get("types", "").split()) & frozenset(known_kinds())
    return candidate._replace(
        label=candidate.label or row.get("label", ""),
        description=candidate.description or row.get("description", ""),
        kinds=candidate.kinds or known,
        seen=seen,
    )


def _query(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def _node(item: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(PREFIXES["wd"] + item)


def _id(address: str) -> str:
    return address.removeprefix(PREFIXES["wd"])
