"""When a claim becomes a fact: each condition of the rule, alone, keeps a claim out; and what follows from facts."""

import pytest
from rdflib import Graph, URIRef

from kg.compile.facts import compute_facts
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology

HEAD = """
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
