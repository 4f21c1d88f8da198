"""What comes in: one pass over the head of a request, and its body, with the limits of HTTP (RFC 9110, RFC 9112)."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from kg.web.answers import RawHead
from kg.web.message import Request
from kg.web.problems import Refusal
from kg.web.settings import Settings

Receive = Callable[[], Awaitable[dict[str, Any]]]

#: The headers that handlers see; an answer depends on no other, so these are part of what it is remembered by.
KEPT = {b"accept": "accept", b"host": "host", b"content-type": "content-type", b"content-encoding": "content-encoding"}

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

#: The names by which this machine calls itself.
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


class ClientGone(Exception):
    """The client does not wait for its answer any more."""


def names_allowed(settings: Settings) -> frozenset[str] | None:
    """Return the names by which the server may be called, or None for any; on localhost not any (DNS rebinding)."""
    is_local = settings.host in ("localhost", "::1") or settings.host.startswith("127.")
    if not is_local and not settings.hosts:
        return None
    return _LOCAL | {name.lower() for name in settings.hosts} | {settings.host.lower()}


class Intake:
    """A request as it comes in: its head at once, its body when it is asked for; and what the log calls it."""

    __slots__ = (
        "_length",
        "_scope",
        "accept_encoding",
        "body",
        "etags",
        "forwarded",
        "has_body",
        "is_read",
        "kept",
        "key",
        "kind",
        "method",
        "name",
    )

    def __init__(self, scope: dict[str, Any]) -> None:
        self._scope = scope
        # HEAD is GET without the body, which is left out where it is sent (RFC 9110, section 9.3.2)
        self.method = "GET" if scope["method"] == "HEAD" else scope["method"]
        self.accept_encoding = self.etags = self._length = self.body = b""
        self.forwarded = self.name = ""
        self.kind = "refused"
        self.kept: dict[str, str] = {}
        self.has_body = False
        for name, value in scope["headers"]:
            if name in KEPT:
                kept, text = KEPT[name], value.decode("latin-1")
                self.kept[kept] = f"{self.kept[kept]}, {text}" if kept in self.kept else text
            elif name == b"accept-encoding":
                self.accept_encoding = value
            elif name == b"if-none-match":
                self.etags = value
            elif name == b"x-forwarded-for":
                self.forwarded = f"{self.forwarded},{value.decode('latin-1')}"
            elif name == b"content-length":
                self._length, self.has_body = value, value != b"0"
            elif name == b"transfer-encoding":
                self.has_body = True
        self.is_read = not self.has_body
        self.key = self._key()

    def _key(self) -> tuple[object, ...]:
        scope, seen = self._scope, self.kept.get
        described = (seen("accept"), seen("host"), seen("content-type"), seen("content-encoding"))
        return (self.method, scope["raw_path"], scope["query_string"], self.body, *described)

    @property
    def raw_head(self) -> RawHead:
        """Return the head letter by letter, as the connection has it."""
        query = self._scope["query_string"]
        return self._scope["raw_path"] + (b"?" + query if query else b""), tuple(self._scope["headers"])

    @property
    def address(self) -> str:
        """Return the address at the other end of the connection."""
        client = self._scope["client"]
        return client[0] if client else ""

    def is_for(self, names: frozenset[str] | None) -> bool:
        """Return whether the Host header names this server."""
        if names is None:
            return True
        name, bracket, _ = self.kept.get("host", "").lower().partition("]")
        return (name + bracket if bracket else name.partition(":")[0]) in names

    @property
    def path(self) -> str:
        """Return the path, decoded; raises Refusal for one that no address of ours can be.

        A slash that is encoded is no slash, and nothing here has one in its name, nor a control character.
        """
        raw: bytes = self._scope["raw_path"]
        if b"%" in raw:
            lowered = raw.lower()
            if b"%2f" in lowered or b"%5c" in lowered:
                raise Refusal(404, "There is nothing at an address with a slash in a name.")
            raw = unquote_to_bytes(raw)
        try:
            path = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Refusal(400, "The path is not UTF-8 under its percent signs; encode it so.") from None
        if _CONTROL.search(path):
            raise Refusal(400, "The path holds a control character; take it out.")
        if not path.startswith("/") or path.startswith("//") or "/../" in f"{path}/":
            raise Refusal(404, "There is nothing at this address; / leads to everything that there is.")
        return path

    async def read(self, receive: Receive, most: int) -> None:
        """Read the body; raises Refusal when it is larger than it may be, before it is sent where it says so."""
        sentence = f"The body is larger than {most // 1024} KiB; send less."
        if self._length and (len(self._length) > 15 or int(self._length) > most):
            raise Refusal(413, sentence)
        parts, size, more = [], 0, self.has_body
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            more = message.get("more_body", False)
            if size > most:
                raise Refusal(413, sentence)
        self.is_read = True
        self.body = b"".join(parts)
        self.key = self._key()

    def request(self) -> Request:
        """Return the request as handlers have it; raises Refusal for a query string that is not ASCII."""
        try:
            query = self._scope["query_string"].decode("ascii")
        except UnicodeDecodeError:
            raise Refusal(400, "The query string holds bytes that are not encoded; use percent signs.") from None
        return Request(self.method, self.path, query, self.kept, self.body)
