"""The addresses of everything in the dataset; no other module builds an IRI of ours."""

from rdflib import Namespace, URIRef

from kg.words.prefixes import BASE, PREFIXES

CITO = Namespace(PREFIXES["cito"])
EDTF = Namespace(PREFIXES["edtf"])
OA = Namespace(PREFIXES["oa"])
PAO = Namespace(PREFIXES["pao"])
SCHEMA = Namespace(PREFIXES["schema"])
WD = Namespace(PREFIXES["wd"])


def thing(identifier: str) -> URIRef:
    """Return the IRI of an entity."""
    return URIRef(f"{BASE}id/{identifier}")


def article(slug: str) -> URIRef:
    """Return the IRI of a stored article."""
    return URIRef(f"{BASE}article/{slug}")


def passage(slug: str, name: str) -> URIRef:
    """Return the IRI of a passage of an article."""
    return URIRef(f"{BASE}passage/{slug}/{name}")


def claim(slug: str, passage_name: str, name: str) -> URIRef:
    """Return the IRI of a claim of a passage."""
    return URIRef(f"{BASE}claim/{slug}/{passage_name}/{name}")


def reference(slug: str, number: int) -> URIRef:
    """Return the IRI of an entry in the list of references of an article."""
    return URIRef(f"{BASE}ref/{slug}/{number}")


def citation(slug: str, number: int) -> URIRef:
    """Return the IRI of a footnote mark, counted through the text of an article."""
    return URIRef(f"{BASE}citation/{slug}/{number}")


def link(identifier: str, item: str) -> URIRef:
    """Return the IRI of the link between an entity and an item of Wikidata."""
    return URIRef(f"{BASE}link/{identifier}/{item}")


def part(whole: URIRef, name: str) -> URIRef:
    """Return the IRI of a part of a thing that has no address of its own, such as the time of a claim."""
    return URIRef(f"{whole}{'-' if '#' in whole else '#'}{name}")
