"""What is documented is true: the README's commands give the output that it shows, and it names everything."""

import re
import subprocess
import sys

import pytest

import kg
from kg.ask.catalogue import queries
from kg.ask.contents import contents
from tests.conftest import ROOT
from tests.test_cli import COMMANDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    (command, output)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for command, output in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.mark.parametrize(("command", "output"), [b for b in BLOCKS if "kg " in b[0]], ids=lambda text: text[:40])
def test_a_command_of_the_readme_gives_the_output_that_it_shows(command, output):
    run = re.sub(r"(^|\| )kg ", rf"\1{sys.executable} -m kg ", command)
    done = subprocess.run(run, shell=True, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.rstrip("\n") == output.rstrip("\n")


def test_a_query_in_the_documents_is_answered():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")]
    blocks = [block for text in texts for block in re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)]
    assert blocks
    for block in blocks:
        assert any(kg.query(block))
        # asked of everything, each part of it finds something, so that no term in it is misspelt
        everything = kg.query(re.sub(r"(?m)^  FILTER\(.*\n", "", block))
        assert set(everything.columns) == {
            name for row in everything for name, cell in zip(everything.columns, row, strict=True) if cell
        }


def test_make_shows_what_the_readme_shows(tmp_path):
    output = next(output for command, output in BLOCKS if command == "make")
    build, answer = (
        subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, cwd=ROOT, check=True)
        for arguments in (["build", "--output", str(tmp_path / "dataset")], ["why", "socialist-action", "foundedOn"])
    )
    told = build.stdout.replace(f"{tmp_path}/dataset is written", "dataset is as it was")
    assert told + answer.stdout == output
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "kg build" in makefile
    assert "kg why socialist-action foundedOn" in makefile


def test_the_readme_names_every_command():
    for command in COMMANDS:
        assert f"`kg {command}" in README


def test_the_readme_lists_a_dozen_questions_and_the_contents_list_all():
    section = README.partition("## The bundled questions\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `(.+)` \| (.+) \|$", section, re.MULTILINE)
    known = {query.name: query.summary for query in queries()}
    assert len(listed) == 12
    assert all(known[name] == summary for name, summary in listed)
    assert f"There are {len(known)};" in section


def test_the_contents_of_the_catalogue_are_as_written_down():
    text = (ROOT / "docs/queries.md").read_text(encoding="utf-8")
    assert text == contents(), "write what kg.ask.contents.contents() gives into docs/queries.md"
    assert all(f"### {query.name}\n\n{query.summary}\n" in text for query in queries())


def test_ci_runs_the_commands_of_the_readme():
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert {"make", "make test"} <= {command for command, _ in BLOCKS}
    assert [line for line in script if line.startswith("make")] == ["make", "make test", "make test-long"]


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)[1].splitlines()
    assert len(lines) % 2 == 0
    for reason, name in zip(lines[::2], lines[1::2], strict=True):
        assert reason.strip().startswith("# ")
        assert name.strip().startswith('"')


@pytest.mark.parametrize("name", ["build", "dev", "peers", "runtime"])
def test_locks_have_hashes_and_no_addresses(name):
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "==" in entry
        assert "--hash=sha256:" in entry


def test_every_runtime_dependency_is_locked():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)[1]
    locked = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8").casefold()
    for name in re.findall(r'"([\w-]+)[><=]', block):
        assert f"\n{name.casefold()}==" in "\n" + locked
