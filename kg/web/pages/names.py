"""The lists of names: every thing, by kind and by letter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from kg.ask.names import Thing, things
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.parts import Part, parts, whole
from kg.web.pages.view import about, name_of
from kg.words.formats import web_type

_PATH = "names.html"

#: How many names stand on one page, and how many letters these may have; where there is more, each letter has a page.
MOST, _LETTERS = 800, 40_000

#: Lists that people look for, with the kinds of things in each; what is of no other kind is in the last.
_LISTS = {
    "People": ("Person",),
    "People without a name": ("Group",),
    "Organisations": (
        *("Political organisation", "Political party", "Faction", "International", "Organisation"),
        *("Enterprise", "Governing body", "Movement"),
    ),
    "Campaigns": ("Campaign",),
    "Publications": ("Publication",),
    "Offices": ("Post",),
    "Splits, mergers and other changes": ("Split", "Merger", "Renaming", "Expulsion", "Organisational change"),
    "Events": ("Event", "Payment"),
    "Ideas and practices": ("Ideology", "Political position", "Practice", "View"),
    "Places and all else": (),
}


@dataclass(frozen=True)
class Entry:
    """A name in a list: the thing, its name there, and how many of the claims about it are facts, how many not."""

    thing: Thing
    name: str
    facts: int
    others: int


def documents() -> Iterable[Document]:
    """Yield the page of the names, or where there are many, a page for each letter, in parts if need be."""
    about = "Every person, organisation, campaign, publication, office, event, idea and place that is named."
    if not are_many():
        yield from _pages("Names", about, _PATH, lists())
        return
    yield Document(_PATH, web_type(_PATH), partial(_render, "Names", about, whole(_PATH), letter_pages()))
    for letter, path in letter_pages().items():
        yield from _pages(f"Names: {letter}", f"Every name under {letter}.", path, {letter: letters()[letter]})


def _pages(title: str, description: str, path: str, shown: Mapping[str, list[Entry]]) -> Iterator[Document]:
    """Yield the parts of a page with lists of names."""
    items = [(heading, entry) for heading, found in shown.items() for entry in found]
    for part in parts(path, items, lambda run: len(_render(title, description, whole(path, run))), MOST):
        yield Document(part.path, web_type(part.path), partial(_render, title, description, part))


def _render(title: str, description: str, part: Part[tuple[str, Entry]], pages: Mapping[str, str] = {}) -> bytes:
    groups = groupby(part.items, key=lambda item: item[0])
    return fill(
        "names.html",
        part.path,
        part=part,
        title=title,
        description=description,
        lists={heading: [entry for _, entry in found] for heading, found in groups},
        pages=pages,
    )


def are_many() -> bool:
    """Return whether there are more names than fit on one page."""
    return len(entries()) > MOST or sum(len(entry.name) for entry in entries()) > _LETTERS


@cache
def letters() -> dict[str, list[Entry]]:
    """Return all names by their first letter; what begins with none is under #."""
    found: dict[str, list[Entry]] = {}
    for entry in entries():
        first = sort_key(entry.name)[:1].upper()
        found.setdefault(first if first.isalpha() else "#", []).append(entry)
    return dict(sorted(found.items()))


def letter_pages() -> dict[str, str]:
    """Return the page of each letter where there are many names."""
    return {letter: f"names/{number}.html" for number, letter in enumerate(letters(), 1)}


@cache
def lists() -> dict[str, list[Entry]]:
    """Return the lists, each in the order of the alphabet."""
    kind_of = {kind: heading for heading, kinds in _LISTS.items() for kind in kinds}
    last = list(_LISTS)[-1]
    found: dict[str, list[Entry]] = {heading: [] for heading in _LISTS}
    for entry in entries():
        found[kind_of.get(entry.thing.kind, last)].append(entry)
    return {heading: group for heading, group in found.items() if group}


@cache
def entries() -> tuple[Entry, ...]:
    """Return every thing in the order of the alphabet, articles and case apart."""
    found = []
    for thing in things().values():
        looks = [claim.look for claim in about(thing.iri)]
        facts = looks.count("fact")
        found.append(Entry(thing, name_of(thing.iri), facts, len(looks) - facts))
    return tuple(sorted(found, key=lambda entry: (sort_key(entry.name), entry.thing.id)))


def sort_key(name: str) -> str:
    """Return a name as it is looked up: case, quotation marks and a leading article apart.

    >>> sort_key("The Observer")
    'observer'
    """
    folded = name.casefold().lstrip("“\"'‘")
    return folded.removeprefix("the view “").removeprefix("the ")
