"""The house: imports run one way, and each fact about the world is written once."""

import ast
import re

import pytest

from kg.words.formats import EXPORT_FORMATS, ROW_FORMATS
from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT

#: Each folder may import from itself and from those before it.
ORDER = ["words", "source", "store", "compile", "check", "ask", "share", "link", "draft", "web", "cli"]

#: Heavy or outside libraries and the only folders that may import them.
DOORS = {
    "SPARQLWrapper": {"store"},
    "argcomplete": {"cli"},
    "edtf": {"compile"},
    "filelock": {"store"},
    "httptools": {"web"},
    "jinja2": {"web"},
    "jsonschema": {"source"},
    "platformdirs": {"check", "link", "store"},
    "pyld": {"share"},
    "pyoxigraph": {"store", "compile", "check", "ask", "share", "link"},
    "pyshacl": {"check"},
    "rapidfuzz": {"ask", "link"},
    "rdflib": {"store", "compile", "check"},
    "rich": {"cli"},
    "sentencex": {"source"},
    "uvicorn": {"web"},
    "yaml": {"source"},
}

MODULES = sorted((ROOT / "kg").rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    folder = path.relative_to(ROOT / "kg").parts[0]
    for name in imported(path):
        if name.startswith("kg.") and folder in ORDER:
            assert ORDER.index(name.split(".")[1]) <= ORDER.index(folder), f"{path} imports {name}"
        top = name.split(".")[0]
        if top in DOORS:
            assert folder in DOORS[top], f"{path} imports {top}"


def test_the_folders_are_those_of_the_house():
    folders = {path.name for path in (ROOT / "kg").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_holds_one_idea(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_prints_but_the_command_line(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    prints = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert not prints or path.parent.name == "cli"


def strings(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_prefixes_are_written_once():
    for path in MODULES:
        if path.name == "prefixes.py":
            continue
        for text in strings(path):
            assert text not in PREFIXES.values(), f"{path} repeats the namespace {text}"


def test_media_types_and_extensions_are_written_once():
    known = {f.media_type for f in (*EXPORT_FORMATS, *ROW_FORMATS)} - {"text/plain"}
    for path in MODULES:
        if path.name != "formats.py":
            assert known.isdisjoint(strings(path)), path


def test_the_base_address_is_written_once():
    homes = [path.name for path in MODULES if any(s == "https://w3id.org/pao/" for s in strings(path))]
    assert homes == ["prefixes.py"]


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("queries/**/*.rq"), *ROOT.glob("ontology/**/*.rq"), *ROOT.glob("kg/**/*.rq")]),
    ids=lambda path: path.stem,
)
def test_every_query_file_declares_the_prefixes_of_the_table(path):
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^PREFIX (\w+): <(.*)>$", text, re.MULTILINE)
    assert all(PREFIXES.get(prefix) == namespace for prefix, namespace in declared)
