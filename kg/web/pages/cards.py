"""On which page the claims of each passage stand: on that of the text or, if many, on those of the section."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from kg.source.article import Section
from kg.web.pages.layout import Laid, laid_out
from kg.web.pages.parts import MOST_BYTES, Part, packed
from kg.web.pages.view import Claim, Passage, passages
from kg.words.prefixes import BASE

#: How many claims may stand on the page of the text that states them.
MOST = 120


class CardPage(NamedTuple):
    """A page with the claims of a section of an article, or a part of one; its items are passages."""

    section: Section
    part: Part[Passage]


@cache
def card_pages() -> dict[str, str]:
    """Return where the claims of each passage stand, by its address."""
    found: dict[str, str] = {}
    for laid in laid_out().values():
        if is_long(laid):
            found |= {passage.iri: page.part.path for page in pages_of(laid) for passage in page.part.items}
        else:
            found |= {passage.iri: f"article/{laid.slug}.html" for passage in stated(laid)}
    return found


def pages_of(laid: Laid) -> Iterator[CardPage]:
    """Yield the pages with the claims of each section of an article, those of one section in parts if need be."""
    sections = {section.id: section for section, _ in laid.sections}
    where = {f"{BASE}passage/{laid.slug}/{passage.id}": passage.section for passage in laid.stating}
    for name, found in groupby(stated(laid), key=lambda passage: where[passage.iri]):
        for part in packed(f"article/{laid.slug}/{name}.html", found, most_bytes):
            yield CardPage(sections[name], part)


def is_long(laid: Laid) -> bool:
    """Return whether there is so much that each section has a page for its claims."""
    text = sum(2 * (section.end - section.start) for section, _ in laid.sections) + 400 * len(laid.stating)
    number = sum(len(passage.claims) for passage in laid.stating)
    return number > MOST or text + sum(map(most_bytes, stated(laid))) > MOST_BYTES


def stated(laid: Laid) -> list[Passage]:
    """Return the passages of an article that state something, in the order of the text."""
    return [passages()[f"{BASE}passage/{laid.slug}/{passage.id}"] for passage in laid.stating]


def most_bytes(passage: Passage) -> int:
    """Return how many bytes the claims of a passage have at most, by their number and the lengths of their words."""
    voices = len(passage.voices) + len(" ".join(passage.claims[0].evidence.tags))
    return 300 + 80 * len(passage.references) + len(passage.words) + voices + sum(map(_weight, passage.claims))


def _weight(claim: Claim) -> int:
    others = len(claim.contradicts) + len(claim.disputed_by) + len(claim.disputes)
    texts = (claim.sentence.text, claim.object, claim.details, claim.reason, *claim.evidence.notes)
    return 350 + 300 * others + sum(map(len, texts))
