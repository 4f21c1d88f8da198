"""Verdicts remembered: only of the very same bytes, only where nothing was found, and never by a build."""

import pytest

from kg.check import fingerprint, verdicts
from kg.check.outcome import Outcome

OUTCOME = Outcome((), 1, 2, 3, 4, {"PersonShape": 5}, "sparql")


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache"


def test_the_same_bytes_are_not_read_again(kg, authored):
    path = authored / "entities/places.yaml"
    first, second, fresh = kg("validate", path), kg("validate", path), kg("validate", path, "--fresh")
    assert [done.returncode for done in (first, second, fresh)] == [0, 0, 0]
    assert ["earlier check" in done.stdout for done in (first, second, fresh)] == [False, True, False]


def test_one_byte_more_is_another_verdict(authored):
    verdicts.remember(authored, OUTCOME)
    assert verdicts.recall(authored, "sparql").matched == OUTCOME.matched
    path = authored / "entities/places.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert verdicts.recall(authored, "sparql") is None


def test_another_engine_is_another_verdict(authored):
    verdicts.remember(authored, OUTCOME)
    assert verdicts.recall(authored, "pyshacl") is None


def test_rules_code_and_libraries_are_part_of_it(authored, monkeypatch):
    verdicts.remember(authored, OUTCOME)
    monkeypatch.setattr(fingerprint, "_libraries", lambda: "rdflib 99")
    assert verdicts.recall(authored, "sparql") is None
    assert {folder.name for folder in fingerprint._RULES} == {"ontology", "shapes", "kg"}


def test_a_finding_is_not_remembered(authored):
    from kg.check.findings import Finding

    warning = Finding("UsedEntity", authored, 1, "x", "y", severity="warning")
    verdicts.remember(authored, Outcome((warning,), 1, 2, 3, 4, {}, "sparql"))
    assert verdicts.recall(authored, "sparql") is None


def test_what_is_damaged_is_computed_again(authored, cache):
    verdicts.remember(authored, OUTCOME)
    for path in cache.rglob("*.json"):
        path.write_bytes(b"{")
    assert verdicts.recall(authored, "sparql") is None


def test_where_nothing_can_be_written_nothing_is_kept(authored, cache):
    cache.write_bytes(b"a file where a folder belongs")
    verdicts.remember(authored, OUTCOME)
    assert verdicts.recall(authored, "sparql") is None
