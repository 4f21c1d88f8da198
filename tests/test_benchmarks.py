"""What the benchmarks measure by is sound: made-up articles pass both gates and stay as they are for a seed."""

import re

import pytest

from benchmarks.document import as_json, markdown, measured_again, read_json
from benchmarks.generator.corpus import write_corpus
from benchmarks.generator.plan import FAMILY
from benchmarks.goals import Goal, judge, read_goals
from benchmarks.parts import PARTS
from benchmarks.rounds import Table, read_tables
from kg.check.build import check
from tests.conftest import ROOT


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}


# a whole line of organisations has every way in which one can come to be
@pytest.mark.parametrize("articles", [1, pytest.param(FAMILY, marks=pytest.mark.long)])
def test_made_up_articles_pass_both_gates(tmp_path, articles):
    outcome = check(write_corpus(tmp_path, articles), fresh=True)
    assert list(outcome.findings) == []
    assert 10_000 < outcome.triples / articles < 13_000
    assert outcome.facts / articles > 400


def test_made_up_articles_are_the_same_for_a_seed_however_many_there_are(tmp_path):
    two, three = files_of(write_corpus(tmp_path / "2", 2)), files_of(write_corpus(tmp_path / "3", 3))
    shared = next(path for path in two if path.name == "shared.yaml")
    assert {path: three[path] for path in two if path != shared} == {p: d for p, d in two.items() if p != shared}
    assert two == files_of(write_corpus(tmp_path / "again", 2))
    assert two != files_of(write_corpus(tmp_path / "other", 2, seed=2))


def test_every_goal_names_a_table_of_a_part_and_every_part_is_there():
    modules = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    assert {part.module for part in PARTS} <= modules
    assert len({part.name for part in PARTS}) == len(PARTS)
    # the first words of a table are those of the module that prints it
    words = {part.module: (ROOT / f"benchmarks/{part.module}.py").read_text(encoding="utf-8") for part in PARTS}
    for goal in read_goals():
        assert any(f'"{goal.table.split(",")[0].split(":")[0]}' in text for text in words.values()), goal.table
        assert (goal.at_most is None) != (goal.at_least is None)
        assert not re.search(r"[0-9]", goal.missed.replace("make bench", "")), goal.missed


def test_a_goal_is_reached_or_missed_by_its_median():
    table = Table("t", "ms", "", {}, {"ours": [1.0, 2.0, 9.0], "theirs": [2.0, 2.0, 2.0]})
    bound = {"group": "", "goal": "", "table": "t", "row": "ours"}
    goals = [
        Goal(**bound, to="theirs", at_most=1),
        Goal(**bound, faster_than="theirs", at_least=1.5),
        Goal(**bound | {"table": "not measured"}, at_most=1),
    ]
    verdicts = judge(goals, {"t": table})
    assert [verdict.figures for verdict in verdicts] == [[0.5, 1.0, 4.5], [2.0, 1.0, pytest.approx(2 / 9)], []]
    assert [verdict.is_reached for verdict in verdicts] == [True, False, None]
    part = PARTS[0]
    text = markdown(verdicts, {part: [table]}, "Measured in a test.")
    assert text.count("**missed**") == 1
    assert text.count("not measured") == 2
    assert read_tables(f"something\n{table.json()}\n") == [table]
    kept = as_json(verdicts, {part: [table]}, "Measured in a test.")
    assert read_json(kept) == ("Measured in a test.", {part.name: [table]})


def test_the_document_says_which_parts_were_measured_since():
    once = measured_again("Measured in full.", ["search"])
    assert measured_again(once, ["growth", "search"]) == "Measured in full. By themselves since: growth, search."
    assert measured_again(once, []) == once
    assert measured_again("Measured in full.", []) == "Measured in full."
