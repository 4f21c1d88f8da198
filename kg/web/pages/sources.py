"""The page of the sources: for each reference what rests on it alone, and which facts would fall without it."""

from collections.abc import Iterable
from functools import partial

from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.parts import Part, parts, whole
from kg.web.pages.references import PATH, SECTIONS, Entry, of_article, source_pages, stated_in
from kg.web.pages.view import name_of, passages, sources, value
from kg.words.formats import web_type
from kg.words.prefixes import BASE

#: How many articles the list of these pages names on one page at most.
_MOST = 400


def documents() -> Iterable[Document]:
    """Yield the page of the sources of each article, and where there are several, the list of these pages."""
    for slug, divided in source_pages().items():
        for part in divided:
            yield Document(part.path, web_type(part.path), partial(_render, slug, part))
    if len(source_pages()) > 1:
        for list_part in parts(PATH, list(source_pages()), lambda run: len(_render_list(whole(PATH, run))), _MOST):
            yield Document(list_part.path, web_type(list_part.path), partial(_render_list, list_part))


def _render_list(part: Part[str]) -> bytes:
    pages = [(source_pages()[slug][0].path, name_of(f"{BASE}article/{slug}"), of_article(slug)) for slug in part.items]
    return fill(
        "source_list.html",
        part.path,
        part=part,
        title="Sources",
        description="For each article, what rests on which of its references alone.",
        pages=pages,
    )


def _render(slug: str, part: Part[Entry]) -> bytes:
    facts = [claim for claim in stated_in(slug) if claim.look == "fact"]
    node = sources()[f"{BASE}article/{slug}"]
    title = value(node, "dcterms:title")
    return fill(
        "sources.html",
        part.path,
        part=part,
        title="Sources" if part.first == PATH else f"Sources of “{title}”",
        description=f"Which claims and facts of “{title}” rest on which reference alone, and on which none.",
        iri=f"{BASE}article/{slug}",
        article=title,
        publisher=value(node, "dc:publisher"),
        shown=part.items,
        begins=_begins(slug),
        counts={section: _count(slug, section) for section in SECTIONS},
        uncited=sum(1 for claim in facts if not passages()[claim.passage].references),
        facts=len(facts),
        value=value,
    )


def _begins(slug: str) -> dict[str, str]:
    """Return on which part each section begins; one that has nothing in it stands on the last."""
    divided = source_pages()[slug]
    found = {entry.section: part.path for part in reversed(divided) for entry in reversed(part.items)}
    return {section: found.get(section, divided[-1].path) for section in SECTIONS}


def _count(slug: str, section: str) -> int:
    return sum(entry.section == section for part in source_pages()[slug] for entry in part.items)
