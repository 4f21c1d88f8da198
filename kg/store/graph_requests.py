"""What goes over the wire to and from a graph server: tasks for a worker, each one request."""

import json
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import IO, Any, cast
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pyoxigraph

from kg.store.doors import NTRIPLES
from kg.store.faults import error_of_transport
from kg.store.graph_file import lines_of
from kg.store.transport import SILENCE, opener, read_body
from kg.words.errors import KGError, Malformed, Refused
from kg.words.formats import JSON_TYPES, TURTLE_TYPES


class NotRDF(Malformed):
    """What is at an address is no graph, whole or not: a page, say."""


Body = bytes | None
Headers = dict[str, str]


def _open(address: str, method: str, body: Body, headers: Headers, insecure: bool, wait: float) -> Any:
    request = Request(address, body, headers, method=method)  # noqa: S310 (checked)
    try:
        return opener(insecure).open(request, timeout=wait)
    except (HTTPError, URLError, HTTPException, OSError, ValueError) as error:
        raise error_of_transport(error, address) from None


def send(address: str, method: str, body: Body, headers: Headers, insecure: bool, seconds: float) -> None:
    """Send what is to be written; a server may be silent while it writes, as long as there is time."""
    with _open(address, method, body, headers, insecure, seconds):
        pass


def first_row(
    address: str, method: str, body: Body, headers: Headers, insecure: bool, seconds: float
) -> dict[str, str] | None:
    """Return the values of the first solution of a SELECT, or None if it has none."""
    with _open(address, method, body, headers, insecure, min(seconds, SILENCE)) as response:
        try:
            rows = json.loads(read_body(response, address, JSON_TYPES))["results"]["bindings"]
            return {name: term["value"] for name, term in rows[0].items()} if rows else None
        except KGError:
            raise
        except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Malformed(f"{address} answers with what is no SPARQL result; is it an endpoint?") from None


def read(
    address: str,
    method: str,
    body: Body,
    headers: Headers,
    insecure: bool,
    most: int,
    seconds: float,
    sink: IO[bytes],
) -> None:
    """Write the triples that a server answers with into the sink, as canonical lines."""
    with _open(address, method, body, headers, insecure, seconds) as response:
        media_type = response.headers.get_content_type()
        if media_type not in (NTRIPLES, *TURTLE_TYPES):
            raise NotRDF(f"{address} answers with {media_type}, not with {NTRIPLES}; is it the right address?")
        form = pyoxigraph.RdfFormat.N_TRIPLES if media_type == NTRIPLES else pyoxigraph.RdfFormat.TURTLE
        stream = _Limited(response, address, most)
        try:
            for lines in lines_of(pyoxigraph.parse(cast(IO[bytes], stream), format=form, base_iri=address)):
                sink.write(lines)
        except (SyntaxError, ValueError, OSError, HTTPException) as error:
            stream.check()
            raise Malformed(f"{address} answers with what is not {media_type}: {error}.") from None
        stream.check()


class _Limited:
    """The body of an answer as a stream: it keeps the error that reading it raised, and knows whether it was whole."""

    def __init__(self, response: HTTPResponse, address: str, most: int) -> None:
        self._response, self._address, self._most = response, address, most
        self._error: KGError | None = None
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._response.read(size if size > 0 else 1 << 16)
        except (OSError, HTTPException) as error:
            self._error = error_of_transport(error, self._address)
            raise OSError("the answer breaks off") from None
        self._read += len(data)
        if self._read > self._most:
            self._error = Refused(
                f"{self._address} has a graph of more than {self._most // 1024**2} MiB under a name of ours; "
                "nothing of ours is so large, so it is left alone."
            )
            raise OSError("the answer is too large")
        return data

    def check(self) -> None:
        """Raise what was wrong with the answer, if anything was."""
        length = self._response.headers.get("Content-Length", "")
        if self._error is None and length.isdecimal() and self._read < int(length[:20]):
            self._error = error_of_transport(IncompleteRead(b""), self._address)
        if self._error is not None:
            raise self._error
