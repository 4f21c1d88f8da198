"""The description of the dataset for catalogues: DCAT 3, with the counts of VoID.

https://www.w3.org/TR/vocab-dcat-3/ and https://www.w3.org/TR/void/. Files of the release have relative addresses, so
that the description holds wherever the release is put.
"""

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple

from kg.share.dataset_record import DATASET, articles, coverage, record
from kg.share.export import dataset_hash, export
from kg.share.files import File
from kg.share.turtle import write_turtle
from kg.store.engine import rdf_format
from kg.words.folders import bundled
from kg.words.prefixes import BASE, PREFIXES, expand, shorten

#: Where the files of a release would lie; taken out of the text again, so that their addresses become relative.
_HERE = BASE + "release/"

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_ALGORITHM = "spdx:checksumAlgorithm_sha256"

_COMMENT = """\
The dataset for catalogues: DCAT 3, with the counts of VoID. Made by 'kg release' from the record and the data.
Addresses of files are relative: they hold wherever the release is put."""


def describe_for_catalogues(files: list[File]) -> bytes:
    """Return the description in Turtle."""
    triples = {*_recorded(), *_computed(), *_distributions(files), *_counts()}
    return write_turtle(triples, _COMMENT).replace(f"<{_HERE}".encode(), b"<")


def _recorded() -> Iterator[Triple]:
    path = bundled("ontology/dataset.ttl")
    for quad in pyoxigraph.parse(path=str(path), format=rdf_format("turtle")):
        yield quad.triple


def _computed() -> Iterator[Triple]:
    """Yield the hash, the articles that the dataset is made from, and what its facts are about."""
    yield _triple(DATASET, "spdx:checksum", _node("hash"))
    yield from _checksum(_node("hash"), dataset_hash())
    yield _triple(_node("hash"), "rdfs:comment", _words("Of the canonical N-Quads of the dataset (RDFC-1.0)."))
    for article in articles():
        yield _triple(DATASET, "prov:wasDerivedFrom", article.iri)
        yield _triple(article.iri, "dcterms:title", _words(article.title))
        yield _triple(article.iri, "dcterms:license", article.licence)
        if article.address:
            yield _triple(DATASET, "dcterms:source", article.address)
            yield _triple(article.iri, "dcterms:source", article.address)
    for iri, label in coverage().places:
        yield _triple(DATASET, "dcterms:spatial", iri)
        yield _triple(iri, "rdf:type", expand("dcterms:Location"))
        yield _triple(iri, "rdfs:label", _words(label))
    period = _node("period")
    yield _triple(DATASET, "dcterms:temporal", period)
    yield _triple(period, "rdf:type", expand("dcterms:PeriodOfTime"))
    yield _triple(period, "dcat:startDate", _typed(coverage().first, "xsd:date"))
    yield _triple(period, "dcat:endDate", _typed(coverage().last, "xsd:date"))


def _distributions(files: list[File]) -> Iterator[Triple]:
    for file in files:
        if not file.holds_dataset:
            continue
        node, address = _node(f"file-{file.path}"), _HERE + file.path
        yield _triple(DATASET, "dcat:distribution", node)
        yield _triple(node, "rdf:type", expand("dcat:Distribution"))
        yield _triple(node, "dcterms:title", _words(file.title))
        yield _triple(node, "dcterms:license", record().licence)
        yield _triple(node, "dcat:accessURL", address)
        yield _triple(node, "dcat:downloadURL", address)
        yield _triple(node, "dcat:mediaType", _MEDIA_TYPES + file.media_type)
        yield _triple(node, "dcat:byteSize", _typed(str(len(file.data)), "xsd:nonNegativeInteger"))
        yield _triple(node, "spdx:checksum", f"{node}-checksum")
        yield from _checksum(f"{node}-checksum", file.sha256)
        if file.path.endswith((".nq", ".nt", ".ttl", ".trig")):
            yield _triple(DATASET, "void:dataDump", address)


def _checksum(node: str, digits: str) -> Iterator[Triple]:
    yield _triple(node, "rdf:type", expand("spdx:Checksum"))
    yield _triple(node, "spdx:algorithm", expand(_ALGORITHM))
    yield _triple(node, "spdx:checksumValue", _typed(digits, "xsd:hexBinary"))


def _counts() -> Iterator[Triple]:
    """Yield the sizes of the dataset: as a whole, by graph, by class and by property."""
    quads = list(pyoxigraph.parse(export("nquads"), format=rdf_format("nquads")))
    yield _triple(DATASET, "rdf:type", expand("void:Dataset"))
    yield _triple(DATASET, "void:uriSpace", Literal(BASE))
    yield _triple(DATASET, "void:triples", _number(len(quads)))
    yield _triple(DATASET, "void:distinctSubjects", _number(len({quad.subject for quad in quads})))
    yield _triple(DATASET, "void:distinctObjects", _number(len({quad.object for quad in quads})))
    by_graph: dict[str, int] = {}
    by_property: dict[str, int] = {}
    by_class: dict[str, set[str]] = {}
    for quad in quads:
        by_graph[_iri(quad.graph_name)] = by_graph.get(_iri(quad.graph_name), 0) + 1
        by_property[_iri(quad.predicate)] = by_property.get(_iri(quad.predicate), 0) + 1
        if _iri(quad.predicate) == expand("rdf:type"):
            by_class.setdefault(_iri(quad.object), set()).add(_iri(quad.subject))
    yield _triple(DATASET, "void:classes", _number(len(by_class)))
    yield _triple(DATASET, "void:properties", _number(len(by_property)))
    vocabularies = {_namespace(term) for term in (*by_class, *by_property)} - {expand("rdf:")}
    for vocabulary in vocabularies:
        yield _triple(DATASET, "void:vocabulary", vocabulary)
    for graph, number in by_graph.items():
        yield _triple(DATASET, "void:subset", graph)
        yield _triple(graph, "rdf:type", expand("void:Dataset"))
        yield _triple(graph, "void:triples", _number(number))
    for term, members in by_class.items():
        yield from _part("class", term, "void:entities", len(members))
    for term, number in by_property.items():
        yield from _part("property", term, "void:triples", number)


def _part(kind: str, term: str, unit: str, number: int) -> Iterator[Triple]:
    node = _node(f"{kind}-{shorten(term).replace(':', '-')}")
    yield _triple(DATASET, f"void:{kind}Partition", node)
    yield _triple(node, f"void:{kind}", term)
    yield _triple(node, unit, _number(number))


def _triple(subject: str, predicate: str, object_: str | Literal) -> Triple:
    target = object_ if isinstance(object_, Literal) else NamedNode(object_)
    return Triple(NamedNode(subject), NamedNode(expand(predicate)), target)


def _node(name: str) -> str:
    return f"{DATASET}#{name}"


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def _namespace(term: str) -> str:
    prefix, _, _ = shorten(term).partition(":")
    return PREFIXES[prefix]


def _words(text: str) -> Literal:
    return Literal(text, language="en")


def _number(number: int) -> Literal:
    return _typed(str(number), "xsd:integer")


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(expand(datatype)))
