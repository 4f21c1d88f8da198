"""Validation from the command line: authored and RDF files, each fault with its place, and what cannot be read."""

import pytest

from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT

LEAD = "articles/socialist-action-uk/passages/lead.yaml"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.ttl", b"", "the file is empty"),
        ("comment.ttl", b"# nothing\n", "holds no triples"),
        ("binary.ttl", b"\x7fELF\x02\x01\x00\x00\xff", ":1: this is not UTF-8 text"),
        ("nul.ttl", b"<a:b> <a:c> \x00 .", ":1: this is a binary file"),
        ("latin.ttl", "<a:b> <a:c> 'caf\u00e9' .".encode("latin-1"), ":1: this is not UTF-8 text"),
        ("utf16.ttl", "<a:b> <a:c> 'x' .".encode("utf-16"), "this is not UTF-8 text"),
        ("broken.ttl", b"<a:b> <a:c>\n<a:d> <a:e> .", ":2:"),
        ("undeclared.ttl", b"id:a id:b id:c .", ":1:"),
        ("relative.nt", b"<a> <b> <c> .", ":1:"),
        ("bomb.rdf", b'<!DOCTYPE x [<!ENTITY a "aa">]><rdf:RDF xmlns:rdf="x"/>', "document types are not read"),
        ("remote.jsonld", b'{"@context": "http://127.0.0.1:9/c", "@id": "a:b", "p": 1}', "remote.jsonld"),
        ("star.ttl", b"VERSION '1.2' <a:b> <a:c> <<( <a:d> <a:e> <a:f> )>> .", "RDF 1.2"),
        ("what.doc", b"x", "what this file holds is not clear"),
        ("gzip.nq", b"\x1f\x8b\x08\x00", "this is not UTF-8 text"),
    ],
)
@pytest.mark.parametrize("command", ["validate", "query"])
def test_a_bad_file_is_told_in_one_sentence(kg, tmp_path, command, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    arguments = ["validate", path] if command == "validate" else ["query", "-", "--data", path]
    done = kg(*arguments, stdin="SELECT ?s { ?s ?p ?o }")
    assert done.returncode == 65
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_validate_says_where_what_and_how_to_mend_it(kg, authored):
    path = authored / LEAD
    path.write_text(path.read_text().replace(', negated: "yes"}', "}"))
    done = kg("validate", path)
    line = next(
        i for i, text in enumerate(path.read_text().splitlines(), 1) if "p: memberOf, o: socialist-action}" in text
    )
    assert done.returncode == 1
    assert f"lead.yaml:{line}: violation: the quote says 'never' and the claim is not negated [negation]" in done.stdout
    assert "the text: The organisation was linked with" in done.stdout
    assert "to mend:  Add 'negated: yes'" in done.stdout


def test_validate_tells_a_form_error_with_its_place(kg, authored):
    path = authored / LEAD
    path.write_text(path.read_text().replace("o: trotskyism", "obj: trotskyism"))
    done = kg("validate", path)
    assert done.returncode == 1
    assert "lead.yaml:6:7: violation: unknown key 'obj'" in done.stdout


def test_validate_holds_everything_against_the_rules(kg):
    done = kg("validate")
    assert done.returncode == 0
    assert "nothing found" in done.stdout


def test_validate_finds_a_leak_in_an_rdf_file(kg, tmp_path):
    path = tmp_path / "leak.ttl"
    path.write_text(
        "PREFIX id: <https://w3id.org/pao/id/>\nPREFIX pao: <https://w3id.org/pao/ns#>\nid:ken-livingstone pao:memberOf id:socialist-action .\n"
    )
    done = kg("validate", path)
    assert done.returncode == 1
    assert "leak.ttl:3: violation: 'Ken Livingstone': Every plain triple has a claim" in done.stdout
    assert "[DeniedIsNoFact]" in done.stdout


@pytest.mark.parametrize("name", ["claims.ttl", "derived.ttl", "entities.ttl", "facts.ttl", "sources.ttl"])
def test_validate_accepts_each_file_of_the_dataset(kg, name):
    done = kg("validate", ROOT / "dataset" / name)
    assert (done.returncode, done.stderr) == (0, "")


def test_validate_finds_what_is_taken_out_of_an_rdf_file(kg, tmp_path):
    text = (ROOT / "dataset/claims.ttl").read_text()
    path = tmp_path / "claims.ttl"
    path.write_text(text.replace("    pao:voice pao:Attributed ;\n", "", 1))
    done = kg("validate", path)
    assert done.returncode == 1
    assert "Every claim has exactly one voice" in done.stdout


def test_a_claim_described_anew_keeps_its_speaker(kg, tmp_path):
    path = tmp_path / "revoiced.ttl"
    path.write_text(
        "PREFIX id: <https://w3id.org/pao/id/> PREFIX pao: <https://w3id.org/pao/ns#> "
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
        "<https://w3id.org/pao/claim/socialist-action-uk/instrumental/4> a pao:Claim, pao:FactualClaim ; "
        "rdf:subject id:ken-livingstone ; rdf:predicate pao:electedIn ; rdf:object id:nec-election-1987 ; "
        "pao:statedIn <https://w3id.org/pao/passage/socialist-action-uk/instrumental> ; "
        "pao:support pao:Cited ; pao:voice pao:ArticleVoice .\n"
        "id:ken-livingstone pao:electedIn id:nec-election-1987 .\n"
    )
    done = kg("validate", path)
    assert done.returncode == 1
    assert "[AttributedHasSpeaker]" in done.stdout


def test_half_an_xml_file_is_no_file(kg, tmp_path):
    path = tmp_path / "half.rdf"
    path.write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://x.example/">'
        '<rdf:Description rdf:about="https://x.example/a"><e:p>x</e:p></rdf:Description>\n<rdf:Description>'
    )
    done = kg("validate", path)
    assert done.returncode == 65
    assert "half.rdf:2:" in done.stderr
    assert "this is not whole XML" in done.stderr


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('id:john-ross skos:altLabel "the fraudster"@en .', "gives id:john-ross a name or a note"),
        ("id:simon-fletcher org:memberOf id:socialist-action .", "without a claim"),
        (
            '<https://w3id.org/pao/claim/socialist-action-uk/stooges/1> skos:editorialNote "proven"@en .',
            "something new of",
        ),
    ],
)
def test_nobody_else_adds_to_our_people_and_claims(kg, tmp_path, statement, message):
    path = tmp_path / "added.ttl"
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("id", "org", "skos"))
    path.write_text(f"{prefixes}\n{statement}\n")
    done = kg("validate", path)
    assert done.returncode == 1
    assert message in done.stdout


def test_what_rdf_is_held_against_says_nothing_of_articles(kg):
    done = kg("validate", "--against", "terms")
    assert (done.returncode, done.stderr) == (2, "kg: --against is for RDF files; name one, or leave it out.\n")
