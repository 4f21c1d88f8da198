"""The store on disk: the same rows as from the files, never stale, never half-made, and never needed."""

import os
import signal
import subprocess
import sys
import time

import pyoxigraph
import pytest

from kg.ask.catalogue import queries
from kg.store.own import SOURCES
from kg.store.snapshot import keep_snapshot
from tests.conftest import ROOT

#: A command line for which every dataset is large.
COMMAND = "import sys, kg.store.own as o; o.LARGE = 0; from kg.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Where snapshots are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    from platformdirs import user_cache_path

    return user_cache_path("socialist-action-kg") / "stores"


@pytest.fixture
def source(tmp_path):
    """A file of three triples, and the graph that it fills."""
    path = tmp_path / "own.ttl"
    path.write_text("<https://x.example/a> <https://x.example/b> 1, 2, 3 .")
    return path, "https://x.example/graph"


def large(*arguments, stdin=None):
    command = [sys.executable, "-c", COMMAND, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, input=stdin)


def kept(home):
    return sorted(path.name for path in home.iterdir() if path.is_dir())


def count(folder):
    code = f"import pyoxigraph; print(len(pyoxigraph.Store.read_only({str(folder)!r})))"
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)


def test_a_large_dataset_is_asked_on_disk_after_the_first_question(home, kg):
    first, second = large("query", "standings"), large("query", "standings")
    assert first.stdout == second.stdout == kg("query", "standings").stdout
    assert first.stderr.startswith("kg: the dataset is large and new here")
    assert second.stderr == ""
    assert len(kept(home)) == 1
    (folder,) = (home / name for name in kept(home))
    assert count(folder) == sum(
        len(list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))) for path, _ in SOURCES
    )


def test_a_query_of_somebody_elses_is_asked_on_disk_too(home, kg):
    text = "SELECT ?who { ?who pao:memberOf id:labour-party } ORDER BY ?who"
    assert large("query", "-", stdin=text).stdout == kg("query", "-", stdin=text).stdout
    assert len(kept(home)) == 1
    assert large("why", "john-ross", "memberOf").stdout == kg("why", "john-ross", "memberOf").stdout


def test_the_store_on_disk_gives_the_same_rows_to_every_question(home):
    """One process asks all of them of both stores."""
    code = (
        "import pyoxigraph, sys; from kg.ask.answers import bound; from kg.ask.catalogue import queries\n"
        "from kg.ask.own_queries import ask_rows; from kg.store.own import SOURCES, dataset\n"
        "from kg.store.snapshot import keep_snapshot, open_snapshot\n"
        "disk, memory = open_snapshot(keep_snapshot(SOURCES, print)), dataset()\n"
        "def rows(name, store):\n"
        "    found = ask_rows(bound(name, {}), store)\n"
        "    lists = [column == 'claims' for column in found.columns]\n"
        "    return [[sorted(str(c).split()) if l else c for c, l in zip(row, lists)] for row in found]\n"
        "print(*(q.name for q in queries() if rows(q.name, disk) != rows(q.name, memory)), 'asked', len(queries()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == f"asked {len(queries())}"


def test_a_changed_file_is_another_snapshot(home, source):
    path, graph = source
    first = keep_snapshot([source], print)
    assert keep_snapshot([source], pytest.fail) == first
    written = path.stat()
    path.write_text(path.read_text().replace("1", "4"))
    os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))
    second = keep_snapshot([source], print)
    assert second != first
    assert keep_snapshot([(path, f"{graph}/other")], print) not in (first, second)
    assert count(first) == count(second) == 3


def test_old_snapshots_are_forgotten(home, source):
    path, _ = source
    folders = []
    for number in range(10, 15):
        path.write_text(f"<https://x.example/a> <https://x.example/b> {number} .")
        folders.append(keep_snapshot([source], print).name)
        os.utime(home / folders[-1], (number, number))
    assert kept(home) == sorted(folders[-3:])


def test_what_is_killed_while_it_is_made_leaves_nothing_that_counts(home, source):
    path, graph = source
    path.write_text("".join(f"<https://x.example/a> <https://x.example/b> {n} .\n" for n in range(400_000)))
    home.mkdir(parents=True)
    making = [sys.executable, "-m", "kg.store.snapshot", str(home / "whole"), str(path), graph]
    with subprocess.Popen(making, cwd=ROOT) as process:
        while not any(home.iterdir()) and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert [name[0] for name in kept(home)] == ["."]
    path.write_text("<https://x.example/a> <https://x.example/b> 1 .")
    assert kept(home) != [keep_snapshot([source], print).name]
    assert len(kept(home)) == 1


def test_what_is_damaged_is_made_again(home, kg):
    large("query", "standings")
    (folder,) = (home / name for name in kept(home))
    (folder / "CURRENT").write_text("damaged")
    expected = kg("query", "standings").stdout
    assert large("query", "standings").stdout == expected
    assert kept(home) == []
    assert large("query", "standings").stdout == expected
    assert len(kept(home)) == 1


def test_where_nothing_can_be_kept_the_files_are_read(home, kg, tmp_path):
    (tmp_path / "cache").write_text("a file where a folder should be")
    done = large("query", "standings")
    assert (done.returncode, done.stdout) == (0, kg("query", "standings").stdout)


def test_a_damaged_dataset_is_told_as_ever(home, source):
    path, _ = source
    path.write_text("this is not Turtle")
    assert keep_snapshot([source], print) is None
    assert kept(home) == []
