"""A second reckoning of what may be a fact, in plain Python over the compiled claims; the rules must agree with it."""

from rdflib import RDF, Literal
from rdflib.namespace import FOAF

from kg.compile.names import CITO, OA, PAO
from kg.compile.vocabulary import ontology


def propositions(claims, claim):
    """The subject, predicate and object of a claim; what is missing is None."""
    return tuple(claims.value(claim, term) for term in (RDF.subject, RDF.predicate, RDF.object))


def eligible(graphs):
    """The propositions that may be facts."""
    claims, sources = graphs["claims"], graphs["sources"]
    found = set()
    # only claims about the same thing can contradict each other, and only by some predicates or a denial
    about = {}
    for claim in claims.subjects(RDF.type, PAO.Claim):
        s, p, o = propositions(claims, claim)
        telling = (p, PAO.oneValue, None) in ontology() or (p, PAO.datesBeginningOf, None) in ontology()
        if telling or (None, PAO.datesBeginningOf, p) in ontology() or (claim, PAO.polarity, None) in claims:
            for thing in (s, o):
                about.setdefault(thing, set()).add(claim)
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
        near = {other for term in spo if term is not None for other in about.get(term, ())}
        contradicted = any(contradict(graphs, claim, other) for other in near)
        if (
            None not in spo
            and not (said or tagged or weakened or disputed or contradicted)
            and (cited or not sensitive or not people)
        ):
            found.add(spo)
    return found


def contradict(graphs, one, other):
    """Whether at most one of two claims can be so: two dates, two numbers for one time, issued before it appeared."""
    claims, sources = graphs["claims"], graphs["sources"]
    (s, p, o), (s2, p2, o2) = propositions(claims, one), propositions(claims, other)
    if any(
        claims.value(c, PAO.voice) != PAO.ArticleVoice or (c, PAO.attribution, None) in claims for c in (one, other)
    ):
        return False
    denied = [(c, PAO.polarity, PAO.Negative) in claims for c in (one, other)]
    if any(denied):
        homes = [sources.value(claims.value(c, PAO.statedIn), OA.hasSource) for c in (one, other)]
        return not all(denied) and (s, p, o) == (s2, p2, o2) and homes[0] != homes[1]
    if (s, p) == (s2, p2) and (p, PAO.oneValue, Literal(True)) in ontology() and o != o2:
        if any(weakens(claims, c) for c in (one, other)):
            return False
        dates = [claims.value(c, PAO.objectTime) for c in (one, other)]
        if all(dates):
            return not meet(claims, *dates)
        times = [claims.value(c, PAO.validTime) for c in (one, other)]
        return times == [None, None] or (None not in times and bounded(claims, times) and meet(claims, *times))
    for first, second in ((one, other), (other, one)):
        if (propositions(claims, first)[1], PAO.datesBeginningOf, propositions(claims, second)[1]) in ontology():
            date, time = claims.value(first, PAO.objectTime), claims.value(second, PAO.validTime)
            begins = claims.value(time, PAO.startLatest) if time else None
            appeared = claims.value(date, PAO.startEarliest) if date else None
            same = propositions(claims, first)[0] == propositions(claims, second)[2]
            if same and begins is not None and appeared is not None and begins < appeared:
                return True
    return False


def weakens(claims, claim):
    return any((hedge, PAO.weakens, None) in ontology() for hedge in claims.objects(claim, PAO.hedge))


def meet(claims, one, other):
    """Whether two times may have a day in common; what is open has no end."""
    (a, b), (c, d) = ((claims.value(t, PAO.startEarliest), claims.value(t, PAO.endLatest)) for t in (one, other))
    return not ((b is not None and c is not None and b < c) or (d is not None and a is not None and d < a))


def bounded(claims, times):
    return all(claims.value(t, term) is not None for t in times for term in (PAO.startEarliest, PAO.endLatest))


def is_dead(graphs, term):
    return any(
        (claim, RDF.predicate, PAO.deceased) in graphs["claims"]
        and (claim, PAO.voice, PAO.ArticleVoice) in graphs["claims"]
        for claim in graphs["claims"].subjects(RDF.subject, term)
    )


def is_person(graphs, term):
    return (term, RDF.type, FOAF.Person) in graphs["entities"]
