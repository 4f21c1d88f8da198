"""Operators on the compiled graph: sources, quotes, dates, labels, classes, derived statements."""

from random import Random

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, XSD, Literal, URIRef
from rdflib.namespace import ORG, SKOS
from rdflib.term import Node

from kg.compile.names import CITO, EDTF, OA, PAO, thing
from tests.corruptions.compiled import Compiled, name
from tests.corruptions.operators import Corruption, operator


def _every(data: Compiled, node: Node, predicate: Node) -> list:
    return list(data.graph.triples((node, predicate, None)))


def _things(data: Compiled) -> list[Node]:
    return sorted({s for s in data.graph.subjects(RDFS.label) if str(s).startswith(str(thing("")))})


def _typed(data: Compiled, *kinds: str) -> list[Node]:
    return [node for kind in kinds for node in data.all(PAO[kind])]


@operator("take the passage from a claim", "source", "graph")
def remove_passage(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(data.claims)
    return data.edit(f"{name(claim)}: stated nowhere", _every(data, claim, PAO.statedIn), [])


@operator("change the support of a claim", "source", "graph")
def change_support(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(data.claims)
    old = data.graph.value(claim, PAO.support)
    new = rng.choice([term for term in (PAO.Cited, PAO.Uncited, PAO.CitationNeeded) if term != old])
    return data.swap(f"{name(claim)}: {name(new)}", claim, PAO.support, new)


@operator("take all footnotes from a passage", "source", "graph")
def remove_cites(data: Compiled, rng: Random) -> Corruption | None:
    passage = rng.choice(sorted(set(data.graph.subjects(CITO.citesAsEvidence))))
    return data.edit(f"{name(passage)}: cites nothing", _every(data, passage, CITO.citesAsEvidence), [])


@operator("change one footnote of a passage", "source", "graph")
def change_cite(data: Compiled, rng: Random) -> Corruption | None:
    passage, old = rng.choice(sorted(data.graph.subject_objects(CITO.citesAsEvidence)))
    new = rng.choice([ref for ref in data.all(PAO.Reference) if not data.has(passage, CITO.citesAsEvidence, ref)])
    what = f"{name(passage)}: {name(old)} is now {name(new)}"
    return data.edit(what, [(passage, CITO.citesAsEvidence, old)], [(passage, CITO.citesAsEvidence, new)])


@operator("invent a footnote of a passage", "source", "graph")
def invent_cite(data: Compiled, rng: Random) -> Corruption | None:
    passage = rng.choice(data.all(PAO.Passage))
    ref = rng.choice([ref for ref in data.all(PAO.Reference) if not data.has(passage, CITO.citesAsEvidence, ref)])
    return data.edit(f"{name(passage)}: cites {name(ref)}", [], [(passage, CITO.citesAsEvidence, ref)])


@operator("cite what is no reference", "reference", "graph")
def cite_nothing(data: Compiled, rng: Random) -> Corruption | None:
    passage = rng.choice(data.all(PAO.Passage))
    ref = URIRef("https://w3id.org/pao/ref/socialist-action-uk/99")
    return data.edit(f"{name(passage)}: cites number 99", [], [(passage, CITO.citesAsEvidence, ref)])


@operator("drop or invent a tag of a passage", "source", "graph")
def change_tag(data: Compiled, rng: Random) -> Corruption | None:
    tag = PAO["tag-citation-needed"]
    passage = rng.choice(data.all(PAO.Passage))
    if rng.random() < 0.5:
        passage = rng.choice(sorted(data.graph.subjects(PAO.editorialTag, tag)))
        return data.edit(f"{name(passage)}: tag dropped", [(passage, PAO.editorialTag, tag)], [])
    return data.edit(f"{name(passage)}: tag invented", [], [(passage, PAO.editorialTag, tag)])


@operator("change a word of a quote in the graph", "quote", "graph")
def change_exact(data: Compiled, rng: Random) -> Corruption | None:
    passage = rng.choice(data.all(PAO.Passage))
    words = str(data.graph.value(passage, OA.exact)).split(" ")
    i = rng.randrange(len(words))
    words[i] = rng.choice([w for w in ("some", "former", "allegedly", "x" * len(words[i])) if w != words[i]])
    return data.swap(
        f"{name(passage)}: word {i + 1} is '{words[i]}'", passage, OA.exact, Literal(" ".join(words), lang="en")
    )


@operator("empty or double a quote in the graph", "quote", "graph")
def empty_exact(data: Compiled, rng: Random) -> Corruption | None:
    passage = rng.choice(data.all(PAO.Passage))
    if rng.random() < 0.5:
        return data.swap(f"{name(passage)}: empty", passage, OA.exact, Literal(rng.choice(["", "It"]), lang="en"))
    return data.edit(
        f"{name(passage)}: two quotes", [], [(passage, OA.exact, Literal("words of somebody else", lang="en"))]
    )


@operator("shift the place of a quote", "offset", "graph")
def shift_quote(data: Compiled, rng: Random) -> Corruption | None:
    passage, term = rng.choice(data.all(PAO.Passage)), rng.choice([OA.start, OA.end])
    old = int(data.graph.value(passage, term))
    by = rng.choice([-5, -1, 1, 7, 5000])
    return data.swap(f"{name(passage)}: {name(term)} shifted by {by}", passage, term, Literal(old + by))


@operator("change the checksum of the text", "offset", "graph")
def change_checksum(data: Compiled, rng: Random) -> Corruption | None:
    article, old = rng.choice(sorted(data.graph.subject_objects(PAO.sha256)))
    out = [(article, PAO.sha256, old)]
    into = [] if rng.random() < 0.5 else [(article, PAO.sha256, Literal(str(old)[:-1]))]
    return data.edit(f"{name(article)}: checksum {'changed' if into else 'dropped'}", out, into)


@operator("turn the bounds of a date round", "date", "graph")
def reverse_bounds(data: Compiled, rng: Random) -> Corruption | None:
    time = rng.choice(
        [t for t in data.all(PAO.TimeSpec) if data.has(t, PAO.startEarliest) and data.has(t, PAO.endLatest)]
    )
    start, end = data.graph.value(time, PAO.startEarliest), data.graph.value(time, PAO.endLatest)
    if start == end:
        return None
    out = [(time, PAO.startEarliest, start), (time, PAO.endLatest, end)]
    return data.edit(f"{name(time)}: turned round", out, [(time, PAO.startEarliest, end), (time, PAO.endLatest, start)])


@operator("write a date of the graph in words", "date", "graph")
def free_date(data: Compiled, rng: Random) -> Corruption | None:
    time = rng.choice(data.all(PAO.TimeSpec))
    text = rng.choice(["about 1985", "September 1983", "the eighties"])
    literal = Literal(text, datatype=rng.choice([EDTF.EDTF, XSD.string]))
    return data.swap(f"{name(time)}: '{text}'", time, PAO.edtf, literal)


@operator("give an impossible day", "date", "graph")
def impossible_day(data: Compiled, rng: Random) -> Corruption | None:
    time = rng.choice([t for t in data.all(PAO.TimeSpec) if data.has(t, PAO.startEarliest)])
    day = Literal("1983-02-30", datatype=XSD.date, normalize=False)
    return data.swap(f"{name(time)}: 30 February", time, PAO.startEarliest, day)


@operator("take the time of a count", "date", "graph")
def remove_count_time(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice([c for c in data.claims if data.has(c, RDF.predicate, PAO.memberCount)])
    return data.edit(f"{name(claim)}: no time", _every(data, claim, PAO.validTime), [])


@operator("put two holders on one post at once", "structure", "graph")
def two_holders(data: Compiled, rng: Random) -> Corruption | None:
    held = [
        c
        for c in data.all(PAO.FactualClaim)
        if data.has(c, RDF.predicate, PAO.holdsPost) and data.has(c, PAO.validTime)
    ]
    claim = rng.choice(held)
    s, p, o = data.statement(claim)
    new = rng.choice([x for x in data.graph.subjects(RDF.type, next(data.graph.objects(s, RDF.type))) if x != s])
    copy = URIRef(f"{claim}-copy")
    into = [(copy, q, v) for q, v in data.graph.predicate_objects(claim) if q != RDF.subject]
    return data.edit(f"{name(claim)}: {name(new)} too", [], [*into, (copy, RDF.subject, new), (new, p, o)])


@operator("share an item of Wikidata", "structure", "graph")
def shared_item(data: Compiled, rng: Random) -> Corruption | None:
    one, two = rng.sample(_things(data), 2)
    item = URIRef("http://www.wikidata.org/entity/Q42")
    return data.edit(f"{name(one)} and {name(two)}: one item", [], [(x, PAO.wikidataItem, item) for x in (one, two)])


@operator("drop, double or translate a label", "label", "graph")
def change_label(data: Compiled, rng: Random) -> Corruption | None:
    node = rng.choice(_things(data))
    old = data.graph.value(node, RDFS.label)
    way = rng.choice(["dropped", "doubled", "in German"])
    into = {"dropped": [], "doubled": [Literal("Another", lang="en")], "in German": [Literal(str(old), lang="de")]}[way]
    out = [] if way == "doubled" else [(node, RDFS.label, old)]
    return data.edit(f"{name(node)}: label {way}", out, [(node, RDFS.label, label) for label in into])


@operator("repeat a label as a further name", "label", "graph")
def repeat_label(data: Compiled, rng: Random) -> Corruption | None:
    node = rng.choice(_things(data))
    return data.edit(f"{name(node)}: label as alias", [], [(node, SKOS.altLabel, data.graph.value(node, RDFS.label))])


@operator("change the class of a thing in the graph", "structure", "graph")
def change_class(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(data.stated())
    node = data.statement(claim)[0]
    old = data.graph.value(node, RDF.type)
    new = rng.choice([kind for kind in (PAO.Post, PAO.View, PAO.Publication, PAO.Split, SKOS.Concept) if kind != old])
    return data.swap(f"{name(node)}: a {name(new)}", node, RDF.type, new)


@operator("take the class of a thing", "structure", "graph")
def remove_class(data: Compiled, rng: Random) -> Corruption | None:
    node = rng.choice(_things(data))
    return data.edit(f"{name(node)}: of no class", _every(data, node, RDF.type), [])


@operator("use a property that the ontology does not have", "structure", "graph")
def unknown_property(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(data.stated())
    new = PAO[rng.choice(["extremistOf", "memberof", "accusedOf", "leader"])]
    if rng.random() < 0.5:
        return data.swap(f"{name(claim)}: {name(new)}", claim, RDF.predicate, new)
    s, _, o = data.statement(claim)
    return data.edit(f"{name(claim)}: plain triple with {name(new)}", [], [(s, new, o)])


@operator("point a claim at something unknown", "structure", "graph")
def unknown_object(data: Compiled, rng: Random) -> Corruption | None:
    claim, term = (
        rng.choice([c for c in data.stated() if isinstance(data.statement(c)[2], URIRef)]),
        rng.choice([RDF.subject, RDF.object]),
    )
    return data.swap(f"{name(claim)}: about nobody known", claim, term, thing("nobody-known"))


@operator("give a claim two objects or a literal subject", "structure", "graph")
def two_objects(data: Compiled, rng: Random) -> Corruption | None:
    claim, other = rng.sample(data.stated(), 2)
    if data.statement(claim)[2] == data.statement(other)[2]:
        return None
    if rng.random() < 0.5:
        return data.edit(f"{name(claim)}: two objects", [], [(claim, RDF.object, data.statement(other)[2])])
    return data.swap(f"{name(claim)}: a literal subject", claim, RDF.subject, Literal("somebody"))


@operator("dispute itself or no claim, in the graph", "dispute", "graph")
def bad_dispute(data: Compiled, rng: Random) -> Corruption | None:
    claim = rng.choice(data.claims)
    return data.edit(
        f"{name(claim)}: a bad dispute", [], [(claim, CITO.disputes, rng.choice([claim, thing("atma-singh")]))]
    )


@operator("derive a statement from what is no fact", "allegation-to-fact", "graph")
def unfounded(data: Compiled, rng: Random) -> Corruption | None:
    record = rng.choice(data.all(PAO.DerivedStatement))
    weak = rng.choice([c for c in data.stated() if not data.has(c, RDF.type, PAO.FactualClaim)])
    out = _every(data, record, PROV.wasDerivedFrom)
    into = [(record, PROV.wasDerivedFrom, weak)] if rng.random() < 0.5 else []
    return data.edit(f"{name(record)}: rests on {name(weak) if into else 'nothing'}", out, into)


@operator("add a derived triple without its record", "structure", "graph")
def loose_derived(data: Compiled, rng: Random) -> Corruption | None:
    predicate = rng.choice([PAO.leadsTo, PAO.belongsThroughPart, PAO.sameBodyUnderAnotherName])
    one, two = rng.sample(_typed(data, "PoliticalOrganisation", "PoliticalParty"), 2)
    return data.edit(f"{name(one)} {name(predicate)} {name(two)}", [], [(one, predicate, two)])


@operator("leave a merger with one parent, in the graph", "structure", "graph")
def lone_parent(data: Compiled, rng: Random) -> Corruption | None:
    merger = rng.choice(data.all(PAO.Merger))
    claims = [c for c in data.stated() if data.statement(c)[:2] == (merger, PAO.originalOrganisation)]
    claim = rng.choice(claims)
    return data.edit(f"{name(claim)}: gone", [*data.graph.triples((claim, None, None)), data.statement(claim)], [])


@operator("make a membership of two organisations", "structure", "graph")
def two_organisations(data: Compiled, rng: Random) -> Corruption | None:
    node = rng.choice([m for m in data.all(ORG.Membership) if data.has(m, ORG.organization)])
    other = rng.choice(
        [x for x in _typed(data, "PoliticalParty", "International") if not data.has(node, ORG.organization, x)]
    )
    return data.edit(f"{name(node)}: in {name(other)} too", [], [(node, ORG.organization, other)])


@operator("say that two things are one", "structure", "graph")
def same_as(data: Compiled, rng: Random) -> Corruption | None:
    one, two = rng.sample(_things(data), 2)
    return data.edit(f"{name(one)} sameAs {name(two)}", [], [(one, OWL.sameAs, two)])


@operator("take the title or the licence of an article", "reference", "graph")
def remove_title(data: Compiled, rng: Random) -> Corruption | None:
    article, term = rng.choice(data.all(PAO.Article)), rng.choice([DCTERMS.title, DCTERMS.license, DCTERMS.source])
    return data.edit(f"{name(article)}: no {name(term)}", _every(data, article, term), [])


@operator("miscount a reference", "reference", "graph")
def miscount(data: Compiled, rng: Random) -> Corruption | None:
    ref, old = rng.choice(sorted(data.graph.subject_objects(PAO.backLinks)))
    return data.swap(f"{name(ref)}: {int(old) + 1} back-links", ref, PAO.backLinks, Literal(int(old) + 1))
