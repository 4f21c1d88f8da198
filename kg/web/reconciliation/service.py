"""The reconciliation service as a pure function: the manifest, batches, suggestions, previews and values of columns.

There is no JSONP: it would run our answer as a program in somebody's page, and browsers have CORS, which the standard
asks of every service (section 3.3) and which is given here.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from kg.web.message import Request, Response
from kg.web.problems import Refusal, problem, refuse
from kg.web.question import read_parameters
from kg.web.reconciliation.batch import answer_batch
from kg.web.reconciliation.extension import extend, propose
from kg.web.reconciliation.manifest import ROOT, manifest
from kg.web.reconciliation.previews import explain_scores, preview
from kg.web.reconciliation.suggestions import fly_out, suggest
from kg.web.service import home_of
from kg.web.sharing import READABLE, preflight
from kg.words.errors import KGError, UsageError
from kg.words.formats import web_type

#: What the service takes at its root, and at its parts.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
PARTS = ("GET", "HEAD", "OPTIONS")

_KINDS = ("entity", "type", "property")


def answer_reconciliation(request: Request, address: str = "") -> Response:
    """Return the answer of the service to any request under its root; ``address`` is that of the site, if it is set."""
    if request.method == "OPTIONS":
        return preflight(METHODS)
    try:
        response = _answer(request, address)
    except (KGError, Refusal) as error:
        response = problem(error, request)
    return Response(response.status, {**response.headers, **READABLE}, response.body)


def _answer(request: Request, address: str) -> Response:
    if request.method not in METHODS:
        raise Refusal(405, "The service is asked with GET or POST.", allow=", ".join(METHODS))
    part = request.path.removeprefix(ROOT).strip("/")
    if part and request.method == "POST":
        raise Refusal(405, "This part of the service is asked with GET.", allow=", ".join(PARTS))
    given = _given(request)
    if "callback" in given:
        raise Refusal(400, "There is no JSONP here; leave 'callback' out: every site may read the answer (CORS).")
    if part == "":
        return _root(request, given, address)
    what, _, kind = part.partition("/")
    if what in ("suggest", "flyout") and kind in _KINDS:
        return _json(suggest(kind, given) if what == "suggest" else fly_out(kind, _needed(given, "id")))
    if part == "properties":
        return _json(propose(_needed(given, "type"), given.get("limit", "")))
    if part == "preview":
        return preview(_needed(given, "id"))
    if part == "scores":
        return explain_scores()
    return refuse(404, "There is nothing at this address; the manifest of the service names its parts.", request)


def _root(request: Request, given: Mapping[str, str], address: str) -> Response:
    """Return the candidates for a batch, the values of columns, or else the manifest."""
    if "queries" in given:
        return _json(answer_batch(_read_json(given["queries"], "queries")))
    if "extend" in given:
        return _json(extend(_read_json(given["extend"], "extend")))
    if given or request.method == "POST":
        raise UsageError(
            "The service is asked with 'queries' or 'extend', each a JSON object; without any it tells itself."
        )
    # it depends on the name by which the client calls, so nobody else may be given it
    return _json(manifest(home_of(request, address)), cache_control="no-store")


def _given(request: Request) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in read_parameters(request):
        if name in given:
            raise UsageError("A parameter is given twice; leave one.")
        given[name] = value
    return given


def _needed(given: Mapping[str, str], name: str) -> str:
    if not given.get(name):
        raise UsageError(f"The parameter '{name}' is missing.")
    return given[name]


def _read_json(text: str, name: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise UsageError(f"The parameter '{name}' is not JSON (RFC 8259); mend it.") from None


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError


def _json(value: Any, **headers: str) -> Response:
    kept = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(200, {"content-type": web_type(".json"), **kept}, json.dumps(value, ensure_ascii=False).encode())
