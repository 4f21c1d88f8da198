"""Between articles: what contradicts what is computed, neither side is a fact, and both are shown with their articles."""

import re

import pytest
from rdflib import Graph

import kg
from kg.ask.answers import ask
from kg.compile.facts import compute_facts
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.share.attribution import attributions, licence_name, stored
from kg.share.export import export, export_folder
from kg.source.corpus import read_corpus
from kg.web.pages.contents import documents
from tests.conftest import ROOT

HEAD = """
PREFIX id: <https://w3id.org/pao/id/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX pao: <https://w3id.org/pao/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
id:party a pao:PoliticalParty . id:paper a pao:Publication .
id:pa oa:hasSource id:a . id:pb oa:hasSource id:b .
"""
VOICE = "a pao:Claim ; pao:voice pao:ArticleVoice ; pao:support pao:Cited"


def time(name, first, last):
    days = [
        f'{term} "{day}"^^xsd:date'
        for term, day in (("pao:startEarliest", first), ("pao:startLatest", first), ("pao:endLatest", last))
        if day
    ]
    return f"id:{name} a pao:TimeSpec ; {' ; '.join(days)} ."


def founded(name, date, first, last, article="a", more=""):
    stated = f"pao:statedIn id:p{article} ; pao:objectTime id:t{name}"
    return (
        f'id:{name} {VOICE} ; rdf:subject id:party ; rdf:predicate pao:foundedOn ; rdf:object "{date}" ; {stated} {more} . '
        + time(f"t{name}", first, last)
    )


def count(name, number, first=None, last=None, article="a", more=""):
    when = f"; pao:validTime id:t{name}" if first else ""
    return (
        f"id:{name} {VOICE} ; rdf:subject id:party ; rdf:predicate pao:memberCount ; rdf:object {number} ; pao:statedIn id:p{article} {when} {more} . "
        + (time(f"t{name}", first, last) if first else "")
    )


MEMBER = "rdf:subject id:ann ; rdf:predicate pao:memberOf ; rdf:object id:party"
YEAR_82, YEAR_83 = ("1982-01-01", "1982-12-31"), ("1983-01-01", "1983-12-31")
CASES = [
    ("two years", founded("x", 1982, *YEAR_82) + founded("y", 1983, *YEAR_83, "b"), True),
    ("a year and a month of it", founded("x", 1982, *YEAR_82) + founded("y", "1982-12", "1982-12-01", "1982-12-31", "b"), False),
    ("the same year", founded("x", 1982, *YEAR_82) + founded("y", 1982, *YEAR_82, "b"), False),
    ("two years in one article", founded("x", 1982, *YEAR_82) + founded("y", 1983, *YEAR_83), True),
    ("one is somebody's word", founded("x", 1982, *YEAR_82) + founded("y", 1983, *YEAR_83, "b", "; pao:attribution id:s"), False),
    ("one is weakened", count("x", 500, *YEAR_82) + count("y", 600, *YEAR_82, "b", "; pao:hedge pao:hedge-approximately"), False),
    ("two numbers at one time", count("x", 500, *YEAR_82) + count("y", 600, *YEAR_82, "b"), True),
    ("two numbers at two times", count("x", 500, *YEAR_82) + count("y", 600, *YEAR_83, "b"), False),
    ("one article denies", f"id:x {VOICE} ; {MEMBER} ; pao:statedIn id:pa . id:y {VOICE} ; {MEMBER} ; pao:statedIn id:pb ; pao:polarity pao:Negative .", True),
    ("issued before it appeared", f'id:x {VOICE} ; rdf:subject id:paper ; rdf:predicate pao:firstAppearedOn ; rdf:object "1983" ; pao:objectTime id:tx ; pao:statedIn id:pa . id:y {VOICE} ; rdf:subject id:party ; rdf:predicate pao:publishes ; rdf:object id:paper ; pao:validTime id:ty ; pao:statedIn id:pb . {time("tx", *YEAR_83)} {time("ty", "1982-12-01", None)}', True),
    ("issued after it appeared", f'id:x {VOICE} ; rdf:subject id:paper ; rdf:predicate pao:firstAppearedOn ; rdf:object "1982" ; pao:objectTime id:tx ; pao:statedIn id:pa . id:y {VOICE} ; rdf:subject id:party ; rdf:predicate pao:publishes ; rdf:object id:paper ; pao:validTime id:ty ; pao:statedIn id:pb . {time("tx", *YEAR_82)} {time("ty", "1983-12-01", None)}', False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_contradicts_what(text, expected):
    facts, _ = compute_facts(ontology(), Graph().parse(data=HEAD + text, format="turtle"))
    x, y = (f"https://w3id.org/pao/id/{name}" for name in "xy")
    pairs = {(str(a), str(b)) for a, b in facts.subject_objects(PAO.contradicts)}
    assert pairs == ({(x, y), (y, x)} if expected else set())
    factual = {str(claim) for claim in facts.subjects(None, PAO.FactualClaim)}
    assert not (expected and factual & {x, y})


def test_the_two_articles_disagree_about_the_newspaper_and_both_are_shown():
    (row,) = kg.query("disagreements").labels()
    said = dict(zip(kg.query("disagreements").columns, row, strict=False))
    assert said["says"] == "1983-03-16"
    assert said["otherwise"] == "1982-12/"
    assert said["article"] == "Socialist Action (UK) (Wikipedia, the free encyclopedia)"
    assert said["elsewhere"] == "International Marxist Group (Simple English Wikipedia, the free encyclopedia)"
    assert b"firstAppearedOn" not in ask("SELECT ?p { id:socialist-action-newspaper ?p ?o }", rows="csv").data


def test_why_shows_the_other_side():
    (claim,) = kg.why("socialist-action-newspaper", "firstAppearedOn")
    assert claim.standing == "in the article, not a fact: another claim contradicts it"
    assert "In December 1982" in claim.contradictions[0]
    assert "Simple English Wikipedia" in claim.contradictions[0]
    assert claim.source == "Socialist Action (UK) (Wikipedia, the free encyclopedia)"


def test_articles_of_one_title_are_told_apart(kg):
    shown = kg("show", "international-marxist-group").stdout
    assert "a: International Marxist Group (Simple English Wikipedia, the free encyclopedia)" in shown
    assert "International Marxist Group (abstract beside Socialist Action (UK))" in shown
    assert "describes" not in shown


def test_a_thing_of_two_articles_is_one_thing():
    sources = {claim.source for claim in kg.why("international-marxist-group")}
    assert len(sources) == 3


def test_every_output_names_each_article_with_its_licence():
    assert len(stored()) == len(read_corpus(ROOT).articles) == 2
    for line, article in zip(attributions(), stored(), strict=True):
        assert article.title in line
        assert article.address in line
        assert licence_name(article.licence) in line
        for name in ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "turtle12", "graphml"):
            for part in (None, "facts"):
                text = export(name, part).decode()
                assert article.address in text, name
                assert article.licence in text, name
        assert article.address in export_folder("facts")["csv-metadata.json"].decode()
        for name in ("LICENSE-DATA", "CITATION.cff", "dataset/facts.ttl", "dataset/claims.ttl"):
            assert article.address in (ROOT / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("path", "here", "there"),
    [
        ("id/socialist-action-newspaper.html", "Socialist Action", "International Marxist Group"),
        ("id/socialist-action.html", "International Marxist Group", "Socialist Action"),
        ("article/international-marxist-group-simple.html", "International Marxist Group", "Socialist Action"),
        ("article/socialist-action-uk/history.html", "Socialist Action", "International Marxist Group"),
    ],
)
def test_pages_show_a_contradiction_from_both_sides(path, here, there):
    page = documents()[path].render().decode()
    told = re.findall(r"So ([^;<(]+)(?: \(UK\))? \([^;<]+; but ([^<(]+)(?: \(UK\))? \([^<]+: <a href=", page)
    assert (here, there) in told


def test_a_page_is_cited_with_the_publisher_of_each_article():
    page = documents()["id/black-dwarf.html"].render().decode()
    for article in stored():
        assert f"“{article.title}”, {article.publisher}" in page
