"""The reading half of the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

from kg.store.scope import read_scope
from kg.web.message import Request, Response
from kg.web.negotiation import negotiate
from kg.web.problems import Refusal
from kg.web.question import Ask, Question, parameters_of
from kg.web.reply import reply
from kg.web.service import Service
from kg.web.sharing import shared
from kg.words.formats import GRAPH_FORMATS

METHODS = ("GET", "HEAD", "OPTIONS")

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def answer_graph(request: Request, service: Service, ask: Ask) -> Response:
    """Return the response of the graph store: the graph that ``graph=`` names, or with ``default`` the union of all.

    What the address of a graph itself answers (section 4.1) is told by kg.web.addresses.
    """
    return shared(request, METHODS, lambda: _answer(request, service, ask))


def _answer(request: Request, service: Service, ask: Ask) -> Response:
    if request.method not in METHODS:
        sentence = "This graph store is read-only: a graph can be read with GET, and none written or deleted."
        raise Refusal(405, sentence, allow=", ".join(METHODS))
    graph = _graph_named_in(request)
    if graph and graph not in service.counts.graphs:
        raise Refusal(
            404, "There is no graph of this name here; the description of the endpoint lists those there are."
        )
    choice = negotiate(request, GRAPH_FORMATS)
    question = Question(_ALL, read_scope([graph] if graph else [], []), choice.format.name, choice.media_type, True)
    return reply(request, question, service.answer_digest, ask)


def _graph_named_in(request: Request) -> str:
    """Return the graph that a request names, or an empty text for the default graph (section 4.2)."""
    parameters = parameters_of(request.query)
    graphs = [value for name, value in parameters if name == "graph"]
    defaults = [value for name, value in parameters if name == "default"]
    if len(graphs) + len(defaults) != 1 or any(defaults) or graphs == [""]:
        raise Refusal(400, "A request is for one graph: name it with ?graph=, its address, or ask for ?default.")
    read_scope(graphs, [])
    return graphs[0] if graphs else ""
