"""Both sides, read and compared: our facts, what the endpoint says of the same things, and what follows from that."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kg.ask.names import find_thing
from kg.ask.rows import Rows, read_rows
from kg.link import own
from kg.link.comparison import Row, compare
from kg.link.eligible import judge
from kg.link.facts import Fact, facts
from kg.link.journal import Journal
from kg.link.mapping import mappings
from kg.link.quickstatements import Proposal, propose
from kg.link.services import Services
from kg.link.statements import Ask, Item, find_items, find_statements
from kg.words.errors import UsageError


class Sides(NamedTuple):
    """The rows of the comparison, and what each id that we link to leads to."""

    rows: list[Row]
    items: dict[str, Item]

    @property
    def moved(self) -> list[Item]:
        """Return the items that are not there any more, or that were merged into others."""
        return [item for item in self.items.values() if item.target is None or item.is_redirected]


def asking(services: Services, journal: Journal) -> Ask:
    """Return what asks the endpoint, each question once: a whole answer is kept in the journal and used again."""
    endpoint = services.endpoint
    if endpoint is None:
        raise UsageError("No endpoint is named; name one with --endpoint URL.")

    def ask_all(questions: Iterable[str]) -> Mapping[str, Any]:
        from kg.store.remote import ask_remote

        return {
            text: json.loads(
                ask_remote(endpoint, text, "json", "turtle", services.seconds, services.insecure).data.decode()
            )
            for text in questions
        }

    def ask(text: str) -> Rows:
        return read_rows(json.dumps(journal.answers(endpoint, [text], ask_all, 1)[text]).encode())

    return ask


def read_sides(ask: Ask, names: Iterable[str] = (), store: Any = None) -> Sides:
    """Return the comparison for the things of these names, or for all linked things of which we have a mapped fact.

    Raises UsageError for a name that nothing bears and for a thing without a link.
    """
    links = own.linked(store)
    ours = facts(store)
    chosen = {fact.item.thing for fact in ours}
    if things := [find_thing(name) for name in names]:
        for thing in things:
            if thing.iri not in links:
                raise UsageError(f"'{thing.label}' is linked to no item of Wikidata; 'kg link status' lists what is.")
        chosen = {thing.iri for thing in things}
    ours = [fact for fact in ours if fact.item.thing in chosen]
    ends = {links[thing].item for thing in chosen} | {f.value_link.item for f in ours if f.value_link}
    items = find_items(ends, ask)
    targets = {item.target for thing in chosen if (item := items.get(links[thing].item)) and item.target}
    there = find_statements(targets, {m.pid for m in mappings() if m.place == "statement"}, ask)
    return Sides(compare([links[thing] for thing in sorted(chosen)], ours, items, there), items)


def proposals(sides: Sides, store: Any = None) -> list[tuple[Fact, Proposal | str]]:
    """Return each fact that only we have, with what can be proposed of it or why nothing can."""
    links, sources = own.linked(store), own.sources(store)
    found: list[tuple[Fact, Proposal | str]] = []
    for row in sides.rows:
        if row.fact is None or row.status != "only here":
            continue
        ends = [row.fact.item, *([row.fact.value_link] if row.fact.value_link else [])]
        gone = [
            e for e in ends if (item := sides.items.get(e.item)) is None or item.target is None or item.is_redirected
        ]
        if row.is_contested:
            found.append((row.fact, "Wikidata has it and marks it as deprecated"))
        elif gone:
            found.append((row.fact, f"the item of {gone[0].label} is gone or merged; look the link up again"))
        else:
            found.append((row.fact, propose(row.fact, judge(row.fact), sources, links)))
    return found
