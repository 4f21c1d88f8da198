"""Hostile files, each through the real command: a documented code, one sentence, nothing written, and in time.

All bombs and forgeries run, and a third of the other files; with ``KG_HOSTILE=all`` every file of the 700, in about
twenty-five minutes on two cores.
"""

import os

import pytest

from tests.hostile import authored, bombs, encodings, forgeries, places, terms
from tests.hostile.harmless import HARMLESS
from tests.hostile.running import MEMORY, contents, run

pytestmark = pytest.mark.long

STEP = 1 if os.environ.get("KG_HOSTILE") == "all" else 3
ALL = [*encodings.FILES, *terms.FILES, *bombs.FILES, *forgeries.FILES]
FOREIGN = [*encodings.FILES[::STEP], *terms.FILES[::STEP], *bombs.FILES, *forgeries.FILES]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

#: Findings, a wrong call, bad data, no answer in time, what cannot be read.
REFUSED = (1, 2, 65, 69, 74)


def hold(done, name, before, after):
    assert done.code in ((0,) if name in HARMLESS else REFUSED), (done.code, done.out[:300], done.err[:300])
    assert "Traceback" not in done.out + done.err
    lines = done.err.splitlines()
    if done.code in (0, 1):
        assert [line for line in lines if line and not line.endswith((" finding.", " findings."))] == []
    else:
        assert (done.out, len(lines)) == ("", 1)
        assert lines[0].startswith("kg: ")
        assert lines[0].isprintable()
    assert done.memory < MEMORY
    assert before == after


def write(folder, file):
    (folder / file.file).write_bytes(file.content)
    return contents(folder)


@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.name)
def test_a_foreign_file_is_validated_or_refused(tmp_path, file):
    before = write(tmp_path, file)
    done = run("validate", file.file, folder=tmp_path)
    hold(done, file.name, before, contents(tmp_path))


@pytest.mark.parametrize("file", FOREIGN[::STEP], ids=lambda file: file.name)
def test_a_foreign_file_is_queried_or_refused(tmp_path, file):
    before = write(tmp_path, file)
    done = run("query", "-", "--data", file.file, folder=tmp_path, asked=COUNT)
    if done.code == 0:
        assert done.out.split()[0] == "n"
        assert done.err == ""
        assert contents(tmp_path) == before
    else:
        hold(done, "", before, contents(tmp_path))


@pytest.mark.parametrize("file", authored.FILES[::STEP], ids=lambda file: file.name)
def test_an_authored_file_is_validated_or_refused(authored, file):
    before = write(authored, file)
    done = run("validate", file.file, folder=authored)
    hold(done, file.name, before, contents(authored))


@pytest.mark.parametrize("file", authored.FILES[::8], ids=lambda file: file.name)
def test_nothing_is_built_from_a_hostile_file(authored, file):
    before = write(authored, file)
    done = run("build", "--source", ".", "--output", "dataset", folder=authored)
    assert "Traceback" not in done.out + done.err
    if file.name not in HARMLESS:
        assert done.code in REFUSED
        assert contents(authored) == before


@pytest.mark.parametrize(("kind", "name"), places.FOREIGN)
def test_what_is_no_rdf_file_is_refused(tmp_path, kind, name):
    places.KINDS[kind](tmp_path / name)
    before = contents(tmp_path)
    for command in (("validate", name), ("query", "-", "--data", name)):
        hold(run(*command, folder=tmp_path, asked=COUNT), "", before, contents(tmp_path))


@pytest.mark.parametrize(("kind", "name"), places.AUTHORED[::STEP])
def test_what_is_no_authored_file_is_refused(authored, kind, name):
    (authored / name).unlink()
    places.KINDS[kind](authored / name)
    before = contents(authored)
    done = run("validate", "entities/people.yaml", folder=authored)
    hold(done, f"{kind}-{name}", before, contents(authored))


@pytest.mark.parametrize("make", places.FOLDERS, ids=lambda make: make.__name__)
def test_a_folder_that_does_not_fit_together_is_refused(authored, make):
    make(authored)
    before = contents(authored)
    hold(run("validate", "entities/people.yaml", folder=authored), make.__name__, before, contents(authored))


def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "secret.ttl"
    path.write_bytes(b"<a:b> <a:c> <a:d> .")
    path.chmod(0)
    try:
        path.read_bytes()
        pytest.skip("nothing is unreadable for this user")
    except PermissionError:
        before = contents(tmp_path)
    hold(run("validate", path.name, folder=tmp_path), "", before, contents(tmp_path))


def test_there_are_hundreds_of_files_and_each_is_another():
    files = [*ALL, *authored.FILES]
    assert len({file.name for file in files}) == len(files)
    assert len({(file.file, file.content) for file in files}) >= 600
    assert len({file.name for file in (*FOREIGN, *authored.FILES[::STEP])}) >= 200
    assert set(HARMLESS) <= {f.name for f in files} | {f"{k}-{n}" for k, n in places.AUTHORED} | {"no_passages"}
