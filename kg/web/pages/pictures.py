"""The pages of the pictures: lineage and people, each as a page with its text form, and as SVG on its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from kg.ask.names import labels
from kg.share.dataset_record import record
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.parts import Part, parts, whole
from kg.web.pages.places import page_of
from kg.web.pages.view import Passage, claims, name_of, passages
from kg.web.pictures import careers, changes, lineage
from kg.web.pictures.changes import Change
from kg.web.pictures.dates import in_words
from kg.web.pictures.drawing import Picture
from kg.web.pictures.sources import MOST_QUOTES, Told
from kg.words.formats import web_type

#: Tone of a bar, or kind of words -> colour in the SVG on its own; in a page the stylesheet has the say.
TONES = {"body": "#1f5f4a", "member": "#8a4b00", "office": "#1f5f4a", "work": "#4a5a8a"}
INKS = {"name": "#7a1f1f", "person": "#7a1f1f", "row": "#1d1c1a", "label": "#1d1c1a", "note": "#5c5952"}


#: How many entries stand on one page at most, and how many rows of a person in one entry.
_MOST, _ROWS = 100, 20

#: So many changes stand in the order of time; more than that, line by line.
_IN_TIME = 40


class Kind(NamedTuple):
    """A kind of picture: its name, title and description, what of a page's entries is drawn, how, and told in words."""

    name: str
    title: str
    description: str
    choose: Callable[[Iterable[Any]], Any]
    draw: Callable[..., Picture]
    words: Callable[[Any], dict[str, Any]]

    @property
    def path(self) -> str:
        """Return where its page lies, or the first of them."""
        return f"{self.name}.html"


def documents() -> Iterable[Document]:
    """Yield both pages and both pictures; a picture that is too much for one page stands on several."""
    known = changes.changes()
    in_order = known if len(known) <= _IN_TIME else changes.in_lines(known)
    yield from _documents(LINEAGE, [*in_order, *(item for item in changes.claims() if not item.fact)])
    rows = [(who, rows[i : i + _ROWS]) for who, rows in careers.people().items() for i in range(0, len(rows), _ROWS)]
    yield from _documents(PEOPLE, [*rows, *(item for item in careers.claims() if not item.fact)])


def _documents(kind: Kind, entries: Sequence[Any]) -> Iterator[Document]:
    divided = parts(kind.path, entries, lambda run: len(_page(kind, whole(kind.path, run))), _MOST)
    rest = next((part.path for part in divided if any(isinstance(entry, Told) for entry in part.items)), None)
    for part in divided:
        yield Document(part.path, web_type(part.path), partial(_page, kind, part, rest))
        if kind.choose(part.items):
            picture = _picture_path(part)
            yield Document(picture, web_type(picture), partial(_drawn, kind, part))


def _picture_path(part: Part[Any]) -> str:
    return f"{part.path.removesuffix('.html')}.svg"


def _drawn(kind: Kind, part: Part[Any]) -> bytes:
    shown = kind.choose(part.items)
    return _written(kind.name, partial(kind.draw, of=shown), _picture_path(part))


def _written(name: str, draw: Callable[..., Picture], path: str = "") -> bytes:
    """Return a picture as SVG; its links lead from where its page lies as well."""
    p = draw(page_of, _credit())
    return fill("picture.svg", path or f"{name}.svg", p=p, name=name, tones=TONES, inks=INKS).strip()


def _credit() -> str:
    return f"{record().title}. Facts after Wikipedia, CC BY-SA 4.0; each leads to the sentence that states it."


def _page(kind: Kind, part: Part[Any], undrawn: str | None = None) -> bytes:
    """Return a page of a picture: the drawing, the same in words, and what is not drawn, or where that begins."""
    shown = kind.choose(part.items)
    return fill(
        kind.path,
        part.path,
        part=part,
        title=kind.title,
        description=kind.description,
        # our own template has escaped it; it enters the page as it is
        picture=Markup(_drawn(kind, part).decode()) if shown else "",  # noqa: S704
        file=_picture_path(part),
        rest=[entry for entry in part.items if isinstance(entry, Told)],
        undrawn_at=undrawn,
        in_words=in_words,
        labels=labels(),
        all_claims=claims(),
        behind=_behind,
        most=MOST_QUOTES,
        **kind.words(shown),
    )


def _changes(entries: Iterable[Any]) -> list[Change]:
    return [entry for entry in entries if isinstance(entry, Change)]


def _in_words(shown: Sequence[Change]) -> dict[str, Any]:
    return {
        "changes": shown,
        "bodies": changes.bodies(shown),
        "lifetime": changes.lifetime,
        "known": lineage.known,
    }


def _rows(entries: Iterable[Any]) -> dict[str, list[careers.Row]]:
    """Return the rows among entries by their person."""
    found: dict[str, list[careers.Row]] = {}
    for entry in entries:
        if not isinstance(entry, Told):
            found.setdefault(entry[0], []).extend(entry[1])
    return found


def _behind(told: Sequence[Told]) -> list[tuple[Passage, list[tuple[str, str]]]]:
    """Return the passages behind claims; one that says the same in another article is named beside the first."""
    found: dict[tuple[object, ...], list[Passage]] = {}
    for iri in dict.fromkeys(claims()[item.claim].passage for item in told):
        passage = passages()[iri]
        found.setdefault((passage.words, passage.speakers, passage.references), []).append(passage)
    return [(first, [(other.iri, name_of(other.article)) for other in others]) for first, *others in found.values()]


LINEAGE = Kind(
    "lineage",
    "Lineage",
    "Splits, mergers, renamings and expulsions on an axis of time, each with the words that state it.",
    _changes,
    lineage.draw,
    _in_words,
)
PEOPLE = Kind(
    "people",
    "People",
    "Memberships, offices and work of people on an axis of time, each with the words that state it.",
    _rows,
    careers.draw,
    lambda shown: {"people": shown},
)
