"""The first page: what this is, and the ways into it."""

from collections.abc import Iterable

from kg.share.dataset_record import record
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.words.formats import web_type

_PATH = "index.html"


def documents() -> Iterable[Document]:
    """Yield the first page."""
    yield Document(_PATH, web_type(_PATH), _render)


def _render() -> bytes:
    return fill("home.html", _PATH, title=record().title, description=record().description)
