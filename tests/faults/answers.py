"""The faults, by name: what is sent, byte for byte, and which of our five kinds of error it must become.

After safety.md, section 5, the lines "link". ``{kind}`` of a media type is that which the client asked for.
"""

import time
from email.utils import formatdate
from typing import NamedTuple

#: More than anybody could keep: ten gigabytes, promised or sent without end.
TOO_MUCH = 10 * 1024**3

REASONS = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 408: "Request Timeout", 429: "Too Many Requests"}


class Fault(NamedTuple):
    """What a path does: it sends its parts one after the other; ``kind`` is the error that the client must raise."""

    kind: str
    send: object


def answer(status, body=b"", media_type="{wanted}", length=None, **headers):
    """Return what sends one whole answer; ``length`` is what is said of the body where that is not true."""

    def send(request):
        kind = media_type.format(wanted=request.wanted)
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Said')}", "Connection: close"]
        if kind:
            lines.append(f"Content-Type: {kind}")
        lines.append(f"Content-Length: {len(body) if length is None else length}")
        lines += [f"{name.replace('_', '-')}: {value.format(port=request.port)}" for name, value in headers.items()]
        yield "\r\n".join([*lines, "", ""]).encode() + body

    return send


def head(request, *lines):
    first = ["HTTP/1.1 200 OK", "Connection: close", f"Content-Type: {request.wanted}"]
    return "\r\n".join([*first, *lines, "", ""]).encode()


def drip(request):
    """Send one byte now and then, each in time for a timeout that is counted from byte to byte."""
    yield head(request)
    while True:
        yield b" "
        time.sleep(0.1)


def slow_head(request):
    """Send the status line byte by byte, without end."""
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    while True:
        yield b"x"
        time.sleep(0.1)


def silence(request):
    """Take the request and say nothing."""
    time.sleep(30)
    yield b""


def flood(request):
    """Promise ten gigabytes and send them."""
    yield head(request, f"Content-Length: {TOO_MUCH}")
    for _ in range(TOO_MUCH // 2**20):
        yield b" " * 2**20


def flood_without_length(request):
    """Send ten gigabytes in chunks, without a word of how many they will be."""
    yield head(request, "Transfer-Encoding: chunked")
    for _ in range(TOO_MUCH // 2**20):
        yield b"100000\r\n" + b" " * 2**20 + b"\r\n"


def hang_up(request):
    """Close the connection without a word."""
    yield b""


def date_in(seconds):
    def send(request):
        yield from answer(429, Retry_After=formatdate(time.time() + seconds, usegmt=True))(request)

    return send


WHOLE = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'

FAULTS = {
    "400": Fault("Permanent", answer(400, b"what?", "text/plain")),
    "401": Fault("Refused", answer(401, b"", "text/plain", WWW_Authenticate='Basic realm="x"')),
    "403": Fault("Refused", answer(403, b"no", "text/plain")),
    "404": Fault("Permanent", answer(404, b"none", "text/plain")),
    "408": Fault("Temporary", answer(408)),
    "429-seconds": Fault("Throttled", answer(429, Retry_After="1")),
    "429-date": Fault("Throttled", date_in(2)),
    "429-past": Fault("Throttled", date_in(-3600)),
    "429-none": Fault("Throttled", answer(429)),
    "429-absurd": Fault("Throttled", answer(429, Retry_After="99999999999999999999")),
    "429-nonsense": Fault("Throttled", answer(429, Retry_After="-1; soon")),
    "500": Fault("Temporary", answer(500, b"<h1>oops</h1>", "text/html")),
    "502": Fault("Temporary", answer(502)),
    "503": Fault("Temporary", answer(503)),
    "503-seconds": Fault("Throttled", answer(503, Retry_After="1")),
    "504": Fault("Temporary", answer(504)),
    "html": Fault("Malformed", answer(200, b"<p>Welcome to our network</p>", "text/html")),
    "untyped": Fault("Malformed", answer(200, WHOLE, "")),
    "empty": Fault("Malformed", answer(200)),
    "cut-body": Fault("Temporary", answer(200, b'{"head": {"vars"', length=5000)),
    "cut-json": Fault("Malformed", answer(200, b'{"head": {"vars": ["x"]}, "results": {"bind')),
    "wrong-json": Fault("Malformed", answer(200, b'{"error": "none of your concern"}')),
    "json-of-another-shape": Fault("Malformed", answer(200, b'{"head": [], "results": 7, "q0": 7}')),
    "json-text": Fault("Malformed", answer(200, b'"yes"')),
    "deep-json": Fault("Malformed", answer(200, b"[" * 100_000)),
    "flood": Fault("Refused", flood),
    "flood-without-length": Fault("Refused", flood_without_length),
    "drip": Fault("Temporary", drip),
    "slow-head": Fault("Temporary", slow_head),
    "silence": Fault("Temporary", silence),
    "hang-up": Fault("Temporary", hang_up),
    "no-http": Fault("Permanent", lambda request: iter([b"220 mail.example ESMTP\r\n"])),
    "redirect-loop": Fault("Permanent", answer(302, Location="http://127.0.0.1:{port}/redirect-loop")),
    "redirect-to-another-host": Fault("Refused", answer(302, Location="http://localhost:{port}/whole")),
    "redirect-to-another-port": Fault("Refused", answer(307, Location="http://127.0.0.1:9/whole")),
    "redirect-to-http": Fault("Refused", answer(301, Location="http://www.example.org/whole")),
    "redirect-to-a-file": Fault("Refused", answer(302, Location="file:///etc/passwd")),
    "redirect-nowhere": Fault("Refused", answer(302, Location="http://[/")),
    "utf-16": Fault("Malformed", answer(200, WHOLE.decode().encode("utf-16"), "{wanted}; charset=utf-16")),
    "latin-1": Fault("Malformed", answer(200, b'{"head": {"vars": ["\xe9"]}, "results": {"bindings": []}}')),
    "unknown-charset": Fault("Malformed", answer(200, WHOLE, "{wanted}; charset=x-none")),
    "gzip": Fault("Malformed", answer(200, b"\x1f\x8b\x08\x00", Content_Encoding="gzip")),
}
