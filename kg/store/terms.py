"""Terms of the embedded engine as terms of rdflib, and back; no value is changed on the way."""

import pyoxigraph
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Node

Own = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


def as_term(term: object) -> Node:
    """Return a term of the engine as one of rdflib, in which a plain text has no datatype."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return Literal(term.value, lang=term.language, normalize=False)
    plain = term.datatype.value == str(XSD.string)
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)


def as_own(term: Node) -> Own:
    """Return a term of rdflib as one of the engine."""
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(str(term))
    assert isinstance(term, Literal)
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    return pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(str(term.datatype or XSD.string)))
