"""The first page: what this is, the ways into it, and how much there is."""

import json
from collections.abc import Iterable

from kg.share.dataset_record import record
from kg.share.schema_org import describe_for_search
from kg.web.pages.articles import rows
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.references import references
from kg.web.pages.search import ROUTE
from kg.web.pages.view import STANDINGS, claims, known, passages
from kg.words.formats import web_type

_PATH = "index.html"

#: Up to so many articles are named one by one to search engines in the page; the file among the downloads names all.
_MOST_ARTICLES = 50


def documents() -> Iterable[Document]:
    """Yield the first page."""
    yield Document(_PATH, web_type(_PATH), _render)


def _render() -> bytes:
    looks = [claim.look for claim in claims().values()]
    return fill(
        "home.html",
        _PATH,
        title=record().title,
        description=record().description,
        articles=[row.laid for row in rows()],
        figures=[(word, meaning, looks.count(look), look) for look, word, meaning in STANDINGS.values()],
        claims=len(looks),
        passages=len(passages()),
        things=len(known()),
        references=len(references()),
        route=ROUTE,
        data=_data(),
    )


def _data() -> dict[str, object]:
    """Return the description of the dataset for search engines, without the list of its files, or of many articles."""
    document = json.loads(describe_for_search([]))
    left_out = {"distribution"} if len(rows()) <= _MOST_ARTICLES else {"distribution", "isBasedOn"}
    return {name: value for name, value in document.items() if name not in left_out}
