"""What SHACL asks of a node, as expressions of SPARQL: each constraint component by the text of its definition.

W3C SHACL, section 4. An EXISTS here holds one pattern, and what follows from it in an EXISTS within: over two patterns
in one, the engine would search the whole graph for each node.
"""

from collections.abc import Callable, Iterable, Iterator

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.words.errors import BadData

#: Datatypes that the engine can tell the badly written values of (SPARQL 1.1 Query, section 17.5).
_READ = {XSD.boolean, XSD.date, XSD.dateTime, XSD.decimal, XSD.double, XSD.float, XSD.integer}

_NODE_KINDS = {
    SH.IRI: "isIRI({0})",
    SH.BlankNode: "isBlank({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNodeOrIRI: "!isLiteral({0})",
    SH.BlankNodeOrLiteral: "!isIRI({0})",
    SH.IRIOrLiteral: "!isBlank({0})",
}

_SIGNS = {SH.lessThan: "<", SH.lessThanOrEquals: "<="}

#: Components that look at one value at a time, at all values of a shape, and at how many there are.
OF_VALUES = {SH["class"], SH.datatype, SH["in"], SH.languageIn, SH.minInclusive, SH.minLength, SH.nodeKind, SH["or"]}
OF_VALUES |= {SH.pattern, SH.disjoint, SH.lessThan, SH.lessThanOrEquals}
OF_SETS = {SH.hasValue, SH.maxCount, SH.minCount}

#: Whom a shape is held against.
TARGETS = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf}

#: What a shape may say besides its constraints, also where it is its own rule.
_PLAIN = {SH.path, SH.message, SH.severity, SH.deactivated, SH.property, SH.sparql, *TARGETS}
_PLAIN |= {SH.select, SH.prefixes, SH.declare}


class Conditions:
    """The conditions of the shapes of a graph; ``kinds`` gives a class and all below it in the data."""

    def __init__(self, shapes: Graph, kinds: Callable[[Node], Iterable[str]]) -> None:
        self._shapes, self._kinds = shapes, kinds
        self._names = 0

    def of_value(self, focus: str, parameter: URIRef, argument: Node, value: str) -> tuple[str, str]:
        """Return what else must be found for a value of a focus node, and when the value breaks a component.

        What cannot be told breaks it. Focus node and value are variables.
        """
        if parameter == SH.disjoint:
            return "", f"EXISTS {{ {focus} {argument.n3()} {value} }}"
        if parameter in _SIGNS:
            return f"{focus} {argument.n3()} ?other", f"!COALESCE({value} {_SIGNS[parameter]} ?other, false)"
        return "", f"!COALESCE({self._kept(parameter, argument, value)}, false)"

    def of_set(self, focus: str, path: str | None, parameter: Node, argument: Node) -> str:
        """Return when the values of a focus node break a component."""
        if parameter == SH.hasValue:
            kept = f"EXISTS {{ {focus} {path} {argument.n3()} }}" if path else f"sameTerm({focus}, {argument.n3()})"
            return f"!{kept}"
        if path is None:
            raise BadData(f"a shape without a path uses {parameter}, which counts the values of one")
        number = int(str(argument))
        if parameter == SH.minCount:
            return f"!{self._has(focus, path, number)}"
        return self._has(focus, path, number + 1)

    def of_shape(self, focus: str, shape: Node) -> str:
        """Return when a node breaks anything of a shape within a shape."""
        if self._shapes.value(shape, SH.deactivated) == Literal(True):
            return "false"
        if (shape, SH.sparql, None) in self._shapes:
            raise BadData(f"{shape.n3()} is a shape within a shape and has a rule, which this engine cannot ask there")
        path = self.path(shape)
        value = self._name() if path else focus
        looked = [self.of_value(focus, p, a, value) for p, a in self.parameters(shape, OF_VALUES)]
        broken = [f"EXISTS {{ {found} FILTER({wrong}) }}" if found else wrong for found, wrong in looked]
        broken += [self.of_shape(value, part) for part in self._shapes.objects(shape, SH.property)]
        some = " || ".join(broken) or "false"
        found = [f"EXISTS {{ {focus} {path} {value} FILTER({some}) }}"] if path else [f"({some})"]
        found += [self.of_set(focus, path, p, a) for p, a in self.parameters(shape, OF_SETS)]
        return f"({' || '.join(found)})"

    def parameters(self, shape: Node, of: set[URIRef]) -> Iterator[tuple[URIRef, Node]]:
        """Yield the parameters of a shape with their arguments, in a steady order; raises BadData for unknown ones."""
        said = {term for term in self._shapes.predicates(shape) if str(term).startswith(str(SH))}
        strange = sorted(map(str, said - _PLAIN - OF_VALUES - OF_SETS))
        if strange:
            raise BadData(f"{shape.n3()} uses {', '.join(strange)}, which this engine does not know")
        for parameter in sorted(of):
            for argument in sorted(self._shapes.objects(shape, parameter), key=str):
                yield parameter, argument

    def path(self, shape: Node) -> str | None:
        """Return the path of a shape as one of SPARQL (SHACL, section 2.3.1), or None for a node shape."""
        path = self._shapes.value(shape, SH.path)
        return None if path is None else self._path(path)

    def _path(self, path: Node) -> str:
        if isinstance(path, URIRef):
            return path.n3()
        steps = self._list(path)
        if steps:
            return "/".join(f"({self._path(step)})" for step in steps)
        inverse = self._shapes.value(path, SH.inversePath)
        if inverse is None:
            raise BadData("a path is neither a property nor the inverse of one, nor a list of such")
        return f"^({self._path(inverse)})"

    def _has(self, focus: str, path: str, number: int, *others: str) -> str:
        """Return when a node has so many values beside others."""
        if not number:
            return "true"
        value = self._name()
        apart = "".join(f"!sameTerm({value}, {other}) && " for other in others)
        return (
            f"EXISTS {{ {focus} {path} {value} FILTER({apart}{self._has(focus, path, number - 1, value, *others)}) }}"
        )

    def _kept(self, parameter: Node, argument: Node, value: str) -> str:
        """Return when a value keeps a component."""
        if parameter == SH["class"]:
            kind = f"?kind_{value[1:]}"
            kinds = ", ".join(self._kinds(argument))
            return f"EXISTS {{ {value} {RDF.type.n3()} {kind} FILTER({kind} IN ({kinds})) }}"
        if parameter == SH.datatype:
            read = f" && isLiteral({argument.n3()}(STR({value})))" if argument in _READ else ""
            return f"isLiteral({value}) && DATATYPE({value}) = {argument.n3()}{read}"
        if parameter == SH["in"]:
            return " || ".join([f"sameTerm({value}, {one.n3()})" for one in self._list(argument)] or ["false"])
        if parameter == SH.languageIn:
            tags = [f"LANGMATCHES(LANG({value}), {tag.n3()})" for tag in self._list(argument)]
            return f"isLiteral({value}) && ({' || '.join(tags)})"
        if parameter == SH.minInclusive:
            return f"{value} >= {argument.n3()}"
        if parameter == SH.minLength:
            return f"!isBlank({value}) && STRLEN(STR({value})) >= {argument}"
        if parameter == SH.pattern:
            return f"!isBlank({value}) && REGEX(STR({value}), {argument.n3()})"
        if parameter == SH.nodeKind:
            return _NODE_KINDS[URIRef(str(argument))].format(value)
        return " || ".join(f"!{self.of_shape(value, shape)}" for shape in self._list(argument))

    def _list(self, head: Node) -> list[Node]:
        return [*Collection(self._shapes, head)]

    def _name(self) -> str:
        self._names += 1
        return f"?v{self._names}"
