"""Dates -> time specifications in RDF."""

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.compile.dates import Bounds, bounds
from kg.compile.names import EDTF, PAO


def edtf_literal(value: str) -> Literal:
    """Return an EDTF date as a typed literal (Library of Congress datatype)."""
    return Literal(value, datatype=EDTF.EDTF)


def add_time(graph: Graph, iri: URIRef, value: str, words: str | None, observed: bool = False) -> None:
    """Add a time specification: the date as written, the words of the text, and the bounds.

    What is observed at a time began on its last day at the latest, and ended on its first day at the earliest.
    """
    graph.add((iri, RDF.type, PAO.TimeSpec))
    graph.add((iri, PAO.edtf, edtf_literal(value)))
    if words:
        graph.add((iri, RDFS.label, Literal(words, lang="en")))
    limits = bounds(value)
    if observed:
        graph.add((iri, RDF.type, PAO.Observation))
        limits = Bounds(None, limits.end_latest, limits.start_earliest, None)
    for predicate, day in (
        (PAO.startEarliest, limits.start_earliest),
        (PAO.startLatest, limits.start_latest),
        (PAO.endEarliest, limits.end_earliest),
        (PAO.endLatest, limits.end_latest),
    ):
        if day is not None:
            graph.add((iri, predicate, Literal(day.isoformat(), datatype=XSD.date)))
