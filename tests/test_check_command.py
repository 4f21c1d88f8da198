"""kg check: both gates on one article while it is written, with the findings of the whole check, again and again."""

import re
import subprocess
import sys
import time

import pytest

from kg.check import watching
from kg.check.build import check
from kg.check.workbench import Workbench
from kg.words.errors import BadData, UsageError
from tests.conftest import ROOT

SLUG = "socialist-action-uk"
SIMPLE = "international-marxist-group-simple"


def edit(root, slug, section, old, new):
    path = root / "articles" / slug / "passages" / f"{section}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def told(findings):
    """Findings as a set; the check of the compiled graph against the text is the build's alone."""
    return {(f.check, f.path, f.line) for f in findings if "'kg build' compute" not in f.remedy}


@pytest.mark.parametrize(
    ("section", "old", "new", "rule"),
    [
        ("lead", ', negated: "yes"}', "}", "negation"),
        ("lead", "quote: It maintains a website", "quote: It maintained a website", "quote"),
        ("history", ', when: "[..1986]", words: By the mid-1980s}', "}", "CountHasTime"),
        ("history", 'v: "500"', 'v: "5000"', "number"),
        ("history", "{s: merger-1987, p: originalOrganisation, o: socialist-group}", "{s: merger-1987, p: originalOrganisation, o: merger-1987}", "ObjectInRange"),
    ],
)  # fmt: skip
def test_a_check_finds_what_the_whole_check_finds(authored, section, old, new, rule):
    bench = Workbench(authored, SLUG)
    assert bench.check().passed
    path = authored / "articles" / SLUG / "passages" / f"{section}.yaml"
    before = path.read_text()
    edit(authored, SLUG, section, old, new)
    found = bench.check().findings
    assert rule in {finding.check for finding in found}
    assert told(found) == told(check(authored).findings)
    path.write_text(before)
    assert bench.check().findings == ()


def test_lines_are_those_of_the_file_after_others_have_moved(authored):
    bench = Workbench(authored, SIMPLE)
    edit(authored, SIMPLE, "lead", "hedge: [by], when", "when")
    (first,) = [f for f in bench.check().findings if f.check == "hedge"][:1]
    edit(authored, SIMPLE, "lead", "- id: trotskyist-group\n", "# a comment\n# another\n- id: trotskyist-group\n")
    (second,) = [f for f in bench.check().findings if f.check == "hedge"][:1]
    assert second.line == first.line + 2
    line = (authored / "articles" / SIMPLE / "passages/lead.yaml").read_text().splitlines()[second.line - 1]
    assert line == "- id: members-1980"


def test_a_change_of_an_entity_is_seen(authored):
    bench = Workbench(authored, SIMPLE)
    assert bench.check().passed
    path = authored / "entities/media.yaml"
    path.write_text(
        path.read_text().replace(
            "red-mole: {a: Publication, label: Red Mole}", "red-mole: {a: Publication, label: Blue Mole}"
        )
    )
    assert "name" in {finding.check for finding in bench.check().findings}


def test_a_broken_form_is_a_finding_with_a_suggestion(authored):
    bench = Workbench(authored, SIMPLE)
    edit(authored, SIMPLE, "lead", "p: replacedBy", "p: replacedby")
    (finding,) = bench.check().findings
    assert (finding.check, finding.path.name) == ("form", "lead.yaml")
    assert "Did you mean 'replacedBy'?" in finding.message
    edit(authored, SIMPLE, "lead", "  claims:\n", "  claims: [\n")
    with pytest.raises(BadData, match="this is not YAML"):
        bench.check()


def test_an_unknown_article_is_told(authored):
    with pytest.raises(UsageError, match="There is no article 'socialist-action'. Did you mean 'socialist-action-uk'"):
        Workbench(authored, "socialist-action").check()


def test_watching_sees_what_is_saved_added_and_replaced(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("one")
    seen = watching.changes(lambda: sorted(tmp_path.iterdir()), pause=0.01)
    before = watching.stamps([path])
    other = tmp_path / ".new"
    other.write_text("two")
    other.replace(path)
    assert watching.stamps([path]) != before
    assert watching.stamps([tmp_path / "gone"]) == {}
    import threading

    threading.Timer(0.05, lambda: (tmp_path / "b.yaml").write_text("x")).start()
    assert next(seen) == (str(tmp_path / "b.yaml"),)


def test_the_command_answers_after_each_saving(authored):
    command = [sys.executable, "-u", "-m", "kg", "check", SIMPLE, "--watch", "--source", str(authored)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert (
            "both gates pass; sentences: 10 claims, 2 nothing, 0 open; references: 1 of 1" in process.stdout.readline()
        )
        assert process.stdout.readline().startswith("Watching")
        time.sleep(0.3)
        edit(authored, SIMPLE, "lead", 'v: "682"', 'v: "628"')
        lines = []
        while not lines or "sentences:" not in lines[-1]:
            lines.append(process.stdout.readline())
        text = "".join(lines)
        assert re.search(r"passages/lead\.yaml:\d+: violation: the number 628 is not in the sentence \[number\]", text)
        assert "to mend:  Write the number as the sentence has it." in text
    finally:
        process.terminate()
        process.communicate(timeout=30)
