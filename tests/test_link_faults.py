"""Every fault of a service, at every command of link that asks one: a sentence, a code, and nothing false kept."""

import json
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from kg.link.candidates import describe, find_candidates
from kg.link.journal import Journal
from kg.link.profiles import profiles
from kg.link.services import Services
from kg.source.entities import read_entities
from kg.store import patience
from kg.words import errors
from tests.conftest import ROOT
from tests.faults.answers import FAULTS
from tests.faults.server import absent

EVERYBODY = profiles(read_entities(ROOT / "entities"))
WANTED = [EVERYBODY["kate-hudson"], EVERYBODY["militant"], EVERYBODY["socialist-workers-party-gb"]]
SLOW = {"drip", "slow-head", "silence"}

#: What is whole JSON, but has not the form of the service: found by whoever knows the form.
SHAPES = {"wrong-json", "json-of-another-shape", "json-text"}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.02))


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "j.jsonl", timedelta(days=1))


def told(journal):
    return [json.loads(line) for line in journal.path.read_text().splitlines()]


def seconds(name):
    return 1.0 if name in SLOW else 6.0


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_of_the_reconciliation_service_is_told_and_never_kept(faults, journal, name):
    services = Services(None, faults.url(name), seconds(name))
    with pytest.raises(errors.KGError) as caught:
        find_candidates(WANTED, EVERYBODY, services, journal)
    assert type(caught.value).__name__ == FAULTS[name].kind
    assert caught.value.exit_code == (65 if FAULTS[name].kind == "Malformed" else 69)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith((".", "?"))
    assert {line["status"] for line in told(journal)} == {FAULTS[name].kind.lower()}
    assert not any("answer" in line for line in told(journal))


@pytest.mark.parametrize("name", sorted(SHAPES | {"cut-body", "html", "429-absurd", "redirect-to-another-host"}))
def test_a_fault_of_the_endpoint_is_told_and_never_kept(faults, journal, name):
    for ask in (
        lambda services: find_candidates(WANTED, EVERYBODY, services, journal),
        lambda services: describe(["Q42"], EVERYBODY, services, journal),
    ):
        with pytest.raises(errors.KGError) as caught:
            ask(Services(faults.url(name), None, seconds(name)))
        assert type(caught.value).__name__ == FAULTS[name].kind
    assert not any("answer" in line for line in told(journal))


def test_an_endpoint_that_answers_other_columns_is_found(faults, journal, monkeypatch):
    rows = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}}'
    from tests.faults.answers import Fault, answer

    monkeypatch.setitem(FAULTS, "other-columns", Fault("Malformed", answer(200, rows)))
    with pytest.raises(errors.Malformed, match="other columns than those asked for"):
        find_candidates(WANTED, EVERYBODY, Services(faults.url("other-columns"), None, 6.0), journal)
    assert {line["status"] for line in told(journal)} == {"malformed"}


def test_where_nobody_listens_is_told_and_kept_as_that(faults, journal):
    for address, kinds in absent(faults).values():
        with pytest.raises(errors.Unavailable) as caught:
            find_candidates(WANTED, EVERYBODY, Services(None, address, 6.0), journal)
        assert type(caught.value).__name__ in kinds


@pytest.mark.parametrize("name", ["500", "cut-body", "html", "503-seconds"])
def test_a_run_that_a_fault_ended_goes_on_where_it_was(faults, tmp_path, reconciliation, monkeypatch, name):
    """Two batches are answered and the third is not; the next run asks for the third and what follows, once each."""
    monkeypatch.setattr("kg.link.reconciliation._NAMES", 1)
    monkeypatch.setattr(patience, "PAUSES", ())
    faults.good, path = reconciliation.url, tmp_path / "j.jsonl"
    address = faults.url(f"{name}/at-3/ended")
    before, asked = len(faults.seen), len(reconciliation.asked)
    earlier = sum(seen == f"/{name}/at-3/ended" for seen, _, _ in faults.seen)
    assert earlier == 0
    with pytest.raises(errors.KGError):
        find_candidates(WANTED, EVERYBODY, Services(None, address, 6.0), Journal(path, timedelta(days=1)))
    assert len(faults.seen) - before == 3
    found = find_candidates(WANTED, EVERYBODY, Services(None, address, 6.0), Journal(path, timedelta(days=1)))
    names = [query["query"] for batch in reconciliation.asked[asked:] for query in batch.values()]
    assert len(names) == len(set(names))
    assert found["kate-hudson"]


@pytest.mark.parametrize(
    ("arguments", "name", "code"),
    [
        (("suggest", "Kate Hudson", "--reconcile"), "403", 69),
        (("suggest", "Kate Hudson", "--reconcile"), "html", 65),
        (("suggest", "Kate Hudson", "--endpoint"), "flood", 69),
        (("suggest", "--review", "{folder}/r.yaml", "--endpoint"), "cut-json", 65),
        (("check", "--endpoint"), "404", 69),
        (("check", "--endpoint"), "redirect-to-a-file", 69),
    ],
)
def test_a_command_ends_with_a_sentence_and_a_code(kg, faults, tmp_path, arguments, name, code):
    told = [part.format(folder=tmp_path) for part in arguments]
    done = kg("link", *told, faults.url(name), "--seconds", 5, "--journal", tmp_path / "j.jsonl")
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.startswith("kg: http://127.0.0.1")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "r.yaml").exists()


def test_the_deadline_holds_whatever_the_service_does(faults, journal):
    for name in sorted(SLOW):
        started = time.monotonic()
        with pytest.raises(errors.Temporary):
            find_candidates(WANTED, EVERYBODY, Services(None, faults.url(name), 0.5), journal)
        assert time.monotonic() - started < 20, "far from the minutes that it would take"


def test_a_run_that_is_killed_goes_on_where_it_was(faults, reconciliation, tmp_path):
    """Killed with no warning while the third batch waits for its answer; what two batches answered is there."""
    faults.good = reconciliation.url
    path, things = tmp_path / "j.jsonl", [profile.id for profile in EVERYBODY.values() if profile.type == "Person"][:26]
    command = [sys.executable, "-m", "kg", "link", "suggest", *things, "--journal", str(path), "--reconcile"]
    before, asked = len(faults.seen), len(reconciliation.asked)
    process = subprocess.Popen([*command, faults.url("silence/at-3/killed")], cwd=ROOT, stdout=subprocess.DEVNULL)
    while len(faults.seen) < before + 3:
        time.sleep(0.05)
        assert process.poll() is None
    process.kill()
    process.wait()
    done = subprocess.run(
        [*command, faults.url("silence/at-3/killed")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    names = [query["query"] for batch in reconciliation.asked[asked:] for query in batch.values()]
    assert len(names) == len(set(names))
    assert {json.loads(line)["status"] for line in path.read_text().splitlines()} == {"complete"}
