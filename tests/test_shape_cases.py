"""Each shape and each rule has a smallest case, which breaks it and nothing else; without any one constraint it would not."""

import re
from functools import cache

import pyoxigraph
import pytest
from rdflib import RDF, SH, BNode, Graph, Literal

from kg.check.engines import DEFAULT, RUN
from kg.check.graph_gate import whole_graph
from kg.check.shapes import SHAPE, shapes
from kg.compile.names import PAO
from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT

FOLDER = ROOT / "tests/cases/shapes"
CASES = sorted(path.stem for path in FOLDER.glob("*.ttl") if path.stem != "base")

#: What of a shape says whom it is held against.
TARGETS = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf}

#: What else a shape says that is no constraint.
PLAIN = {
    RDF.type,
    SH.path,
    SH.inversePath,
    SH.message,
    SH.severity,
    SH.prefixes,
    SH.select,
    SH.declare,
    SH.prefix,
    SH.namespace,
}


@cache
def data(case):
    """Return the base with a case, and the ontology around them."""
    graph = Graph()
    for name in {"base", case}:
        graph.parse(FOLDER / f"{name}.ttl", format="turtle")
    return whole_graph(graph)


def held_against(case, rules):
    """Return the results of a case by the validator: shape, component, focus and value of each."""
    report = RUN[DEFAULT](data(case), rules)
    terms = (SH.sourceShape, SH.sourceConstraintComponent, SH.focusNode, SH.value)
    return {
        tuple(report.value(node, term) for term in terms) for node in report.subjects(RDF.type, SH.ValidationResult)
    }


def broken(case):
    """Return the names of the shapes that a case breaks; the queries run in a store, which parses them fast."""
    store = pyoxigraph.Store()
    store.load(data(case).serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    core, found = Graph(), set()
    core += shapes()
    for shape, rule in shapes().subject_objects(SH.sparql):
        core.remove((shape, SH.sparql, rule))
        if any(store.query(prefixes + shapes().value(rule, SH.select))):
            found.add(name_of(shape))
    return found | {name_of(result[0]) for result in held_against(case, core)}


def name_of(shape):
    return str(shape).removeprefix(str(SHAPE))


@cache
def alone(name):
    """Return a shape with what it refers to, and the node shapes that hold it with their targets."""
    own, shape = shapes(), SHAPE[name]
    rules, waiting = Graph(), [shape]
    for holder in own.subjects(SH.property, shape):
        rules.add((holder, RDF.type, SH.NodeShape))
        rules.add((holder, SH.property, shape))
        for target in TARGETS:
            rules += own.triples((holder, target, None))
    while waiting:
        for triple in own.triples((waiting.pop(), None, None)):
            if triple[1] != SH.property and triple not in rules:
                rules.add(triple)
                if isinstance(triple[2], BNode) or triple[2].startswith(SHAPE):
                    waiting.append(triple[2])
    return rules


def without(rules, *triples):
    less = Graph()
    less += rules
    for triple in triples:
        less.remove(triple)
    return less


def constraints(rules):
    """Return what of a shape may be broken: every term of SHACL in it that is neither a target nor a description."""
    return sorted(t for t in rules if t[1].startswith(SH) and t[1] not in TARGETS | PLAIN)


def component(parameter):
    name = parameter.removeprefix(str(SH))
    return SH[("SPARQL" if name == "sparql" else name[0].upper() + name[1:]) + "ConstraintComponent"]


def also_broken(case):
    """Return what a case says that it breaks besides, each with a reason."""
    text = (FOLDER / f"{case}.ttl").read_text(encoding="utf-8")
    return set(re.findall(r"^# Also breaks: (\S+) \(.+\)$", text, re.MULTILINE))


def branches(query):
    """Return the query with each of the groups that a UNION joins taken out in turn."""
    groups = [(m.start(), end_of(query, m.start())) for m in re.finditer(r"\{", query)]
    for start, end in groups:
        before, after = query[:start].rstrip(), query[end:].lstrip()
        if after.startswith("UNION"):
            yield before + " " + after.removeprefix("UNION")
        elif before.endswith("UNION"):
            yield before.removesuffix("UNION") + after


def end_of(query, start):
    depth = 0
    for place in range(start, len(query)):
        depth += {"{": 1, "}": -1}.get(query[place], 0)
        if not depth:
            return place + 1
    raise AssertionError("a group has no end")


def test_the_base_conforms():
    assert held_against("base", shapes()) == set()


def test_every_shape_that_can_fail_has_a_case():
    own = shapes()
    held = set(own.objects(None, SH.property))
    for target in TARGETS:
        held |= {
            shape
            for shape in own.subjects(target, None)
            if {*own.predicates(shape)} - PLAIN - TARGETS - {SH.property, PAO.remedy}
        }
    assert sorted(map(name_of, held)) == CASES


@pytest.mark.parametrize("case", CASES)
def test_a_case_breaks_its_shape_and_nothing_else(case):
    assert broken(case) == {case} | also_broken(case)


@pytest.mark.parametrize("case", CASES)
def test_a_case_breaks_every_constraint_of_its_shape(case):
    parameters = {parameter for shape, parameter, _ in constraints(alone(case)) if shape == SHAPE[case]}
    assert {result[1] for result in held_against(case, alone(case))} == set(map(component, parameters))


@pytest.mark.parametrize("case", CASES)
def test_without_any_one_constraint_a_case_differs(case):
    rules = alone(case)
    results = held_against(case, rules)
    idle = [triple for triple in constraints(rules) if held_against(case, without(rules, triple)) == results]
    assert idle == []


@pytest.mark.parametrize("shape", sorted(map(name_of, shapes().subjects(RDF.type, SH.NodeShape))))
def test_without_any_one_target_some_case_differs(shape):
    own = shapes()
    cases = [case for case in CASES if SHAPE[case] in {SHAPE[shape], *own.objects(SHAPE[shape], SH.property)}]
    for target in (triple for kind in TARGETS for triple in own.triples((SHAPE[shape], kind, None))):
        pairs = ((case, alone(case)) for case in cases)
        assert any(held_against(case, without(rules, target)) != held_against(case, rules) for case, rules in pairs), (
            target
        )


@pytest.mark.parametrize("case", [case for case in CASES if SH.select in alone(case).predicates()])
def test_without_any_one_branch_a_rule_differs(case):
    rules = alone(case)
    results = held_against(case, rules)
    rule, _, query = next(rules.triples((None, SH.select, None)))
    for less in branches(query):
        changed = without(rules, (rule, SH.select, query))
        changed.add((rule, SH.select, Literal(less)))
        assert held_against(case, changed) != results, less
