"""Every fault of a remote endpoint, played by a real server: one of five kinds, one sentence, an exit code."""

import pytest

from kg.ask.answers import ask
from kg.store import patience
from kg.words import errors
from tests.faults.answers import FAULTS
from tests.faults.server import absent

#: Seconds that a question of these tests may take; those that need more are the slow ones.
SECONDS = 6.0
SLOW = {"drip", "slow-head", "silence"}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.02))


def kind_of(error):
    return type(error).__name__


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_is_of_one_of_five_kinds_told_in_one_sentence_and_asked_again_only_if_it_may_pass(faults, name):
    wanted, before = FAULTS[name].kind, len(faults.seen)
    with pytest.raises(errors.KGError) as caught:
        ask("ASK {}", endpoint=faults.url(name), seconds=1.0 if name in SLOW else SECONDS)
    assert kind_of(caught.value) == wanted
    assert caught.value.exit_code == (65 if wanted == "Malformed" else 69)
    sentence = str(caught.value)
    assert sentence.startswith("http://127.0.0.1")
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
    assert "Error" not in sentence
    passing = wanted in ("Temporary", "Throttled") and name not in {"429-absurd", *SLOW}
    times = [path for path, _, _ in faults.seen[before:]].count(f"/{name}")
    assert times == (3 if passing or name == "redirect-loop" else 1)
    assert "/whole" not in [path for path, _, _ in faults.seen[before:]]


def test_where_nobody_listens_is_told_too(faults):
    for address, kinds in absent(faults).values():
        with pytest.raises(errors.Unavailable) as caught:
            ask("ASK {}", endpoint=address, seconds=SECONDS)
        assert kind_of(caught.value) in kinds


@pytest.mark.parametrize("name", ["500", "cut-body", "hang-up"])
def test_a_service_that_recovers_is_answered(faults, wikidata, name):
    faults.good = wikidata
    answer = ask("ASK { wd:Q84 ?p ?o }", rows="json", endpoint=faults.url(f"{name}/2"), seconds=SECONDS)
    assert answer.kind == "boolean"
    assert b"true" in answer.data


@pytest.mark.parametrize(("name", "code"), [("403", 69), ("html", 65), ("cut-json", 65), ("redirect-to-a-file", 69)])
def test_the_command_ends_with_a_sentence_and_a_code(kg, faults, name, code):
    ran = kg("query", "splits", "--endpoint", faults.url(name), "--seconds", 5)
    assert ran.returncode == code
    assert ran.stdout == ""
    assert ran.stderr.startswith("kg: http://127.0.0.1")
    assert len(ran.stderr.splitlines()) == 1


def test_we_send_nobody_anything_but_the_question(faults):
    with pytest.raises(errors.KGError):
        ask("ASK {}", endpoint=faults.url("400"), seconds=SECONDS)
    _, headers, body = faults.seen[-1]
    assert set(headers) <= {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    }
    assert headers["user-agent"].startswith("socialist-action-kg/")
    assert b"query=ASK" in body


def test_a_contact_can_be_named(faults, monkeypatch):
    monkeypatch.setenv("KG_CONTACT", "me@example.org")
    with pytest.raises(errors.KGError):
        ask("ASK {}", endpoint=faults.url("400"), seconds=SECONDS)
    assert "; me@example.org)" in faults.seen[-1][1]["user-agent"]
