"""What the pages show, read once: claims with all that belongs to them, passages, and the references they rest on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.names import Thing, labels, things
from kg.ask.sentences import Sentence, sentence_of
from kg.share.statements import Node, is_a, nodes_of
from kg.web.pages.details import details_of
from kg.web.pictures.dates import in_words
from kg.words.prefixes import BASE

#: Standing -> the name of its look, the word that stands beside it, and what it means.
STANDINGS = {
    "fact": ("fact", "Fact", "stated by the article in its own voice; a plain triple of the dataset"),
    "in the article, not a fact": (
        "unsure",
        "Not a fact",
        "stated by the article in its own voice, and held back from the facts for the reason that is given",
    ),
    "denied by the article": ("denied", "Denied", "the article says that it is not so"),
    "said by somebody": ("said", "Said", "somebody's word, whom the article names or describes; never a fact"),
}


#: The markup of titles in the stored text.
_TAG = re.compile(r"</?span[^<>]*>")


@dataclass(frozen=True)
class Claim:
    """One claim with its evidence, and with the addresses of what belongs to it."""

    iri: str
    evidence: Evidence
    sentence: Sentence
    passage: str
    speaker: str | None
    said_on: str
    disputes: tuple[str, ...]
    disputed_by: tuple[str, ...]
    contradicts: tuple[str, ...] = ()

    @property
    def standing(self) -> str:
        """Return the standing without its reason."""
        return self.evidence.standing.partition(": ")[0]

    @property
    def reason(self) -> str:
        """Return why the claim is no fact, or an empty string."""
        return self.evidence.standing.partition(": ")[2]

    @property
    def look(self) -> str:
        """Return the name of the look of its standing."""
        return STANDINGS[self.standing][0]

    @property
    def object(self) -> str:
        """Return the object as it is read: a thing by its name, a date in words."""
        said = self.evidence
        if said.object in known():
            return name_of(said.object)
        return in_words(said.date) if said.date and said.object == said.date else self.sentence.object

    @property
    def details(self) -> str:
        """Return what narrows the claim, the text's own words quoted."""
        return details_of(self.evidence)


@dataclass(frozen=True)
class Passage:
    """One quote, with its claims in their order and the references that govern it."""

    iri: str
    quote: str
    article: str
    claims: tuple[Claim, ...]
    references: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the name of the passage within its article."""
        return self.iri.rpartition("/")[2]

    @property
    def words(self) -> str:
        """Return the quote without the markup that the stored text has around titles."""
        return _TAG.sub("", self.quote)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return who is speaking in it, apart from the article."""
        return tuple(dict.fromkeys(claim.evidence.speaker for claim in self.claims if claim.evidence.speaker))

    @cached_property
    def voices(self) -> str:
        """Return who is speaking, in words to stand before the quote; in part of it, it may be others."""
        within = (other for other in _of_articles()[self.article] if other.quote in self.quote)
        partly = dict.fromkeys(who for p in within for who in p.speakers if who not in self.speakers)
        parts = [", ".join(self.speakers), f"in part {', '.join(partly)}" if partly else ""]
        return "; ".join(filter(None, parts))


@cache
def claims() -> dict[str, Claim]:
    """Return every claim by its address, in the order of addresses."""
    nodes, computed = nodes_of("claims"), nodes_of("facts")
    own = {iri: node for iri, node in nodes.items() if is_a(node, "pao:Claim")}
    behind = evidence_of(own)
    replies: dict[str, list[str]] = {}
    for iri, node in own.items():
        for other in values(node, "cito:disputes"):
            replies.setdefault(other, []).append(iri)
    found = {}
    for iri, node in own.items():
        saying = nodes.get(value(node, "pao:attribution"), {})
        time = nodes.get(value(saying, "pao:saidTime"), {})
        found[iri] = Claim(
            iri=iri,
            evidence=behind[iri],
            sentence=sentence_of(behind[iri]),
            passage=value(node, "pao:statedIn"),
            speaker=value(saying, "pao:speaker") or None,
            said_on=value(time, "rdfs:label") or value(time, "pao:edtf"),
            disputes=values(node, "cito:disputes"),
            disputed_by=tuple(replies.get(iri, ())),
            contradicts=values(computed.get(iri, {}), "pao:contradicts"),
        )
    return found


@cache
def evidence() -> dict[str, Evidence]:
    """Return the evidence of every claim by its address."""
    return {iri: claim.evidence for iri, claim in claims().items()}


@cache
def passages() -> dict[str, Passage]:
    """Return every passage with claims by its address, in the order of addresses."""
    stated: dict[str, list[Claim]] = {}
    for claim in claims().values():
        stated.setdefault(claim.passage, []).append(claim)
    nodes = nodes_of("sources")
    return {
        iri: Passage(
            iri,
            value(nodes[iri], "oa:exact"),
            value(nodes[iri], "oa:hasSource"),
            tuple(sorted(found, key=lambda claim: _in_order(claim.iri))),
            values(nodes[iri], "cito:citesAsEvidence"),
        )
        for iri, found in stated.items()
    }


@cache
def _of_articles() -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages().values():
        found.setdefault(passage.article, []).append(passage)
    return found


@cache
def sources() -> dict[str, Node]:
    """Return every article, passage and reference by its address."""
    return nodes_of("sources")


@cache
def entities() -> dict[str, Node]:
    """Return every thing as the dataset names it, by its address."""
    return nodes_of("entities")


@cache
def known() -> dict[str, Thing]:
    """Return every thing by its address."""
    return {thing.iri: thing for thing in things().values()}


def name_of(iri: str) -> str:
    """Return what a thing is called; the label of a view is a sentence, and stands in quotation marks."""
    thing = known().get(iri)
    if thing is None:
        return labels().get(iri, iri.removeprefix(BASE))
    if thing.kind != "View" or thing.label.casefold().startswith("the view"):
        return thing.label
    return f"the view “{thing.label}”"


def reference_text(iri: str) -> str:
    """Return an entry of a list of references as the stored text has it, or what is noted of a missing one."""
    node = sources()[iri]
    return (
        value(node, "oa:exact") or value(node, "skos:editorialNote") or "The stored list has no entry of this number."
    )


def about(iri: str) -> list[Claim]:
    """Return the claims that a thing is the subject or the object of, in the order of addresses."""
    return _about().get(iri, [])


def said_by(iri: str) -> list[Claim]:
    """Return the claims that a thing is the speaker of, in the order of addresses."""
    return _said_by().get(iri, [])


@cache
def _said_by() -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims().values():
        if claim.speaker:
            found.setdefault(claim.speaker, []).append(claim)
    return found


@cache
def _about() -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims().values():
        for end in dict.fromkeys((claim.evidence.subject, claim.evidence.object)):
            if end in known():
                found.setdefault(str(end), []).append(claim)
    return found


def value(node: Node, name: str) -> str:
    """Return the first value that a node has under a predicate, as text, or an empty string."""
    return next(iter(values(node, name)), "")


def values(node: Node, name: str) -> tuple[str, ...]:
    """Return the values that a node has under a predicate, as texts."""
    terms: Iterable[Any] = node.get(name, ())
    return tuple(str(term.value) for term in terms)


def _in_order(iri: str) -> tuple[bool, int, str]:
    name = iri.rpartition("/")[2]
    return (not name.isdigit(), int(name) if name.isdigit() else 0, name)
