"""The encoding guide: its good examples stand in the dataset, and its bad ones are refused by the rule it names."""

import re
import shutil

import pytest

from kg.check.workbench import Workbench
from kg.source.corpus import read_corpus
from tests.conftest import ROOT

GUIDE = (ROOT / "docs/encoding.md").read_text(encoding="utf-8")
EXAMPLES = re.split(r"^### (?=\d+\. )", GUIDE, flags=re.MULTILINE)[1:]
GOOD = re.compile(r"^`(articles/.*\.yaml)`\n\n```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)
BAD = re.compile(r"^Refused by `([\w-]+)`:\n\n```diff\n(.*?)```", re.MULTILINE | re.DOTALL)


def good(example):
    (found,) = GOOD.findall(example)
    return found


REFUSED = [
    pytest.param(*good(example), rule, diff, id=f"{example.partition('.')[0]}-{rule}")
    for example in EXAMPLES
    for rule, diff in BAD.findall(example)
]


def test_there_are_twenty_examples_good_and_bad():
    assert [int(example.partition(".")[0]) for example in EXAMPLES] == list(range(1, 21))
    assert len(REFUSED) >= 20


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.partition("\n")[0])
def test_a_good_example_stands_in_the_dataset(example):
    path, text = good(example)
    assert text in (ROOT / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def benches(tmp_path_factory):
    """A copy of the authored files, and each article of the examples on a bench of its own."""
    root = tmp_path_factory.mktemp("guide")
    for folder in ("articles", "entities"):
        shutil.copytree(ROOT / folder, root / folder)
    return root, {path.name: Workbench(root, path.name) for path in sorted((root / "articles").iterdir())}


@pytest.mark.parametrize(("path", "passage", "rule", "diff"), REFUSED)
def test_a_bad_example_is_refused_by_its_rule(benches, path, passage, rule, diff):
    root, bench = benches[0], benches[1][path.split("/")[1]]
    before, after = ("".join(line[1:] + "\n" for line in diff.splitlines() if line[0] == sign) for sign in "-+")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert before in passage
    start = text.index(passage)
    try:
        (root / path).write_text(text[:start] + passage.replace(before, after, 1) + text[start + len(passage) :])
        findings = bench.check().findings
    finally:
        (root / path).write_text(text)
    ids = {p.id: p for source in read_corpus(root).articles for p in source.passages if str(p.path).endswith(path)}
    name = re.match(r"- id: ([\w-]+)", passage)[1]
    first, last = ids[name].line, ids[name].line + len(passage.splitlines())
    assert rule in {finding.check for finding in findings if finding.severity == "violation"}
    assert any(first <= finding.line <= last for finding in findings if finding.check == rule)
    assert all(finding.remedy for finding in findings)
