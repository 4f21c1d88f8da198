"""The compiled graph in memory: triples are taken out or put in, and the graph gate looks at it."""

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.check.evidence import check_evidence
from kg.check.graph_gate import whole_graph
from kg.check.places import Places
from kg.check.shapes import check_graph, unused
from kg.compile.dataset import compile_dataset
from kg.compile.names import PAO
from kg.source.corpus import Corpus
from tests.corruptions.operators import Corruption

Triple = tuple[Node, Node, Node]
BASE = "https://w3id.org/pao/"


class Compiled:
    """The union graph that the graph gate checks; a corruption is undone when the gate has looked."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.places = corpus, Places(corpus)
        self.graph: Graph = whole_graph(*compile_dataset(corpus).values())
        self.claims = self.all(PAO.Claim)

    def all(self, kind: URIRef) -> list[Node]:
        """Return the things of a class, in order."""
        return sorted(self.graph.subjects(RDF.type, kind), key=str)

    def statement(self, claim: Node) -> Triple:
        """Return the proposition of a claim; what it lacks is None."""
        return tuple(self.graph.value(claim, term) for term in (RDF.subject, RDF.predicate, RDF.object))

    def stated(self) -> list[Node]:
        """Return the claims that have a whole proposition."""
        return [claim for claim in self.claims if None not in self.statement(claim)]

    def has(self, thing: Node, predicate: URIRef, value: Node | None = None) -> bool:
        """Return whether a thing has a value, or any."""
        return (thing, predicate, value) in self.graph

    def edit(self, what: str, out: list[Triple], into: list[Triple]) -> Corruption | None:
        """Return the corruption that takes triples out and puts others in; None if nothing changes."""
        out = [triple for triple in out if triple in self.graph and triple not in into]
        into = [triple for triple in into if triple not in self.graph]
        return Corruption(what, (out, into)) if out or into else None

    def swap(self, what: str, thing: Node, predicate: URIRef, value: Node) -> Corruption | None:
        """Return the corruption that gives a thing another value."""
        return self.edit(what, list(self.graph.triples((thing, predicate, None))), [(thing, predicate, value)])

    def nothing(self) -> Corruption:
        """Return what corrupts nothing."""
        return Corruption("nothing", ([], []))

    def apply(self, corruption: Corruption) -> None:
        """Break the graph."""
        self._change(*corruption.change)

    def undo(self, corruption: Corruption) -> None:
        """Mend the graph."""
        self._change(*reversed(corruption.change))

    def findings(self, corruption: Corruption) -> set[str]:
        """Return the names of the shapes that find a corruption; where none does, of the checks against the text."""
        self.apply(corruption)
        try:
            report = check_graph(self.graph)
            found = {result.shape for result in report.results} | set(unused(report))
            return found or {f"text: {f.check}" for f in check_evidence(self.corpus, self.graph, self.places)}
        finally:
            self.undo(corruption)

    def _change(self, out: list[Triple], into: list[Triple]) -> None:
        for triple in out:
            self.graph.remove(triple)
        for triple in into:
            self.graph.add(triple)


def name(thing: Node) -> str:
    """Return the address of a thing, without what all of ours begin with."""
    return str(thing).removeprefix(BASE)
