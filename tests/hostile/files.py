"""What a hostile file is, and one small harmless graph in each format that the others are made from."""

from collections.abc import Callable
from typing import NamedTuple

import pyoxigraph

from kg.words.formats import GRAPH_FORMATS


class Hostile(NamedTuple):
    """One hostile file: what is wrong with it, what it is called, and its bytes (or how to make them)."""

    name: str
    file: str
    data: bytes | Callable[[], bytes]

    @property
    def content(self) -> bytes:
        return self.data if isinstance(self.data, bytes) else self.data()


PREFIXES = """\
PREFIX ex: <https://example.org/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/pao/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pao: <https://w3id.org/pao/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX shape: <https://w3id.org/pao/shape/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

#: Nothing is wrong with this graph: one group with a label.
HARMLESS = PREFIXES + 'id:tooting-popular-front a pao:PoliticalOrganisation ; rdfs:label "Tooting Café Front"@en .\n'


def ending(form: str) -> str:
    return next(f.extensions[0] for f in GRAPH_FORMATS if f.name == form)


def written(turtle: str, form: str) -> bytes:
    """Return a graph, given as Turtle, in another format."""
    media_type = next(f.media_type for f in GRAPH_FORMATS if f.name == form)
    triples = [q.triple for q in pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)]
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.from_media_type(media_type)) or b""


FORMS = tuple(f.name for f in GRAPH_FORMATS)

#: The harmless graph in each format.
GRAPHS = {form: HARMLESS.encode() if form in ("turtle", "trig") else written(HARMLESS, form) for form in FORMS}
