"""The page of a thing: its facts, and below and apart what is no fact, with who says it and what is replied."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from kg.ask.names import Thing, remarks, things
from kg.share.dataset_record import record
from kg.web.pages.document import Document
from kg.web.pages.embedded import thing_data
from kg.web.pages.frame import fill
from kg.web.pages.notices import notices
from kg.web.pages.relations import draw_relations
from kg.web.pages.view import Claim, about, claims, entities, name_of, passages, said_by, values
from kg.words.formats import graph_format, web_type

#: The other formats that a page names, the most asked for first.
_FORMATS = ("turtle", "jsonld", "ntriples", "rdfxml")

#: Where a thing is told to be the same as, or like, something in another collection.
_SAME = {
    "owl:sameAs": "The same as",
    "skos:exactMatch": "The same, elsewhere",
    "skos:closeMatch": "Nearly the same, elsewhere",
}


@dataclass(frozen=True)
class Fact:
    """One fact, with all claims that state it."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """Return the claim whose words are shown."""
        return self.claims[0]


def documents() -> Iterable[Document]:
    """Yield a page for each thing."""
    for thing in things().values():
        path = f"id/{thing.id}.html"
        yield Document(path, web_type(path), partial(_render, thing, path))


def alternates(address: str) -> list[tuple[str, str, str]]:
    """Return the same in other formats, by an address without the base: path, media type and name."""
    forms = [form for name in _FORMATS if (form := graph_format(name))]
    return [(address + form.extensions[0], form.media_type, form.label) for form in forms]


def _render(thing: Thing, path: str) -> bytes:
    around = about(thing.iri)
    facts = _facts(claim for claim in around if claim.look == "fact")
    name = name_of(thing.iri)
    return fill(
        "entity.html",
        path,
        title=name[:1].upper() + name[1:],
        description=f"{name} ({thing.kind}): what the article states of it, and apart from that what others say.",
        thing=thing,
        remarks=[(kind, text, _wikidata(kind, text)) for kind, text in remarks(thing)],
        own=_grouped(fact for fact in facts if fact.first.evidence.subject == thing.iri),
        others=_grouped(fact for fact in facts if fact.first.evidence.subject != thing.iri),
        unsure=_by_reason(claim for claim in around if claim.look == "unsure"),
        denied=[claim for claim in around if claim.look == "denied"],
        said=_by_saying(claim for claim in around if claim.look == "said" and claim.speaker != thing.iri),
        says=_by_saying(said_by(thing.iri)),
        all_claims=claims(),
        passages=passages(),
        drawing=draw_relations(thing.iri, [fact.first for fact in facts]),
        references=_references(around),
        same=_same(thing.iri),
        cite=_cite(name, thing.iri),
        alternates=alternates(f"id/{thing.id}"),
        data=thing_data(thing.iri),
    )


def _facts(stated: Iterable[Claim]) -> list[Fact]:
    """Return each fact once, in the order of relations and of time."""
    behind: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in stated:
        said = claim.evidence
        behind.setdefault((said.subject, said.predicate or "", said.object or ""), []).append(claim)
    facts = [Fact(tuple(found)) for found in behind.values()]
    return sorted(facts, key=_order)


def _order(fact: Fact) -> tuple[str, str, str, str]:
    claim = fact.first.evidence
    return claim.predicate_label or "", claim.date or "~", claim.object_label or "", claim.subject_label


def _grouped(facts: Iterable[Fact]) -> list[tuple[str, str, list[Fact]]]:
    """Return facts by relation: its address, its name, and the facts."""
    groups = groupby(facts, key=lambda fact: (fact.first.evidence.predicate or "", fact.first.sentence.predicate))
    return [(iri, name, list(group)) for (iri, name), group in groups]


def _by_reason(held: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims that are no facts by the reason why they are none, the commonest first."""
    found: dict[str, list[Claim]] = {}
    for claim in held:
        found.setdefault(claim.reason, []).append(claim)
    return sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))


def _wikidata(kind: str, text: str) -> str:
    """Return where an item that a remark begins with is read, or an empty string for other remarks."""
    item = re.match(r"Q\d+", text)
    return f"https://www.wikidata.org/wiki/{item[0]}" if kind == "Wikidata" and item else ""


def _by_saying(said: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims by the passage that reports them, so that its words stand once."""
    ordered = sorted(said, key=lambda claim: (claim.evidence.speaker or "", claim.passage, claim.iri))
    return [(passage, list(group)) for passage, group in groupby(ordered, key=lambda claim: claim.passage)]


def _references(around: Iterable[Claim]) -> list[str]:
    """Return the references of claims, each once, in the order of their numbers."""
    found = {iri for claim in around for iri in passages()[claim.passage].references}
    return sorted(found, key=lambda iri: (iri.rpartition("/")[0], int(iri.rpartition("/")[2])))


def _same(iri: str) -> list[tuple[str, str]]:
    """Return where else the thing has an address: how near it is to ours, and the address."""
    node = entities()[iri]
    return [(told, other) for name, told in _SAME.items() for other in values(node, name)]


def _cite(name: str, iri: str) -> str:
    known = record()
    source = "; ".join(f"“{notice.title}”, {notice.publisher}" for notice in notices())
    quoted = name if name.startswith("the view") else f"“{name}”"
    return (
        f"{quoted}. In: {known.title}, version {known.version}, {known.issued}. {iri}. "
        f"Made from {source}. CC BY-SA 4.0."
    )
