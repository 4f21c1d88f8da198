"""The site as files: the server's pages byte for byte, in whole or not at all, and never over what is not ours."""

import hashlib
import json
import re
import subprocess
import sys
import time

import psutil
import pytest

from kg.web import static_site
from kg.web.pages.contents import documents
from kg.web.pages.document import Document
from kg.web.pages.query_data import SERVICE
from kg.words.errors import CannotWrite
from tests.conftest import ROOT


@pytest.fixture
def small(monkeypatch):
    """A site of a few documents, so that writing it takes no time."""
    kept = ("index.html", "lineage.html", "lineage.svg", "assets/style.css", SERVICE)
    known = {path: documents()[path] for path in kept}
    monkeypatch.setattr(static_site, "documents", lambda: known)
    monkeypatch.setattr(static_site, "_descriptions", list)
    return known


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_files_are_the_documents_byte_for_byte_but_for_what_answers_queries(small, tmp_path):
    assert static_site.write_site(tmp_path / "out")
    written = files(tmp_path / "out")
    assert set(written) == {*small, static_site.MANIFEST}
    assert all(written[path] == document.render() for path, document in small.items() if path != SERVICE)
    assert json.loads(written[SERVICE])["endpoint"] is None
    assert json.loads(small[SERVICE].render())["endpoint"] == "sparql"


def test_a_second_run_changes_nothing_and_a_changed_page_is_replaced(small, tmp_path):
    folder = tmp_path / "out"
    static_site.write_site(folder)
    assert not static_site.write_site(folder)
    small["lineage.html"] = Document("lineage.html", "text/html", lambda: b"new")
    assert static_site.write_site(folder)
    assert (folder / "lineage.html").read_bytes() == b"new"


def test_a_page_that_is_no_more_is_gone(small, tmp_path):
    folder = tmp_path / "out"
    static_site.write_site(folder)
    del small["lineage.svg"]
    static_site.write_site(folder)
    assert not (folder / "lineage.svg").exists()


@pytest.mark.parametrize("name", ["notes.txt", "index.html", "SHA256SUMS"])
def test_a_folder_that_is_not_a_site_of_ours_is_left_alone(small, tmp_path, name):
    (tmp_path / name).write_text("mine")
    if name == "index.html":
        (tmp_path / "mine.html").write_text("mine, too")
    before = files(tmp_path)
    with pytest.raises(CannotWrite):
        static_site.write_site(tmp_path)
    assert files(tmp_path) == before


def test_a_file_that_somebody_has_changed_or_added_is_not_lost(small, tmp_path):
    folder = tmp_path / "out"
    static_site.write_site(folder)
    (folder / "index.html").write_text("edited")
    with pytest.raises(CannotWrite, match="changed by somebody"):
        static_site.write_site(folder)
    assert (folder / "index.html").read_text() == "edited"


def test_a_page_that_cannot_be_made_leaves_the_old_site_whole(small, tmp_path):
    folder = tmp_path / "out"
    static_site.write_site(folder)
    before = files(folder)

    def fail():
        raise ValueError("no")

    small["lineage.html"] = Document("lineage.html", "text/html", fail)
    with pytest.raises(ValueError, match="no"):
        static_site.write_site(folder)
    assert files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_disk_that_is_full_while_pages_are_made_leaves_the_old_site_whole(small, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    static_site.write_site(folder)
    before = files(folder)
    small["lineage.html"] = Document("lineage.html", "text/html", lambda: b"new")
    write = static_site.write_into

    def full(where, name, data):
        if name == "lineage.svg":
            raise OSError(28, "No space left on device")
        write(where, name, data)

    monkeypatch.setattr(static_site, "write_into", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        static_site.write_site(folder)
    assert files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_are_written_as_they_are_made(small, tmp_path):
    """When the last page is made, those before it are no longer held: they are in the new folder already."""
    seen, staged = [], tmp_path / ".out.kg-new"
    small["zz.html"] = Document("zz.html", "text/html", lambda: seen.append(set(files(staged))) or b"last")
    assert static_site.write_site(tmp_path / "out")
    assert seen == [set(small) - {"zz.html", SERVICE}]


@pytest.mark.long
def test_a_site_killed_while_it_is_made_leaves_the_old_one_and_the_next_run_mends_the_rest(tmp_path):
    """With everything below it, as the processes that make pages end with the command."""
    folder, staged = tmp_path / "out", tmp_path / ".out.kg-new"
    folder.mkdir()
    command = [sys.executable, "-m", "kg", "site", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while len(list(staged.glob("id/*"))) < 100:
            assert process.poll() is None
            time.sleep(0.01)
        children = psutil.Process(process.pid).children()
    finally:
        process.kill()
        process.wait()
    assert children
    assert not psutil.wait_procs(children, timeout=10)[1]
    assert not list(folder.iterdir())
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert len(files(folder)) > 1000
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_page_names_as_the_same_in_other_formats_is_there():
    described = static_site._descriptions()
    things = [path for path in documents() if path.startswith("id/")]
    assert len(described) >= 3 * len(things)
    linked = {
        f"id/{name}"
        for path in things[:20]
        for name in re.findall(
            r'<link rel="alternate" type="[^"]+" href="([^"/]+)"', documents()[path].render().decode()
        )
    }
    assert linked
    assert linked <= set(described)
    assert all(data for _, data in static_site._make(sorted(linked)))


def test_the_list_of_files_has_their_hashes(small, tmp_path):
    static_site.write_site(tmp_path / "out")
    for line in (tmp_path / "out" / static_site.MANIFEST).read_text().splitlines():
        digest, path = line.split("  ", 1)
        assert hashlib.sha256((tmp_path / "out" / path).read_bytes()).hexdigest() == digest


def test_no_document_has_a_path_that_leaves_the_site():
    for path in documents():
        assert not path.startswith(("/", ".", "\\"))
        assert ".." not in path.split("/")


def test_what_comes_from_npm_is_locked_by_hash_without_addresses_and_never_committed():
    lock = json.loads((ROOT / "browser/package-lock.json").read_text())
    wanted = json.loads((ROOT / "browser/package.json").read_text())["dependencies"]
    assert set(wanted) == {"@zazuko/yasqe", "oxigraph"}
    assert all(version[0].isdigit() for version in wanted.values())
    packages = [package for name, package in lock["packages"].items() if name]
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)
    assert "kg/web/assets/vendor/" in (ROOT / ".gitignore").read_text().splitlines()
