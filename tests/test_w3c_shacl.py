"""The W3C's tests of SHACL that concern the features our shapes use, through the door that validates our own graph.

What is compared is what a report says (SHACL, section 3.6): focus node, path, value, component, shape and severity.
"""

from collections import Counter

import pytest
from rdflib import RDF, SH, BNode, Graph, Namespace

from kg.check.engines import RUN, validate
from kg.check.shapes import shapes
from kg.words.errors import BadData
from tests.conftest import SHARED

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SUITE = SHARED / "w3c/shacl"

#: What reports are made of, and marks that change nothing in them.
REPORTING = {
    *(SH.conforms, SH.result, SH.focusNode, SH.resultPath, SH.resultSeverity, SH.resultMessage, SH.value),
    *(SH.sourceShape, SH.sourceConstraint, SH.sourceConstraintComponent, SH.detail, SH.deactivated),
}

#: Tests that the reference cannot pass, with the reason; no other engine need.
REFERENCE_CANNOT = {"shapesGraph-001": "pySHACL does not give the shapes graph to a query"}


def cases():
    return [path for path in sorted(SUITE.glob("*/*/*.ttl")) if (None, RDF.type, SHT.Validate) in parse(path)]


def parse(path):
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def parts(path):
    """Return the data, the shapes and the expected report of a test."""
    whole = parse(path)
    test = next(whole.subjects(RDF.type, SHT.Validate))
    action, result = whole.value(test, MF.action), whole.value(test, MF.result)
    graphs = []
    for role in (SHT.dataGraph, SHT.shapesGraph):
        file = path.parent / str(whole.value(action, role)).rpartition("/")[2]
        graphs.append(parse(file if file.is_file() else path))
    return *graphs, whole, result


def features(graph):
    return {p for p in graph.predicates() if str(p).startswith(str(SH))}


def rows(graph, report):
    """Return what a report says, blank nodes and complex paths apart."""
    terms = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.sourceShape, SH.resultSeverity)

    def name(node):
        return "_" if isinstance(node, BNode) else node

    return Counter(tuple(name(graph.value(r, term)) for term in terms) for r in graph.objects(report, SH.result))


def concerns_us(path):
    return features(parts(path)[1]) <= features(shapes()) | REPORTING


SELECTED = [path for path in cases() if concerns_us(path)] if SUITE.is_dir() else []


@pytest.fixture(autouse=True)
def literals_as_written(monkeypatch):
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", False)


def test_the_suite_is_there(shared):
    assert len(SELECTED) > 60


@pytest.mark.parametrize("engine", RUN)
@pytest.mark.parametrize("path", SELECTED, ids=lambda path: path.stem)
def test_the_report_is_the_expected_one(engine, path):
    if path.stem in REFERENCE_CANNOT and engine == "pyshacl":
        with pytest.raises(NotImplementedError):
            validate(*parts(path)[:2], engine)
        return
    data, rules, whole, expected = parts(path)
    if expected == SHT.Failure:
        with pytest.raises(BadData, match="The shapes cannot be used"):
            validate(data, rules, engine)
        return
    given, _ = validate(data, rules, engine)
    report = next(given.subjects(RDF.type, SH.ValidationReport))
    assert rows(given, report) == rows(whole, expected)
