"""Exports read back as triples of rdflib, each by a reader that has nothing to do with what wrote it."""

import csv
import io

import networkx
import pyoxigraph
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.util import from_n3

from kg.share.export import export, export_folder
from kg.words.formats import EXPORT_FORMATS, GRAPH_FORMATS

BASE = "https://w3id.org/pao/"
FORMATS = [f.name for f in EXPORT_FORMATS]
RDF_FORMATS = [f.name for f in GRAPH_FORMATS]
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "nanopub": "trig",
}
ENGINE = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "turtle12": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nanopub": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}


def triples_in(name, part=None):
    """Every triple that an export states, whatever graph it is in; a triple term states nothing."""
    if name == "csvw":
        files = export_folder(part)
        return {row for table in ("facts.csv", "derived.csv") if table in files for row in rows_of(files[table])}
    data = export(name, part)
    if name == "graphml":
        return {statement for statement, _ in edges_of(data)}
    if name == "turtle12":
        data = pyoxigraph.serialize(
            (quad.triple for quad in quads_by_engine(data, name) if not isinstance(quad.object, pyoxigraph.Triple)),
            format=pyoxigraph.RdfFormat.N_TRIPLES,
        )
        return set(Graph().parse(data=data, format="nt"))
    return read(data, name)


def read(data, name):
    dataset = Dataset(default_union=True)
    if name in ("trig", "nquads", "jsonld", "nanopub"):
        dataset.parse(data=data, format=RDFLIB[name])
        return set(dataset.triples((None, None, None)))
    return set(Graph().parse(data=data, format=RDFLIB[name]))


def quads_by_engine(data, name):
    return set(pyoxigraph.parse(data, format=ENGINE[name]))


def edges_of(data):
    """Yield each edge of GraphML as a triple, with its attributes."""
    network = networkx.read_graphml(io.BytesIO(data))
    for source, target, values in network.edges(data=True):
        yield (term(source), URIRef(BASE + values["predicate"]), term(target)), values


def term(node):
    return URIRef(BASE + node) if node.startswith("id/") else from_n3(node)


def table_of(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def rows_of(data):
    """Yield each row of a table of statements as a triple."""
    for row in table_of(data):
        ends = [URIRef(BASE + row[name]) for name in ("subject", "predicate")]
        yield *ends, URIRef(BASE + row["object"]) if row["object"] else literal(row)


def literal(row):
    kind = row["value_type"]
    if kind == "rdf:langString":
        return Literal(row["value"], lang="en")
    namespaces = {"xsd": "http://www.w3.org/2001/XMLSchema#", "edtf": "http://id.loc.gov/datatypes/edtf/"}
    prefix, _, name = kind.partition(":")
    return Literal(row["value"], datatype=namespaces[prefix] + name)


def with_propositions(data):
    """The triples of RDF 1.2 with each triple term taken apart again into subject, predicate and object."""
    for quad in quads_by_engine(data, "turtle12"):
        if isinstance(quad.object, pyoxigraph.Triple):
            names = (RDF.subject, RDF.predicate, RDF.object)
            for name, part in zip(names, (quad.object.subject, quad.object.predicate, quad.object.object), strict=True):
                yield pyoxigraph.Triple(quad.subject, pyoxigraph.NamedNode(str(name)), part)
        else:
            yield quad.triple
