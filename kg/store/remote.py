"""The one door to a remote SPARQL endpoint: SPARQLWrapper, inside limits that it does not have itself."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError

from kg.store.engine import Result, convert_graph, convert_rows
from kg.store.faults import error_of_transport
from kg.store.query_text import check_query, without_comments
from kg.store.scope import Scope
from kg.store.transport import SILENCE, agent, ask_in_time, check_address, opener, read_body
from kg.words.errors import BadData, Malformed
from kg.words.formats import JSON_TYPES, TURTLE_TYPES
from kg.words.layers import UNITED
from kg.words.prefixes import PREFIXES


def ask_remote(
    endpoint: str,
    text: str,
    rows: str,
    graph: str,
    seconds: float,
    insecure: bool = False,
    layers: tuple[str, ...] = (),
) -> Result:
    """Return the answer of a SPARQL 1.1 endpoint, in the formats wanted for rows and for graphs; whole, or an error.

    With ``layers``, which are the graphs of our dataset, it is asked of these by name (SPARQL 1.1 Protocol, section
    2.1.4) where the endpoint has them and its default graph does not unite them; elsewhere, as it is.

    Raises UsageError or Refused for an address that is none or not safe, and else one of the kinds of Unavailable,
    or Malformed. What may pass is tried again, all within the seconds.
    """
    check_address(endpoint, insecure)
    check_query(text, calls_out=True)

    result = ask_in_time(_task, endpoint, text, rows, graph, insecure, layers, seconds=seconds)
    assert isinstance(result, Result)
    return result


def _task(
    endpoint: str, text: str, rows: str, graph: str, insecure: bool, layers: tuple[str, ...], seconds: float
) -> Result:
    is_apart = bool(layers) and keeps_apart(endpoint, layers, insecure, seconds)
    scope = Scope(layers, layers) if is_apart else Scope()
    return ask_once(endpoint, text, rows, graph, scope, insecure, seconds, is_ours=bool(layers))


def keeps_apart(endpoint: str, layers: tuple[str, ...], insecure: bool, seconds: float) -> bool:
    """Return whether an endpoint has our layers and its default graph does not unite them; for use in a worker."""
    any_layer = f"VALUES ?layer {{ {' '.join(f'<{layer}>' for layer in layers)} }} GRAPH ?layer {{ ?s ?p ?o }}"
    return not has(endpoint, UNITED, insecure, seconds) and has(endpoint, any_layer, insecure, seconds)


def has(endpoint: str, pattern: str, insecure: bool, seconds: float) -> bool:
    """Return whether a pattern has a solution; for use in a worker."""
    # not ASK, which Virtuoso answers with a row of a number
    text = f"SELECT (1 AS ?there) WHERE {{ {pattern} }} LIMIT 1"
    answer = ask_once(endpoint, text, "json", "turtle", Scope(), insecure, seconds)
    return answer.kind == "rows" and bool(json.loads(answer.data)["results"]["bindings"])


def ask_once(
    endpoint: str,
    text: str,
    rows: str,
    graph: str,
    scope: Scope,
    insecure: bool,
    seconds: float,
    is_ours: bool = False,
) -> Result:
    """Return the answer of an endpoint to a query of a scope, in the formats wanted; for use in a worker.

    Where the query is ours, booleans in the answer are true and false, not 1 and 0. Raises as ask_remote.
    """
    import urllib.request

    # SPARQLWrapper opens addresses with urllib's opener: this process, which ends with the answer, has one with limits
    urllib.request.install_opener(opener(insecure))
    body, is_graph = _send(endpoint, text, scope, seconds)
    try:
        if is_graph:
            return convert_graph(body, graph, endpoint)
        kind = _kind(endpoint, body)
        return convert_rows(_with_plain_booleans(body, endpoint) if is_ours and kind == "rows" else body, rows, kind)
    except Malformed:
        raise
    except BadData as error:
        raise Malformed(str(error)) from None


def _send(endpoint: str, text: str, scope: Scope, seconds: float) -> tuple[bytes, bool]:
    """Return the body of the answer to a query, and whether it is a graph."""
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper, __version__

    wrapper = SPARQLWrapper(endpoint, agent=f"{agent()} SPARQLWrapper/{__version__}")
    wrapper.setTimeout(max(1, int(min(seconds, SILENCE))))
    wrapper.setMethod(POST)
    wrapper.setQuery(without_comments(text))
    for name, addresses in (("default-graph-uri", scope.default), ("named-graph-uri", scope.named)):
        for address in addresses:
            wrapper.addParameter(name, address)
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
    return body, is_graph


def _with_plain_booleans(body: bytes, endpoint: str) -> bytes:
    """Return SPARQL JSON in which booleans are true and false, which some servers write as 1 and 0."""
    answer = json.loads(body)
    try:
        terms = (term for row in answer["results"]["bindings"] for term in row.values())
        booleans = [term for term in terms if term.get("datatype") == PREFIXES["xsd"] + "boolean"]
        if all(term["value"] in ("true", "false") for term in booleans):
            return body
        for term in booleans:
            term["value"] = {"1": "true", "0": "false"}.get(term["value"], term["value"])
    except (AttributeError, KeyError, TypeError):
        raise Malformed(f"{endpoint} answers with rows that are not those of SPARQL; is it an endpoint?") from None
    return json.dumps(answer, ensure_ascii=False).encode()


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
