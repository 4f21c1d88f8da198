"""The page of an article: its text as it is stored, every phrase that states something marked, and what it states.

Where there are many claims, those of each section stand on a page of their own, to which the phrases lead.
"""

from collections.abc import Iterable
from functools import partial

from kg.source.coverage import SectionCoverage
from kg.web.pages.cards import CardPage, card_pages, is_long, pages_of
from kg.web.pages.document import Document
from kg.web.pages.embedded import article_data
from kg.web.pages.frame import fill
from kg.web.pages.layout import Laid, Piece, laid_out, nothing_in
from kg.web.pages.references import claims_by_reference
from kg.web.pages.view import STANDINGS, Passage, claims, passages, sources, value
from kg.words.formats import web_type
from kg.words.prefixes import BASE

#: Looks of phrases, the one that a reader must see first where a phrase has claims of several.
_GRAVEST = ("denied", "said", "unsure", "fact")


def documents() -> Iterable[Document]:
    """Yield a page for each stored article, and for each abstract that is stored with one."""
    for slug, laid in laid_out().items():
        path = f"article/{slug}.html"
        yield Document(path, web_type(path), partial(_render, laid, path))
        for page in pages_of(laid) if is_long(laid) else ():
            yield Document(page.part.path, web_type(page.part.path), partial(_render_claims, laid, page))


def _render(laid: Laid, path: str) -> bytes:
    node = sources()[f"{BASE}article/{laid.slug}"]
    stated = _stated(laid, [passage.id for passage in laid.stating])
    said = [claim for passage in stated.values() for claim in passage.claims]
    stored = laid.source.article
    is_stored = stored.slug == laid.slug
    return fill(
        "article.html",
        path,
        title=laid.title,
        description=f"The text of the article “{laid.title}”, each phrase marked with what it states and who says it.",
        laid=laid,
        stated=stated,
        shown={} if is_long(laid) else stated,
        card_of=lambda name: card_pages()[f"{BASE}passage/{laid.slug}/{name}"],
        look=partial(_look, stated),
        counts={look: sum(claim.look == look for claim in said) for look, _, _ in STANDINGS.values()},
        standings=STANDINGS.values(),
        coverage=[(section.section.label, _figures(section)) for section in laid.coverage if section.sentences],
        total=laid.figures,
        nothing=list(nothing_in(laid)),
        topic=value(node, "foaf:primaryTopic"),
        note=value(node, "skos:editorialNote") or value(node, "dcterms:description"),
        abstracts=[other for other in laid_out().values() if other.source is laid.source and other.slug != stored.slug],
        stored=None if is_stored else stored,
        references=laid.source.references if is_stored else {},
        on_it=lambda number: len(claims_by_reference().get(f"{BASE}ref/{laid.slug}/{number}", ())),
        all_claims=claims(),
        data=article_data(laid.slug),
    )


def _render_claims(laid: Laid, page: CardPage) -> bytes:
    label = page.section.label
    return fill(
        "claims.html",
        page.part.path,
        part=page.part,
        title=f"{label}: what the words state",
        description=f"What the section “{label}” of the article “{laid.title}” states, and who says it.",
        laid=laid,
        shown={passage.id: passage for passage in page.part.items},
        all_claims=claims(),
    )


def _stated(laid: Laid, names: list[str]) -> dict[str, Passage]:
    return {name: passages()[f"{BASE}passage/{laid.slug}/{name}"] for name in names}


def _look(stated: dict[str, Passage], piece: Piece) -> str:
    looks = {claim.look for name in piece.passages for claim in stated[name].claims}
    return next(look for look in _GRAVEST if look in looks)


def _figures(section: SectionCoverage) -> tuple[int, int, int]:
    return section.count("claims"), section.count("nothing"), section.count("open")
