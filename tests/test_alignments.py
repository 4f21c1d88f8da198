"""The facts in other vocabularies: facts only, evidence where it can be held, and terms that those vocabularies have."""

import re

import pyoxigraph
import pytest
from rdflib import ORG, RDF, TIME, Graph, URIRef
from rdflib.namespace import SKOS

from kg.compile.facts import compute_facts
from kg.compile.names import OA, PAO, SCHEMA
from kg.compile.vocabulary import ontology
from kg.share.alignment import align, export_as, vocabularies
from kg.share.attribution import stored
from kg.store.engine import rdf_format
from kg.store.own import dataset
from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT
from tests.reckoning import eligible, propositions

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
WDT = PREFIXES["wdt"]


def aligned(vocabulary, text):
    """What the rules of a vocabulary make of a few claims, after the rules for facts have done their work."""
    graph = Graph().parse(data=HEAD + text, format="turtle")
    facts, derived = compute_facts(ontology(), graph)
    claims = pyoxigraph.NamedNode(PREFIXES["graph"] + "claims")
    quads = []
    for part in (ontology(), graph, facts, derived):
        for quad in pyoxigraph.parse(
            part.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES
        ):
            in_claims = part is graph and "/claim/" in quad.subject.value
            quads.append(pyoxigraph.Quad(*quad.triple, claims) if in_claims else quad)
    found = Graph()
    found.parse(data="".join(f"{t} .\n" for t in align(vocabulary, quads)), format="nt")
    return found


@pytest.fixture(scope="module", params=vocabularies())
def exported(request):
    return request.param, Graph().parse(data=export_as(request.param), format="turtle")


def test_the_vocabularies_are_those_that_were_promised():
    assert vocabularies() == ("org", "schema.org", "wikidata")


def test_no_claim_that_is_no_fact_is_told_or_quoted(exported, graphs):
    _, graph = exported
    claims, sources = graphs["claims"], graphs["sources"]
    facts = set(graphs["facts"].subjects(RDF.type, PAO.FactualClaim))
    others = set(claims.subjects(RDF.type, PAO.Claim)) - facts
    assert len(others) > 100
    terms = {str(term).partition("#")[0] for triple in graph for term in triple}
    assert not {str(claim) for claim in others} & terms
    gists = {str(text) for claim in others for text in claims.objects(claim, PAO.gist)}
    quotes = {
        str(q) for claim in others for p in claims.objects(claim, PAO.statedIn) for q in sources.objects(p, OA.exact)
    }
    told = {str(term) for triple in graph for term in triple} - {str(t) for t in graphs["entities"].objects()}
    assert not (gists | quotes) & told


def test_no_quote_shares_words_with_one_that_states_what_is_no_fact(graphs):
    graph = Graph().parse(data=export_as("schema.org"), format="turtle")
    claims, sources = graphs["claims"], graphs["sources"]
    facts = set(graphs["facts"].subjects(RDF.type, PAO.FactualClaim))
    doubtful = {claims.value(c, PAO.statedIn) for c in set(claims.subjects(RDF.type, PAO.Claim)) - facts}

    def span(passage):
        return (
            sources.value(passage, OA.hasSource),
            int(sources.value(passage, OA.start)),
            int(sources.value(passage, OA.end)),
        )

    quoted = set(graph.subjects(SCHEMA.text))
    assert len(quoted) > 50
    for passage in quoted:
        article, start, end = span(passage)
        for other in doubtful:
            source, begin, stop = span(other)
            assert source != article or end <= begin or stop <= start, passage


def test_memberships_are_those_of_eligible_claims(graphs):
    allowed = eligible(graphs)
    for vocabulary, member in (("org", ORG.Membership), ("schema.org", SCHEMA.OrganizationRole)):
        graph = Graph().parse(data=export_as(vocabulary), format="turtle")
        nodes = set(graph.subjects(RDF.type, member))
        assert len(nodes) > 20
        for node in nodes:
            claim = URIRef(str(node).removesuffix("#membership"))
            assert propositions(graphs["claims"], claim) in allowed


def test_every_term_is_one_of_the_vocabulary(exported):
    name, graph = exported
    allowed = {
        "org": ("foaf", "org", "prov", "rdf", "rdfs", "skos", "time"),
        "schema.org": ("rdf", "schema"),
        "wikidata": ("wdt",),
    }[name]
    for term in {*graph.predicates(), *graph.objects(None, RDF.type)}:
        assert str(term).startswith(tuple(PREFIXES[prefix] for prefix in allowed)), term
    if name == "org":
        assert all(term in ORG for term in graph.predicates() if str(term).startswith(str(ORG)))


def test_every_thing_of_schema_org_has_a_type():
    graph = Graph().parse(data=export_as("schema.org"), format="turtle")
    for _, predicate, thing in graph:
        if isinstance(thing, URIRef) and predicate not in (RDF.type, SCHEMA.url, SCHEMA.license):
            assert (thing, RDF.type, None) in graph, (predicate, thing)


def test_evidence_is_kept():
    graph = Graph().parse(data=export_as("schema.org"), format="turtle")
    thing = URIRef(PREFIXES["id"] + "socialist-action")
    passages = list(graph.objects(thing, SCHEMA.subjectOf))
    assert any("In 1982" in str(t) or "in 1982" in str(t) for p in passages for t in graph.objects(p, SCHEMA.text))
    assert any(graph.value(p, SCHEMA.citation) for p in passages)
    org = Graph().parse(data=export_as("org"), format="turtle")
    assert len(set(org.subject_objects(URIRef(PREFIXES["prov"] + "wasDerivedFrom")))) > 40


TIMES = """
id:ann a foaf:Person ; rdfs:label "Ann"@en . id:party a pao:PoliticalParty ; rdfs:label "Party"@en .
id:p oa:hasSource <https://x.example/a> .
<https://w3id.org/pao/claim/t/1> a pao:Claim ; rdf:subject id:ann ; rdf:predicate pao:memberOf ; rdf:object id:party ;
  pao:voice pao:ArticleVoice ; pao:support pao:Cited ; pao:statedIn id:p ; pao:validTime <https://w3id.org/pao/claim/t/1#time> .
<https://w3id.org/pao/claim/t/1#time> rdfs:label "then"@en ; pao:edtf "%s"^^edtf:EDTF %s .
"""
START = '; pao:startEarliest "%s"^^xsd:date ; pao:startLatest "%s"^^xsd:date'
END = '; pao:endEarliest "%s"^^xsd:date ; pao:endLatest "%s"^^xsd:date'


@pytest.mark.parametrize(
    ("edtf", "bounds", "beginning", "end"),
    [
        ("1985-03-02/", START % ("1985-03-02", "1985-03-02"), "1985-03-02", None),
        ("1985-03/", START % ("1985-03-01", "1985-03-31"), "1985-03", None),
        ("1985/1990", START % ("1985-01-01", "1985-12-31") + END % ("1990-01-01", "1990-12-31"), "1985", "1990"),
        ("198X/", START % ("1980-01-01", "1989-12-31"), None, None),
        ("1985~/", START % ("1985-01-01", "1985-12-31"), None, None),
        ("1985", "; a pao:Observation " + START % ("1985-01-01", "1985-12-31"), None, None),
    ],
)
def test_an_interval_says_no_more_than_the_text(edtf, bounds, beginning, end):
    graph = aligned("org", TIMES % (edtf, bounds))
    (membership,) = graph.subjects(RDF.type, ORG.Membership)
    time = graph.value(membership, ORG.memberDuring)
    for relation, expected in ((TIME.hasBeginning, beginning), (TIME.hasEnd, end)):
        instant = graph.value(time, relation)
        dates = [str(o) for p, o in graph.predicate_objects(instant) if p != RDF.type] if instant else []
        assert dates == ([expected] if expected else [])
    role = aligned("schema.org", TIMES % (edtf, bounds))
    assert [str(o) for o in role.objects(None, SCHEMA.startDate)] == ([beginning] if beginning else [])
    assert [str(o) for o in role.objects(None, SCHEMA.endDate)] == ([end] if end else [])


LINKED = """
id:ann a foaf:Person ; rdfs:label "Ann"@en ; skos:exactMatch wd:Q1 . id:bob a foaf:Person ; skos:exactMatch wd:Q2 .
id:party a pao:PoliticalParty ; skos:exactMatch wd:Q3 . id:club a pao:Organisation ; skos:exactMatch wd:Q4 .
id:near a pao:PoliticalParty ; skos:closeMatch wd:Q5 . id:foreign a pao:PoliticalParty ; skos:exactMatch <https://x.example/Q6> .
<https://w3id.org/pao/claim/t/1> a pao:Claim ; rdf:subject id:ann ; rdf:predicate pao:memberOf ; rdf:object %s ;
  pao:voice pao:ArticleVoice ; pao:support pao:Cited %s .
"""


@pytest.mark.parametrize(
    ("object_", "more", "expected"),
    [
        ("id:party", "", {("Q1", "P102", "Q3")}),
        ("id:club", "", {("Q1", "P463", "Q4")}),
        ("id:near", "", set()),
        ("id:foreign", "", set()),
        ("id:party", "; pao:attribution id:said", set()),
        ("id:party", "; pao:polarity pao:Negative", set()),
        ("id:party", ". id:other cito:disputes <https://w3id.org/pao/claim/t/1>", set()),
    ],
)
def test_wikidata_gets_facts_between_linked_things_and_nothing_else(object_, more, expected):
    graph = aligned("wikidata", LINKED % (object_, more))
    assert {tuple(str(term).rpartition("/")[2] for term in triple) for triple in graph} == expected


def test_wikidata_properties_are_those_of_the_alignments():
    text = (ROOT / "ontology/rules/exports/wikidata/facts.rq").read_text(encoding="utf-8")
    pairs = re.findall(r"\((pao:\w+) wdt:(P\d+)\)", text)
    assert len(pairs) > 10
    for predicate, name in pairs:
        assert (PAO[predicate.removeprefix("pao:")], SKOS.closeMatch, URIRef(WDT + name)) in ontology()


def test_wikidata_gets_what_may_be_proposed_there_and_no_more():
    from kg.link.mapping import mappings

    text = (ROOT / "ontology/rules/exports/wikidata/facts.rq").read_text(encoding="utf-8")
    meant = {
        (m.predicate, m.pid)
        for m in mappings()
        if m.use == "propose" and not m.is_inverse and m.datatype == "wikibase-item"
    }
    assert set(re.findall(r"\(pao:(\w+) wdt:(P\d+)\)", text)) == meant


def test_the_linked_facts_of_the_dataset_are_told_in_wikidata_terms():
    graph = Graph().parse(data=export_as("wikidata"), format="turtle")
    wd = "http://www.wikidata.org/entity/"
    assert (URIRef(wd + "Q220723"), URIRef(WDT + "P39"), URIRef(wd + "Q38931")) in graph
    assert all(str(s).startswith(wd + "Q") and str(o).startswith(wd + "Q") for s, _, o in graph)
    assert (URIRef(wd + "Q4430199"), None, None) not in graph, "a close match is no match"


def test_rules_name_only_terms_that_are_declared():
    declared = set(ontology().subjects(RDF.type))
    for path in (ROOT / "ontology/rules/exports").rglob("*.rq"):
        for name in set(re.findall(r"(?<![\w:])pao:([\w-]+)", path.read_text(encoding="utf-8"))):
            assert PAO[name] in declared, f"{path.name}: pao:{name}"


def test_the_command_writes_a_vocabulary(kg, tmp_path):
    done = kg("export", "--as", "org")
    assert done.stdout.encode() == export_as("org")
    path = tmp_path / "facts.jsonld"
    assert kg("export", "jsonld", "--as", "schema.org", "--output", path).returncode == 0
    assert (
        Graph().parse(path, format="json-ld").isomorphic(Graph().parse(data=export_as("schema.org"), format="turtle"))
    )
    wrong = kg("export", "--as", "schema.rog")
    assert (wrong.returncode, "Did you mean 'schema.org'?" in wrong.stderr) == (2, True)
    both = kg("export", "--as", "org", "--only", "facts")
    assert both.returncode == 2
    assert kg("export").stdout.startswith("# Quotes from and facts after these articles")


def test_a_format_that_holds_no_plain_graph_is_refused(kg):
    done = kg("export", "graphml", "--as", "org")
    assert done.returncode == 2
    assert "are written as turtle, trig" in done.stderr


def test_an_empty_alignment_says_so(monkeypatch, capfd):
    from kg.cli.main import main

    monkeypatch.setattr("kg.share.alignment.align", lambda *_: set())
    assert main(["export", "--as", "wikidata"]) == 0
    assert "no fact of the dataset can be written as wikidata yet" in capfd.readouterr().err


@pytest.mark.parametrize("form", ["turtle", "nquads", "ntriples", "rdfxml", "jsonld"])
@pytest.mark.parametrize("vocabulary", vocabularies())
def test_every_form_names_the_articles_and_states_the_same(vocabulary, form):
    data = export_as(vocabulary, form)
    assert all(article.address in data.decode() and article.licence in data.decode() for article in stored())
    quads = pyoxigraph.parse(data, format=rdf_format(form))
    assert {quad.triple for quad in quads} == align(vocabulary, dataset())
