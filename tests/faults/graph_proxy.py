"""A SPARQL server before another one, which does to some requests what networks and servers do to them."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen


class Proxy(BaseHTTPRequestHandler):
    """Passes on what it gets, unless ``server.fault`` says otherwise of it."""

    protocol_version = "HTTP/1.1"

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.server.seen.append((self.command, self.path, dict(self.headers), length))
        self.close_connection = True
        fault = self.server.fault(self, length)
        if fault == "cut":
            self.rfile.read(length // 2)
            return
        body = self.rfile.read(length)
        if isinstance(fault, int):
            self.answer(fault, b"no", {"WWW-Authenticate": 'Basic realm="graphs"'} if fault == 401 else {})
            return
        status, answer, headers = self.pass_on(body)
        if fault == "lost":
            self.server.stopped.wait(20)
            return
        self.answer(status, self.server.alter(self, answer), headers)

    do_GET = do_PUT = do_POST = do_DELETE = handle_any

    def pass_on(self, body):
        kept = {k: v for k, v in self.headers.items() if k.lower() in ("accept", "content-type")}
        there = Request(self.server.there + self.path, body or None, kept, method=self.command)
        if self.command in ("PUT", "POST") and not body:
            there.data = b""
        try:
            with urlopen(there, timeout=20) as response:
                return (
                    response.status,
                    response.read(),
                    {"Content-Type": response.headers["Content-Type"] or "text/plain"},
                )
        except HTTPError as error:
            return error.code, error.read(), {"Content-Type": "text/plain"}

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def graph_proxy(address):
    """Give a proxy before a server; ``.address`` is where it is asked, ``.fault`` and ``.alter`` can be set."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    parts = urlsplit(address)
    server.there = f"{parts.scheme}://{parts.netloc}"
    server.address = f"http://127.0.0.1:{server.server_address[1]}{parts.path}"
    server.seen, server.stopped = [], threading.Event()
    server.fault = lambda request, length: None
    server.alter = lambda request, body: body
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()


def wait_until(happened, seconds=30):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)
