"""The description of the dataset for catalogues: DCAT 3, with the counts of VoID.

https://www.w3.org/TR/vocab-dcat-3/ and https://www.w3.org/TR/void/. Files of the release have relative addresses, so
that the description holds wherever the release is put.
"""

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import Literal, Triple

from kg.share.dataset_record import DATASET, articles, coverage, record
from kg.share.export import dataset_hash, export
from kg.share.files import Listed
from kg.share.triples import number, triple, typed, words
from kg.share.turtle import write_turtle
from kg.share.void import count, describe_counts
from kg.store.engine import rdf_format
from kg.words.folders import bundled
from kg.words.prefixes import BASE, expand

#: Where the files of a release would lie; taken out of the text again, so that their addresses become relative.
_HERE = BASE + "release/"

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_ALGORITHM = "spdx:checksumAlgorithm_sha256"

_COMMENT = """\
The dataset for catalogues: DCAT 3, with the counts of VoID. Made by 'kg release' from the record and the data.
Addresses of files are relative: they hold wherever the release is put."""


def describe_for_catalogues(files: list[Listed]) -> bytes:
    """Return the description in Turtle."""
    triples = {*_recorded(), *_computed(), *_distributions(files), *_counts()}
    return write_turtle(triples, _COMMENT).replace(f"<{_HERE}".encode(), b"<")


def _recorded() -> Iterator[Triple]:
    path = bundled("ontology/dataset.ttl")
    for quad in pyoxigraph.parse(path=str(path), format=rdf_format("turtle")):
        yield quad.triple


def _computed() -> Iterator[Triple]:
    """Yield the hash, the articles that the dataset is made from, and what its facts are about."""
    yield triple(DATASET, "spdx:checksum", _node("hash"))
    yield from _checksum(_node("hash"), dataset_hash())
    yield triple(_node("hash"), "rdfs:comment", words("Of the canonical N-Quads of the dataset (RDFC-1.0)."))
    for article in articles():
        yield triple(DATASET, "prov:wasDerivedFrom", article.iri)
        yield triple(article.iri, "dcterms:title", words(article.title))
        yield triple(article.iri, "dcterms:license", article.licence)
        if article.address:
            yield triple(DATASET, "dcterms:source", article.address)
            yield triple(article.iri, "dcterms:source", article.address)
    for iri, label in coverage().places:
        yield triple(DATASET, "dcterms:spatial", iri)
        yield triple(iri, "rdf:type", expand("dcterms:Location"))
        yield triple(iri, "rdfs:label", words(label))
    period = _node("period")
    yield triple(DATASET, "dcterms:temporal", period)
    yield triple(period, "rdf:type", expand("dcterms:PeriodOfTime"))
    yield triple(period, "dcat:startDate", typed(coverage().first, "xsd:date"))
    yield triple(period, "dcat:endDate", typed(coverage().last, "xsd:date"))


def _distributions(files: list[Listed]) -> Iterator[Triple]:
    for file in files:
        if not file.holds_dataset:
            continue
        node, address = _node(f"file-{file.path}"), _HERE + file.path
        yield triple(DATASET, "dcat:distribution", node)
        yield triple(node, "rdf:type", expand("dcat:Distribution"))
        yield triple(node, "dcterms:title", words(file.title))
        yield triple(node, "dcterms:license", record().licence)
        yield triple(node, "dcat:accessURL", address)
        yield triple(node, "dcat:downloadURL", address)
        yield triple(node, "dcat:mediaType", _MEDIA_TYPES + file.media_type)
        yield triple(node, "dcat:byteSize", typed(str(file.size), "xsd:nonNegativeInteger"))
        yield triple(node, "spdx:checksum", f"{node}-checksum")
        yield from _checksum(f"{node}-checksum", file.sha256)
        if file.path.endswith((".nq", ".nt", ".ttl", ".trig")):
            yield triple(DATASET, "void:dataDump", address)


def _checksum(node: str, digits: str) -> Iterator[Triple]:
    yield triple(node, "rdf:type", expand("spdx:Checksum"))
    yield triple(node, "spdx:algorithm", expand(_ALGORITHM))
    yield triple(node, "spdx:checksumValue", typed(digits, "xsd:hexBinary"))


def _counts() -> Iterator[Triple]:
    """Yield the sizes of the dataset: as a whole, by graph, by class and by property."""
    counts = count(pyoxigraph.parse(export("nquads"), format=rdf_format("nquads")))
    yield triple(DATASET, "void:uriSpace", Literal(BASE))
    yield from describe_counts(DATASET, counts, _node)
    for graph, triples in counts.graphs.items():
        yield triple(DATASET, "void:subset", graph)
        yield triple(graph, "rdf:type", expand("void:Dataset"))
        yield triple(graph, "void:triples", number(triples))


def _node(name: str) -> str:
    return f"{DATASET}#{name}"
