"""Answers on their way out: ready to be sent again and again, whole or compressed."""

import re
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

from kg.web.delivery import CODINGS, REVALIDATED, encode, held, not_modified
from kg.web.message import Response
from kg.web.negotiation import choose_coding
from kg.web.sharing import READABLE

#: What browsers are told with every answer: nothing is loaded from elsewhere, guessed, framed or told to others.
_SAFE = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    **READABLE,
}

#: Statuses of answers that are the same for every equal request.
_LASTING = (200, 301, 303, 308)

#: Bodies above this take too long to compress for everything else to wait.
MOST_AT_ONCE = 64 * 1024

#: What the statuses of HTTP are called.
_PHRASES = {status.value: status.phrase for status in HTTPStatus}

#: What would let a header begin another one.
_UNFIT = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

#: The head of a request as it came: its address and its lines.
RawHead = tuple[bytes, tuple[tuple[bytes, bytes], ...]]


class Form(NamedTuple):
    """An answer in one content coding, as it is sent: ``head`` lacks the date and the empty line at its end."""

    status: int
    head: bytes
    body: bytes
    is_coded: bool


class Ready(NamedTuple):
    """What goes out for a head of a request that has come before, and whose answer it is."""

    answer: "Answer"
    form: Form
    forwarded: str


@dataclass(slots=True, eq=False)
class Answer:
    """An answer, with what the log calls its request; compressed once somebody has asked for that."""

    response: Response
    kind: str
    name: str
    plain: Form
    coded: Form | None = None
    raw_heads: tuple[RawHead, ...] = ()

    @property
    def size(self) -> int:
        """Return how many bytes of bodies it holds."""
        return len(self.response.body) + (len(self.coded.body) if self.coded and self.coded.is_coded else 0)


def is_lasting(response: Response) -> bool:
    """Return whether the same request will always have this answer."""
    return response.status in _LASTING and "no-store" not in response.headers.get("cache-control", "")


def prepare(response: Response, kind: str, name: str = "") -> Answer:
    """Return an answer that is ready to be sent; raises ValueError for a header that would be two."""
    headers = {**_SAFE, **response.headers}
    if is_lasting(response):
        headers.setdefault("cache-control", REVALIDATED)
    whole = Response(response.status, headers, response.body)
    return Answer(whole, kind, name, _form(encode(whole, "identity")))


def compress(answer: Answer) -> Form:
    """Return an answer compressed, or as it is where it gains nothing by that."""
    return _form(encode(answer.response, CODINGS[0]))


def _form(response: Response) -> Form:
    headers, status = response.headers, response.status
    if _UNFIT.search("".join((*headers, *headers.values()))):
        raise ValueError("a header with a line break")
    lines = [f"HTTP/1.1 {status} {_PHRASES[status]}", *(f"{name}: {value}" for name, value in headers.items()), ""]
    head = "\r\n".join(lines).encode("latin-1", "replace")
    if status not in (204, 304):
        head += b"content-length: %d\r\n" % len(response.body)
    return Form(status, head, response.body, "content-encoding" in headers)


@lru_cache(256)
def wants_coded(accept_encoding: bytes) -> bool:
    """Return whether a client would rather have an answer compressed (RFC 9110, section 12.5.3)."""
    return choose_coding(accept_encoding.decode("latin-1"), CODINGS) in CODINGS


def known(answer: Answer, method: str, if_none_match: bytes) -> Form | None:
    """Return 304 if the client has this answer already, in whichever coding (RFC 9110, section 13.1.2), or None."""
    tag = answer.response.headers.get("etag")
    if not tag or answer.response.status != 200 or method not in ("GET", "HEAD"):
        return None
    found = held(tag, if_none_match.decode("latin-1"))
    headers = encode(answer.response, "identity").headers
    return _form(not_modified({**headers, "etag": found})) if found else None
