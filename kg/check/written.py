"""The graph against the authored files: every claim keeps its ends, its strength, its speaker and its act."""

from collections.abc import Iterator

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.compile import names
from kg.compile.names import CITO, PAO
from kg.compile.vocabulary import predicates
from kg.source.corpus import UNNAMED, ArticleSource, Corpus
from kg.source.passages import Claim, Passage, Said


def check_written(corpus: Corpus, data: Graph) -> Iterator[tuple[str, Node, str]]:
    """Yield the claims that say something else in the graph than in the authored files, or are not in both."""
    seen: set[Node] = set()
    for source in corpus.articles:
        slugs = {passage.id: _slug(source, passage) for passage in source.passages}
        for passage in source.passages:
            for claim in passage.claims:
                iri = names.claim(slugs[passage.id], passage.id, claim.name)
                seen.add(iri)
                for term, wanted in _wanted(slugs, passage, claim).items():
                    if set(data.objects(iri, term)) != wanted:
                        yield "written", iri, f"<{term}> is not what the authored file has"
                yield from _sayings(data, iri, passage.said_of(claim))
    for other in sorted(set(data.subjects(RDF.type, PAO.Claim)) - seen, key=str):
        yield "written", other, "no authored file has this claim"


def _slug(source: ArticleSource, passage: Passage) -> str:
    stored = source.article.slug
    section = next((s for s in source.article.sections if s.id == passage.section), None)
    return section.abstract_slug(stored) if section is not None and section.article else stored


def _wanted(slugs: dict[str, str], passage: Passage, claim: Claim) -> dict[URIRef, set[Node]]:
    wanted: dict[URIRef, set[Node]] = {RDF.subject: {names.thing(claim.subject)}}
    if claim.predicate is not None:
        wanted[RDF.predicate] = {predicates()[claim.predicate].iri}
    if claim.value is None:
        wanted[RDF.object] = {names.thing(claim.object)} if claim.object is not None else set()
    wanted[PAO.hedge] = {PAO["hedge-" + hedge] for hedge in claim.hedges}
    wanted[PAO.polarity] = {PAO.Negative} if claim.negated else set()
    disputed = [other.partition("/") for other in claim.disputes]
    wanted[CITO.disputes] = {names.claim(slugs[name], name, number) for name, _, number in disputed}
    return wanted


def _sayings(data: Graph, iri: URIRef, said: Said | None) -> Iterator[tuple[str, Node, str]]:
    sayings = list(data.objects(iri, PAO.attribution))
    if len(sayings) != (0 if said is None else 1):
        yield "written", iri, "the claim has another number of speakers than in the authored file"
    if said is None:
        return
    speaker = PAO["unnamed-speaker"] if said.speaker == UNNAMED else names.thing(said.speaker)
    for saying in sayings:
        if set(data.objects(saying, PAO.speaker)) != {speaker}:
            yield "written", iri, "the speaker is not the one of the authored file"
        if set(data.objects(saying, PAO.act)) != {PAO["act-" + said.act]}:
            yield "written", iri, "the speech act is not the one of the authored file"
