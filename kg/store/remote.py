"""The one door to a remote SPARQL endpoint: SPARQLWrapper, inside limits that it does not have itself.

It runs in a worker, because its own timeout is for each read and a slow server can stretch it without end.
"""

import json
import re

from kg import __version__
from kg.store.engine import Result, convert_graph, convert_rows
from kg.store.query_text import check_query, without_comments
from kg.store.worker import run
from kg.words.errors import BadData, Unavailable, UsageError
from kg.words.prefixes import BASE

AGENT = f"socialist-action-kg/{__version__} ({BASE}; read-only SPARQL client) SPARQLWrapper/2.0"


def ask_remote(endpoint: str, text: str, rows: str, graph: str, seconds: float) -> Result:
    """Return the answer of a SPARQL 1.1 endpoint, in the formats wanted for rows and for graphs.

    Raises Unavailable when it does not answer in time or refuses, BadData when its answer is not what it should be.
    """
    if not re.fullmatch(r"https?://(\[[0-9A-Fa-f:.]+\]|[^\s/\[\]]+)(/\S*)?", endpoint):
        raise UsageError(f"'{endpoint}' is not the address of an endpoint; it starts with https:// or http://.")
    check_query(text)
    result = run(_task, endpoint, text, rows, graph, seconds, seconds=seconds + 1)
    assert isinstance(result, Result)
    return result


def _task(endpoint: str, text: str, rows: str, graph: str, seconds: float) -> Result:
    from urllib.error import HTTPError, URLError

    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint, agent=AGENT)
    wrapper.setTimeout(max(1, int(seconds)))
    wrapper.setMethod(POST)
    wrapper.setQuery(without_comments(text))
    is_graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
    wrapper.setReturnFormat(TURTLE if is_graph else JSON)
    try:
        response = wrapper.query().response
        media_type = response.headers.get_content_type()
        body = response.read()
    except SPARQLExceptions.QueryBadFormed:
        raise BadData(f"{endpoint} does not understand the query; it may not speak all of SPARQL 1.1.") from None
    except HTTPError as error:
        wait = error.headers.get("Retry-After")
        advice = f"try again after {wait}" if wait else "try again later"
        raise Unavailable(f"{endpoint} answers {error.code} ({error.reason}); {advice}.") from None
    except (SPARQLExceptions.SPARQLWrapperException, URLError, OSError) as error:
        reason = str(getattr(error, "reason", None) or getattr(error, "msg", None) or error).splitlines()[0]
        raise Unavailable(f"{endpoint} does not answer ({reason}); check the address.") from None
    if is_graph:
        return convert_graph(body, graph, endpoint)
    return convert_rows(body, rows, _kind(endpoint, body, media_type))


def _kind(endpoint: str, body: bytes, media_type: str) -> str:
    try:
        answer = json.loads(body)
        return "boolean" if "boolean" in answer else ("rows" if answer["results"]["bindings"] is not None else "")
    except (ValueError, KeyError, TypeError, RecursionError):
        message = f"{endpoint} answers with {media_type}, which is not a whole SPARQL result; is it an endpoint?"
        raise BadData(message) from None
