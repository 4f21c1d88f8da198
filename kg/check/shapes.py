"""The graph gate: SHACL shapes, one small file for each class, and the rules about the graph as a whole.

W3C SHACL, with SHACL-SPARQL; shapes are only ever ours, and a shape that matched nothing fails the run.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib import SH as VOCABULARY
from rdflib.term import Node

from kg.check.compiled import CompiledShapes
from kg.check.engines import DEFAULT, backed, validate
from kg.compile.names import PAO
from kg.words.errors import BadData, did_you_mean
from kg.words.folders import bundled
from kg.words.prefixes import PREFIXES

SH = Namespace(PREFIXES["sh"])
SHAPE = Namespace(PREFIXES["shape"])

#: The node on which the rules about the graph as a whole are checked.
THE_GRAPH = SHAPE.graph


@dataclass(frozen=True)
class Result:
    """One thing that breaks a shape: what it is, the rule in words, and how to mend it."""

    shape: str
    culprit: Node
    value: Node | None
    message: str
    remedy: str
    severity: str


@dataclass(frozen=True)
class Report:
    """The results of a run, how many things each shape was held against, and the engine that did it."""

    results: tuple[Result, ...]
    matched: dict[str, int]
    engine: str


@cache
def shapes() -> Graph:
    """Return all shapes as one graph that must not be changed."""
    graph = Graph()
    for path in sorted(bundled("shapes").glob("*.ttl")):
        part = Graph().parse(path, format="turtle")
        for term in {term for triple in part for term in triple if isinstance(term, URIRef) and term.startswith(SH)}:
            if term not in VOCABULARY:
                name = term.removeprefix(str(SH))
                hint = did_you_mean(name, [str(known).removeprefix(str(SH)) for known in dir(VOCABULARY)])
                raise BadData(f"{path}: 'sh:{name}' is no term of SHACL, so it would check nothing.{hint}")
        graph += part
    return graph


def check_triples(triples: bytes, engine: str = DEFAULT) -> list[Result]:
    """Return what breaks our shapes in N-Triples that hold all that check_graph needs."""
    return _sorted(_results(validate(triples + the_graph(), shapes(), engine)[0]))


def check_graph(data: Graph, engine: str = DEFAULT) -> Report:
    """Return what breaks our shapes in a graph that holds the ontology, entities, sources, claims and facts."""
    whole, store = backed(data)
    report, able = validate(whole, shapes(), engine)
    compiled = CompiledShapes(shapes(), store.engine)
    matched = {_name(shape): compiled.matched(shape) for shape in compiled.targeted()}
    return Report(tuple(_sorted(_results(report))), matched, able)


def the_graph() -> bytes:
    """Return what the shapes say of the node on which the rules about the whole are checked, as N-Triples."""
    triples = shapes().triples((THE_GRAPH, None, None))
    return "".join(f"{' '.join(term.n3() for term in triple)} .\n" for triple in triples).encode()


def _sorted(results: Iterable[Result]) -> list[Result]:
    return list(dict.fromkeys(sorted(results, key=lambda r: (r.severity, r.shape, str(r.culprit), str(r.value)))))


def unused(report: Report) -> list[str]:
    """Return the names of the shapes that matched nothing, those apart that are marked as allowed to."""
    graph = shapes()
    return [
        name
        for name, count in report.matched.items()
        if not count and (SHAPE[name], PAO.mayBeUnused, None) not in graph
    ]


def _results(graph: Graph) -> Iterator[Result]:
    own = shapes()
    for node in graph.subjects(RDF.type, SH.ValidationResult):
        shape, focus, value = (graph.value(node, p) for p in (SH.sourceShape, SH.focusNode, SH.value))
        assert shape is not None
        assert focus is not None
        source = own.value(shape, SH.sparql) or shape
        message = own.value(source, SH.message) or graph.value(node, SH.resultMessage) or Literal("")
        remedy = own.value(source, PAO.remedy) or Literal("")
        severity = graph.value(node, SH.resultSeverity) or SH.Violation
        culprit, other = (value, None) if focus == THE_GRAPH and value is not None else (focus, value)
        yield Result(
            _name(shape), culprit, other, str(message), str(remedy), str(severity).removeprefix(str(SH)).lower()
        )


def _name(shape: Node) -> str:
    return str(shape).removeprefix(str(SHAPE))
