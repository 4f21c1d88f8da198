"""What goes between the server and a worker: frames of a head, which is texts, and a body, which is bytes.

Not pickle: a worker may have been turned by what it read, and must not be able to turn the server. The texts are those
of a request or a response of HTTP, in which no NUL can be, so NUL divides them.
"""

import socket
import struct
from collections.abc import Sequence

from kg.web.message import Request, Response

_LENGTHS = struct.Struct(">II")

#: A head holds names, numbers and headers; one that is larger was not written by us.
_MOST_HEAD = 1 << 20


class Torn(Exception):
    """The other side sent what is no frame."""


def pack(head: Sequence[str], body: bytes) -> bytes:
    """Return a frame."""
    data = "\0".join(head).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(data), len(body)) + data + body


def unpack(frame: bytes | bytearray, most: int) -> tuple[list[str], bytes] | None:
    """Return head and body of the frame that the bytes begin with, or None while it is not whole.

    Raises Torn when it is larger than ``most`` bytes or is no frame of ours.
    """
    if len(frame) < _LENGTHS.size:
        return None
    head_size, body_size = _LENGTHS.unpack_from(frame)
    if head_size > _MOST_HEAD or body_size > most:
        raise Torn
    start = _LENGTHS.size + head_size
    if len(frame) < start + body_size:
        return None
    try:
        head = frame[_LENGTHS.size : start].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Torn from None
    # by way of a view, so that a large body is copied once
    return head.split("\0"), bytes(memoryview(frame)[start : start + body_size])


def receive(connection: socket.socket) -> tuple[list[str], bytes] | None:
    """Return the next frame from a connection that blocks, or None when the other side has closed it."""
    received = bytearray()
    while True:
        part = connection.recv(1 << 18)
        if not part:
            return None
        received += part
        frame = unpack(received, 1 << 32)
        if frame is not None:
            return frame


def pack_request(request: Request, route: int, seconds: float) -> bytes:
    """Return a request as a frame, with the number of its route and the time that it may take."""
    headers = [text for pair in request.headers.items() for text in pair]
    return pack((str(route), str(seconds), request.method, request.path, request.query, *headers), request.body)


def request_of(head: Sequence[str], body: bytes) -> tuple[Request, int, float]:
    """Return the request of a frame, the number of its route and the time that it may take."""
    route, seconds, method, path, query, *headers = head
    return (
        Request(method, path, query, dict(zip(headers[::2], headers[1::2], strict=True)), body),
        int(route),
        float(seconds),
    )


def pack_response(response: Response, fault: str = "") -> bytes:
    """Return a response as a frame, and where a fault of ours was, if one was."""
    headers = [text for pair in response.headers.items() for text in pair]
    return pack((str(response.status), fault, *headers), response.body)


def response_of(head: Sequence[str], body: bytes) -> tuple[Response, str]:
    """Return the response of a frame and where a fault was; raises Torn if it is none that can be sent."""
    status, fault, *headers = head
    if not (status.isdecimal() and 200 <= int(status) <= 599) or len(headers) % 2:
        raise Torn
    return Response(int(status), dict(zip(headers[::2], headers[1::2], strict=True)), body), fault
