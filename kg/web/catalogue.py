"""The bundled questions on the web: ``query/NAME`` is one, with its page, its text, and its answer in every format.

Parameters stand in the query string, by the names that ``kg query NAME`` has for them. The answer is that of the
endpoint to the same text: an address here is turned into a request there, and is isolated and remembered as it is.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.share.dataset_record import record
from kg.web.message import Request, Response
from kg.web.negotiation import negotiate
from kg.web.pages.contents import documents
from kg.web.pages.missing import answer_missing
from kg.web.problems import Refusal, problem
from kg.web.question import read_parameters
from kg.web.sharing import READABLE
from kg.words.errors import KGError, UsageError
from kg.words.formats import PAGE, QUERY, RESULT_FORMATS, Format

_FOLDER = "/query/"

#: The text of a question, as a format beside those of its answer.
TEXT = Format("query", (".rq",), QUERY, "the text of the question")

_NOTHING = "There is no question at this address; the page of questions lists them all."


def answer_question(request: Request, ask: Callable[[Request], Response]) -> Response:
    """Return what an address of the catalogue answers: 303 to a document of a question, its text, or its rows.

    ``ask`` answers requests of the SPARQL Protocol.
    """
    try:
        name, dot, suffix = request.path.removeprefix(_FOLDER).partition(".")
        if name not in {query.name for query in queries()}:
            return answer_missing(request, _NOTHING)
        given = _given(request)
        if not dot:
            return _see_other(request, name, given)
        form = next((form for form in (TEXT, *RESULT_FORMATS) if suffix in _suffixes(form)), None)
        if form is None:
            return answer_missing(request, _NOTHING)
        text = _bound(name, given)
        if form is TEXT:
            headers = {"content-type": f"{QUERY}; charset=utf-8", "link": _links(name, given, form), **READABLE}
            return Response(200, headers, text.encode())
        answer = ask(_asked(request, text, form))
        return Response(answer.status, {**answer.headers, "link": _links(name, given, form)}, answer.body)
    except (KGError, Refusal) as error:
        return problem(error, request)


def _bound(name: str, given: Mapping[str, str]) -> str:
    """Return the text of a question with these values; raises Refusal, which repeats none of what was given."""
    try:
        return bound(name, given)
    except UsageError as error:
        sentence = str(error)
        ours = {parameter.name for query in queries() if query.name == name for parameter in query.parameters}
        for words in sorted({*given, *given.values()} - ours, key=len, reverse=True):
            sentence = sentence.replace(f"'{words}'", "'…'")
        # what is wrong may be a part of a value: one end of an interval, say
        for part in {*re.findall(r"'([^']+)'", sentence)} - ours:
            if any(part in value for value in given.values()):
                sentence = sentence.replace(f"'{part}'", "'…'")
        raise Refusal(400, sentence) from None


def _suffixes(form: Format) -> tuple[str, ...]:
    """Return the endings of a format without a dot; the name of one of rows is one, too, because people try .json."""
    own = tuple(extension.removeprefix(".") for extension in form.extensions)
    return own if form is TEXT else (*own, form.name)


def _given(request: Request) -> dict[str, str]:
    """Return the values for the parameters of the question; raises Refusal for one that stands twice."""
    given: dict[str, str] = {}
    for name, value in read_parameters(request):
        if name in given:
            raise Refusal(400, "A parameter of a question has one value, and one here has several; leave one.")
        if name != "format":
            given[name] = value
    return given


def _see_other(request: Request, name: str, given: Mapping[str, str]) -> Response:
    """Return 303 to the page, the text or the answer of a question, its values kept."""
    offers = (TEXT, *RESULT_FORMATS)
    page = f"{_FOLDER}{name}{PAGE.extensions[0]}".removeprefix("/") in documents()
    form = negotiate(request, (PAGE, *offers) if page else offers).format
    _bound(name, given)
    location = name + form.extensions[0] + _query(given)
    headers = {"location": location, "vary": "Accept", "link": _links(name, given), **READABLE}
    return Response(303, headers)


def _asked(request: Request, text: str, form: Format) -> Request:
    """Return the same question as a request to the endpoint."""
    kept = {key: value for key, value in request.headers.items() if key not in ("accept", "content-type")}
    query = urlencode({"query": text, "format": form.name})
    return Request("GET", "/sparql", query, {**kept, "accept": form.media_type})


def _links(name: str, given: Mapping[str, str], shown: Format | None = None) -> str:
    forms = [form for form in (TEXT, *RESULT_FORMATS) if form is not shown]
    rest = _query(given)
    parts = [f'<{name}{form.extensions[0]}{rest}>; rel="alternate"; type="{form.media_type}"' for form in forms]
    parts.append(f'<{record().licence}>; rel="license"')
    parts.append('<../dataset>; rel="describedby"')
    return ", ".join(parts)


def _query(given: Mapping[str, str]) -> str:
    return f"?{urlencode(given)}" if given else ""
