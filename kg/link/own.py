"""What we have: our linked things, and our claims with all that says whether they may be compared or told to others."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.ask.names import things
from kg.ask.own_queries import ask_rows
from kg.ask.rows import Rows
from kg.share.alignment import mixed_passages
from kg.store.own import dataset
from kg.words.prefixes import PREFIXES

_FOLDER = Path(__file__).parent / "sparql"


class Linked(NamedTuple):
    """One of our things and its item; ``kind`` is exact or close, ``confidence`` how sure it is."""

    thing: str
    label: str
    item: str
    kind: str
    confidence: str
    is_person: bool

    @property
    def is_certain(self) -> bool:
        """Return whether nobody need look again: an exact match and, of a person, one that a person confirmed."""
        return self.kind == "exact" and (self.confidence == "confirmed" or not self.is_person)


class Claim(NamedTuple):
    """One claim with a whole proposition, its words, and what each layer says of its standing."""

    claim: str
    subject: str
    predicate: str
    object: Any
    time: str | None
    observed: bool
    before: str
    quote: str
    after: str
    labelled: bool
    stated: bool
    own_voice: bool
    supported: bool
    tagged: bool
    attributed: bool
    said_here: bool
    denied: bool
    disputed: bool
    hedged: bool
    gist: bool
    noted: bool
    limited: bool
    sensitive: bool
    subject_lives: bool
    object_lives: bool


class Source(NamedTuple):
    """One source of a claim: the article, whose number is 0 and whose words are quoted, or a footnote of it."""

    claim: str
    number: int
    source: str
    address: str | None
    quote: str | None
    title: str | None
    work: str | None
    issued: str | None
    retrieved: str | None
    archived: str | None
    page: str | None


def linked(store: Any = None) -> dict[str, Linked]:
    """Return our linked things by address; one that is matched to two items, or shares its item, is not among them."""
    found = [
        Linked(
            str(thing), str(label), str(item).removeprefix(PREFIXES["wd"]), _local(kind), _local(sure), person is True
        )
        for thing, label, item, kind, sure, person in ask("linked", store)
    ]
    things, items = [one.thing for one in found], [one.item for one in found]
    return {one.thing: one for one in found if things.count(one.thing) == items.count(one.item) == 1}


def claims(store: Any = None) -> Iterator[Claim]:
    """Yield every claim with a whole proposition; one of several dates comes with each."""
    for row in ask("standing", store):
        values: list[Any] = list(row)
        values[6], values[8] = values[6] or "", values[8] or ""
        yield Claim(*values)


def classes(store: Any = None) -> dict[str, frozenset[str]]:
    """Return the addresses of the classes of each thing, by address."""
    found: dict[str, set[str]] = {}
    for thing, kind in ask("classes", store):
        found.setdefault(str(thing), set()).add(str(kind))
    return {thing: frozenset(kinds) for thing, kinds in found.items()}


def sources(store: Any = None) -> dict[str, tuple[Source, ...]]:
    """Return the sources of each claim, by its address: the article first, then its footnotes in their order."""
    found: dict[str, list[Source]] = {}
    mixed = mixed_passages(list(store or dataset()))
    names = (
        re.escape(name) for thing in things().values() if thing.kind == "Person" for name in (thing.label, *thing.names)
    )
    people = re.compile(rf"(?<!\w)({'|'.join(sorted(names))})(?!\w)", re.IGNORECASE)
    for claim, passage, number, *rest in ask("references", store):
        assert isinstance(number, int)
        source = Source(str(claim), number, *(None if cell is None else str(cell) for cell in rest))  # type: ignore[arg-type]
        # words in which somebody's claim stands too are nobody's to quote, and a headline about somebody is a claim
        quote = None if passage in mixed else source.quote
        title = None if source.title and people.search(source.title) else source.title
        found.setdefault(source.claim, []).append(source._replace(quote=quote, title=title))
    return {claim: tuple(several) for claim, several in found.items()}


def ask(name: str, store: Any = None) -> Rows:
    """Return the rows of one of the queries of this folder, asked of our dataset or of another store."""
    return ask_rows((_FOLDER / f"{name}.rq").read_text(encoding="utf-8"), store)


def _names_of_people() -> re.Pattern[str]:
    persons = [thing for thing in things().values() if thing.kind == "Person"]
    names = {re.escape(name) for person in persons for name in (person.label, *person.names)}
    return re.compile(rf"(?<!\w)({'|'.join(sorted(names))})(?!\w)", re.IGNORECASE)


def _id(address: object) -> str:
    return str(address).removeprefix(PREFIXES["wd"])


def _local(address: object) -> str:
    """Return what follows the first hyphen in the name of a kind of link or of a confidence."""
    return str(address).rpartition("#")[2].partition("-")[2]
