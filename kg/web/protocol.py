"""The SPARQL 1.1 Protocol for queries, as a pure function (https://www.w3.org/TR/sparql11-protocol/)."""

from kg.web.message import Request, Response
from kg.web.problems import Refusal, problem
from kg.web.question import Ask, read_question
from kg.web.reply import reply
from kg.web.service import Service
from kg.web.service_description import describe
from kg.web.sharing import READABLE, preflight
from kg.words.errors import KGError

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def answer(request: Request, service: Service, ask: Ask) -> Response:
    """Return the response of the endpoint to any request: an answer, a description of the service, or what is wrong.

    ``ask`` evaluates a question that has been checked, in isolation, and raises LimitReached where that takes too
    much. The response is not yet compressed and has a body for HEAD, too: see kg.web.delivery.
    """
    if request.method == "OPTIONS":
        return preflight(METHODS)
    try:
        response = _answer(request, service, ask)
    except (Refusal, KGError) as error:
        response = problem(error, request)
    return Response(response.status, {**response.headers, **READABLE}, response.body)


def _answer(request: Request, service: Service, ask: Ask) -> Response:
    if request.method not in METHODS:
        sentence = "A query is asked with GET or POST; the dataset is read-only."
        raise Refusal(405, sentence, allow=", ".join(METHODS))
    question = read_question(request)
    if question is None:
        return describe(request, service)
    return reply(request, question, service.answer_digest, ask)
