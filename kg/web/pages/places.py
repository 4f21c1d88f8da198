"""Where on the site people read of an address of the dataset: a page, or an anchor on one."""

from functools import cache

from kg.ask.catalogue import queries
from kg.ask.names import labels, things
from kg.web.pages.layout import laid_out
from kg.web.pages.view import claims, passages, sources
from kg.words.prefixes import BASE, PREFIXES


@cache
def source_pages() -> dict[str, str]:
    """Return the page of the sources of each article that has references, by the name of the article.

    The sources of a single article are the page of the sources; those of several have a page each.
    """
    start = f"{BASE}ref/"
    slugs = sorted({iri.removeprefix(start).partition("/")[0] for iri in sources() if iri.startswith(start)})
    return {slug: "sources.html" if len(slugs) == 1 else f"sources/{slug}.html" for slug in slugs}


def page_of(iri: str) -> str | None:
    """Return the path of the page that tells of an address of ours, with a fragment where it is part of a page.

    None for an address that has no page, or that is none of ours.
    """
    if not iri.startswith(BASE):
        return None
    kind, _, name = iri.removeprefix(BASE).partition("/")
    if kind == "id":
        return f"id/{name}.html" if name in things() else None
    if iri == PREFIXES["pao"].removesuffix("#"):
        return "ontology.html"
    if iri.startswith(PREFIXES["pao"]):
        return f"ontology.html#{iri.removeprefix(PREFIXES['pao'])}" if iri in labels() else None
    if kind == "query":
        return f"query/{name}.html" if name in {query.name for query in queries()} else None
    if kind == "claim" and iri in claims():
        slug, passage, claim = name.split("/")
        return f"{laid_out()[slug].card_pages[passage]}#claim/{passage}/{claim}"
    if kind == "passage" and iri in passages():
        slug, _, rest = name.partition("/")
        return f"article/{slug}.html#words/{rest}"
    if kind == "ref" and iri in sources():
        return f"{source_pages()[name.partition('/')[0]]}#ref/{name}"
    return f"article/{name}.html" if kind == "article" and iri in sources() else None
