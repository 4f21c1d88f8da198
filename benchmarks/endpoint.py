"""Requests per second and slowest answers of three endpoints over the same dataset: ours, Oxigraph's, rdflib-endpoint.

``python -m benchmarks.endpoint [ROUNDS]``: in each round every server is asked in turn, over eight connections that
are kept, by one client that does as little as it can. A question that is new each time is the same with another
comment. The peers are ``oxigraph serve-read-only``, whose store is on disk, and rdflib-endpoint from ``.venv/peers``.
"""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count, cycle
from pathlib import Path
from select import select
from urllib.parse import quote

from benchmarks.rounds import PEERS, Rows, Table, show, versions
from kg.ask.catalogue import queries
from kg.store.engine import serialise
from kg.store.own import dataset

LOOKUP = "SELECT ?p ?o { <https://w3id.org/pao/id/ken-livingstone> ?p ?o } LIMIT 5"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CATALOGUE = [query.text for query in queries() if not query.parameters]
CONNECTIONS, SECONDS = 8, 2.0
PEER = "oxigraph serve-read-only"

Next = Callable[[], bytes]


def request(path: str, port: int, text: str) -> bytes:
    """Return the bytes of a request."""
    head = f"GET {path}?query={quote(text)} HTTP/1.1\r\nHost: localhost:{port}\r\n"
    return f"{head}Accept: application/sparql-results+json\r\n\r\n".encode()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, path: str) -> Iterator[None]:
    """Run a server until the benchmark is done with it; wait until it answers."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                        connection.sendall(request(path, port, "ASK {}"))
                        read(connection)
                        break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()


def read(connection: socket.socket) -> bytes:
    """Return the body of one answer; raises ConnectionError for one that is no answer."""
    data = connection.recv(1 << 18)
    while b"\r\n\r\n" not in data:
        part = connection.recv(1 << 18)
        if not part:
            raise ConnectionError
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    if b" 200 " not in head[:16]:
        raise ConnectionError(head[:100])
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        while not body.endswith(b"0\r\n\r\n"):
            body += connection.recv(1 << 18)
        return body
    length = int(lowered.partition(b"content-length:")[2].split(None, 1)[0])
    while len(body) < length:
        body += connection.recv(1 << 18)
    return body


def load(port: int, text: Next, seconds: float = SECONDS, connections: int = CONNECTIONS) -> list[float]:
    """Return how long each answer took, of all that came in so many seconds."""
    taken: list[float] = []
    with ExitStack() as opened:
        sockets = [
            opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=120)) for _ in range(connections)
        ]
        started: dict[socket.socket, float] = {}
        for one in sockets:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            started[one] = time.perf_counter()
            one.sendall(text())
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or not taken:
            for one in select(sockets, [], [], 1)[0]:
                read(one)
                now = time.perf_counter()
                taken.append(now - started[one])
                started[one] = now
                one.sendall(text())
        for one in sockets:
            read(one)
    return taken


def workloads(path: str, port: int) -> dict[str, Next]:
    """Return what is asked, by name: each gives the next request."""
    number = count()
    again, turns = request(path, port, LOOKUP), cycle([request(path, port, text) for text in CATALOGUE])
    texts = cycle(CATALOGUE)
    return {
        "a look-up, again": lambda: again,
        "a look-up, new": lambda: request(path, port, f"{LOOKUP} #{next(number)}"),
        "the catalogue, again": lambda: next(turns),
        "the catalogue, new": lambda: request(path, port, f"{next(texts)} #{next(number)}"),
    }


def p99(taken: list[float]) -> float:
    """Return the time in which 99 of 100 answers came, in milliseconds."""
    return sorted(taken)[int(len(taken) * 0.99)] * 1000


def beside_runaway(port: int) -> dict[str, float]:
    """Return in milliseconds: p99 of look-ups over one connection, the same beside a runaway, and when that was cut."""
    number = count(10**9)
    new = lambda: request("/sparql", port, f"{LOOKUP} #{next(number)}")  # noqa: E731
    load(port, new, 1, 1)
    idle = load(port, new, 3, 1)
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(request("/sparql", port, f"{RUNAWAY} #{next(number)}"))
        began = time.perf_counter()
        beside = load(port, new, 3, 1)
        answer = connection.recv(1 << 16)
        # it was cut while we looked at others, so only a second one, alone, can be timed
        assert b" 504 " in answer
        began = time.perf_counter()
        connection.sendall(request("/sparql", port, f"{RUNAWAY} #{next(number)}"))
        connection.recv(1 << 16)
        cut = time.perf_counter() - began
    return {"p99 idle": p99(idle), "p99 beside a runaway": p99(beside), "cut after its limit": (cut - 2) * 1000}


def main(rounds: int = 5) -> None:
    """Print the tables."""
    python, peers = sys.executable, PEERS / "rdflib-endpoint"
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        data = Path(folder) / "data.nq"
        data.write_bytes(serialise(quads := list(dataset()), "nquads"))
        oxigraph = str(PEERS / "oxigraph")
        subprocess.run([oxigraph, "load", "-l", f"{folder}/db", "-f", str(data)], check=True, capture_output=True)
        ports = [free_port() for _ in range(3)]
        servers = {
            "kg serve": (
                [python, "-m", "kg", "serve", "--port", str(ports[0]), "--seconds", "2", "--pause-seconds", "0"],
                ports[0],
                "/sparql",
            ),
            PEER: (
                [
                    oxigraph,
                    "serve-read-only",
                    "-l",
                    f"{folder}/db",
                    "-b",
                    f"127.0.0.1:{ports[1]}",
                    "--union-default-graph",
                ],
                ports[1],
                "/query",
            ),
        }
        if peers.exists():
            command = [str(peers), "serve", "--host", "127.0.0.1", "--port", str(ports[2]), str(data)]
            servers["rdflib-endpoint"] = (command, ports[2], "/")
        for command, port, path in servers.values():
            running.enter_context(serving(command, port, path))
        rates: dict[tuple[str, str], list[float]] = {}
        slowest: dict[tuple[str, str], list[float]] = {}
        for number in range(rounds + 1):
            for name, (_, port, path) in servers.items():
                for what, text in workloads(path, port).items():
                    taken = load(port, text, SECONDS if number else 1)
                    if number:
                        rates.setdefault((what, name), []).append(len(taken) / SECONDS)
                        slowest.setdefault((what, name), []).append(p99(taken))
        runaway = [beside_runaway(servers["kg serve"][1]) for _ in range(rounds + 1)]
    report(rates, slowest, len(quads))
    rows: Rows = {what: [row[what] for row in runaway] for what in runaway[0]}
    show(Table("endpoint, beside a runaway", "ms", "one client, a limit of 2 seconds", known(), rows))


def report(rates: dict[tuple[str, str], list[float]], slowest: dict[tuple[str, str], list[float]], size: int) -> None:
    """Print two tables for each workload: requests a second, and the time in which 99 of 100 answers came."""
    for unit, found in (("requests a second", rates), ("ms for 99 of 100", slowest)):
        for asked in dict.fromkeys(what for what, _ in found):
            rows = {server: values for (what, server), values in found.items() if what == asked}
            show(Table(f"endpoint, {asked}: {unit}", unit, f"{size:,} quads", known(), rows, PEER))


def known() -> dict[str, str]:
    """Return the versions of the servers."""
    return versions(("uvicorn", "httptools", "pyoxigraph"), ("oxigraph", "rdflib-endpoint"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
