"""Ctrl-C, for real: one sentence, exit code 130, nothing half-written beside or in the folder, and no process left."""

import os
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.conftest import ROOT

SENTENCE = "kg: interrupted; nothing is left half-done.\n"


@pytest.fixture
def authored_here(tmp_path, monkeypatch):
    """A copy of what people wrote, and places of its own for what is kept and what is passing."""
    for folder in ("articles", "entities"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "passing"))
    (tmp_path / "passing").mkdir()
    return tmp_path


def _hear():
    """Whoever runs the tests in the background may have told all processes to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt(command, moment, everybody=False):
    """The exit code, standard error and descendants of a command that is interrupted at a moment; None if it was over."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, command)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, start_new_session=True, preexec_fn=_hear,
    )  # fmt: skip
    there = psutil.Process(process.pid)
    deadline = time.monotonic() + 100
    while process.poll() is None and not moment(there) and time.monotonic() < deadline:
        time.sleep(0.002)
    try:
        children = there.children(recursive=True)
        (os.killpg if everybody else os.kill)(process.pid, signal.SIGINT)
    except (ProcessLookupError, psutil.NoSuchProcess):
        children = []
    error = process.communicate(timeout=100)[1]
    return process.returncode, error, children


def works(process):
    """Whether processes work at articles: the command has made some, and they have used the processor."""
    return len([c for c in process.children() if c.cpu_times().user > 0.1]) >= 2


def assert_nothing_is_left(root, children):
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert not [path.name for path in root.iterdir() if path.name.startswith(".")]
    assert [path.name for path in (root / "passing").iterdir() if not path.name.endswith(".lock")] == []


@pytest.mark.parametrize("everybody", [False, True], ids=["the command alone", "its whole group, as a terminal does"])
def test_a_build_that_reads_articles(authored_here, everybody):
    (authored_here / "dataset").mkdir()
    (authored_here / "dataset/facts.ttl").write_bytes(b"# before\n")
    command = ("build", "--source", authored_here, "--jobs", 2)
    code, error, children = interrupt(command, works, everybody)
    assert (code, error) == (130, SENTENCE)
    assert len(children) >= 2
    assert_nothing_is_left(authored_here, children)
    assert [path.name for path in (authored_here / "dataset").iterdir()] == ["facts.ttl"]


@pytest.mark.parametrize("command", ["build", "release", "site"])
def test_what_writes_a_folder(authored_here, command):
    """The moment is that at which the new folder is there beside the old one."""
    if command == "site":
        pytest.importorskip("jinja2")
    folder = authored_here / "out"
    folder.mkdir()
    arguments = {"build": ("build", "--source", authored_here, "--output", folder)}.get(command, (command, folder))
    for _ in range(5):
        code, error, children = interrupt(arguments, lambda _: (authored_here / ".out.kg-new").exists())
        assert_nothing_is_left(authored_here, children)
        if code == 130:
            break
        # it was done before the interrupt came; all of it is there, and it is tried again
        assert code == 0
        shutil.rmtree(folder)
        folder.mkdir()
    assert (code, error) == (130, SENTENCE)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("command", ["release", "site"])
def test_what_makes_a_folder(authored_here, command):
    """Before anything is written: once the command has used the processor for a while."""
    code, error, children = interrupt((command, authored_here / "out"), lambda p: p.cpu_times().user > 0.8)
    assert (code, error) == (130, SENTENCE)
    assert_nothing_is_left(authored_here, children)
    assert not (authored_here / "out").exists()
