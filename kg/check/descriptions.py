"""Things and claims in words, for people who read a finding: a claim by what it says, and never without its speaker."""

from collections.abc import Mapping

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.source.entities import Entity
from kg.words.prefixes import PREFIXES


def describe(data: Graph, iri: str, entities: Mapping[str, Entity] | None = None) -> str:
    """Return a thing by its label, a claim by what it says and who says it, and anything else by its address.

    Labels are those of the graph, or of ``entities`` where it holds a part of the dataset alone.
    """
    node = URIRef(iri)
    label = data.value(node, RDFS.label)
    if label is not None and (node, RDF.type, PAO.TimeSpec) not in data:
        return f"'{label}'"
    if (node, PAO.statedIn, None) in data:
        return f"the claim '{_claim(data, node, entities or {})}'"
    return iri if not iri.startswith("http") else f"<{iri}>"


def _claim(data: Graph, claim: Node, entities: Mapping[str, Entity]) -> str:
    ends = [data.value(claim, term) for term in (RDF.subject, RDF.predicate, RDF.object)]
    words = [_label(data, end, entities) for end in ends if end is not None]
    if len(words) < len(ends):
        words += [str(gist) for gist in data.objects(claim, PAO.gist)]
    saying = data.value(claim, PAO.attribution)
    speaker = data.value(saying, PAO.speaker) if saying is not None else None
    said = " – ".join(words)
    if saying is None:
        return said
    return f"{_label(data, speaker, entities) if speaker is not None else 'somebody'} says: {said}"


def _label(data: Graph, node: Node, entities: Mapping[str, Entity]) -> str:
    known = entities.get(str(node).removeprefix(PREFIXES["id"]))
    label = data.value(node, RDFS.label) or (known.label if known else None) or ontology().value(node, RDFS.label)
    return str(label or node)
