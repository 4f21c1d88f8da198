"""What a client gets that gets no answer: a status, and one sentence that says what to do; nothing of its own words.

The sentence comes as text, or as problem details (RFC 9457) for who asks for JSON.
"""

import json
from http import HTTPStatus

from kg.web.message import Request, Response
from kg.web.negotiation import choose
from kg.words.errors import (
    BadData,
    Busy,
    KGError,
    LimitReached,
    NotInThisFormat,
    TookTooLong,
    TooLarge,
    Unavailable,
    UsageError,
)
from kg.words.formats import PROBLEM, SENTENCE

#: The one table of what an error of ours is in HTTP (RFC 9110, section 15; SPARQL 1.1 Protocol, section 2.1.7).
STATUSES: dict[type[BaseException], int] = {
    UsageError: 400,
    BadData: 400,
    NotInThisFormat: 406,
    # the answer, not the request; the advice is the same: ask for less
    TooLarge: 413,
    # Fault, and what concerns this machine alone
    KGError: 500,
    Unavailable: 502,
    Busy: 503,
    # more memory or depth than a worker has; another query may well be answered
    LimitReached: 503,
    MemoryError: 503,
    RecursionError: 400,
    # the worker is the server behind this one, and it did not answer in time
    TookTooLong: 504,
}

#: What is said of errors whose own words are not for clients.
_SENTENCES: dict[type[BaseException], str] = {
    MemoryError: "The answer needs more memory than it may use; ask for less.",
    RecursionError: "The query is nested deeper than it may be; flatten it.",
}

_FAULT = "Something went wrong here that should not; please tell us what you asked."


class Refusal(Exception):
    """A request that HTTP or a protocol over it has a status of its own for, with headers that belong to it."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(error: BaseException, request: Request) -> Response:
    """Return the response to an error: of a known class with its own sentence, of any other as a fault of ours."""
    if isinstance(error, Refusal):
        return refuse(error.status, str(error), request, **error.headers)
    known = next((kind for kind in type(error).__mro__ if kind in STATUSES), None)
    if known is None:
        return refuse(500, _FAULT, request)
    sentence = _SENTENCES.get(known, str(error) if issubclass(known, KGError) else "")
    status = STATUSES[known]
    more = {"retry_after": "2"} if known is Busy else {}
    return refuse(status, _FAULT if status == 500 else sentence, request, **more)


def refuse(status: int, sentence: str, request: Request | None = None, **headers: str) -> Response:
    """Return a response with a status and a sentence; ``retry_after="5"`` is the header Retry-After."""
    choice = choose(request.header("accept"), (SENTENCE, PROBLEM)) if request else None
    if choice and choice.format is PROBLEM:
        told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": sentence}
        media_type, body = PROBLEM.media_type, json.dumps(told).encode()
    else:
        media_type, body = f"{SENTENCE.media_type}; charset=utf-8", sentence.encode("utf-8", "replace")
    kept = {name.replace("_", "-"): value for name, value in headers.items()}
    fixed = {"content-type": media_type, "cache-control": "no-store", "vary": "Accept"}
    return Response(status, {**fixed, **kept}, body + b"\n")
