"""Our own engine: shapes compiled to queries over the whole graph, which the embedded store answers.

W3C SHACL with SHACL-SPARQL, as far as our shapes use it; a term that it does not know is an error and never passed
over. The tests hold its results to those of pySHACL and of the W3C. A query finds all that breaks one constraint, so
the time grows with the things, and nothing but results leaves the store.
"""

from collections.abc import Iterator
from typing import Any

import pyoxigraph
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.check.conditions import OF_SETS, OF_VALUES, TARGETS, Conditions
from kg.check.rule_text import give, rule_text
from kg.store.terms import as_own, as_term

_SHAPES_GRAPH = URIRef(f"{SH}shapesGraph")

Row = dict[str, Any]


class CompiledShapes:
    """The shapes of a graph, to be held against what is in a store."""

    def __init__(self, shapes: Graph, store: pyoxigraph.Store) -> None:
        self._shapes, self._store = shapes, store
        self._classes = set(shapes.transitive_subjects(RDFS.subClassOf, RDFS.Class))
        self._known: dict[Node, list[str]] = {}
        self._conditions = Conditions(shapes, self._kinds)
        self._report = Graph()

    def validate(self) -> Graph:
        """Return the sh:ValidationReport; raises BadData for shapes that this engine cannot use."""
        report, self._report = BNode(), Graph()
        for shape in self.targeted():
            self._hold(shape, f"{{ {self._targets(shape)} }}", "?this")
        results = list(self._report.subjects(RDF.type, SH.ValidationResult))
        for result in results:
            self._report.add((report, SH.result, result))
        self._report.add((report, RDF.type, SH.ValidationReport))
        self._report.add((report, SH.conforms, Literal(not results)))
        return self._report

    def targeted(self) -> list[Node]:
        """Return the shapes that have a target, in the order of their names."""
        own = self._shapes
        shapes = {shape for term in TARGETS for shape in own.subjects(term, None)}
        for kind in (SH.NodeShape, SH.PropertyShape):
            shapes |= {shape for shape in own.subjects(RDF.type, kind) if self._is_class(shape)}
        return sorted(shapes, key=str)

    def matched(self, shape: Node) -> int:
        """Return the number of focus nodes of a shape (SHACL, section 2.1.3)."""
        answer = self._ask(f"SELECT (COUNT(DISTINCT ?this) AS ?number) {{ {self._targets(shape)} }}")
        return int(next(answer)["number"].value)

    def _is_class(self, shape: Node) -> bool:
        return any(kind in self._classes for kind in self._shapes.objects(shape, RDF.type))

    def _targets(self, shape: Node) -> str:
        """Return a pattern of the focus nodes of a shape, as ?this."""
        own = self._shapes
        classes = {*own.objects(shape, SH.targetClass), *([shape] if self._is_class(shape) else [])}
        kinds = sorted({kind for target in classes for kind in self._kinds(target)})
        links = sorted(link.n3() for link in own.objects(shape, SH.targetSubjectsOf))
        nodes = " ".join(sorted(node.n3() for node in own.objects(shape, SH.targetNode)))
        parts = [f"{{ ?this {RDF.type.n3()} {kind} }}" for kind in kinds]
        parts += [f"{{ ?this {link} ?any }}" for link in links]
        return " UNION ".join([*parts, f"{{ VALUES ?this {{ {nodes} }} }}"] if nodes else parts)

    def _kinds(self, target: Node) -> list[str]:
        """Return a class and all below it in the data, as SPARQL writes them."""
        if target not in self._known:
            below = self._ask(f"SELECT DISTINCT ?kind {{ ?kind {RDFS.subClassOf.n3()}* {target.n3()} }}")
            self._known[target] = sorted({target.n3(), *(str(row["kind"]) for row in below)})
        return self._known[target]

    def _hold(self, shape: Node, pattern: str, focus: str, above: str = "") -> None:
        """Report what breaks a shape among the nodes of a pattern, once for each way to them from the ones above."""
        own, conditions = self._shapes, self._conditions
        if own.value(shape, SH.deactivated) == Literal(True):
            return
        path = conditions.path(shape)
        value = f"{focus}_" if path else focus
        values = f"{pattern} {focus} {path} {value} ." if path else pattern
        for parameter, argument in conditions.parameters(shape, OF_VALUES):
            found, broken = conditions.of_value(focus, parameter, argument, value)
            columns = f"{above} ({focus} AS ?focus) ({value} AS ?value) ?other"
            self._find(shape, parameter, f"SELECT DISTINCT {columns} {{ {values} {found} FILTER({broken}) }}")
        for parameter, argument in conditions.parameters(shape, OF_SETS):
            broken = conditions.of_set(focus, path, parameter, argument)
            self._find(
                shape, parameter, f"SELECT DISTINCT {above} ({focus} AS ?focus) {{ {pattern} FILTER({broken}) }}"
            )
        for part in sorted(own.objects(shape, SH.property), key=str):
            self._hold(part, values, value, f"{above} {focus}" if path else above)
        for rule in sorted(own.objects(shape, SH.sparql), key=str):
            self._apply(shape, rule, f"SELECT DISTINCT {above} ({focus} AS ?focus) {{ {pattern} }}", path)

    def _find(self, shape: Node, parameter: Node, query: str) -> None:
        """Report each row of a query."""
        name = str(parameter).removeprefix(str(SH))
        for row in self._ask(query):
            self._add(shape, f"{name[0].upper()}{name[1:]}", row)

    def _apply(self, shape: Node, rule: Node, nodes: str, path: str | None) -> None:
        """Report what the query of a rule finds of each focus node (SHACL, section 5.3.1)."""
        query = rule_text(self._shapes, rule, path)
        if "shapesGraph" in query:
            self._store_shapes()
        for focus in [row["focus"] for row in self._ask(nodes)]:
            given = {"this": as_term(focus), "currentShape": shape, "shapesGraph": _SHAPES_GRAPH}
            for row in self._ask(give(query, given)):
                value = row.get("value", None if path else focus)
                self._add(shape, "SPARQL", {"focus": focus, "path": row.get("path"), "value": value})

    def _add(self, shape: Node, component: str, row: Row) -> None:
        """Add a result to the report (SHACL, section 3.6.2)."""
        own, report, result = self._shapes, self._report, BNode()
        report.add((result, RDF.type, SH.ValidationResult))
        report.add((result, SH.focusNode, as_term(row["focus"])))
        report.add((result, SH.sourceShape, shape))
        report.add((result, SH.sourceConstraintComponent, SH[f"{component}ConstraintComponent"]))
        report.add((result, SH.resultSeverity, own.value(shape, SH.severity) or SH.Violation))
        path = as_term(row["path"]) if row.get("path") else own.value(shape, SH.path)
        if path is not None:
            report.add((result, SH.resultPath, path))
        if row.get("value"):
            report.add((result, SH.value, as_term(row["value"])))
        for message in own.objects(shape, SH.message):
            report.add((result, SH.resultMessage, message))

    def _ask(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query, each without what is not bound."""
        answer = self._store.query(query)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            yield {name: term for name, term in zip(names, row, strict=True) if term is not None}

    def _store_shapes(self) -> None:
        """Put the shapes into a graph of the store, for rules that ask for them."""
        name = pyoxigraph.NamedNode(str(_SHAPES_GRAPH))
        for subject, predicate, value in self._shapes:
            quad = pyoxigraph.Quad(as_own(subject), as_own(predicate), as_own(value), name)  # type: ignore[arg-type]
            self._store.add(quad)
