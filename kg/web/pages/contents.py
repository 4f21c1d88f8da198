"""The table of contents of the site: every page and every file beside it, by its path."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from kg.web.pages import (
    article,
    articles,
    assets,
    downloads,
    entity,
    home,
    names,
    ontology,
    pictures,
    query,
    query_data,
    questions,
    search,
    sources,
)
from kg.web.pages.document import Document
from kg.web.pages.places import page_of

__all__ = ["documents", "page_of"]

#: Each kind of page is one module, which plugs in here with one line: a function that names its documents.
KINDS: tuple[Callable[[], Iterable[Document]], ...] = (
    assets.documents,
    home.documents,
    articles.documents,
    article.documents,
    entity.documents,
    names.documents,
    sources.documents,
    search.documents,
    questions.documents,
    ontology.documents,
    downloads.documents,
    pictures.documents,
    query.documents,
    query_data.documents,
)


@cache
def documents() -> Mapping[str, Document]:
    """Return every document of the site by its path, from the root of the site and without a leading slash."""
    return {document.path: document for kind in KINDS for document in kind()}
