"""Where on the site people read of an address of the dataset: a page, or an anchor on one."""

from kg.ask.catalogue import queries
from kg.ask.names import labels, things
from kg.web.pages.cards import card_pages
from kg.web.pages.references import reference_pages
from kg.web.pages.view import claims, passages, sources
from kg.words.prefixes import BASE, PREFIXES


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
        return f"{card_pages()[f'{BASE}passage/{slug}/{passage}']}#claim/{passage}/{claim}"
    if kind == "passage" and iri in passages():
        slug, _, rest = name.partition("/")
        return f"article/{slug}.html#words/{rest}"
    if kind == "ref" and iri in sources():
        return f"{reference_pages()[iri]}#ref/{name}"
    return f"article/{name}.html" if kind == "article" and iri in sources() else None
