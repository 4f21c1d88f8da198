"""The build: whole or nothing on the disk, and never while something is wrong."""

import os
import shutil
import stat

import pytest
from filelock import FileLock

from kg.check.build import build
from kg.store import swap
from kg.store.disk import exchange
from kg.words.errors import Busy, CannotWrite
from tests.conftest import ROOT

FILES = {"entities.ttl": b"# a\n", "facts.ttl": b"# b\n"}


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_build_writes_its_files_and_nothing_beside_them(authored):
    outcome = build(authored, authored / "dataset")
    assert outcome.passed
    assert outcome.changed
    assert sorted(contents(authored / "dataset")) == [
        "claims.ttl",
        "derived.ttl",
        "entities.ttl",
        "facts.ttl",
        "sources.ttl",
    ]
    assert sorted(path.name for path in authored.iterdir()) == ["articles", "dataset", "entities"]
    assert not build(authored, authored / "dataset").changed


def test_nothing_is_written_while_a_gate_finds_something(authored):
    shutil.copytree(ROOT / "dataset", authored / "dataset")
    before = contents(authored / "dataset")
    path = authored / "articles/socialist-action-uk/passages/lead.yaml"
    path.write_text(path.read_text().replace(', negated: "yes"}', "}"))
    outcome = build(authored, authored / "dataset")
    assert not outcome.passed
    assert "negation" in {finding.check for finding in outcome.findings}
    assert contents(authored / "dataset") == before


def test_the_graph_gate_stops_a_build_too(authored):
    path = authored / "articles/socialist-action-uk/passages/history.yaml"
    text = path.read_text().replace(', when: "[..1986]", words: By the mid-1980s}', "}")
    path.write_text(text)
    outcome = build(authored, authored / "dataset")
    finding = next(f for f in outcome.findings if f.check == "CountHasTime")
    assert finding.path == path
    assert "memberCount" in text.splitlines()[finding.line - 1]
    assert finding.sentence.startswith("By the mid-1980s")
    assert not (authored / "dataset").exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_is_replaced_as_a_whole(tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    folder = tmp_path / "dataset"
    assert swap.replace_folder(folder, {"facts.ttl": b"# old\n"})
    assert swap.replace_folder(folder, FILES)
    assert contents(folder) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]
    assert not swap.replace_folder(folder, FILES)


def test_a_folder_is_made_file_by_file_and_put_in_place_as_a_whole(tmp_path):
    folder = tmp_path / "out"

    def make(data):
        return lambda empty: swap.write_into(empty, "deep/facts.ttl", data)

    assert swap.make_folder(folder, make(b"# old\n"))
    assert not swap.make_folder(folder, make(b"# old\n"))
    with pytest.raises(SyntaxError):
        swap.make_folder(folder, make(b"<a> <b>"))
    assert swap.make_folder(folder, make(b"# new\n"))
    assert (folder / "deep/facts.ttl").read_bytes() == b"# new\n"
    (folder / "mine.txt").write_text("precious")
    with pytest.raises(CannotWrite, match=r"holds 'mine\.txt', which no build made"):
        swap.make_folder(folder, make(b"# newer\n"))
    assert (folder / "deep/facts.ttl").read_bytes() == b"# new\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_linux_exchanges_folders_in_one_step(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "a").touch()
    assert exchange(one, other)
    assert (other / "a").exists()


def test_what_a_crash_left_is_mended_by_the_next_build(tmp_path):
    folder = tmp_path / "dataset"
    (tmp_path / ".dataset.kg-old").mkdir()
    (tmp_path / ".dataset.kg-old/facts.ttl").write_bytes(b"# old\n")
    (tmp_path / ".dataset.kg-new").mkdir()
    (tmp_path / ".dataset.kg-new/facts.ttl").write_bytes(b"# half")
    assert not swap.replace_folder(folder, {"facts.ttl": b"# old\n"})
    assert contents(folder) == {"facts.ttl": b"# old\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_unreadable_turtle_never_takes_the_place_of_what_was(tmp_path):
    swap.replace_folder(tmp_path / "dataset", FILES)
    with pytest.raises(SyntaxError):
        swap.replace_folder(tmp_path / "dataset", {**FILES, "facts.ttl": b"<a> <b>"})
    assert contents(tmp_path / "dataset") == FILES


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(CannotWrite, match=r"holds 'mine\.txt', which no build made"):
        swap.replace_folder(tmp_path, FILES)
    assert (tmp_path / "mine.txt").read_text() == "precious"


def test_a_second_build_at_the_same_time_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(swap.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = tmp_path / "dataset"
    swap.replace_folder(folder, FILES)
    lock = next(tmp_path.glob("kg-build-*.lock"))
    with FileLock(lock), pytest.raises(Busy, match="another build is writing here"):
        swap.replace_folder(folder, {**FILES, "facts.ttl": b"# new\n"})
    assert contents(folder) == FILES


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "dataset").write_text("a file")
    with pytest.raises(CannotWrite):
        swap.replace_folder(tmp_path / "dataset", FILES)
    assert (tmp_path / "dataset").read_text() == "a file"


def test_a_full_disk_leaves_what_was(tmp_path, monkeypatch):
    folder = tmp_path / "dataset"
    swap.replace_folder(folder, FILES)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        swap.replace_folder(folder, {**FILES, "facts.ttl": b"# new\n"})
    assert contents(folder) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "out.ttl"
    swap.replace_file(path, b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        swap.replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.ttl"]


@pytest.mark.skipif(os.geteuid() == 0, reason="to the superuser every folder is writable")
def test_a_folder_that_may_not_be_written_is_told(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(CannotWrite, match="Permission denied"):
        swap.replace_folder(tmp_path / "dataset", FILES)
