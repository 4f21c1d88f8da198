"""A server on the loopback that plays a fault for each path, and addresses behind which there is none at all.

``/NAME`` plays the fault NAME; ``/NAME/2`` plays it twice and passes on to the good service from then on, and
``NAME/at-3`` lets two requests pass and plays it at the third. What a test counts it counts for itself: a last part of
the path, which may be anything, keeps its requests apart from those of other tests.
"""

import socket
import socketserver
import threading
from contextlib import contextmanager, suppress
from urllib.request import Request, urlopen

from tests.faults.answers import FAULTS


class Handler(socketserver.StreamRequestHandler):
    """Reads one request, and sends what the fault of its path says, byte for byte."""

    timeout = 60

    def handle(self):
        with suppress(OSError):
            first = self.rfile.readline(65536).decode("latin-1").split()
            if len(first) != 3:
                return
            self.path, self.headers = first[1], {}
            while (line := self.rfile.readline(65536).strip()) != b"":
                name, _, value = line.decode("latin-1").partition(":")
                self.headers[name.strip().lower()] = value.strip()
            self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
            self.wanted = self.headers.get("accept", "application/json").split(",")[0].split(";")[0]
            self.port = self.server.server_address[1]
            self.server.seen.append((self.path, self.headers, self.body))
            for part in self.parts():
                self.wfile.write(part)
                if self.server.closing.is_set():
                    return

    def parts(self):
        name, times = [*self.path.strip("/").split("/"), ""][:2]
        count = sum(path == self.path for path, _, _ in self.server.seen)
        if times.startswith("at-"):
            faulty = count == int(times.removeprefix("at-"))
        else:
            faulty = not times or count <= int(times)
        return FAULTS[name].send(self) if faulty else self.pass_on()

    def pass_on(self):
        """Yield what the good service answers to the same request."""
        kept = {name: value for name, value in self.headers.items() if name in ("accept", "content-type", "user-agent")}
        with urlopen(Request(self.server.good, self.body or None, kept), timeout=20) as response:
            body, kind = response.read(), response.headers["Content-Type"]
        yield (
            f"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )


class Server(socketserver.ThreadingTCPServer):
    """``.seen`` holds every request: path, headers, body; ``.good`` is the address of the service behind it."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def url(self, path):
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"


@contextmanager
def fault_server(good=None):
    """Yield a running server of faults."""
    server = Server(("127.0.0.1", 0), Handler)
    server.seen, server.good, server.closing = [], good, threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def closed_port():
    """Return the address of a port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def absent(server):
    """Return the addresses that lead to no HTTP server at all, each with the kinds of error that may follow."""
    return {
        "no-such-host": ("https://no-such-host.invalid/", {"Permanent", "Temporary"}),
        "refused-connection": (closed_port(), {"Temporary"}),
        # a server that finds no end of line in the first bytes of TLS waits for more
        "no-tls": (server.url("html").replace("http:", "https:"), {"Permanent", "Temporary"}),
    }
