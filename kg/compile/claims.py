"""Passages with claims -> the graph of claims, asserted or not."""

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.compile.names import CITO, PAO, claim, part, passage, reference, thing
from kg.compile.times import add_time, edtf_literal
from kg.compile.vocabulary import Predicate, is_date, predicates
from kg.source.corpus import UNNAMED, ArticleSource
from kg.source.passages import Claim, Said
from kg.source.scope import Located
from kg.store.plain import plain_graph
from kg.words.errors import RuleBroken, did_you_mean


def compile_claims(source: ArticleSource, located: dict[str, Located]) -> Graph:
    """Return the claims of an article as RDF; raises RuleBroken, with file and line, for what cannot be one."""
    graph = plain_graph()
    slugs = slugs_of(source, located)
    for place in located.values():
        add_claims(graph, source, slugs, place)
    return graph


def slugs_of(source: ArticleSource, located: dict[str, Located]) -> dict[str, str]:
    """Return, for each passage, the name in addresses of the article or abstract that it is of."""
    return {name: place.slug(source.article) for name, place in located.items()}


def add_claims(graph: Graph, source: ArticleSource, slugs: dict[str, str], place: Located) -> None:
    """Add the claims of one passage; raises RuleBroken, with file and line, for what cannot be a claim."""
    for item in place.passage.claims:
        try:
            _add_claim(graph, source.article.slug, slugs, place, item)
        except RuleBroken as error:
            raise RuleBroken(f"{place.passage.path}:{item.line}: {error}") from None


def _add_claim(graph: Graph, stored: str, slugs: dict[str, str], place: Located, item: Claim) -> None:
    slug = slugs[place.passage.id]
    iri = claim(slug, place.passage.id, item.name)
    said = place.passage.said_of(item)
    graph.add((iri, RDF.type, PAO.Claim))
    graph.add((iri, PAO.statedIn, passage(slug, place.passage.id)))
    graph.add((iri, RDF.subject, thing(item.subject)))
    graph.add((iri, PAO.voice, PAO.Attributed if said else PAO.ArticleVoice))
    graph.add((iri, PAO.support, _support(place)))
    if item.predicate:
        _add_proposition(graph, iri, item, _predicate(item.predicate))
    if said:
        _add_attribution(graph, stored, passage(slug, place.passage.id), iri, item, said)
    if item.negated:
        graph.add((iri, PAO.polarity, PAO.Negative))
    for hedge in item.hedges:
        graph.add((iri, PAO.hedge, PAO["hedge-" + hedge]))
    held = item.when or item.at
    if held:
        graph.add((iri, PAO.validTime, part(iri, "time")))
        add_time(graph, part(iri, "time"), held, item.words, observed=item.at is not None)
    if item.context:
        graph.add((iri, PAO.context, thing(item.context)))
    for other in item.disputes:
        name, _, number = other.partition("/")
        graph.add((iri, CITO.disputes, claim(slugs.get(name, slug), name, number)))
    if item.unit:
        graph.add((iri, PAO.unit, Literal(item.unit)))
    for predicate, text in (
        (PAO.gist, item.gist),
        (PAO.roleLabel, item.role),
        (PAO.purpose, item.purpose),
        (SKOS.editorialNote, item.note),
    ):
        if text:
            graph.add((iri, predicate, Literal(text, lang="en")))


def _support(place: Located) -> URIRef:
    if "citation needed" in place.tags:
        return PAO.CitationNeeded
    return PAO.Cited if place.citations else PAO.Uncited


def _predicate(name: str) -> Predicate:
    known = predicates()
    if name not in known:
        hint = did_you_mean(name, list(known)) or f" Known are {', '.join(known)}."
        raise RuleBroken(f"the ontology has no claimable predicate '{name}'.{hint}")
    return known[name]


def _add_proposition(graph: Graph, iri: URIRef, item: Claim, predicate: Predicate) -> None:
    graph.add((iri, RDF.predicate, predicate.iri))
    if item.object is None and item.value is None:
        if not item.negated:
            raise RuleBroken(f"'{predicate.name}' has no object; add 'o' or 'v'.")
        return
    if predicate.takes_value != (item.value is not None):
        wanted = "a value ('v')" if predicate.takes_value else "an entity ('o')"
        raise RuleBroken(f"'{predicate.name}' takes {wanted}.")
    if item.object is not None:
        graph.add((iri, RDF.object, thing(item.object)))
        return
    assert item.value is not None
    graph.add((iri, RDF.object, _literal(item.value, predicate)))
    if is_date(predicate):
        graph.add((iri, PAO.objectTime, part(iri, "object-time")))
        add_time(graph, part(iri, "object-time"), item.value, item.words)


def _literal(value: str, predicate: Predicate) -> Literal:
    if is_date(predicate):
        return edtf_literal(value)
    if predicate.range in (XSD.integer, XSD.decimal, XSD.boolean):
        literal = Literal(value, datatype=predicate.range)
        if literal.ill_typed or str(literal) != value:
            kind = str(predicate.range).rsplit("#", 1)[-1]
            raise RuleBroken(f"'{value}' is not a plain {kind}; write it without signs, commas or leading zeros.")
        return literal
    return Literal(value, lang="en")


def _add_attribution(graph: Graph, stored: str, where: URIRef, iri: URIRef, item: Claim, said: Said) -> None:
    """Add who says it; what a whole passage says is said once, what a claim says of its own is said of it alone."""
    saying = part(iri if item.said else where, "said")
    graph.add((iri, PAO.attribution, saying))
    graph.add((saying, RDF.type, PAO.Attribution))
    speaker = PAO["unnamed-speaker"] if said.speaker == UNNAMED else thing(said.speaker)
    graph.add((saying, PAO.speaker, speaker))
    graph.add((saying, PAO.act, PAO["act-" + said.act]))
    if said.reference is not None:
        graph.add((saying, PAO.medium, reference(stored, said.reference)))
    if said.when:
        graph.add((saying, PAO.saidTime, part(saying, "time")))
        add_time(graph, part(saying, "time"), said.when, said.words)
