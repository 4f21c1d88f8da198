"""Entities -> the graph of things that are spoken of, with their links."""

from rdflib import OWL, RDF, RDFS, Graph, Literal
from rdflib.namespace import SKOS

from kg.compile.links import compile_links
from kg.compile.names import thing
from kg.compile.vocabulary import classes
from kg.source.entities import Entity
from kg.store.plain import plain_graph
from kg.words.errors import RuleBroken, did_you_mean


def compile_entities(entities: dict[str, Entity]) -> Graph:
    """Return the entities as RDF; raises RuleBroken for a class that the ontology does not have."""
    graph = plain_graph()
    known = classes()
    for entity in entities.values():
        if entity.type not in known:
            hint = did_you_mean(entity.type, list(known)) or f" Known are {', '.join(known)}."
            raise RuleBroken(f"{entity.path}:{entity.line}: there is no class '{entity.type}'.{hint}")
        iri = thing(entity.id)
        graph.add((iri, RDF.type, known[entity.type]))
        graph.add((iri, RDFS.label, Literal(entity.label, lang="en")))
        for alias in entity.aliases:
            graph.add((iri, SKOS.altLabel, Literal(alias, lang="en")))
        for other in entity.different_from:
            graph.add((iri, OWL.differentFrom, thing(other)))
            graph.add((thing(other), OWL.differentFrom, iri))
        if entity.note:
            graph.add((iri, SKOS.editorialNote, Literal(entity.note, lang="en")))
        compile_links(graph, entity)
    return graph
