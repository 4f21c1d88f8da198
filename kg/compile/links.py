"""Links to Wikidata -> RDF: a node with the evidence for each, and the plain match where there is one.

A candidate has its node alone, so that no reader takes it for a match.
"""

from rdflib import OWL, RDF, XSD, Graph, Literal
from rdflib.namespace import SKOS

from kg.compile.names import PAO, WD, link, thing
from kg.source.entities import Entity

_PLAIN = {"exact": SKOS.exactMatch, "close": SKOS.closeMatch, "different": OWL.differentFrom}


def compile_links(graph: Graph, entity: Entity) -> None:
    """Add the links of an entity to the graph of entities."""
    ours = thing(entity.id)
    for one in entity.links:
        node, item = link(entity.id, one.item), WD[one.item]
        graph.add((node, RDF.type, PAO.Link))
        graph.add((node, PAO.linkOf, ours))
        graph.add((node, PAO.item, item))
        graph.add((node, PAO.linkKind, PAO[f"link-{one.match}"]))
        graph.add((node, PAO.confidence, PAO[f"confidence-{one.confidence}"]))
        for place in one.seen:
            graph.add((node, PAO.seenIn, Literal(place)))
        if one.label:
            graph.add((node, PAO.itemLabel, Literal(one.label, lang="en")))
        if one.description:
            graph.add((node, PAO.itemDescription, Literal(one.description, lang="en")))
        if one.because:
            graph.add((node, SKOS.editorialNote, Literal(one.because, lang="en")))
        if one.by and one.on:
            graph.add((node, PAO.confirmedBy, Literal(one.by)))
            graph.add((node, PAO.confirmedOn, Literal(one.on, datatype=XSD.date)))
        if one.match in _PLAIN:
            graph.add((ours, _PLAIN[one.match], item))
