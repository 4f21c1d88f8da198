"""What is sent to a SPARQL server that it may hold a graph: by the Graph Store Protocol, or as updates.

https://www.w3.org/TR/sparql11-http-rdf-update/ and https://www.w3.org/TR/sparql11-update/
"""

from typing import NamedTuple, Protocol
from urllib.parse import quote

from kg.words.formats import GRAPH_FORMATS, UPDATE

#: What graphs are sent as: the simplest form, in which each line stands for itself.
NTRIPLES = next(f.media_type for f in GRAPH_FORMATS if f.name == "ntriples")


class Call(NamedTuple):
    """One request that changes something: method, address, body and its type; doing it twice is as doing it once."""

    method: str
    address: str
    body: bytes = b""
    media_type: str = NTRIPLES


class Door(Protocol):
    """A way to write graphs: what begins a graph anew, what adds to it, and what takes it away."""

    address: str
    name: str
    #: Bytes of triples in one request at most.
    part: int

    def begin(self, graph: str, lines: bytes) -> Call:
        """Return the request after which a graph holds these triples and no others."""

    def add(self, graph: str, lines: bytes) -> Call:
        """Return the request that adds triples to a graph."""

    def remove(self, graph: str) -> Call:
        """Return the request after which there is no such graph."""


class GraphStore:
    """The Graph Store Protocol: a graph is put, posted to and deleted."""

    name, part = "Graph Store Protocol", 4 * 1024**2

    def __init__(self, address: str) -> None:
        self.address = address

    def of(self, graph: str) -> str:
        """Return the address of a graph (section 4.2)."""
        return f"{self.address}{'&' if '?' in self.address else '?'}graph={quote(graph, safe='')}"

    def begin(self, graph: str, lines: bytes) -> Call:
        """Return a PUT."""
        return Call("PUT", self.of(graph), lines)

    def add(self, graph: str, lines: bytes) -> Call:
        """Return a POST."""
        return Call("POST", self.of(graph), lines)

    def remove(self, graph: str) -> Call:
        """Return a DELETE."""
        return Call("DELETE", self.of(graph))


class Updates:
    """SPARQL Update, for servers without the other; some compile what they get, so parts are small."""

    name, part = "SPARQL Update", 256 * 1024

    def __init__(self, address: str) -> None:
        self.address = address

    def begin(self, graph: str, lines: bytes) -> Call:
        """Return an update that empties the graph and inserts the triples."""
        return self._call(f"CLEAR SILENT GRAPH <{graph}> ;\n".encode() + self._insert(graph, lines))

    def add(self, graph: str, lines: bytes) -> Call:
        """Return an update that inserts the triples."""
        return self._call(self._insert(graph, lines))

    def remove(self, graph: str) -> Call:
        """Return an update that empties the graph, for Virtuoso drops none that was not created, and drops it."""
        return self._call(f"CLEAR SILENT GRAPH <{graph}> ;\nDROP SILENT GRAPH <{graph}>".encode())

    def _insert(self, graph: str, lines: bytes) -> bytes:
        return b"INSERT DATA { GRAPH <%s> {\n%s} }" % (graph.encode(), lines)

    def _call(self, update: bytes) -> Call:
        return Call("POST", self.address, update, UPDATE)
