"""A build that made everything before need not make it again: only from the very same bytes, beside the very same."""

import json
import shutil

import pytest

from kg.check import examination, fingerprint, verdicts
from kg.check.build import build
from kg.check.engines import DEFAULT
from kg.store.swap import is_as_known
from kg.words.errors import Busy
from tests.conftest import ROOT

LEAD = "articles/socialist-action-uk/passages/lead.yaml"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A root whose dataset is built, and what was kept of that, both to be copied."""
    folder = tmp_path_factory.mktemp("first")
    for name in ("articles", "entities"):
        shutil.copytree(ROOT / name, folder / "root" / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_cache_path", lambda name: folder / "cache" / name)
        assert not build(folder / "root", folder / "root/dataset", workers=1).remembered
    return folder


@pytest.fixture(autouse=True)
def cache(first, tmp_path, monkeypatch):
    shutil.copytree(first / "cache", tmp_path / "cache")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache"


@pytest.fixture
def built(first, tmp_path):
    return shutil.copytree(first / "root", tmp_path / "root")


@pytest.fixture
def examined(monkeypatch):
    """Count how often everything is examined from now on."""
    times = []
    examine = examination.examine
    monkeypatch.setattr(examination, "examine", lambda *given: times.append(1) or examine(*given))
    return times


def contents(folder):
    return {path.name: path.read_bytes() for path in (folder / "dataset").iterdir()}


def test_where_nothing_has_changed_nothing_is_made(built, examined):
    before = contents(built)
    first = build(built, built / "dataset", fresh=True, workers=1)
    assert examined == [1]
    again = build(built, built / "dataset")
    assert examined == [1]
    assert again.remembered
    assert not again.changed
    assert (again.passages, again.facts, again.matched) == (first.passages, first.facts, first.matched)
    assert contents(built) == before


@pytest.mark.parametrize("file", [LEAD, "entities/people.yaml"])
def test_one_byte_that_is_read(built, examined, file):
    path = built / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert not build(built, built / "dataset", workers=1).remembered
    assert examined


def test_the_rules_the_program_and_the_libraries(built, examined, monkeypatch):
    monkeypatch.setattr(fingerprint, "_libraries", lambda: "rdflib 99")
    assert not build(built, built / "dataset", workers=1).remembered
    assert examined
    assert {folder.name for folder in fingerprint._RULES} == {"ontology", "shapes", "kg"}


@pytest.mark.parametrize("name", ["claims.ttl", "derived.ttl"])
def test_one_byte_that_was_written(built, name):
    before = contents(built)
    path = built / "dataset" / name
    path.write_bytes(before[name].replace(b"pao", b"Pao", 1))
    again = build(built, built / "dataset", workers=1)
    assert again.changed
    assert not again.remembered
    assert contents(built) == before


def test_a_file_that_was_written_is_gone(built):
    before = contents(built)
    (built / "dataset/facts.ttl").unlink()
    assert build(built, built / "dataset", workers=1).changed
    assert contents(built) == before


def test_another_dataset_is_not_the_one_that_was_written(built, tmp_path):
    """Files change their names, each whole in itself; a second folder is made as well as the first."""
    one, other = built / "dataset/facts.ttl", built / "dataset/derived.ttl"
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)
    assert build(built, built / "dataset", workers=1).changed
    assert build(built, tmp_path / "second", workers=1).changed
    assert {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()} == contents(built)


def test_a_verdict_without_a_dataset_is_none_for_a_build(built, cache, examined):
    (path,) = cache.rglob("verdicts/*.json")
    path.unlink()
    key = verdicts.fingerprint(built, DEFAULT)
    outcome = build(built, built / "dataset", workers=1)
    path.unlink()
    verdicts.remember(built, key, outcome)
    examined.clear()
    assert not build(built, built / "dataset", workers=1).remembered
    assert examined
    # a check that is made again afterwards does not forget what was written
    verdicts.remember(built, key, outcome)
    assert build(built, built / "dataset").remembered


def test_a_damaged_verdict_is_none(built, cache, examined):
    (path,) = cache.rglob("verdicts/*.json")
    digest, _, text = path.read_text().partition("\n")
    kept = json.loads(text)
    kept["outcome"]["facts"] += 1
    path.write_text(f"{digest}\n{json.dumps(kept)}")
    assert not build(built, built / "dataset", workers=1).remembered
    assert examined


def test_what_a_gate_stops_is_found_each_time(built):
    path = built / LEAD
    path.write_text(path.read_text().replace(', negated: "yes"}', "}"))
    for _ in range(2):
        outcome = build(built, built / "dataset", workers=1)
        assert not outcome.passed
        assert not outcome.remembered


def test_what_a_crash_left_beside_it_is_cleared(built):
    for name in (".dataset.kg-new", ".dataset.kg-old"):
        (built / name).mkdir()
    assert build(built, built / "dataset").remembered
    assert not [path for path in built.iterdir() if path.name.startswith(".dataset")]


def test_another_build_at_the_same_time_is_told(built, monkeypatch):
    monkeypatch.setattr("filelock.FileLock.acquire", lambda *_, **__: (_ for _ in ()).throw(_timeout()))
    with pytest.raises(Busy):
        is_as_known(built / "dataset", {"facts.ttl": ""})


def _timeout():
    from filelock import Timeout

    return Timeout("lock")
