"""A second reckoning of what may be a fact, in plain Python over the compiled claims; the rules must agree with it."""

from rdflib import RDF
from rdflib.namespace import FOAF

from kg.compile.names import CITO, PAO
from kg.compile.vocabulary import ontology


def propositions(claims, claim):
    """The subject, predicate and object of a claim; what is missing is None."""
    return tuple(claims.value(claim, term) for term in (RDF.subject, RDF.predicate, RDF.object))


def eligible(graphs):
    """The propositions that may be facts."""
    claims, sources = graphs["claims"], graphs["sources"]
    found = set()
    for claim in claims.subjects(RDF.type, PAO.Claim):
        spo = propositions(claims, claim)
        same = [other for other in claims.subjects(RDF.subject, spo[0]) if propositions(claims, other) == spo]
        people = [t for t in (spo[0], spo[2]) if is_person(graphs, t) and not is_dead(graphs, t)]
        sensitive = (spo[1], PAO.sensitive, None) in ontology()
        passage = claims.value(claim, PAO.statedIn)
        cited = (passage, CITO.citesAsEvidence, None) in sources
        tagged = (passage, PAO.editorialTag, PAO["tag-citation-needed"]) in sources
        weakened = any((hedge, PAO.weakens, None) in ontology() for hedge in claims.objects(claim, PAO.hedge))
        disputed = any((None, CITO.disputes, o) in claims or (o, PAO.polarity, PAO.Negative) in claims for o in same)
        said = (claim, PAO.attribution, None) in claims
        if None not in spo and not (said or tagged or weakened or disputed) and (cited or not sensitive or not people):
            found.add(spo)
    return found


def is_dead(graphs, term):
    return any(
        (claim, RDF.predicate, PAO.deceased) in graphs["claims"]
        and (claim, PAO.voice, PAO.ArticleVoice) in graphs["claims"]
        for claim in graphs["claims"].subjects(RDF.subject, term)
    )


def is_person(graphs, term):
    return (term, RDF.type, FOAF.Person) in graphs["entities"]
