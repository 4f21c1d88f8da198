"""The table of contents of the site: every page and every file beside it, by its path."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from kg.web.pages import assets, home
from kg.web.pages.document import Document

#: Each kind of page is one module, which plugs in here with one line: a function that names its documents.
KINDS: tuple[Callable[[], Iterable[Document]], ...] = (
    assets.documents,
    home.documents,
)


@cache
def documents() -> Mapping[str, Document]:
    """Return every document of the site by its path, from the root of the site and without a leading slash."""
    return {document.path: document for kind in KINDS for document in kind()}


def page_of(iri: str) -> str | None:
    """Return where on the site people read of an address of ours: a path, with a fragment where it is part of a page.

    None for an address that has no page.
    """
    return None
