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
    "publish": (["publish", "--help"], "Put the dataset onto a SPARQL server"),
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

#: Commands that need the extra ``server``; `serve --print-config` does without.
EXTRA = {"site"}


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
    install(folder, str(wheel))
    return folder


def install(folder, what):
    python = folder / "env/bin/python"
    command = [python, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", WHEELS, what]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def run(folder, arguments):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    command = [str(folder / "env/bin/kg"), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_bundled_folders_are_mapped_into_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("articles", "dataset", "entities", "ontology", "queries", "shapes"):
        committed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
        for file in committed.stdout.split():
            assert f"kg/bundle/{file}" in names
    assert {f"kg/bundle/{name}" for name in ("CHANGELOG.md", "LICENSE", "LICENSE-DATA", "README.md")} <= set(names)
    assert "kg/py.typed" in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_what_the_build_has_brought_for_the_query_page_is_in_the_wheel(wheel):
    vendor = ROOT / "kg/web/assets/vendor"
    if not vendor.is_dir():
        pytest.skip("THE EDITOR AND THE ENGINE ARE MISSING: 'make' brings them from npm, so no wheel holds them")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"yasqe.js", "oxigraph.wasm"} <= {path.name for path in vendor.iterdir()}
    assert {f"kg/web/assets/vendor/{path.name}" for path in vendor.iterdir()} <= names


def test_every_command_runs_far_from_the_checkout(installed, wheel):
    assert sorted(RUNS) == COMMANDS
    for command in sorted(RUNS, key=lambda name: (name in EXTRA, name == "validate")):
        arguments, words = RUNS[command]
        done = run(installed, arguments)
        if command in EXTRA and done.returncode:
            # without the extra it is one sentence; with it, the command runs
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert "run: pip install 'socialist-action-kg[server]'" in done.stderr
            install(installed, f"{wheel}[server]")
            done = run(installed, arguments)
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
        assert str(ROOT) not in done.stdout + done.stderr
