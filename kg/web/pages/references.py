"""References with what rests on each: alone or beside others, which facts would fall without it, whose paper it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.web.pages.parts import Part, packed
from kg.web.pages.view import Claim, claims, known, passages, reference_text, sources, value, values
from kg.words.prefixes import BASE, expand

#: The page of the sources of a single article; those of several are listed there, and have a page each.
PATH = "sources.html"

#: The sections of a page of sources, in their order.
SECTIONS = ("references", "citation-needed", "groups-papers", "authors-own")

#: How many claims stand in one entry of a reference; where it has more, another goes on with them.
_MOST = 80

#: Kinds of things whose paper is the paper of a political group.
_POLITICAL = ("Political organisation", "Political party", "Faction", "International", "Movement")


@dataclass(frozen=True)
class Source:
    """One reference with what rests on it: ``alone`` on no other footnote, ``falls`` the facts that it alone holds up.

    ``papers`` are the periodicals of political groups that it appeared in, each with the groups; ``speaking`` are
    political groups whose word it is cited for; ``parties`` are authors who are spoken of, or speak, in these claims.
    """

    iri: str
    number: int
    node: dict[str, list[object]]
    cited: int
    alone: tuple[Claim, ...]
    falls: frozenset[str]
    papers: tuple[tuple[str, tuple[str, ...]], ...]
    speaking: tuple[str, ...]
    parties: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the address without its beginning: the name of the reference on its page."""
        return self.iri.removeprefix(BASE)

    @property
    def slug(self) -> str:
        """Return the name of its article."""
        return self.id.split("/")[1]


class Entry(NamedTuple):
    """One entry of a page of sources: a reference with claims that rest on it alone, or a claim, or a reference named.

    ``goes_on`` says that it goes on with the claims of the reference before it.
    """

    section: str
    source: Source | None
    claims: tuple[Claim, ...] = ()
    goes_on: bool = False


@cache
def source_pages() -> dict[str, list[Part[Entry]]]:
    """Return the page of the sources of each article that has references, in its parts, by the name of the article."""
    slugs = list(dict.fromkeys(source.slug for source in references()))
    paths = {slug: PATH if len(slugs) == 1 else f"sources/{slug}.html" for slug in slugs}
    return {slug: packed(path, _entries(slug), _most_bytes) for slug, path in paths.items()}


@cache
def reference_pages() -> dict[str, str]:
    """Return where each reference is told of, by its address."""
    return {
        entry.source.iri: part.path
        for parts in source_pages().values()
        for part in parts
        for entry in part.items
        if entry.source and entry.section == "references" and not entry.goes_on
    }


def of_article(slug: str) -> list[Source]:
    """Return the references of an article, in the order of their numbers."""
    return _of_articles().get(slug, [])


def stated_in(slug: str) -> list[Claim]:
    """Return the claims of an article, and of the abstracts that are stored with it."""
    return _stated().get(slug, [])


def _entries(slug: str) -> Iterator[Entry]:
    found = of_article(slug)
    for source in found:
        ordered = sorted(source.alone, key=lambda claim: claim.iri not in source.falls)
        for start in range(0, len(ordered) or 1, _MOST):
            yield Entry("references", source, tuple(ordered[start : start + _MOST]), goes_on=start > 0)
    for claim in stated_in(slug):
        if "citation needed" in " ".join(claim.evidence.tags).casefold():
            yield Entry("citation-needed", None, (claim,))
    yield from (Entry("groups-papers", source) for source in found if source.papers or source.speaking)
    yield from (Entry("authors-own", source) for source in found if source.parties)


def _most_bytes(entry: Entry) -> int:
    """Return how many bytes an entry has at most, by its numbers and the lengths of its words."""
    claims_in_it = sum(330 + len(claim.sentence.text.encode()) for claim in entry.claims)
    if entry.source is None:
        return claims_in_it
    source, title = entry.source, value(entry.source.node, "dcterms:title")
    names = sum(1 + len(groups) for _, groups in source.papers) + len(source.speaking) + len(source.parties)
    if entry.section != "references":
        return 250 + 80 * names + len(title.encode())
    texts = (title, title, reference_text(source.iri), *values(source.node, "skos:editorialNote"))
    return 650 + 160 * names + sum(len(text.encode()) for text in texts) + claims_in_it


@cache
def _of_articles() -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for source in references():
        found.setdefault(source.slug, []).append(source)
    return found


@cache
def _stated() -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims().values():
        slug = claim.iri.removeprefix(f"{BASE}claim/").partition("/")[0]
        whole = value(sources()[f"{BASE}article/{slug}"], "dcterms:isPartOf").rpartition("/")[2]
        found.setdefault(whole or slug, []).append(claim)
    return found


@cache
def references() -> tuple[Source, ...]:
    """Return every reference, in the order of articles and numbers."""
    kind = expand("pao:Reference")
    found = [iri for iri, node in sources().items() if kind in values(node, "rdf:type")]
    return tuple(sorted(map(_source, found), key=lambda source: (source.iri.rpartition("/")[0], source.number)))


def _source(iri: str) -> Source:
    node = sources()[iri]
    resting = claims_by_reference().get(iri, [])
    alone = tuple(claim for claim in resting if passages()[claim.passage].references == (iri,))
    falls = frozenset(c.iri for c in alone if c.look == "fact" and _holders(c) <= {iri})
    groups = _publishers()
    media = (*values(node, "pao:publishedIn"), *values(node, "dcterms:publisher"))
    papers = tuple((medium, groups[medium]) for medium in media if medium in groups)
    speakers = dict.fromkeys(claim.speaker for claim in resting if claim.speaker in known())
    speaking = tuple(who for who in speakers if who and known()[who].kind in _POLITICAL)
    involved = {end for c in resting for end in (c.evidence.subject, c.evidence.object, c.speaker)}
    parties = tuple(who for who in values(node, "dcterms:creator") if who in involved)
    return Source(iri, int(value(node, "pao:number")), node, len(resting), alone, falls, papers, speaking, parties)


@cache
def claims_by_reference() -> dict[str, list[Claim]]:
    """Return the claims that rest on each reference."""
    found: dict[str, list[Claim]] = {}
    for claim in claims().values():
        for iri in passages()[claim.passage].references:
            found.setdefault(iri, []).append(claim)
    return found


def _holders(fact: Claim) -> frozenset[str]:
    """Return what holds up a fact: the references of all claims that state it, and "" where one has none."""
    return _held()[fact.evidence.subject, fact.evidence.predicate, fact.evidence.object]


@cache
def _held() -> dict[tuple[str | None, ...], frozenset[str]]:
    held: dict[tuple[str | None, ...], set[str]] = {}
    for claim in claims().values():
        if claim.look == "fact":
            said = claim.evidence
            holders = passages()[claim.passage].references or ("",)
            held.setdefault((said.subject, said.predicate, said.object), set()).update(holders)
    return {fact: frozenset(found) for fact, found in held.items()}


@cache
def _publishers() -> dict[str, tuple[str, ...]]:
    """Return the political groups that publish each periodical, as facts have it."""
    found: dict[str, list[str]] = {}
    for claim in claims().values():
        said = claim.evidence
        if claim.look != "fact" or said.predicate != expand("pao:publishes") or not said.object:
            continue
        if known()[said.subject].kind in _POLITICAL:
            found.setdefault(said.object, []).append(said.subject)
    return {iri: tuple(dict.fromkeys(groups)) for iri, groups in found.items()}
