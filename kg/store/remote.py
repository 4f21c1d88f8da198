"""The one door to a remote SPARQL endpoint: SPARQLWrapper, inside limits that it does not have itself."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError

from kg.store.engine import Result, convert_graph, convert_rows
from kg.store.faults import error_of_transport
from kg.store.query_text import check_query, without_comments
from kg.store.transport import SILENCE, agent, ask_in_time, check_address, opener, read_body
from kg.words.errors import BadData, Malformed
from kg.words.formats import JSON_TYPES, TURTLE_TYPES


def ask_remote(endpoint: str, text: str, rows: str, graph: str, seconds: float, insecure: bool = False) -> Result:
    """Return the answer of a SPARQL 1.1 endpoint, in the formats wanted for rows and for graphs; whole, or an error.

    Raises UsageError or Refused for an address that is none or not safe, and else one of the kinds of Unavailable,
    or Malformed. What may pass is tried again, all within the seconds.
    """
    check_address(endpoint, insecure)
    check_query(text, calls_out=True)

    result = ask_in_time(_task, endpoint, text, rows, graph, insecure, seconds=seconds)
    assert isinstance(result, Result)
    return result


def _task(endpoint: str, text: str, rows: str, graph: str, insecure: bool, seconds: float) -> Result:
    import urllib.request

    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper, __version__

    # SPARQLWrapper opens addresses with urllib's opener: this process, which ends with the answer, has one with limits
    urllib.request.install_opener(opener(insecure))
    wrapper = SPARQLWrapper(endpoint, agent=f"{agent()} SPARQLWrapper/{__version__}")
    wrapper.setTimeout(max(1, int(min(seconds, SILENCE))))
    wrapper.setMethod(POST)
    wrapper.setQuery(without_comments(text))
    is_graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
    wrapper.setReturnFormat(TURTLE if is_graph else JSON)
    try:
        response = wrapper.query().response
        body = read_body(response, endpoint, TURTLE_TYPES if is_graph else JSON_TYPES)
    except SPARQLExceptions.SPARQLWrapperException as error:
        reason = str(getattr(error, "msg", "") or error).partition("\n")[0]
        raise BadData(f"The query cannot be sent to {endpoint} ({reason}); look at it.") from None
    except (HTTPError, URLError, HTTPException, OSError, ValueError) as error:
        raise error_of_transport(error, endpoint) from None
    try:
        if is_graph:
            return convert_graph(body, graph, endpoint)
        return convert_rows(body, rows, _kind(endpoint, body))
    except Malformed:
        raise
    except BadData as error:
        raise Malformed(str(error)) from None


def _kind(endpoint: str, body: bytes) -> str:
    try:
        answer = json.loads(body.decode("utf-8"))
        return "boolean" if isinstance(answer["head"], dict) and "boolean" in answer else _rows(answer)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Malformed(f"{endpoint} answers with JSON that is not a whole SPARQL result; is it an endpoint?") from None


def _rows(answer: dict[str, dict[str, list[object]]]) -> str:
    if not isinstance(answer["results"]["bindings"], list) or not isinstance(answer["head"]["vars"], list):
        raise TypeError
    return "rows"
