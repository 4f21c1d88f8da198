"""Links read again: what has been merged, deleted, renamed or taken for another is found, and nothing else."""

import json

import pytest

from tests.wikidata.rdf import turtle
from tests.wikidata.server import sparql_server

SEEN = "confidence: many, seen: [here], because: for the test"


def entity(item, kind="PoliticalOrganisation", label="Socialist Action", more=""):
    return f"  a: {kind}\n  label: {label}\n  wikidata:\n    - {{id: {item}, match: exact, {SEEN}}}\n{more}"


@pytest.fixture
def check(kg, tmp_path, wikidata):
    (tmp_path / "entities").mkdir()

    def run(things, *arguments, endpoint=wikidata):
        text = "".join(f"{key}:\n{body}" for key, body in things.items())
        (tmp_path / "entities/x.yaml").write_text(text)
        where = ("--source", tmp_path, "--endpoint", endpoint, "--journal", tmp_path / "j.jsonl")
        return kg("link", "check", *where, *arguments)

    return run


def test_the_links_that_we_have_are_found_as_they_should_be(kg, tmp_path, wikidata):
    done = kg("link", "check", "--endpoint", wikidata, "--journal", tmp_path / "j.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert "56 links read again; nothing is to be mended." in done.stdout or "links read again" in done.stdout


@pytest.mark.parametrize(
    ("body", "rule", "message"),
    [
        (entity("Q900000001"), "redirected", "has been merged into Q4430199"),
        (entity("Q900000002"), "deleted", "is not there any more"),
        (entity("Q9630"), "label", "is called 'Labour Party' now"),
        (entity("Q4430199", "Publication"), "kind", "is of another kind than Publication"),
        (entity("Q7551506"), "look-alike", "is less like it than Q4430199"),
    ],
)
def test_what_is_wrong_is_found(check, body, rule, message):
    done = check({"socialist-action": body}, "--format", "json")
    found = {trouble["rule"]: trouble["message"] for trouble in json.loads(done.stdout)}
    assert done.returncode == 1
    assert message in found[rule]
    assert "Traceback" not in done.stderr


def test_a_year_that_differs_is_found(check):
    done = check({"ken-livingstone": entity("Q332412", "Person", "Ken Livingstone")})
    assert done.returncode == 1
    assert "ken-livingstone: year: Q332412 has another year (1925, ours 1945)" in done.stdout


def test_a_look_alike_that_was_merged_is_found(check, tmp_path):
    both = entity("Q4430199", more="    - {id: Q900000001, match: different, confidence: once, seen: [here]}\n")
    done = check({"socialist-action": both})
    assert "has taken in Q900000001, which is recorded as different" in done.stdout


def test_what_is_recorded_as_different_is_no_rival(check):
    more = "    - {id: Q4430199, match: different, confidence: once, seen: [here]}\n"
    done = check({"socialist-action": entity("Q7551506", more=more)})
    assert "Q4430199" not in done.stdout


def test_a_label_that_changed_later_is_found(kg, tmp_path_factory, tmp_path):
    changed = turtle().replace('rdfs:label "Weekly Worker"@en', 'rdfs:label "Evening Gardener"@en')
    changed = changed.replace('"Weekly Worker"@en', '"Evening Gardener"@en')
    with sparql_server(tmp_path_factory.mktemp("changed"), changed) as endpoint:
        done = kg("link", "check", "weekly-worker", "--endpoint", endpoint, "--journal", tmp_path / "j")
    assert done.returncode == 1
    assert "weekly-worker: label: Q7979523 is called 'Evening Gardener' now" in done.stdout


def test_a_second_run_asks_nothing_and_a_fresh_one_asks_again(check, faults, wikidata):
    faults.good = wikidata
    endpoint = faults.url("500/0")
    for arguments, asks in (((), True), ((), False), (("--fresh",), True)):
        before = len(faults.seen)
        assert check({"socialist-action": entity("Q4430199")}, *arguments, endpoint=endpoint).returncode == 0
        assert (len(faults.seen) > before) == asks


def test_links_are_not_checked_without_an_endpoint(kg, tmp_path, reconciliation):
    env = {"PATH": "", "HOME": str(tmp_path), "KG_RECONCILE": reconciliation.url}
    done = kg("link", "check", env=env)
    assert done.returncode == 2
    assert "name one with --endpoint" in done.stderr
