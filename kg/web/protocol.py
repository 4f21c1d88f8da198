"""The SPARQL 1.1 Protocol for queries, as a pure function (https://www.w3.org/TR/sparql11-protocol/)."""

from kg.web.message import Request, Response
from kg.web.problems import Refusal
from kg.web.question import Ask, read_question
from kg.web.reply import reply
from kg.web.service import Service
from kg.web.service_description import describe
from kg.web.sharing import shared

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def answer(request: Request, service: Service, ask: Ask) -> Response:
    """Return the response of the endpoint to any request: an answer, a description of the service, or what is wrong.

    ``ask`` evaluates a question that has been checked, in isolation, and raises LimitReached where that takes too
    much. The response is not yet compressed and has a body for HEAD, too: see kg.web.delivery.
    """
    return shared(request, METHODS, lambda: _answer(request, service, ask))


def _answer(request: Request, service: Service, ask: Ask) -> Response:
    if request.method not in METHODS:
        sentence = "A query is asked with GET or POST; the dataset is read-only."
        raise Refusal(405, sentence, allow=", ".join(METHODS))
    question = read_question(request)
    if question is None:
        return describe(request, service)
    return reply(request, question, service.answer_digest, ask)
