"""What the endpoint says of itself: SPARQL 1.1 Service Description, with the counts of VoID.

https://www.w3.org/TR/sparql11-service-description/
"""

from kg.share.triples import Triples, number, triple
from kg.share.turtle import write_turtle
from kg.share.void import describe_counts
from kg.store.engine import serialise
from kg.web.delivery import REVALIDATED, entity_tag
from kg.web.message import Request, Response
from kg.web.negotiation import negotiate
from kg.web.reply import content_type
from kg.web.service import Service
from kg.words.formats import GRAPH_FORMATS, PAGE, RESULT_FORMATS
from kg.words.prefixes import expand

_COMMENT = "What this endpoint is and has. Its default graph is the union of its named graphs, each triple once."


def describe(request: Request, service: Service) -> Response:
    """Return the description in the graph format that the request accepts; a browser goes to the page, if there is one.

    Raises NotInThisFormat where the request accepts no graph format.
    """
    choice = negotiate(request, (*GRAPH_FORMATS, PAGE) if service.page else GRAPH_FORMATS)
    if choice.format is PAGE:
        return Response(303, {"location": service.page, "vary": "Accept", "cache-control": REVALIDATED})
    endpoint, form = service.address_of(request), choice.format.name
    headers = {
        "content-type": content_type(choice.media_type),
        "vary": "Accept",
        "cache-control": REVALIDATED,
        "etag": entity_tag(service.digest, endpoint, choice.media_type),
    }
    triples = set(_describe(endpoint, service))
    if form == "turtle":
        return Response(200, headers, write_turtle(triples, _COMMENT))
    return Response(200, headers, serialise(sorted(triples, key=str), form))


def _describe(endpoint: str, service: Service) -> Triples:
    def node(name: str) -> str:
        return f"{endpoint}#{name}"

    me, dataset, union = node("service"), node("dataset"), node("default-graph")
    yield triple(me, "rdf:type", expand("sd:Service"))
    yield triple(me, "sd:endpoint", endpoint)
    yield triple(me, "sd:supportedLanguage", expand("sd:SPARQL11Query"))
    yield triple(me, "sd:feature", expand("sd:UnionDefaultGraph"))
    yield triple(me, "sd:defaultEntailmentRegime", expand("entailment:Simple"))
    for form in (*RESULT_FORMATS, *GRAPH_FORMATS):
        yield triple(me, "sd:resultFormat", expand(f"formats:{form.w3c}"))
    yield triple(me, "sd:defaultDataset", dataset)
    yield triple(dataset, "rdf:type", expand("sd:Dataset"))
    yield from describe_counts(dataset, service.counts, node)
    yield triple(dataset, "void:sparqlEndpoint", endpoint)
    yield triple(dataset, "sd:defaultGraph", union)
    yield from _graph(union, service.counts.triples)
    for place, (iri, triples) in enumerate(service.counts.graphs.items(), 1):
        named, graph = node(f"named-graph-{place}"), node(f"graph-{place}")
        yield triple(dataset, "sd:namedGraph", named)
        yield triple(named, "rdf:type", expand("sd:NamedGraph"))
        yield triple(named, "sd:name", iri)
        yield triple(named, "sd:graph", graph)
        yield from _graph(graph, triples)


def _graph(node: str, triples: int) -> Triples:
    yield triple(node, "rdf:type", expand("sd:Graph"))
    yield triple(node, "rdf:type", expand("void:Dataset"))
    yield triple(node, "void:triples", number(triples))
