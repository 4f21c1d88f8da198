"""Each description, read by the tool that others read it with. The tools need older libraries than ours: see Makefile."""

import json
import subprocess

import pytest

from kg.share.release import release
from tests.conftest import ROOT

TOOLS = ROOT / ".venv/packaging/bin"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not TOOLS.is_dir(), reason="'make test-long' installs the tools for packaging"),
]


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release") / "out"
    release(folder)
    return folder


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=False)


def crate_context(crate):
    """What the RO-Crate 1.1 context says of the terms that our crate uses; written down, because nothing is fetched."""
    used = {key for node in crate["@graph"] for key in node if not key.startswith("@")}
    used |= {node["@type"] for node in crate["@graph"]}
    special = {"File": "http://schema.org/MediaObject", "conformsTo": "http://purl.org/dc/terms/conformsTo"}
    return {"@context": {term: special.get(term, f"http://schema.org/{term}") for term in sorted(used)}}


def check_crate(folder, tmp_path):
    crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert crate["@context"] == CONTEXT
    context, cache, report = tmp_path / "context.json", tmp_path / "cache", tmp_path / "report.json"
    context.write_text(json.dumps(crate_context(crate)), encoding="utf-8")
    filled = run(TOOLS / "python", ROOT / "tests/crate_cache.py", context, CONTEXT, cache)
    assert filled.returncode == 0, filled.stderr
    options = ["--offline", "--cache-path", cache, "--profile-identifier", "ro-crate-1.1", "--no-paging"]
    wanted = ["--requirement-severity", "recommended", "--output-format", "json", "--output-file", report]
    run(TOOLS / "rocrate-validator", "-y", "validate", *options, *wanted, folder)
    return json.loads(report.read_text(encoding="utf-8"))


def test_roc_validator_finds_the_crate_valid_with_all_that_is_recommended(released, tmp_path):
    report = check_crate(released, tmp_path)
    assert report["passed"], [issue["message"] for issue in report["issues"]]
    assert report["statistics"]


def test_roc_validator_would_find_a_file_that_is_not_there(released, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    crate = json.loads((released / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    del next(node for node in crate["@graph"] if node["@id"] == "./")["license"]
    (folder / "ro-crate-metadata.json").write_text(json.dumps(crate), encoding="utf-8")
    assert not check_crate(folder, tmp_path)["passed"]


def test_mlcroissant_finds_the_description_valid_and_reads_every_claim(released):
    code = (
        "import sys, mlcroissant\n"
        "dataset = mlcroissant.Dataset(jsonld=sys.argv[1])\n"
        "print(dataset.metadata.issues.report())\n"
        "rows = list(dataset.records(record_set='claims'))\n"
        "print(len(rows), sum(row['claims/standing'] == b'fact' for row in rows))\n"
    )
    done = run(TOOLS / "python", "-c", code, released / "croissant.json")
    assert done.returncode == 0, done.stderr
    *issues, numbers = done.stdout.split("\n")[:-1]
    rows = (released / "claims.csv").read_text(encoding="utf-8")
    assert not "".join(issues).strip()
    assert numbers.split()[1] == str(rows.count(",fact,"))


def test_cffconvert_finds_the_citation_valid():
    done = run(TOOLS / "cffconvert", "--validate", "--infile", ROOT / "CITATION.cff")
    assert "Citation metadata are valid according to schema version 1.2.0." in done.stdout + done.stderr
    bibtex = run(TOOLS / "cffconvert", "--format", "bibtex", "--infile", ROOT / "CITATION.cff").stdout
    assert "author = {the authors of socialist-action-kg}" in bibtex
