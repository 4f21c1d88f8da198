"""The page of the sources: for each reference what rests on it alone, and which facts would fall without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.places import source_pages
from kg.web.pages.view import Claim, claims, known, name_of, passages, sources, value, values
from kg.words.formats import web_type
from kg.words.prefixes import BASE, expand

_PATH = "sources.html"

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


def documents() -> Iterable[Document]:
    """Yield the page of the sources of each article, and where there are several, the list of these pages."""
    for slug, path in source_pages().items():
        yield Document(path, web_type(path), partial(_render, slug, path))
    if len(source_pages()) > 1:
        yield Document(_PATH, web_type(_PATH), _render_list)


def _render(slug: str, path: str) -> bytes:
    found = [source for source in references() if source.slug == slug]
    stated = [claim for claim in claims().values() if slug in (_slug(claim), _whole(_slug(claim)))]
    facts = [claim for claim in stated if claim.look == "fact"]
    node = sources()[f"{BASE}article/{slug}"]
    title = value(node, "dcterms:title")
    return fill(
        "sources.html",
        path,
        title="Sources" if path == _PATH else f"Sources of “{title}”",
        description=f"Which claims and facts of “{title}” rest on which reference alone, and on which none.",
        iri=f"{BASE}article/{slug}",
        article=title,
        publisher=value(node, "dc:publisher"),
        found=found,
        flagged=[claim for claim in stated if _is_flagged(claim)],
        partisan=[source for source in found if source.papers or source.speaking],
        own=[source for source in found if source.parties],
        uncited=sum(1 for claim in facts if not passages()[claim.passage].references),
        facts=len(facts),
        value=value,
    )


def _render_list() -> bytes:
    pages = [
        (path, name_of(f"{BASE}article/{slug}"), [source for source in references() if source.slug == slug])
        for slug, path in source_pages().items()
    ]
    return fill(
        "source_list.html",
        _PATH,
        title="Sources",
        description="For each article, what rests on which of its references alone.",
        pages=pages,
    )


def _slug(claim: Claim) -> str:
    return claim.iri.removeprefix(f"{BASE}claim/").partition("/")[0]


def _whole(slug: str) -> str:
    """Return the name of the article that an abstract is stored with, or an empty string."""
    return value(sources()[f"{BASE}article/{slug}"], "dcterms:isPartOf").rpartition("/")[2]


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


def _is_flagged(claim: Claim) -> bool:
    return "citation needed" in " ".join(claim.evidence.tags).casefold()
