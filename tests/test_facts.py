"""When a claim becomes a fact: each condition of the rule, alone, keeps a claim out; and what follows from facts."""

import pytest
from rdflib import PROV, RDF, Graph, URIRef

from kg.compile.facts import compute_facts
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from tests.conftest import ROOT

HEAD = """
PREFIX c: <https://w3id.org/pao/claim/t/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <https://w3id.org/pao/id/>
PREFIX pao: <https://w3id.org/pao/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
id:ann a foaf:Person .
id:party a pao:PoliticalParty .
id:town a pao:Place .
"""
CITED = "pao:voice pao:ArticleVoice ; pao:support pao:Cited"
UNCITED = "pao:voice pao:ArticleVoice ; pao:support pao:Uncited"
MEMBER = "rdf:subject id:ann ; rdf:predicate pao:memberOf ; rdf:object id:party"
SEAT = "rdf:subject id:party ; rdf:predicate pao:headquarters ; rdf:object id:town"


def facts(text):
    return compute_facts(ontology(), Graph().parse(data=HEAD + text, format="turtle"))[0]


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        ("cited, about a living person", f"id:c a pao:Claim ; {MEMBER} ; {CITED} .", True),
        ("uncited, about no person", f"id:c a pao:Claim ; {SEAT} ; {UNCITED} .", True),
        ("uncited, sensitive, about a living person", f"id:c a pao:Claim ; {MEMBER} ; {UNCITED} .", False),
        (
            "uncited, sensitive, about somebody dead",
            f"id:c a pao:Claim ; {MEMBER} ; {UNCITED} . id:d a pao:Claim ; rdf:subject id:ann ; "
            f"rdf:predicate pao:deceased ; rdf:object true ; {CITED} .",
            True,
        ),
        (
            "somebody says that the person is dead",
            f"id:c a pao:Claim ; {MEMBER} ; {UNCITED} . id:d a pao:Claim ; rdf:subject id:ann ; rdf:predicate "
            "pao:deceased ; rdf:object true ; pao:voice pao:Attributed ; pao:support pao:Cited ; pao:attribution id:s .",
            False,
        ),
        ("attributed", f"id:c a pao:Claim ; {SEAT} ; pao:voice pao:Attributed ; pao:support pao:Cited .", False),
        ("with an attribution", f"id:c a pao:Claim ; {SEAT} ; {CITED} ; pao:attribution id:s .", False),
        ("denied", f"id:c a pao:Claim ; {SEAT} ; {CITED} ; pao:polarity pao:Negative .", False),
        ("disputed", f"id:c a pao:Claim ; {SEAT} ; {CITED} . id:d cito:disputes id:c .", False),
        (
            "the same is disputed elsewhere",
            f"id:c a pao:Claim ; {SEAT} ; {CITED} . id:e a pao:Claim ; {SEAT} ; {CITED} . id:d cito:disputes id:e .",
            False,
        ),
        (
            "the same is denied elsewhere",
            f"id:c a pao:Claim ; {SEAT} ; {CITED} . id:e {SEAT} ; {CITED} ; pao:polarity pao:Negative .",
            False,
        ),
        ("a citation is asked for", f"id:c a pao:Claim ; {SEAT} ; {CITED.replace('Cited', 'CitationNeeded')} .", False),
        ("only near", f"id:c a pao:Claim ; {SEAT} ; {CITED} ; pao:hedge pao:hedge-approximately .", False),
        ("with a harmless hedge", f"id:c a pao:Claim ; {SEAT} ; {CITED} ; pao:hedge pao:hedge-generally .", True),
        ("only a gist", f'id:c a pao:Claim ; rdf:subject id:party ; pao:gist "It is so."@en ; {CITED} .', False),
    ],
)
def test_a_claim_is_a_fact_only_if_nothing_stands_against_it(what, text, expected):
    found = facts(text)
    plain = [t for t in found if t[1] in (PAO.memberOf, PAO.headquarters)]
    assert bool(plain) is expected
    assert ((URIRef("https://w3id.org/pao/id/c"), None, PAO.FactualClaim) in found) is expected


def test_a_membership_is_derived_from_a_fact_alone():
    assert len(list(facts(f"id:c a pao:Claim ; {MEMBER} ; {CITED} .").subjects(None, PAO["role-member"]))) == 1
    assert not list(facts(f"id:c a pao:Claim ; {MEMBER} ; {UNCITED} .").subjects(None, PAO["role-member"]))


CHANGE = f"""
id:old a pao:PoliticalOrganisation . id:new a pao:PoliticalOrganisation . id:part a pao:GoverningBody .
id:change a pao:Renaming .
c:c1 a pao:Claim ; rdf:subject id:change ; rdf:predicate pao:originalOrganisation ; rdf:object id:old ; {UNCITED} .
c:c2 a pao:Claim ; rdf:subject id:change ; rdf:predicate pao:resultingOrganisation ; rdf:object id:new ; {UNCITED} .
c:c3 a pao:Claim ; rdf:subject id:ann ; rdf:predicate pao:memberOf ; rdf:object id:part ; {CITED} .
c:c4 a pao:Claim ; rdf:subject id:part ; rdf:predicate pao:partOf ; rdf:object id:new ; {UNCITED} .
"""


def derived(text):
    return compute_facts(ontology(), Graph().parse(data=HEAD + text, format="turtle"))[1]


def test_rules_derive_from_facts_and_name_all_their_claims():
    graph = derived(CHANGE)
    things = {name: URIRef(f"https://w3id.org/pao/id/{name}") for name in ("ann", "old", "new")}
    assert (things["old"], PAO.leadsTo, things["new"]) in graph
    assert (things["old"], PAO.sameBodyUnderAnotherName, things["new"]) in graph
    assert (things["ann"], PAO.belongsThroughPart, things["new"]) in graph
    for predicate, claims in ((PAO.leadsTo, {"c1", "c2"}), (PAO.belongsThroughPart, {"c3", "c4"})):
        record = graph.value(None, RDF.predicate, predicate)
        assert set(graph.objects(record, PROV.wasDerivedFrom)) == {
            URIRef(f"https://w3id.org/pao/claim/t/{name}") for name in claims
        }


@pytest.mark.parametrize("claim", ["c1", "c2", "c3", "c4"])
@pytest.mark.parametrize(
    "against",
    [
        "pao:attribution id:s ; pao:voice pao:Attributed",
        "pao:polarity pao:Negative",
        "^cito:disputes id:reply",
        "pao:hedge pao:hedge-almost",
    ],
)
def test_nothing_is_derived_from_a_claim_that_is_no_fact(claim, against):
    text = CHANGE + (f"id:reply cito:disputes c:{claim} ." if against.startswith("^") else f"c:{claim} {against} .")
    rested_on = set(derived(text).objects(None, PROV.wasDerivedFrom))
    assert URIRef(f"https://w3id.org/pao/claim/t/{claim}") not in rested_on
    assert len(rested_on) == 2


def test_a_rule_cannot_read_what_is_no_fact_even_if_it_asks(monkeypatch, tmp_path):
    """The rules of derivation are given facts and their claims, and nothing else."""
    from kg.compile import facts as module

    folder = tmp_path / "ontology/rules"
    (folder / "derived").mkdir(parents=True)
    for name in module.FACT_RULES:
        (folder / f"{name}.rq").write_text((ROOT / f"ontology/rules/{name}.rq").read_text())
    (folder / "derived/greedy.rq").write_text(
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> CONSTRUCT { ?s ?p ?o } "
        "WHERE { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    )
    monkeypatch.setattr(module, "bundled", lambda name: tmp_path / name)
    graph = derived(f"id:c a pao:Claim ; {MEMBER} ; {UNCITED} .")
    assert len(graph) == 0
