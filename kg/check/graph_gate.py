"""The graph gate on our own dataset: the shapes' results, told as findings with the line to mend."""

from collections.abc import Mapping
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.check.descriptions import describe
from kg.check.engines import DEFAULT
from kg.check.evidence import check_evidence
from kg.check.findings import Finding
from kg.check.places import Places
from kg.check.shapes import Report, Result, check_graph, the_graph, unused
from kg.compile.names import OA, PAO
from kg.compile.vocabulary import ontology
from kg.source.corpus import Corpus
from kg.source.projection import fold
from kg.store.backed import load_backed

#: Shapes that hold an end of a claim against what its predicate asks for: the end, and where the ontology says so.
_ENDS = {"SubjectInDomain": (RDF.subject, RDFS.domain), "ObjectInRange": (RDF.object, RDFS.range)}


def check_dataset(
    corpus: Corpus, graphs: Mapping[str, Graph | bytes], engine: str = DEFAULT
) -> tuple[list[Finding], dict[str, int]]:
    """Return the findings of the graph gate, and how many things each shape was held against."""
    data = whole_graph(*graphs.values())
    report = check_graph(data, engine)
    places = Places(corpus)
    findings = [tell(data, result, *places.find(result.culprit)) for result in report.results]
    findings += check_evidence(corpus, data, places)
    return [*findings, *unmatched(corpus.root, report)], report.matched


def unmatched(root: Path, report: Report) -> list[Finding]:
    """Return a finding for each shape that matched nothing and may not."""
    remedy = "Correct its target, or mark it with pao:mayBeUnused true."
    return [
        Finding(name, root / "shapes", 1, f"the shape {name} matched nothing, so it checked nothing", remedy)
        for name in unused(report)
    ]


def tell(data: Graph, result: Result, path: Path, line: int) -> Finding:
    """Return a result of the shapes as a finding: the thing by its label, the rule, the sentence, how to mend it."""
    value = f" (here: {describe(data, str(result.value))})" if result.value is not None else ""
    return Finding(
        result.shape,
        path,
        line,
        f"{describe(data, str(result.culprit))}: {result.message}{value}{_asked(data, result)}",
        result.remedy,
        sentence_of(data, result.culprit),
        result.severity,
        str(result.culprit),
    )


def _asked(data: Graph, result: Result) -> str:
    """Return which kind of thing the predicate of a claim asks for, and which kind it was given."""
    if result.shape not in _ENDS:
        return ""
    claim, (end, side) = URIRef(str(result.culprit)), _ENDS[result.shape]
    predicate, thing = data.value(claim, RDF.predicate), data.value(claim, end)
    asked = ontology().value(predicate, side)
    given = [kind for kind in data.objects(thing, RDF.type) if (kind, RDF.type, OWL.Class) in ontology()]
    kinds = [str(ontology().value(kind, RDFS.label) or str(kind).rpartition("/")[2]) for kind in (asked, *given)]
    return (
        f" ('{ontology().value(predicate, RDFS.label)}' asks for: {kinds[0]}; this is: {', '.join(sorted(kinds[1:]))})"
    )


def whole_graph(*graphs: Graph | bytes) -> Graph:
    """Return graphs, or N-Triples, with the ontology and the node for rules about the whole, in the embedded engine."""
    return load_backed([ontology(), *graphs, the_graph()])


def sentence_of(data: Graph, culprit: object) -> str | None:
    """Return the sentence around the quote of the passage that a claim is stated in, or of the passage itself."""
    node = URIRef(str(culprit).partition("#")[0])
    passage = data.value(node, PAO.statedIn) or node
    exact = data.value(passage, OA.exact)
    if exact is None:
        return None
    before, after = (str(data.value(passage, term) or "") for term in (OA.prefix, OA.suffix))
    return fold(f"{before}{exact}{after}")
