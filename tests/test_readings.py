"""The second reading: what was changed after it is found, whatever it is; what never had one is told."""

import pytest

from kg.check.text_gate import check_text
from kg.source.corpus import read_corpus
from tests.conftest import ROOT

LEAD = "articles/socialist-action-uk/passages/lead.yaml"


def findings(root):
    return [f for f in check_text(read_corpus(root)) if f.check == "second-reading"]


def test_every_passage_has_been_read_as_it_is(corpus):
    assert findings(ROOT) == []
    assert all(set(source.readings) == {p.id for p in source.passages} for source in corpus.articles)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "{s: ken-livingstone, p: memberOf, o: socialist-action,",
            "{s: socialist-action, p: memberOf, o: ken-livingstone,",
        ),
        ("quote: Livingstone was never a member", "quote: although Livingstone was never a member"),
    ],
)
def test_a_change_after_the_reading_is_found(authored, old, new):
    path = authored / LEAD
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    (found,) = findings(authored)
    assert (found.severity, "has been changed since" in found.message) == ("violation", True)
    assert "kg read livingstone-never-a-member" in found.remedy


def test_what_changes_nothing_that_is_said_is_no_change(authored):
    path = authored / LEAD
    path.write_text("# a comment\n\n" + path.read_text())
    assert findings(authored) == []


def test_a_passage_that_nobody_else_has_read_is_a_warning(authored, kg):
    path = authored / "articles/socialist-action-uk/readings.yaml"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("livingstone-never")))
    (found,) = findings(authored)
    assert found.severity == "warning"
    assert kg("read", "--source", authored).stdout.splitlines()[-1] == "1 passage to read."
    assert kg("read", "--source", authored, "--note").stdout.splitlines()[-1] == "1 passage noted as read."
    assert findings(authored) == []


def test_a_reading_of_nothing_is_found(authored):
    path = authored / "articles/socialist-action-uk/readings.yaml"
    path.write_text(path.read_text() + 'zz-gone: "0123456789ab"\n')
    (found,) = findings(authored)
    assert "no passage 'zz-gone'" in found.message


def test_a_passage_that_is_not_there_is_told_with_a_suggestion(kg):
    done = kg("read", "livingstone-never-a-membr")
    assert done.returncode == 2
    assert "Did you mean 'livingstone-never-a-member'?" in done.stderr


def test_an_article_may_be_named_and_has_to_be_where_two_have_a_passage_of_one_name(kg):
    done = kg("read", "title")
    assert done.returncode == 2
    assert "international-marxist-group-simple/title, socialist-action-uk/title" in done.stderr
    assert kg("read", "socialist-action-uk/title").stdout.splitlines()[-1] == "1 passage to read."
    assert "Every passage has been read" in kg("read", "international-marxist-group-simple").stdout
