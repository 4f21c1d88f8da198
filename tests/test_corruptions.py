"""Seeded corruptions of the authored files and of the compiled graph: how many do the gates catch?

The environment variable KG_SEED (1982 unless given) chooses the places, KG_CORRUPTIONS (1128) the number. The table of
operators, with each miss, is printed when the last batch is done.
"""

import json
from collections import Counter

import pytest
from rdflib import SH

from kg.check.engines import RUN
from kg.check.shapes import shapes
from tests.conftest import ROOT
from tests.corruptions import suite
from tests.corruptions.authored import Authored
from tests.corruptions.compiled import Compiled
from tests.corruptions.known import KNOWN
from tests.corruptions.operators import OPERATORS, SAFETY

pytestmark = pytest.mark.long

#: Every how manieth corruption of the graph both engines look at.
SAMPLE = 20


@pytest.fixture(scope="module")
def layers(corpus):
    return {"authored": Authored(ROOT), "graph": Compiled(corpus)}


def test_operators_are_many_and_of_both_layers():
    kinds = Counter(operator.layer for operator in OPERATORS.values())
    assert len(OPERATORS) >= 45
    assert min(kinds.values()) >= 20
    assert {operator.kind for operator in OPERATORS.values()} >= set(SAFETY)
    assert suite.NUMBER >= 1000 or "KG_CORRUPTIONS" in suite.os.environ


def test_each_known_reason_is_of_an_operator():
    assert set(KNOWN) <= set(OPERATORS)


def test_what_is_not_corrupted_is_clean(layers):
    for data in layers.values():
        assert data.findings(data.nothing()) == set()


@pytest.mark.parametrize("batch", range(suite.BATCHES))
def test_corruptions_are_caught(layers, batch, request):
    answers = [suite.answer(name, seed, layers[OPERATORS[name].layer]) for name, seed in suite.plan(batch)]
    request.node.user_properties.append(("corruptions", json.dumps(suite.pack(answers))))
    slipped = [a for a in answers if not a.rules and OPERATORS[a.operator].kind in SAFETY]
    assert slipped == []


@pytest.mark.parametrize("part", range(6))
def test_both_engines_say_the_same_of_a_corrupted_graph(layers, part):
    data = layers["graph"]
    graph = [
        item for batch in range(suite.BATCHES) for item in suite.plan(batch) if OPERATORS[item[0]].layer == "graph"
    ]
    for name, seed in graph[::SAMPLE][part::6]:
        corruption = suite.make(name, seed, data)
        data.apply(corruption)
        try:
            one, two = (results(run(data.graph, shapes())) for run in RUN.values())
        finally:
            data.undo(corruption)
        assert one == two, corruption.what


def results(report):
    terms = (SH.focusNode, SH.value, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity)
    return Counter(tuple(report.value(node, term) for term in terms) for node in report.objects(None, SH.result))
