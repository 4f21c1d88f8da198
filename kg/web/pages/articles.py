"""The list of articles: what each states, on whose word, and how much of it is encoded."""

from collections.abc import Iterable
from functools import cache, partial
from typing import NamedTuple

from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.layout import Laid, laid_out
from kg.web.pages.parts import Part, parts, whole
from kg.web.pages.view import STANDINGS, claims, sources, value
from kg.words.formats import web_type
from kg.words.prefixes import BASE

PATH = "articles.html"

#: How many articles stand on one page at most.
_MOST = 200


class Row(NamedTuple):
    """One stored article: its layout, its publisher and address, and of its claims how many there are of each look."""

    laid: Laid
    publisher: str
    address: str
    looks: dict[str, int]

    @property
    def claims(self) -> int:
        """Return how many claims it makes."""
        return sum(self.looks.values())


def documents() -> Iterable[Document]:
    """Yield the list of articles, in parts if need be."""
    for part in parts(PATH, rows(), lambda run: len(_render(whole(PATH, run))), _MOST):
        yield Document(part.path, web_type(part.path), partial(_render, part))


@cache
def rows() -> tuple[Row, ...]:
    """Return the stored articles, those with most claims first; their abstracts stand on the pages of their own."""
    counts: dict[str, dict[str, int]] = {}
    for claim in claims().values():
        slug = claim.iri.removeprefix(f"{BASE}claim/").partition("/")[0]
        looks = counts.setdefault(slug, dict.fromkeys((look for look, _, _ in STANDINGS.values()), 0))
        looks[claim.look] += 1
    found = [
        Row(laid, value(node, "dc:publisher"), value(node, "dcterms:source"), counts.get(slug, {}))
        for slug, laid in laid_out().items()
        if slug == laid.source.article.slug
        for node in (sources()[f"{BASE}article/{slug}"],)
    ]
    return tuple(sorted(found, key=lambda row: (-row.claims, row.laid.slug)))


def _render(part: Part[Row]) -> bytes:
    return fill(
        "articles.html",
        part.path,
        part=part,
        title="Articles",
        description="The stored articles, with how much of each is encoded, and on whose word its claims rest.",
        rows=part.items,
        standings=STANDINGS.values(),
    )
