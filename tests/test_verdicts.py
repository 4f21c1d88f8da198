"""Verdicts remembered: only of the very same bytes, and only where nothing was found."""

from dataclasses import replace

import pytest

from kg.check import fingerprint, verdicts
from kg.check.outcome import Outcome

OUTCOME = Outcome((), 1, 2, 3, 4, {"PersonShape": 5}, "sparql")


def remember(root, outcome=OUTCOME):
    verdicts.remember(root, verdicts.fingerprint(root, outcome.engine), outcome)


def recall(root, engine="sparql"):
    known = verdicts.recall(verdicts.fingerprint(root, engine))
    return known and known.outcome


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
    remember(authored)
    assert recall(authored).matched == OUTCOME.matched
    path = authored / "entities/places.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert recall(authored) is None


def test_another_engine_is_another_verdict(authored):
    remember(authored)
    assert recall(authored, "pyshacl") is None


def test_rules_code_and_libraries_are_part_of_it(authored, monkeypatch):
    remember(authored)
    monkeypatch.setattr(fingerprint, "_libraries", lambda: "rdflib 99")
    assert recall(authored) is None
    assert {folder.name for folder in fingerprint._RULES} == {"ontology", "shapes", "kg"}


def test_a_finding_is_not_remembered(authored):
    from kg.check.findings import Finding

    warning = Finding("UsedEntity", authored, 1, "x", "y", severity="warning")
    remember(authored, Outcome((warning,), 1, 2, 3, 4, {}, "sparql"))
    assert recall(authored) is None


@pytest.mark.parametrize("damage", [b"{", b"", b'"passages": 1'])
def test_what_is_damaged_is_computed_again(authored, cache, damage):
    remember(authored)
    (path,) = cache.rglob("*.json")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(damage, b'"passages": 7') if damage in whole and len(damage) > 1 else damage)
    assert path.read_bytes() != whole
    assert recall(authored) is None


def test_what_changes_during_the_check_is_not_remembered(authored):
    key = verdicts.fingerprint(authored, "sparql")
    path = authored / "entities/places.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    verdicts.remember(authored, key, OUTCOME)
    assert verdicts.recall(key) is None
    assert recall(authored) is None


def test_a_folder_more_or_one_behind_a_link_is_another_verdict(authored, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (authored / "articles/socialist-action-uk").rename(elsewhere)
    (authored / "articles/socialist-action-uk").symlink_to(elsewhere)
    remember(authored)
    assert recall(authored)
    path = elsewhere / "passages/lead.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert recall(authored) is None
    remember(authored)
    (authored / "articles/another").mkdir()
    assert recall(authored) is None


def test_a_link_that_leads_in_a_circle_ends(authored):
    (authored / "articles/circle").symlink_to(authored / "articles")
    remember(authored)
    assert recall(authored)


def test_where_nothing_can_be_written_nothing_is_kept(authored, cache):
    cache.write_bytes(b"a file where a folder belongs")
    remember(authored)
    assert recall(authored) is None


def test_only_so_many_verdicts_are_kept_and_the_oldest_go(authored, cache, monkeypatch):
    monkeypatch.setattr(verdicts, "_KEPT", 2)
    for engine in ("first", "second", "third"):
        remember(authored, replace(OUTCOME, engine=engine))
    assert [recall(authored, engine) is not None for engine in ("first", "second", "third")] == [False, True, True]
    assert len(list(cache.rglob("*.json"))) == 2
