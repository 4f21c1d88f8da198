"""The next article, as a new user makes it with the guide: forty invented sentences, from kg new to a dataset."""

import re
import shutil

import pytest
from rdflib import RDF, Graph

from kg.compile.names import PAO, thing
from kg.draft.measure import measure
from kg.source.corpus import read_corpus
from kg.source.coverage import cover
from tests.conftest import ROOT, encoded

CASE = ROOT / "tests/cases/next-article"
SLUG = "tidewater-league"
NEW = ["--title", "Tidewater League", "--url", "https://example.org/wiki/Tidewater_League", "--licence", "CC BY-SA 4.0"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    for folder in ("articles", "entities"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def test_from_the_text_to_a_valid_dataset_with_the_commands_of_the_guide(project, request):
    kg = request.getfixturevalue("kg")
    refused = kg("new", SLUG, CASE / "text.txt", *NEW, "--source", project)
    assert "No entity is called 'Tidewater League'" in refused.stderr
    # a person writes down the topic, as the refusal says
    line = re.search(r"such as '(.*)', and", refused.stderr)[1]
    (project / "entities/tidewater.yaml").write_text(f"{line}\n")
    made = kg("new", SLUG, CASE / "text.txt", *NEW, "--source", project)
    assert made.returncode == 0, made.stderr
    folder = project / "articles" / SLUG
    drafted = kg("draft", SLUG, "--source", project)
    assert int(re.match(r"\d+", drafted.stdout)[0]) >= 20
    before = kg("check", SLUG, "--source", project)
    assert before.returncode == 0
    assert re.search(r"both gates pass; sentences: \d+ claims, 2 nothing, 4\d open", before.stdout)
    # a person writes down the things, and the passages in place of the open ones, and describes the references
    shutil.copy(CASE / "entities.yaml", project / "entities/tidewater.yaml")
    shutil.rmtree(folder / "passages")
    shutil.copytree(CASE / "passages", folder / "passages")
    shutil.copy(CASE / "references.yaml", folder / "references.yaml")
    after = kg("check", SLUG, "--source", project)
    assert after.returncode == 0, after.stdout
    assert ", 0 open" in after.stdout
    built = kg("build", "--source", project)
    assert "Both gates passed" in built.stdout, built.stdout


def test_forty_sentences_are_encoded_whole(project):
    source = encoded(read_corpus(project), SLUG)
    assert len(source.article.sentences) >= 40
    assert all(part.count("open") == 0 for part in cover(source))


def test_what_is_said_denied_or_questioned_is_no_fact(project):
    facts = Graph().parse(project / "dataset/facts.ttl")
    claims = Graph().parse(project / "dataset/claims.ttl")
    saltmarsh, lantern = thing("dorian-saltmarsh"), thing("lantern-party")
    assert (saltmarsh, PAO.memberOf, thing("united-tidewater-league")) in facts
    assert (saltmarsh, None, lantern) not in facts
    assert len([c for c in claims.subjects(RDF.subject, saltmarsh) if (c, RDF.object, lantern) in claims]) == 3
    assert (thing("tidewater-league"), PAO.memberOf, thing("maritime-concord")) not in facts
    assert (thing("clara-fenwhistle"), PAO.holdsPost, None) not in facts
    assert (thing("tidewater-league"), PAO.memberCount, None) not in facts
    assert (thing("three-councillors"), PAO.groupSize, None) not in facts
    assert not any(facts.triples((thing("tidewater-leadership"), None, None)))
    assert (thing("merger-1934"), PAO.resultingOrganisation, thing("united-tidewater-league")) in facts
    assert (thing("benedict-oarlock"), PAO.edits, thing("the-anchor-chain")) in facts


def test_the_text_was_unknown_to_the_patterns_and_half_of_what_they_propose_is_right(project):
    corpus = read_corpus(project)
    everything = measure(encoded(corpus, SLUG), corpus.entities)[-1]
    assert everything.proposed >= 30
    assert everything.precision >= 0.6
    assert everything.recall >= 0.4


def test_no_program_knows_an_article():
    for path in sorted((ROOT / "kg").rglob("*")):
        if path.suffix in (".py", ".yaml", ".json", ".rq"):
            text = path.read_text(encoding="utf-8")
            assert "marxist-group-simple" not in text or "kg draft " in text or "kg check " in text, path
            assert "black-dwarf" not in text, path
