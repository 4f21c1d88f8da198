"""The lists of names: every thing, by kind and by letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from kg.ask.names import Thing, things
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.view import about, name_of
from kg.words.formats import web_type

_PATH = "names.html"

#: How many names stand on one page; where there are more, each letter has a page.
MOST = 800

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
    """Yield the page of the names, and where there are many, a page for each letter."""
    yield Document(_PATH, web_type(_PATH), _render)
    if are_many():
        for letter, path in letter_pages().items():
            yield Document(path, web_type(path), partial(_render_letter, letter, path))


def _render() -> bytes:
    return fill(
        "names.html",
        _PATH,
        title="Names",
        description="Every person, organisation, campaign, publication, office, event, idea and place that is named.",
        lists={} if are_many() else lists(),
        pages=letter_pages() if are_many() else {},
    )


def _render_letter(letter: str, path: str) -> bytes:
    return fill(
        "names.html",
        path,
        title=f"Names: {letter}",
        description=f"Every name under {letter}.",
        lists={letter: letters()[letter]},
        pages={},
    )


def are_many() -> bool:
    """Return whether there are more names than fit on one page."""
    return len(entries()) > MOST


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
