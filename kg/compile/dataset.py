"""The dataset as graphs: a corpus compiled layer by layer."""

from collections.abc import Iterable, Mapping

from rdflib import Graph

from kg.compile.claims import compile_claims
from kg.compile.entities import compile_entities
from kg.compile.facts import compute_facts
from kg.compile.sources import compile_sources
from kg.compile.turtle import write_turtle
from kg.compile.vocabulary import ontology
from kg.source.corpus import ArticleSource, Corpus
from kg.source.scope import Located, locate
from kg.store.plain import plain_graph
from kg.words.layers import BUILT

_LICENCE = """\
Quotes from and facts after these articles, each under its licence:
{articles}
Made by 'kg build' from articles/ and entities/; changes here are lost."""


def compile_dataset(corpus: Corpus) -> dict[str, Graph]:
    """Return the graphs of the built layers by name; raises BadData for what cannot be compiled."""
    sources, claims = plain_graph(), Graph()
    entities = compile_entities(corpus.entities)
    for source in corpus.articles:
        located = located_passages(source)
        sources += compile_sources(source, located)
        claims += compile_claims(source, located)
    facts, derived = compute_facts(ontology(), entities, sources, claims)
    return {"entities": entities, "sources": sources, "claims": claims, "facts": facts, "derived": derived}


def located_passages(source: ArticleSource) -> dict[str, Located]:
    """Return the passages whose quote is found, by id."""
    found = {passage.id: locate(source.article, passage) for passage in source.passages}
    return {name: place for name, place in found.items() if place is not None}


def serialise_dataset(corpus: Corpus, graphs: dict[str, Graph]) -> dict[str, bytes]:
    """Return the files of the dataset by name, as Turtle."""
    described = [source.article.about.content for source in corpus.articles]
    return {f"{name}.ttl": write_turtle(graph, comment_of(name, described)) for name, graph in graphs.items()}


def comment_of(name: str, articles: Iterable[Mapping[str, str]]) -> str:
    """Return what stands at the head of a layer: what it holds, and the licence of each article behind it."""
    holds = next(layer.holds for layer in BUILT if layer.name == name)
    lines = (f"  '{about['title']}', {about['source']}, {about['licence']}" for about in articles)
    return f"{name.capitalize()}: {holds}.\n{_LICENCE.format(articles=chr(10).join(lines))}"
