"""The wheel in an empty environment, far from the checkout: every command runs."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT
from tests.test_cli import COMMANDS

WHEELS = ROOT / ".venv/wheels"

#: Command -> how it is run there, and words of what it prints.
RUNS = {
    "build": (["build", "--output", "made"], "Both gates passed"),
    "check": (["check", "international-marxist-group-simple", "--source", str(ROOT)], "both gates pass"),
    "completion": (["completion", "bash"], "kg"),
    "coverage": (["coverage"], "100%"),
    "draft": (
        ["draft", "international-marxist-group-simple", "--print", "--source", str(ROOT)],
        "none of them is decided",
    ),
    "export": (["export", "turtle", "--output", "out.ttl"], ""),
    "find": (["find", "livingston"], "ken-livingstone"),
    "link": (["link", "status"], "youth-summer-camp-1990"),
    "mcp": (["mcp", "--help"], "Model Context Protocol"),
    "new": (["new", "--help"], "Make the folder of a new article"),
    "ontology": (["ontology", "--output", "page"], "page is written"),
    "queries": (["queries"], "splits"),
    "query": (["query", "splits", "--format", "csv"], "id/international-group"),
    "read": (["read"], "Every passage has been read"),
    "release": (["release", "released"], "released is written"),
    "serve": (["serve", "--print-config"], "port = 8000"),
    "show": (["show", "Ken Livingstone"], "Denied by the article"),
    "site": (["site", "site"], "site is written"),
    "validate": (["validate", "out.ttl"], "nothing found"),
    "why": (["why", "socialist-action", "foundedOn"], "«The group was founded in 1982"),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment with nothing but the wheel and what it needs, from the kept wheels: no network."""
    if not WHEELS.is_dir():
        pytest.skip("no kept wheels: run 'make', which downloads them once")
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    python = folder / "env/bin/python"
    command = [python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", WHEELS, wheel]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return folder


def test_bundled_folders_are_mapped_into_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("articles", "dataset", "entities", "ontology", "queries", "shapes"):
        committed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
        for file in committed.stdout.split():
            assert f"kg/bundle/{file}" in names
    assert {f"kg/bundle/{name}" for name in ("CHANGELOG.md", "LICENSE", "LICENSE-DATA", "README.md")} <= set(names)
    assert "kg/py.typed" in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_every_command_runs_far_from_the_checkout(installed):
    assert sorted(RUNS) == COMMANDS
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    for command in sorted(RUNS, key=lambda name: name == "validate"):
        arguments, words = RUNS[command]
        done = subprocess.run(
            [str(installed / "env/bin/kg"), *arguments],
            cwd=installed,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
        assert str(ROOT) not in done.stdout + done.stderr
    assert (installed / "made/facts.ttl").read_bytes() == (ROOT / "dataset/facts.ttl").read_bytes()


def test_the_python_api_works_there_too(installed):
    code = "import kg; print(len(kg.query('splits')), len(kg.load()) > 1000, kg.why('john-ross')[0].is_fact)"
    done = subprocess.run(
        [str(installed / "env/bin/python"), "-c", code], cwd=installed, capture_output=True, text=True, check=False
    )
    assert done.stdout.split()[1:] == ["True", "True"]
