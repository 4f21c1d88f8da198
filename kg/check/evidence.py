"""The graph against the stored text: each passage is where it says, and its claims keep the voice that the text gives.

The text gate reads what people wrote; this reads what became of it, so that nothing is lost between the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.check import wording
from kg.check.descriptions import describe
from kg.check.findings import Finding
from kg.check.places import Places
from kg.check.written import check_written
from kg.compile import names
from kg.compile.facts import find_factual
from kg.compile.names import CITO, OA, PAO
from kg.compile.vocabulary import weakening_hedges
from kg.source.corpus import ArticleSource, Corpus
from kg.source.scope import governing

REMEDY = "Let 'kg build' compute it from the authored files, and never change the graph."

Problem = tuple[str, Node, str]


@dataclass(frozen=True)
class _Stated:
    """A passage of the graph with what the text has at its place."""

    graph: Graph
    node: Node
    source: ArticleSource
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.source.article.fold(self.source.article.text[self.start : self.end])

    @property
    def sentence(self) -> str:
        article = self.source.article
        return " ".join(article.fold(s.text) for s in article.sentences_at(self.start, self.end))

    def touches(self, other: "_Stated") -> bool:
        """Return whether two passages have words of one text in common."""
        return self.source is other.source and self.start < other.end and other.start < self.end

    @property
    def claims(self) -> list[Node]:
        return sorted(self.graph.subjects(PAO.statedIn, self.node), key=str)

    @property
    def speaks(self) -> bool:
        return any((claim, PAO.attribution, None) in self.graph for claim in self.claims)

    def acknowledged(self, check: str) -> bool:
        return any(str(text).startswith(f"{check}:") for text in self.graph.objects(self.node, PAO.acknowledgement))


def check_evidence(corpus: Corpus, data: Graph, places: Places) -> list[Finding]:
    """Return what in a graph is not as the stored text, the authored files or the rules for facts have it."""
    return [*_told(_facts(data), corpus, data, places), *check_stated(corpus, data, places)]


def check_stated(corpus: Corpus, data: Graph, places: Places) -> list[Finding]:
    """Return what in a graph is not as the stored text or the authored files have it.

    An article is held against its own files alone, so a corpus of one and the graph of that one give the same.
    """
    found = [*check_written(corpus, data)]
    passages = [*_passages(corpus, data)]
    for passage in passages:
        found += [*_place(passage)]
        around = [other for other in passages if other.touches(passage)]
        heard = any(other.speaks for other in around)
        for claim in passage.claims:
            found += [*_voice(passage, claim, heard), *_strength(passage, claim), *_reply(passage, claim)]
    return _told(found, corpus, data, places)


def _told(found: Iterable[Problem], corpus: Corpus, data: Graph, places: Places) -> list[Finding]:
    return [
        Finding(
            check,
            *places.find(thing),
            f"{describe(data, str(thing), corpus.entities)}: {message}",
            REMEDY,
            thing=str(thing),
        )
        for check, thing, message in found
    ]


def _slugs(source: ArticleSource) -> dict[str, None]:
    slug = source.article.slug
    return {slug: None} | {section.abstract_slug(slug): None for section in source.article.sections if section.article}


def _passages(corpus: Corpus, data: Graph) -> Iterator[_Stated]:
    articles = {names.article(slug): source for source in corpus.articles for slug in _slugs(source)}
    for node in sorted(data.subjects(RDF.type, PAO.Passage), key=str):
        source = articles.get(URIRef(str(data.value(node, OA.hasSource))))
        start, end = data.value(node, OA.start), data.value(node, OA.end)
        if source is not None and start is not None and end is not None:
            yield _Stated(data, node, source, int(str(start)), int(str(end)))


def _place(passage: _Stated) -> Iterator[Problem]:
    """Yield what is wrong with the words, the footnotes and the tags of a passage."""
    data, node, article = passage.graph, passage.node, passage.source.article
    if str(data.value(node, OA.exact)) != article.text[passage.start : passage.end]:
        yield "quote", node, "the stored text has other words at this place"
    marks = governing(article, passage.start, passage.end, article.sentences_at(passage.start, passage.end))
    cited = {names.reference(article.slug, int(mark.value)) for mark in marks if mark.is_citation}
    tagged = {PAO["tag-" + mark.value.replace(" ", "-")] for mark in marks if not mark.is_citation}
    if set(data.objects(node, CITO.citesAsEvidence)) != cited:
        yield "cites", node, "the stored text has other footnotes in the scope of this quote"
    if set(data.objects(node, PAO.editorialTag)) != tagged:
        yield "tags", node, "the stored text has other tags in the scope of this quote"


def _voice(passage: _Stated, claim: Node, heard: bool) -> Iterator[Problem]:
    """Yield what speaks against the voice of a claim."""
    if (claim, PAO.attribution, None) in passage.graph:
        return
    if wording.reporting_words(passage.sentence) and not passage.acknowledged("reported-speech"):
        yield "reported-speech", claim, "the sentence reports speech and the claim has no speaker"
    if any(mark in passage.quote for mark in '"“”') and not passage.acknowledged("quotation"):
        yield "quotation", claim, "the quote has words in quotation marks and the claim has no speaker"
    if wording.views(passage.quote) and not heard and not passage.acknowledged("unheard"):
        yield "unheard", claim, "the quote reports a view and nobody around it speaks"
    whole = names.part(URIRef(str(passage.node)), "said")
    if (None, PAO.attribution, whole) in passage.graph:
        yield "reported-speech", claim, "the other claims of the passage have a speaker, and this one has none"


def _strength(passage: _Stated, claim: Node) -> Iterator[Problem]:
    """Yield the denials and hedges that a claim lacks or has without cause."""
    negated = (claim, PAO.polarity, PAO.Negative) in passage.graph
    negation = bool(wording.negations(passage.quote)) and not passage.acknowledged("negation")
    sayings = passage.graph.objects(claim, PAO.attribution)
    if wording.denies(passage.quote) and any((s, PAO.act, PAO["act-denial"]) in passage.graph for s in sayings):
        negation = True
    if negated != negation and not (negated and passage.acknowledged("denial")):
        yield "negation", claim, f"the claim is {'' if negated else 'not '}denied, unlike the quote"
    stated = {str(hedge).removeprefix(str(PAO["hedge-"])) for hedge in passage.graph.objects(claim, PAO.hedge)}
    for kind, word in wording.hedges(passage.quote):
        if kind in weakening_hedges() and kind not in stated and not passage.acknowledged("hedge"):
            yield "hedge", claim, f"the quote says '{word}' and the claim has no hedge '{kind}'"


def _reply(passage: _Stated, claim: Node) -> Iterator[Problem]:
    """Yield a denial that denies nothing, and a reply that disputes nothing."""
    data = passage.graph
    for saying in data.objects(claim, PAO.attribution):
        act = data.value(saying, PAO.act)
        if (act == PAO["act-denial"]) != ((claim, PAO.polarity, PAO.Negative) in data):
            yield "act", claim, "a claim of a denial is denied, and no other claim of a speaker"
        if act in (PAO["act-denial"], PAO["act-response"]) and (claim, CITO.disputes, None) not in data:
            yield "act", claim, "a denial or a response disputes something"


def _facts(data: Graph) -> Iterator[Problem]:
    """Yield the claims that stand behind facts although the rules do not say so, or do not although they say so."""
    factual, pairs = find_factual(data)
    for claim in sorted(set(data.subjects(RDF.type, PAO.FactualClaim)) ^ factual, key=str):
        yield "facts", claim, "the rules for facts decide otherwise about this claim"
    for claim, _ in sorted(set(data.subject_objects(PAO.contradicts)) ^ pairs, key=str):
        yield "facts", claim, "the rules decide otherwise about what this claim contradicts"
