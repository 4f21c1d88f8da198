"""Terms of our namespace in somebody's RDF: each must be one that the ontology declares."""

from pathlib import Path

from rdflib import RDF, Graph, URIRef

from kg.check.findings import Finding
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.words.errors import did_you_mean

#: Whose objects are terms: classes, and the predicates of claims.
_NAMING = (RDF.type, RDF.predicate)


def unknown_terms(graph: Graph, path: Path) -> list[Finding]:
    """Return a finding for each term of our namespace in a graph that the ontology does not declare."""
    known = {str(term).removeprefix(str(PAO)) for term in ontology().subjects() if str(term).startswith(str(PAO))}
    used = {predicate for _, predicate, _ in graph}
    used |= {term for predicate in _NAMING for term in graph.objects(None, predicate)}
    names = {str(t).removeprefix(str(PAO)) for t in used if isinstance(t, URIRef) and t.startswith(str(PAO))}
    return [
        Finding(
            "UnknownTerm",
            path,
            1,
            f"'pao:{name}' is no term of the ontology, so no rule can check it.{did_you_mean(name, sorted(known))}",
            "Use a term of the ontology, or one of another vocabulary.",
            thing=str(PAO[name]),
        )
        for name in sorted(names - known)
    ]
