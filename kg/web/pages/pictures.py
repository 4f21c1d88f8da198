"""The pages of the pictures: lineage and people, each as a page with its text form, and as SVG on its own."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from kg.ask.names import labels
from kg.share.dataset_record import record
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.places import page_of
from kg.web.pages.view import Passage, claims, name_of, passages
from kg.web.pictures import careers, changes, lineage
from kg.web.pictures.dates import in_words
from kg.web.pictures.drawing import Picture
from kg.web.pictures.sources import Told
from kg.words.formats import web_type

#: Tone of a bar, or kind of words -> colour in the SVG on its own; in a page the stylesheet has the say.
TONES = {"body": "#1f5f4a", "member": "#8a4b00", "office": "#1f5f4a", "work": "#4a5a8a"}
INKS = {"name": "#7a1f1f", "person": "#7a1f1f", "row": "#1d1c1a", "label": "#1d1c1a", "note": "#5c5952"}


def documents() -> Iterable[Document]:
    """Yield both pages and both pictures."""
    for name, draw, page in (
        ("lineage", lineage.draw, _lineage),
        ("people", careers.draw, _people),
    ):
        yield Document(f"{name}.html", web_type(f"{name}.html"), page)
        yield Document(f"{name}.svg", web_type(f"{name}.svg"), _svg(name, draw))


def _svg(name: str, draw: Callable[..., Picture]) -> Callable[[], bytes]:
    return lambda: _written(name, draw)


def _written(name: str, draw: Callable[..., Picture]) -> bytes:
    """Return a picture as SVG; its links lead from the root of the site, where its page lies as well."""
    return fill("picture.svg", f"{name}.svg", p=draw(page_of, _credit()), name=name, tones=TONES, inks=INKS).strip()


def _credit() -> str:
    return f"{record().title}. Facts after Wikipedia, CC BY-SA 4.0; each leads to the sentence that states it."


def _lineage() -> bytes:
    return _page(
        "lineage",
        lineage.draw,
        "Lineage",
        "Splits, mergers, renamings and expulsions on an axis of time, each with the words that state it.",
        [item for item in changes.claims() if not item.fact],
        changes=changes.changes(),
        bodies=changes.bodies(),
        lifetime=changes.lifetime,
        known=lineage.known,
    )


def _people() -> bytes:
    return _page(
        "people",
        careers.draw,
        "People",
        "Memberships, offices and work of people on an axis of time, each with the words that state it.",
        [item for item in careers.claims() if not item.fact],
        people=careers.people(),
    )


def _behind(told: Sequence[Told]) -> list[tuple[Passage, list[tuple[str, str]]]]:
    """Return the passages behind claims; one that says the same in another article is named beside the first."""
    found: dict[tuple[object, ...], list[Passage]] = {}
    for iri in dict.fromkeys(claims()[item.claim].passage for item in told):
        passage = passages()[iri]
        found.setdefault((passage.words, passage.speakers, passage.references), []).append(passage)
    return [(first, [(other.iri, name_of(other.article)) for other in others]) for first, *others in found.values()]


def _page(
    name: str, draw: Callable[..., Picture], title: str, description: str, rest: list[Told], **values: object
) -> bytes:
    """Return the page of a picture: the drawing, the same in words, and what is not drawn."""
    path = f"{name}.html"
    # our own template has escaped it; it enters the page as it is
    picture = Markup(_written(name, draw).decode())  # noqa: S704
    return fill(
        path,
        path,
        title=title,
        description=description,
        picture=picture,
        rest=rest,
        in_words=in_words,
        labels=labels(),
        all_claims=claims(),
        behind=_behind,
        **values,
    )
