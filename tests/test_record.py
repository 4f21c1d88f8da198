"""One thing or claim as a JSON-LD document: a part of the dataset, readable, and nothing said stands as a fact."""

import json

import pytest
from rdflib import RDF, URIRef

from kg.ask.evidence import why
from kg.ask.names import things
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.share.record import write_record
from kg.words.errors import UsageError
from tests.export_readers import BASE, quads_by_engine, read
from tests.reckoning import eligible, propositions

SAMPLE = ("ken-livingstone", "john-ross", "socialist-action", "simon-fletcher", "redmond-oneill")
DENIAL = "claim/socialist-action-uk/livingstone-never-a-member/1"


def document(name):
    found = json.loads(write_record(name))
    found.pop("@context")
    return found


def nodes(value):
    """Yield every object in a document."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


@pytest.fixture(scope="module")
def whole(graphs):
    return set(ontology()).union(*map(set, graphs.values()))


def check(name, whole, graphs):
    data = write_record(name)
    found = read(data, "jsonld")
    assert found <= whole
    held_back = {propositions(graphs["claims"], c) for c in graphs["claims"].subjects(RDF.type, PAO.Claim)}
    assert not found & (held_back - eligible(graphs))
    return found


@pytest.mark.parametrize("name", SAMPLE)
def test_a_document_holds_the_facts_and_all_claims_and_nothing_else(name, whole, graphs):
    found = check(name, whole, graphs)
    assert len(quads_by_engine(write_record(name), "jsonld")) == len(found)
    iri = URIRef(BASE + "id/" + name)
    for layer in ("entities", "derived", "claims"):
        assert set(graphs[layer].triples((iri, None, None))) <= found
    assert {t for t in graphs["facts"] if t[0] == iri} <= found
    claims = {c for term in (RDF.subject, RDF.object) for c in graphs["claims"].subjects(term, iri)}
    assert {t for t in graphs["claims"] if t[0] in claims} <= found


@pytest.mark.long
def test_every_thing_has_such_a_document(whole, graphs):
    for name in things():
        check(name, whole, graphs)


@pytest.mark.parametrize("name", SAMPLE)
def test_every_claim_tells_its_standing_and_its_words(name):
    found = document(name)
    claims = {c["id"]: c for c in [*found.get("claims", []), *found.get("claimsAsObject", [])]}
    expected = {e.claim.removeprefix(BASE): e for e in why(name) if f"{BASE}id/{name}" in (e.subject, e.object)}
    assert claims.keys() == expected.keys()
    for iri, claim in claims.items():
        assert claim["standing"] == expected[iri].standing
        assert claim["statedIn"]["quote"] == expected[iri].quote
        said = claim.get("attribution", {})
        assert said.get("speaker", {}).get("label") == expected[iri].speaker
        assert len(claim["statedIn"].get("footnotes", [])) == len(expected[iri].footnotes)


@pytest.mark.parametrize("name", [*SAMPLE, DENIAL])
def test_a_document_is_readable_without_knowing_rdf(name):
    for node in nodes(document(name)):
        assert not any(":" in key or key.startswith("@") for key in node)
        if node.get("id", "").startswith("id/"):
            assert node["label"]


def test_a_claim_is_a_document_of_its_own():
    found = document(DENIAL)
    assert (found["standing"], found["polarity"]) == ("denied by the article", "Negative")
    assert (found["subject"]["label"], found["predicate"], found["object"]["label"]) == (
        "Ken Livingstone",
        "memberOf",
        "Socialist Action",
    )
    assert "memberOf" not in found["subject"]
    assert found["statedIn"]["footnotes"][0]["title"] == "Atma Singh's full article on Ken Livingstone"


@pytest.mark.parametrize("name", ["claim/none/1", "nobody-of-this-name"])
def test_what_is_not_there_is_told(name):
    with pytest.raises(UsageError):
        write_record(name)


def test_a_document_goes_with_no_other_format(kg):
    done = kg("export", "turtle", "--of", "john-ross")
    assert done.returncode == 2
    assert "kg export jsonld --of THING" in done.stderr


def test_nothing_is_fetched(monkeypatch):
    from kg.share import record

    with pytest.raises(UsageError, match="nothing is fetched"):
        record._refuse("https://example.org/context", {})
    assert all(isinstance(key, str) for key in json.loads(write_record("john-ross"))["@context"])
