"""The one table of prefixes, and the one base address of everything that this project names."""

import re

BASE = "https://w3id.org/pao/"

#: Prefix -> namespace, alphabetical; every Turtle, SPARQL and JSON-LD file of ours agrees with it (a test).
PREFIXES = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "entailment": "http://www.w3.org/ns/entailment/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "graph": BASE + "graph/",
    "hico": "http://purl.org/emmedi/hico/",
    "id": BASE + "id/",
    "np": "http://www.nanopub.org/nschema#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "p": "http://www.wikidata.org/prop/",
    "pao": BASE + "ns#",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "pqv": "http://www.wikidata.org/prop/qualifier/value/",
    "pr": "http://www.wikidata.org/prop/reference/",
    "prov": "http://www.w3.org/ns/prov#",
    "ps": "http://www.wikidata.org/prop/statement/",
    "psv": "http://www.wikidata.org/prop/statement/value/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": BASE + "shape/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wdno": "http://www.wikidata.org/prop/novalue/",
    "wds": "http://www.wikidata.org/entity/statement/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(name: str) -> str:
    """Return the IRI of a prefixed name such as ``pao:memberOf``.

    >>> expand("pao:memberOf")
    'https://w3id.org/pao/ns#memberOf'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return an IRI as a prefixed name where one of our prefixes fits, else in angle brackets.

    >>> shorten("https://w3id.org/pao/id/john-ross")
    'id:john-ross'
    >>> shorten("https://w3id.org/pao/claim/a/b/1")
    '<https://w3id.org/pao/claim/a/b/1>'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def used_in(text: str | bytes) -> dict[str, str]:
    """Return the prefixes that some address in a text of N-Triples begins with, for each the longest that fits.

    >>> used_in("<https://w3id.org/pao/id/john-ross> <http://xmlns.com/foaf/0.1/name> _:b")
    {'foaf': 'http://xmlns.com/foaf/0.1/', 'id': 'https://w3id.org/pao/id/'}
    >>> list(used_in("<http://www.wikidata.org/prop/direct/P39>"))
    ['wdt']
    """
    longest = sorted(PREFIXES.values(), key=len, reverse=True)
    data = text.encode() if isinstance(text, str) else text
    found = set(re.findall(f"<({'|'.join(map(re.escape, longest))})".encode(), data))
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace.encode() in found}
