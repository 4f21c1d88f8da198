"""What the benchmarks measure by is sound: made-up articles pass both gates and stay as they are for a seed."""

import pytest

from benchmarks.generator.corpus import write_corpus
from benchmarks.generator.plan import FAMILY
from kg.check.build import examine
from kg.source.corpus import read_corpus


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}


# a whole line of organisations has every way in which one can come to be
@pytest.mark.parametrize("articles", [1, pytest.param(FAMILY, marks=pytest.mark.long)])
def test_made_up_articles_pass_both_gates(tmp_path, articles):
    outcome, graphs = examine(read_corpus(write_corpus(tmp_path, articles)))
    assert list(outcome.findings) == []
    assert 10_000 < outcome.triples / articles < 13_000
    assert all(len(graph) for graph in graphs.values())


def test_made_up_articles_are_the_same_for_a_seed_however_many_there_are(tmp_path):
    two, three = files_of(write_corpus(tmp_path / "2", 2)), files_of(write_corpus(tmp_path / "3", 3))
    shared = next(path for path in two if path.name == "shared.yaml")
    assert {path: three[path] for path in two if path != shared} == {p: d for p, d in two.items() if p != shared}
    assert two == files_of(write_corpus(tmp_path / "again", 2))
    assert two != files_of(write_corpus(tmp_path / "other", 2, seed=2))
