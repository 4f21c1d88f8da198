"""The page of a thing: its facts, and below and apart what is no fact, with who says it and what is replied."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from itertools import groupby
from typing import Any

from kg.ask.names import Thing, things
from kg.ask.own_queries import ask_named
from kg.share.dataset_record import record
from kg.web.pages.document import Document
from kg.web.pages.embedded import thing_data
from kg.web.pages.entries import Entry, Fact, entries, most_bytes
from kg.web.pages.frame import fill
from kg.web.pages.notices import MOST_NOTICES, notices
from kg.web.pages.parts import MOST_BYTES, Part, parts, whole
from kg.web.pages.relations import draw_relations
from kg.web.pages.view import Claim, claims, entities, name_of, passages, values
from kg.words.formats import graph_format, web_type

#: The other formats that a page names, the most asked for first.
_FORMATS = ("turtle", "jsonld", "ntriples", "rdfxml")

#: Where a thing is told to be the same as, or like, something in another collection.
_SAME = {
    "owl:sameAs": "The same as",
    "skos:exactMatch": "The same, elsewhere",
    "skos:closeMatch": "Nearly the same, elsewhere",
}


#: The sections of a page whose entries may go over several parts, with their headings.
_SECTIONS = {
    "facts": "Facts",
    "not-facts": "In the article, but not facts",
    "said": "What others say",
    "says": "What {} says",
    "references": "References behind the claims",
}

#: What a page weighs at most, in bytes, without its entries.
_FRAME = 30_000

#: How many entries stand on one page at most.
_MOST = 1200


def documents() -> Iterable[Document]:
    """Yield a page for each thing; what is too much for one is several."""
    for thing in things().values():
        divided = divide(thing)
        begins: dict[str, str] = {}
        for part in divided:
            for entry in part.items:
                begins.setdefault(entry.section, part.path)
        for part in divided:
            yield Document(part.path, web_type(part.path), partial(_render, thing, part, begins))


def divide(thing: Thing) -> list[Part[Entry]]:
    """Return the parts of the page of a thing, with their entries; a page that is surely light is asked for none."""
    path = f"id/{thing.id}.html"
    if most_bytes(thing.iri) + _FRAME < MOST_BYTES:
        return [whole(path)]
    return parts(path, entries(thing.iri), lambda run: len(_render(thing, whole(path, run), {})), _MOST)


def alternates(address: str) -> list[tuple[str, str, str]]:
    """Return the same in other formats, by an address without the base: path, media type and name."""
    forms = [form for name in _FORMATS if (form := graph_format(name))]
    return [(address + form.extensions[0], form.media_type, form.label) for form in forms]


def _render(thing: Thing, part: Part[Entry], begins: Mapping[str, str]) -> bytes:
    """Return one part of a page; ``begins`` says on which part each section begins, where there are several."""
    every = entries(thing.iri)
    shown = part.items or every
    opens = shown[:1] == every[:1]
    name = name_of(thing.iri)
    facts = [entry.content for entry in every if entry.section == "facts"]
    return fill(
        "entity.html",
        part.path,
        title=name[:1].upper() + name[1:],
        description=f"{name} ({thing.kind}): what the article states of it, and apart from that what others say.",
        part=part,
        opens=opens,
        sections=[(name, _SECTIONS[name].format(name_of(thing.iri)), path) for name, path in begins.items()],
        goes_on={section for section, path in begins.items() if path != part.path},
        thing=thing,
        remarks=[(kind, text, _wikidata(kind, text)) for kind, text in _remarks().get(thing.iri, ()) if opens],
        has_facts=bool(facts),
        own=_grouped(_of(shown, "facts", "own")),
        others=_grouped(_of(shown, "facts", "others")),
        held=_by_group(shown, "not-facts"),
        said=_by_passage(shown, "said"),
        says=_by_passage(shown, "says"),
        all_claims=claims(),
        passages=passages(),
        drawing=draw_relations(thing.iri, [fact.first for fact in facts]) if opens else None,
        references=_of(shown, "references"),
        same=_same(thing.iri),
        cite=_cite(name, thing.iri),
        alternates=alternates(f"id/{thing.id}"),
        data=thing_data(thing.iri) if opens else None,
    )


def _of(shown: Iterable[Entry], section: str, group: str = "") -> list[Any]:
    return [entry.content for entry in shown if (entry.section, entry.group) == (section, group)]


def _by_group(shown: Iterable[Entry], section: str) -> list[tuple[str, list[Claim]]]:
    """Return the claims of a section under what they stand under, in their order."""
    groups = groupby((e for e in shown if e.section == section), key=lambda entry: entry.group)
    return [(group, [entry.content for entry in found]) for group, found in groups]


def _by_passage(shown: Iterable[Entry], section: str) -> list[tuple[str, list[Claim]]]:
    return [(entry.group, entry.content) for entry in shown if entry.section == section]


def _grouped(facts: Iterable[Fact]) -> list[tuple[str, str, list[Fact]]]:
    """Return facts by relation: its address, its name, and the facts."""
    groups = groupby(facts, key=lambda fact: (fact.first.evidence.predicate or "", fact.first.sentence.predicate))
    return [(iri, name, list(group)) for (iri, name), group in groups]


@cache
def _remarks() -> dict[str, list[tuple[str, str]]]:
    """Return what a reader must know first of each thing, by its address: pairs of kind and text."""
    found: dict[str, list[tuple[str, str]]] = {}
    for iri, kind, text in ask_named("about"):
        found.setdefault(str(iri), []).append((str(kind), str(text)))
    return found


def _wikidata(kind: str, text: str) -> str:
    """Return where an item that a remark begins with is read, or an empty string for other remarks."""
    item = re.match(r"Q\d+", text)
    return f"https://www.wikidata.org/wiki/{item[0]}" if kind == "Wikidata" and item else ""


def _same(iri: str) -> list[tuple[str, str]]:
    """Return where else the thing has an address: how near it is to ours, and the address."""
    node = entities()[iri]
    return [(told, other) for name, told in _SAME.items() for other in values(node, name)]


def _cite(name: str, iri: str) -> str:
    known = record()
    named = [f"“{notice.title}”, {notice.publisher}" for notice in notices()]
    source = "; ".join(named) if len(named) <= MOST_NOTICES else f"{len(named)} articles, which the site lists"
    quoted = name if name.startswith("the view") else f"“{name}”"
    return (
        f"{quoted}. In: {known.title}, version {known.version}, {known.issued}. {iri}. "
        f"Made from {source}. CC BY-SA 4.0."
    )
