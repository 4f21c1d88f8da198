"""Graphs on somebody's SPARQL server: read, put in place of what is there, and removed; whole, or an error.

Every request is made in a worker, with a deadline, and tried again after what may pass (kg/store/transport.py); each
may be made twice, since what a lost answer was to is not known.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.store.credentials import PASSWORD, TOKEN, USER, Credentials
from kg.store.doors import NTRIPLES, Call, Door, GraphStore, Updates
from kg.store.graph_file import GraphFile, Parts, Sorter
from kg.store.graph_requests import NotRDF, first_row, read, send
from kg.store.transport import agent, ask_in_time, check_address
from kg.words.errors import Permanent, Refused, Unavailable
from kg.words.formats import FORM, JSON_TYPES, TURTLE_TYPES

#: The smallest part that a graph is cut into for a server that finds parts too large.
_LEAST_PART = 8 * 1024

#: Statuses by which a server says that there is no such door: not here, not so, not at all.
_NO_DOOR = (400, 404, 405, 406, 415, 501)

_SAYINGS = {
    400: "does not understand what it is sent; look at its kind in docs/publish.md",
    401: f"lets in only who has the right password; set {USER} and {PASSWORD}, or {TOKEN}, in the environment",
    403: "does not let us write; ask whoever looks after it",
    404: "takes nothing that is to be written; name its --graph-store or its --update address",
    405: "takes nothing that is to be written; name its --graph-store or its --update address",
    409: "says that this is in conflict with what somebody else does; try again when that has ended",
    412: "says that the graph is not as it was; somebody else changes it, so look at it again",
    413: f"takes not even {_LEAST_PART // 1024} KiB at a time; let its administrator allow more",
    507: "has no room for it; let its administrator make some",
}


class GraphServer:
    """A server by the address at which it is asked, and the doors through which it may be written."""

    def __init__(
        self,
        address: str,
        stores: Sequence[str],
        updates: Sequence[str],
        credentials: Credentials,
        seconds: float,
        insecure: bool = False,
    ) -> None:
        """Take the doors in the order in which they are tried; raises UsageError or Refused for unsafe addresses."""
        for each in (address, *stores, *updates):
            check_address(each, insecure)
        self.address = address
        self._doors: list[Door] = [*map(GraphStore, stores), *map(Updates, updates)]
        self._is_found = False
        self._credentials, self._seconds, self._insecure = credentials, seconds, insecure

    @property
    def doors(self) -> tuple[Door, ...]:
        """Return the ways to write that are still thought to be there, the first one first."""
        return tuple(self._doors)

    def read(self, graph: str, path: Path, most: int, tell: Callable[[int], None]) -> GraphFile | None:
        """Return a graph as it is on the server, put into a file, or None if it has no such graph.

        Raises Refused for one of more bytes than ``most``, and Malformed for what is no RDF.
        """
        for store in [door for door in self._doors if isinstance(door, GraphStore)]:
            try:
                found = self._fetch(graph, path, store.of(graph), None, most, tell)
            except (Unavailable, NotRDF) as error:
                if isinstance(error, Unavailable) and error.status not in _NO_DOOR:
                    raise
                if not (isinstance(error, Unavailable) and error.status == 404):
                    # the last door stays, so that writing tells what is wrong with it
                    self._doors = [door for door in self._doors if door is not store] or self._doors
                elif self._is_found:
                    return None
            else:
                self._doors.remove(store)
                self._doors.insert(0, store)
                self._is_found = True
                return found
        if not self.holds(f"GRAPH <{graph}> {{ ?s ?p ?o }}"):
            return None
        everything = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return self._fetch(graph, path, self.address, everything, most, tell)

    def holds(self, pattern: str) -> bool:
        """Return whether a pattern of SPARQL has a solution there."""
        # not ASK, which Virtuoso answers with a row of a number
        return self._first(f"SELECT (1 AS ?there) WHERE {{ {pattern} }} LIMIT 1") is not None

    def count(self, graph: str) -> int:
        """Return how many triples the server says that a graph has."""
        row = self._first(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(row["n"]) if row and row.get("n", "").isdecimal() else 0

    def _first(self, query: str) -> dict[str, str] | None:
        headers = {"Accept": ", ".join(JSON_TYPES), "Content-Type": FORM}
        body = urlencode({"query": query}).encode()
        row: dict[str, str] | None = self._call("POST", self.address, first_row, body, headers)
        return row

    def replace(self, file: GraphFile, sent: int, tell: Callable[[int], None]) -> None:
        """Let a graph on the server be that of the file, of which ``sent`` triples are there from an earlier attempt.

        After each part, ``tell`` gets how many triples are there.
        """
        parts = Parts(file, sent)
        first = sent == 0
        while first or not parts.is_over:
            door = self._doors[0]
            lines, count = parts.take(door.part)
            try:
                self._write(door.begin(file.graph, lines) if first else door.add(file.graph, lines))
            except Unavailable as error:
                if error.status == 413 and door.part > _LEAST_PART and count > 1:
                    door.part //= 2
                elif first and error.status in _NO_DOOR and not self._is_found and len(self._doors) > 1:
                    self._doors.pop(0)
                else:
                    raise _told(error, door.address) from None
                parts.give_back(lines)
                continue
            self._is_found, first = True, False
            sent += count
            tell(sent)

    def remove(self, graph: str) -> None:
        """Let the server have no such graph."""
        door = self._doors[0]
        try:
            self._write(door.remove(graph))
        except Unavailable as error:
            if error.status != 404:
                raise _told(error, door.address) from None

    def _write(self, call: Call) -> None:
        if self._credentials.wait_to_be_asked:
            # a server that wants a password closes the connection on a body, so it is let ask for it first
            self._call("POST", call.address, send, b"", {"Content-Type": call.media_type})
        self._call(call.method, call.address, send, call.body, {"Content-Type": call.media_type})

    def _fetch(
        self, graph: str, path: Path, address: str, query: str | None, most: int, tell: Callable[[int], None]
    ) -> GraphFile:
        sorters: list[Sorter] = []

        def sink() -> Any:
            sorters[:] = [Sorter(graph, path)]
            return _Told(sorters[0], tell)

        headers = {"Accept": f"{NTRIPLES}, {TURTLE_TYPES[0]};q=0.5"}
        method, body = "GET", None
        if query is not None:
            method, body = "POST", urlencode({"query": query}).encode()
            headers["Content-Type"] = FORM
        self._call(method, address, read, body, headers, most, sink=sink)
        return sorters[0].finish()

    def _call(
        self,
        method: str,
        address: str,
        task: Callable[..., Any],
        body: bytes | None,
        headers: dict[str, str],
        *more: Any,
        sink: Callable[[], Any] | None = None,
    ) -> Any:
        """Return what a task returns, told to the server once more where it asks who we are."""

        def call() -> Any:
            named = {**headers, "User-Agent": agent(), **self._credentials.header(method, address)}
            request = (method, body, named, self._insecure, *more)
            return ask_in_time(task, address, *request, seconds=self._seconds, sink=sink)

        try:
            return call()
        except Refused as error:
            if error.status != 401:
                raise
            try:
                if self._credentials.learn(error.challenge):
                    return call()
            except Refused as again:
                raise _told(again, address) from None
            raise _told(error, address) from None


def _told(error: Unavailable, address: str) -> Unavailable:
    """Return an error in the words of who writes, not of who asks."""
    saying = _SAYINGS.get(error.status)
    if saying is None:
        return error
    told = (Refused if error.status in (401, 403) else Permanent)(f"{address} answers {error.status}: it {saying}.")
    told.status = error.status
    return told


class _Told:
    """A stream that tells how many lines have gone through it."""

    def __init__(self, stream: Sorter, tell: Callable[[int], None]) -> None:
        self._stream, self._tell, self._lines = stream, tell, 0

    def write(self, data: bytes) -> int:
        self._lines += data.count(b"\n")
        self._tell(self._lines)
        return self._stream.write(data)
