"""Operators on the compiled graph: what is alleged, denied, disputed or unsourced is made to look like a fact."""

from random import Random

from rdflib import RDF, Literal
from rdflib.namespace import FOAF
from rdflib.term import Node

from kg.compile.names import CITO, PAO
from tests.corruptions.compiled import Compiled, Triple, name
from tests.corruptions.operators import Corruption, operator


def _said(data: Compiled) -> list[Node]:
    return [claim for claim in data.stated() if data.has(claim, PAO.attribution)]


def _every(data: Compiled, claim: Node, predicate: Node) -> list[Triple]:
    return list(data.graph.triples((claim, predicate, None)))


def _as_fact(data: Compiled, claim: Node) -> list[Triple]:
    return [(claim, RDF.type, PAO.FactualClaim), data.statement(claim)]


def _factual(data: Compiled) -> list[Node]:
    return data.all(PAO.FactualClaim)


@operator("add the plain triple of what is said", "allegation-to-fact", "graph")
def add_triple(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(_said(data))
    return data.edit(f"{name(claim)}: its triple added", [], [data.statement(claim)])


@operator("call what is said a factual claim", "allegation-to-fact", "graph")
def add_factual(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(_said(data))
    return data.edit(f"{name(claim)}: called factual", [], [(claim, RDF.type, PAO.FactualClaim)])


@operator("give what is said the article's voice", "allegation-to-fact", "graph")
def change_voice(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.claims if data.has(claim, PAO.attribution)])
    return data.swap(f"{name(claim)}: in the article's voice", claim, PAO.voice, PAO.ArticleVoice)


@operator("take the attribution from a claim", "allegation-to-fact", "graph")
def remove_attribution(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.claims if data.has(claim, PAO.attribution)])
    return data.edit(f"{name(claim)}: attribution removed", _every(data, claim, PAO.attribution), [])


@operator("take attribution and voice from a claim", "allegation-to-fact", "graph")
def remove_both(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.claims if data.has(claim, PAO.attribution)])
    out = [*_every(data, claim, PAO.attribution), (claim, PAO.voice, PAO.Attributed)]
    return data.edit(f"{name(claim)}: the article's own now", out, [(claim, PAO.voice, PAO.ArticleVoice)])


@operator("rewrite what is said as a fact, without a trace", "allegation-to-fact", "graph")
def whole_fact(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(_said(data))
    saying = data.graph.value(claim, PAO.attribution)
    out = [*_every(data, claim, PAO.attribution), (claim, PAO.voice, PAO.Attributed)]
    if len(list(data.graph.subjects(PAO.attribution, saying))) == 1:
        out += list(data.graph.triples((saying, None, None)))
    into = [(claim, PAO.voice, PAO.ArticleVoice), *_as_fact(data, claim)]
    return data.edit(f"{name(claim)}: rewritten as a fact", out, into)


@operator("add the triple of what is denied", "allegation-to-fact", "graph")
def add_denied(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.stated() if data.has(claim, PAO.polarity)])
    return data.edit(f"{name(claim)}: its triple added", [], _as_fact(data, claim)[rng.randrange(2) :])


@operator("take the denial from a claim", "negation", "graph")
def remove_polarity(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.claims if data.has(claim, PAO.polarity)])
    return data.edit(f"{name(claim)}: no denial any more", [(claim, PAO.polarity, PAO.Negative)], [])


@operator("take the denial from a claim and add the fact", "negation", "graph")
def denied_fact(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.stated() if data.has(claim, PAO.polarity)])
    return data.edit(f"{name(claim)}: a fact", [(claim, PAO.polarity, PAO.Negative)], _as_fact(data, claim))


@operator("invent a denial in the graph", "negation", "graph")
def add_polarity(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([claim for claim in data.claims if not data.has(claim, PAO.polarity)])
    return data.edit(f"{name(claim)}: denied", [], [(claim, PAO.polarity, PAO.Negative)])


@operator("forget a dispute of a claim in the article's voice", "allegation-to-fact", "graph")
def remove_dispute(data: Compiled, rng: Random) -> Corruption | None:
    disputed = sorted(o for o in data.graph.objects(None, CITO.disputes) if data.has(o, PAO.voice, PAO.ArticleVoice))
    claim = rng.choice(disputed)
    out = list(data.graph.triples((None, CITO.disputes, claim)))
    into = _as_fact(data, claim) if rng.random() < 0.5 and None not in data.statement(claim) else []
    return data.edit(f"{name(claim)}: not disputed any more{', a fact' if into else ''}", out, into)


@operator("make a hedged claim a fact", "allegation-to-fact", "graph")
def hedged_fact(data: Compiled, rng: Random) -> Corruption | None:
    weak = [c for c in data.stated() if any(data.has(h, PAO.weakens) for h in data.graph.objects(c, PAO.hedge))]
    claim = rng.choice([c for c in weak if data.statement(c) not in data.graph])
    out = _every(data, claim, PAO.hedge) if rng.random() < 0.5 else []
    return data.edit(f"{name(claim)}: a fact{', its hedges removed' if out else ''}", out, _as_fact(data, claim))


@operator("take a weakening hedge away", "hedge", "graph")
def remove_hedge(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(
        [c for c in data.stated() if any(data.has(h, PAO.weakens) for h in data.graph.objects(c, PAO.hedge))]
    )
    return data.edit(f"{name(claim)}: hedges removed", _every(data, claim, PAO.hedge), [])


@operator("make a fact of what lacks a citation", "allegation-to-fact", "graph")
def tagged_fact(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([c for c in data.stated() if data.has(c, PAO.support, PAO.CitationNeeded)])
    out = [(claim, PAO.support, PAO.CitationNeeded)] if rng.random() < 0.5 else []
    into = [*_as_fact(data, claim), *((claim, PAO.support, PAO.Cited) for _ in out)]
    return data.edit(f"{name(claim)}: a fact", out, into)


@operator("make a fact of an uncited claim about the living", "allegation-to-fact", "graph")
def living_fact(data: Compiled, rng: Random) -> Corruption | None:
    def sensitive(claim: Node) -> bool:
        s, p, o = data.statement(claim)
        return data.has(p, PAO.sensitive) and any(data.has(x, RDF.type, FOAF.Person) for x in (s, o))

    uncited = [c for c in data.stated() if data.has(c, PAO.support, PAO.Uncited) and sensitive(c)]
    claim = rng.choice([c for c in uncited if data.statement(c) not in data.graph])
    out = [(claim, PAO.support, PAO.Uncited)] if rng.random() < 0.5 else []
    into = [*_as_fact(data, claim), *((claim, PAO.support, PAO.Cited) for _ in out)]
    return data.edit(f"{name(claim)}: a fact{', called cited' if out else ''}", out, into)


@operator("add a fact that no claim states", "allegation-to-fact", "graph")
def loose_fact(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(data.stated())
    s, p, o = data.statement(claim)
    others = sorted({data.statement(c)[2] for c in data.stated() if data.statement(c)[1] == p} - {o})
    new = (s, p, rng.choice(others)) if others else (o, p, s)
    return (
        data.edit(f"{name(claim)}: the triple with {name(new[2])} added", [], [new])
        if not isinstance(new[0], Literal)
        else None
    )


@operator("take the triple of a factual claim", "structure", "graph")
def remove_fact(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(_factual(data))
    return data.edit(f"{name(claim)}: its triple removed", [data.statement(claim)], [])


@operator("swap the person of a factual claim", "person", "graph")
def swap_factual_person(data: Compiled, rng: Random) -> Corruption | None:
    people = data.all(FOAF.Person)
    claim = rng.choice([c for c in _factual(data) if data.has(data.statement(c)[0], RDF.type, FOAF.Person)])
    new = rng.choice([person for person in people if person != data.statement(claim)[0]])
    return data.swap(f"{name(claim)}: its subject is {name(new)}", claim, RDF.subject, new)


@operator("swap the person of a membership", "person", "graph")
def swap_member(data: Compiled, rng: Random) -> Corruption | None:
    from rdflib.namespace import ORG

    thing = rng.choice(data.all(ORG.Membership))
    old = data.graph.value(thing, ORG.member)
    new = rng.choice([person for person in data.all(FOAF.Person) if person != old])
    return data.swap(f"{name(thing)}: its member is {name(new)}", thing, ORG.member, new)


@operator("swap a speaker for something that cannot speak", "attribution", "graph")
def mute_speaker(data: Compiled, rng: Random) -> Corruption | None:
    saying = rng.choice(data.all(PAO.Attribution))
    mute = [thing for kind in (PAO.View, PAO.Ideology, PAO.Post, PAO.Campaign) for thing in data.all(kind)]
    new = rng.choice(mute)
    return data.swap(f"{name(saying)}: said by {name(new)}", saying, PAO.speaker, new)


@operator("take the speaker or the act from an attribution", "attribution", "graph")
def remove_speaker(data: Compiled, rng: Random) -> Corruption | None:
    saying, term = rng.choice(data.all(PAO.Attribution)), rng.choice([PAO.speaker, PAO.act])
    return data.edit(f"{name(saying)}: no {name(term)}", _every(data, saying, term), [])


@operator("give an attribution a second speaker", "attribution", "graph")
def second_speaker(data: Compiled, rng: Random) -> Corruption | None:
    saying = rng.choice(data.all(PAO.Attribution))
    return data.edit(
        f"{name(saying)}: a second speaker", [], [(saying, PAO.speaker, rng.choice(data.all(FOAF.Person)))]
    )


@operator("add a membership that no factual claim is behind", "allegation-to-fact", "graph")
def loose_membership(data: Compiled, rng: Random) -> Corruption | None:
    from rdflib import PROV, URIRef
    from rdflib.namespace import ORG

    claim = rng.choice(
        [c for c in _said(data) if data.statement(c)[1] in (PAO.memberOf, PAO.leaderOf, PAO.leadingRoleIn)]
    )
    node = URIRef(f"{claim}#membership")
    s, _, o = data.statement(claim)
    role = rng.choice(sorted(data.graph.objects(None, ORG.role)))
    into = [
        (node, RDF.type, ORG.Membership),
        (node, ORG.member, s),
        (node, ORG.organization, o),
        (node, ORG.role, role),
    ]
    return data.edit(f"{name(claim)}: a membership added", [], [*into, (node, PROV.wasDerivedFrom, claim)])


@operator("swap a speaker in the graph", "attribution", "graph")
def swap_speaker(data: Compiled, rng: Random) -> Corruption | None:
    saying = rng.choice(data.all(PAO.Attribution))
    pool = [*data.all(FOAF.Person), *data.all(PAO.Group), PAO["unnamed-speaker"]]
    new = rng.choice([thing for thing in pool if not data.has(saying, PAO.speaker, thing)])
    return data.swap(f"{name(saying)}: said by {name(new)}", saying, PAO.speaker, new)


@operator("change the speech act in the graph", "attribution", "graph")
def change_act(data: Compiled, rng: Random) -> Corruption | None:
    saying = rng.choice(data.all(PAO.Attribution))
    new = rng.choice([act for act in data.all(PAO.SpeechAct) if not data.has(saying, PAO.act, act)])
    return data.swap(f"{name(saying)}: {name(new)}", saying, PAO.act, new)


@operator("swap a person of whom somebody speaks", "person", "graph")
def swap_attributed_person(data: Compiled, rng: Random) -> Corruption | None:
    ends = [(c, t) for c in _said(data) for t in (RDF.subject, RDF.object)]
    claim, term = rng.choice([x for x in ends if data.has(data.graph.value(*x), RDF.type, FOAF.Person)])
    new = rng.choice([person for person in data.all(FOAF.Person) if not data.has(claim, term, person)])
    return data.swap(f"{name(claim)}: {name(term)} is {name(new)}", claim, term, new)


@operator("swap a person in a fact and in its claim", "person", "graph")
def swap_fact_and_claim(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([c for c in _factual(data) if data.has(data.statement(c)[0], RDF.type, FOAF.Person)])
    s, p, o = data.statement(claim)
    new = rng.choice([person for person in data.all(FOAF.Person) if person not in (s, o)])
    out = [(s, p, o), (claim, RDF.subject, s)]
    return data.edit(f"{name(claim)}: {name(new)} in claim and fact", out, [(new, p, o), (claim, RDF.subject, new)])
