"""A build killed at any moment leaves the old dataset whole or the new one whole, and the next build succeeds."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.long

KILLS = 40


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_killed_build_leaves_one_dataset_or_the_other(tmp_path):
    for folder in ("articles", "entities", "dataset"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "entities/places.yaml"
    versions = [
        path.read_text(),
        path.read_text().replace("\n  label: London\n", "\n  label: London\n  alias: [the capital]\n"),
    ]
    command = [sys.executable, "-m", "kg", "build", "--source", str(tmp_path)]
    known = []
    for text in reversed(versions):
        path.write_text(text)
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        known.append(contents(tmp_path / "dataset"))
    assert known[0] != known[1]
    chance = random.Random(1983)
    for number in range(KILLS):
        path.write_text(versions[number % 2])
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 4.0))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert contents(tmp_path / "dataset") in known
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith(".dataset")]


def test_a_build_killed_while_it_writes_leaves_one_dataset_or_the_other(tmp_path):
    """The writing alone, over and over in one process, so that most kills fall into it."""
    writer = (
        "import sys, pathlib; from kg.store.swap import replace_folder\n"
        "for i in range(10**6): replace_folder(pathlib.Path(sys.argv[1]), "
        "{n: b'<a:%d> <b:b> <c:c> .\\n' % i * 2000 for n in ('claims.ttl', 'facts.ttl')})"
    )
    folder = tmp_path / "dataset"
    chance = random.Random(1991)
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", writer, str(folder)], cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 0.6))
        process.kill()
        process.wait()
        if folder.exists():
            claims, facts = (contents(folder)[name] for name in ("claims.ttl", "facts.ttl"))
            assert claims == facts
            assert claims.count(b"\n") == 2000
