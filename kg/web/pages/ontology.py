"""The page of the terms, in the frame of the site, with Turtle and JSON-LD beside it."""

from collections.abc import Iterable
from functools import cache, partial

from markupsafe import Markup

from kg.share.ontology_page import document_ontology, write_head, write_terms
from kg.share.terms import HOME, of
from kg.web.pages.document import Document
from kg.web.pages.frame import fill, visible
from kg.words.formats import graph_format, web_type

_PATH = "ontology.html"
_FORMATS = ("turtle", "jsonld")


def documents() -> Iterable[Document]:
    """Yield the page, and the ontology in the formats that it names."""
    yield Document(_PATH, web_type(_PATH), _render)
    for path, media_type, _ in _alternates():
        yield Document(path, media_type, partial(_file, path))


def _render() -> bytes:
    return fill(
        "ontology.html",
        _PATH,
        title=" ".join(of(HOME, "dcterms:title")),
        description=" ".join(of(HOME, "dcterms:abstract")),
        # made by kg.share.ontology_page, which escapes what it writes
        head=Markup(visible(write_head())),  # noqa: S704
        terms=Markup(visible(write_terms())),  # noqa: S704
        alternates=_alternates(),
    )


def _alternates() -> list[tuple[str, str, str]]:
    forms = [form for name in _FORMATS if (form := graph_format(name))]
    return [(f"ontology{form.extensions[0]}", form.media_type, form.label) for form in forms]


def _file(path: str) -> bytes:
    return _files()[path]


@cache
def _files() -> dict[str, bytes]:
    return document_ontology()
