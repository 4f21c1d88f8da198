"""What a page says to programs: JSON-LD in the page, of facts alone, so that nobody's word is read as one.

https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
"""

import json
from functools import cache
from typing import Any

from kg.share.statements import Node, nodes_of
from kg.web.pages.view import entities, sources, value
from kg.words.prefixes import BASE, PREFIXES

#: How many characters a page tells at most; of a thing of which there is more, its files in other formats have it.
_MOST = 20_000

#: What is told of a thing apart from its facts.
_NAMING = ("rdf:type", "rdfs:label", "skos:altLabel", "owl:differentFrom")


def thing_data(iri: str) -> dict[str, Any]:
    """Return a thing with its names and the facts that it is the subject of, and what follows from them.

    Where these are too many for a page, its names alone.
    """
    named = {name: list(terms) for name, terms in entities()[iri].items() if name in _NAMING}
    told: dict[str, list[Any]] = {name: list(terms) for name, terms in named.items()}
    for node in (_facts().get(iri, {}), _derived().get(iri, {})):
        for name, terms in node.items():
            told.setdefault(name, []).extend(terms)
    whole = _document(iri, told)
    return whole if len(json.dumps(whole)) <= _MOST else _document(iri, named)


def article_data(slug: str) -> dict[str, Any]:
    """Return an article with what it is about, where it comes from, and its licence."""
    iri = f"{BASE}article/{slug}"
    node = sources()[iri]
    data: dict[str, Any] = {
        "@context": {"@vocab": PREFIXES["schema"]},
        "@id": iri,
        "@type": "Article",
        "name": value(node, "dcterms:title"),
        "inLanguage": "en",
        "license": value(node, "dcterms:license"),
        "url": value(node, "dcterms:source"),
        "publisher": value(node, "dc:publisher"),
        "about": value(node, "foaf:primaryTopic"),
        "isPartOf": value(node, "dcterms:isPartOf"),
    }
    for name in ("about", "isPartOf"):
        data[name] = {"@id": data[name]} if data[name] else ""
    return {name: told for name, told in data.items() if told}


def _document(iri: str, node: dict[str, list[Any]]) -> dict[str, Any]:
    """Return a node as JSON-LD with the prefixes that it uses."""
    document: dict[str, Any] = {"@id": iri}
    for name, terms in node.items():
        key = "@type" if name == "rdf:type" else name
        document[key] = [term.value if key == "@type" else _value(term) for term in terms]
    used = {name.partition(":")[0] for name in node if name != "rdf:type"}
    return {"@context": {prefix: PREFIXES[prefix] for prefix in sorted(used)}, **document}


def _value(term: Any) -> dict[str, str]:
    """Return a term as a value of expanded JSON-LD."""
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return {"@id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = datatype.value
    return {"@value": term.value} if kind == PREFIXES["xsd"] + "string" else {"@value": term.value, "@type": kind}


@cache
def _facts() -> dict[str, Node]:
    return nodes_of("facts")


@cache
def _derived() -> dict[str, Node]:
    return nodes_of("derived")
