"""The dataset as graphs: a corpus compiled layer by layer."""

from rdflib import Graph

from kg.compile.claims import compile_claims
from kg.compile.entities import compile_entities
from kg.compile.facts import compute_facts
from kg.compile.sources import compile_sources
from kg.compile.turtle import write_turtle
from kg.compile.vocabulary import ontology
from kg.source.corpus import ArticleSource, Corpus
from kg.source.scope import Located, locate
from kg.words.layers import BUILT

_LICENCE = """\
Quotes from and facts after these articles, each under its licence:
{articles}
Made by 'kg build' from articles/ and entities/; changes here are lost."""


def compile_dataset(corpus: Corpus) -> dict[str, Graph]:
    """Return the graphs of the built layers by name; raises BadData for what cannot be compiled."""
    sources, claims = Graph(), Graph()
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
    lines = (f"  '{about['title']}', {about['source']}, {about['licence']}" for about in described)
    licence = _LICENCE.format(articles="\n".join(lines))
    holds = {layer.name: layer.holds for layer in BUILT}
    return {
        f"{name}.ttl": write_turtle(graph, f"{name.capitalize()}: {holds[name]}.\n{licence}")
        for name, graph in graphs.items()
    }
