"""Seeded corruptions of the authored files and of the compiled graph: how many do the gates catch?

The environment variable KG_SEED (1982 unless given) chooses the places, KG_CORRUPTIONS (1128) the number. The table of
operators, with each miss, is printed when the last batch is done.
"""

import json
from collections import Counter
from datetime import date

import pytest
from rdflib import Graph

from kg.check.engines import RUN
from kg.check.shapes import shapes
from kg.compile.names import PAO
from tests.conftest import ROOT
from tests.corruptions import suite
from tests.corruptions.authored import Authored
from tests.corruptions.compiled import Compiled
from tests.corruptions.known import KNOWN
from tests.corruptions.operators import OPERATORS, SAFETY
from tests.engine_reports import agree, rows

pytestmark = pytest.mark.long

BOUNDS = {PAO[f"{end}{order}"] for end in ("start", "end") for order in ("Earliest", "Latest")}


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
def test_both_engines_say_the_same_of_corrupted_graphs(layers, part):
    """All corruptions of the graph, a sixth of them at once, so that the reference need not run for each."""
    data = layers["graph"]
    planned = [item for batch in range(suite.BATCHES) for item in suite.plan(batch)]
    graph = Graph()
    graph += data.graph
    for name, seed in [item for item in planned if OPERATORS[item[0]].layer == "graph"][part::6]:
        out, into = suite.make(name, seed, data).change
        for triple in out:
            graph.remove(triple)
        for triple in into:
            # pySHACL stops at a bound that is no day, so such bounds are left to the cases of TimeSpecShape
            if triple[1] not in BOUNDS or isinstance(getattr(triple[2], "value", None), date):
                graph.add(triple)
    fast, reference = (rows(run(graph, shapes())) for run in RUN.values())
    assert agree(fast, reference)
    assert len(reference) > len(planned) / 50
