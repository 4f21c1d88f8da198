"""The record of the dataset, read from ontology/dataset.ttl, and what the data themselves say of their origin."""

from functools import cache
from typing import NamedTuple

import pyoxigraph

from kg.ask.own_queries import ask_named
from kg.words.folders import bundled
from kg.words.prefixes import BASE, expand

#: The dataset, and whoever made it.
DATASET = BASE + "dataset"


class Article(NamedTuple):
    """An article that the dataset is made from; the abstracts that are stored with it have no address of their own."""

    iri: str
    title: str
    address: str | None
    licence: str
    publisher: str | None


class Record(NamedTuple):
    """What is said of the dataset as a whole; dates are ISO 8601."""

    title: str
    description: str
    version: str
    created: str
    issued: str
    modified: str
    language: str
    licence: str
    keywords: tuple[str, ...]
    authors: str
    authors_iri: str


class Coverage(NamedTuple):
    """What the facts are about: the places of the articles' main topic, and the first and last days of dated facts."""

    places: tuple[tuple[str, str], ...]
    first: str
    last: str


@cache
def record() -> Record:
    """Return the record of the dataset."""
    store = pyoxigraph.Store()
    store.load(path=str(bundled("ontology/dataset.ttl")), format=pyoxigraph.RdfFormat.TURTLE)

    def values(subject: str, name: str) -> list[str]:
        node, term = pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(expand(name))
        found = [quad.object for quad in store.quads_for_pattern(node, term, None)]
        return sorted(term.value for term in found if isinstance(term, (pyoxigraph.Literal, pyoxigraph.NamedNode)))

    def one(name: str, subject: str = DATASET) -> str:
        (value,) = values(subject, name)
        return value

    authors = one("dcterms:creator")
    return Record(
        title=one("dcterms:title"),
        description=one("dcterms:description"),
        version=one("dcat:version"),
        created=one("dcterms:created"),
        issued=one("dcterms:issued"),
        modified=one("dcterms:modified"),
        language=one("dcterms:language").rpartition("/")[2],
        licence=one("dcterms:license"),
        keywords=tuple(sorted(values(DATASET, "dcat:keyword"), key=str.casefold)),
        authors=one("foaf:name", authors),
        authors_iri=authors,
    )


@cache
def articles() -> tuple[Article, ...]:
    """Return the articles that the dataset is made from; those with an address first."""
    found = [Article(*(None if cell is None else str(cell) for cell in row)) for row in ask_named("origins")]  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda article: (article.address is None, article.title)))


@cache
def coverage() -> Coverage:
    """Return the places and the time that the facts are about."""
    places = tuple((str(iri), str(label)) for iri, label in ask_named("places-of-topics"))
    (first, last), *_ = ask_named("time-of-facts")
    return Coverage(places, str(first), str(last))
