"""The search page: a form, suggestions by a script over a small index, and for those without scripts a list A to Z.

Only names are suggested, never claims: a suggestion has no room for who says it.
"""

import json
from collections.abc import Iterable

from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.names import are_many, entries, letter_pages, letters
from kg.words.formats import web_type

#: The page with the form.
FORM = "search.html"
_INDEX = "assets/search.json"

#: Where the server answers a search; a site without one has the list.
ROUTE = "find"


def documents() -> Iterable[Document]:
    """Yield the search page and its index."""
    yield Document(FORM, web_type(FORM), _render)
    yield Document(_INDEX, web_type(_INDEX), _index)


def _render() -> bytes:
    return fill(
        "search.html",
        FORM,
        title="Search",
        description="Find people, organisations, campaigns and publications by name.",
        route=ROUTE,
        index=_INDEX,
        letters={} if are_many() else letters(),
        pages=letter_pages() if are_many() else {},
    )


def _index() -> bytes:
    """Return the index: for each thing its page, its names, the first being its label, and its kind."""
    found = [[f"id/{e.thing.id}.html", [e.name, *e.thing.names], e.thing.kind.lower()] for e in entries()]
    return json.dumps(found, ensure_ascii=True, separators=(",", ":")).encode()
