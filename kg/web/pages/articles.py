"""The list of articles: what each states, on whose word, and how much of it is encoded."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.layout import Laid, laid_out
from kg.web.pages.view import STANDINGS, claims, sources, value
from kg.words.formats import web_type
from kg.words.prefixes import BASE

PATH = "articles.html"


class Row(NamedTuple):
    """One stored article: its layout, its publisher, and of its claims how many there are of each look."""

    laid: Laid
    publisher: str
    looks: dict[str, int]

    @property
    def claims(self) -> int:
        """Return how many claims it makes."""
        return sum(self.looks.values())


def documents() -> Iterable[Document]:
    """Yield the list of articles."""
    yield Document(PATH, web_type(PATH), _render)


@cache
def rows() -> tuple[Row, ...]:
    """Return the stored articles, those with most claims first; their abstracts stand on the pages of their own."""
    counts: dict[str, dict[str, int]] = {}
    for claim in claims().values():
        slug = claim.iri.removeprefix(f"{BASE}claim/").partition("/")[0]
        looks = counts.setdefault(slug, dict.fromkeys((look for look, _, _ in STANDINGS.values()), 0))
        looks[claim.look] += 1
    found = [
        Row(laid, value(sources()[f"{BASE}article/{slug}"], "dc:publisher"), counts.get(slug, {}))
        for slug, laid in laid_out().items()
        if slug == laid.source.article.slug
    ]
    return tuple(sorted(found, key=lambda row: (-row.claims, row.laid.slug)))


def _render() -> bytes:
    return fill(
        "articles.html",
        PATH,
        title="Articles",
        description="The stored articles, with how much of each is encoded, and on whose word its claims rest.",
        rows=rows(),
        standings=STANDINGS.values(),
    )
