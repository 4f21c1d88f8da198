"""A connection with the limits that uvicorn does not have: for the time of a request, and for all at once.

What is refused here has not reached the application: too many connections, requests that do not arrive, answers that
are not taken. RFC 9112 (HTTP/1.1) and RFC 9110, section 15 (status codes).
"""

import asyncio
from functools import partial
from http import HTTPStatus
from time import perf_counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kg.web.answers import Form
from kg.web.cache import Cache
from kg.web.gate import Gate
from kg.web.heads import Headed
from kg.web.message import Response
from kg.web.problems import refuse

#: Seconds in which a client that is refused may still send what it was sending; an answer to it would be lost else.
_LINGER = 2.0


class Connection(Headed):
    """One connection, with deadlines and limits."""

    def __init__(self, *given: Any, gate: Gate, cache: Cache, **named: Any) -> None:
        super().__init__(*given, settings=gate.settings, **named)
        self._gate, self._cache = gate, cache
        self._is_refused = self._is_answered = self._is_leaving = False
        self._outgoing = 0
        self._deadline: asyncio.TimerHandle | None = None
        self._farewell: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let the client in, or tell it that there is no room."""
        super().connection_made(transport)
        gate, most = self._gate, self._gate.settings.connections
        gate.connections += 1
        is_welcome = gate.clients.connect(self._address)
        if gate.leaving > 3 * most:
            transport.abort()
        elif not is_welcome or gate.connections > most:
            sentence = "There are as many connections as there may be; try again later."
            self._refuse(refuse(503, sentence, retry_after="2"))
        else:
            self._start_clock()

    @property
    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the client."""
        super().connection_lost(exc)
        self._stop_clock()
        if self._farewell is not None:
            # it would keep all of a connection in memory that has ended before its time
            self._farewell.cancel()
        self._gate.connections -= not self._is_leaving
        self._gate.leaving -= self._is_leaving
        self._gate.outgoing -= self._outgoing
        self._gate.clients.disconnect(self._address)

    def _start_clock(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self._gate.settings.read_seconds, self._be_late)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _be_late(self) -> None:
        """End a request that has not arrived in time; one behind another that is still answered has time."""
        self._deadline = None
        if self.pipeline:
            self._start_clock()
        elif self._is_in_head or (self.cycle is not None and not self.cycle.response_started):
            self._refuse(refuse(408, "The request has not arrived in time; send it at once.", connection="close"))
        else:
            self.transport.close()

    def _refuse(self, response: Response) -> None:
        """Answer without the application, and close when the client has read it, or after a moment."""
        self._is_refused = True
        self._stop_clock()
        self._unset_keepalive_if_required()
        self._gate.metrics.count("connection", response.status)
        status = HTTPStatus(response.status)
        headers = {**response.headers, "content-length": str(len(response.body)), "connection": "close"}
        lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + response.body)
        self.linger()

    def linger(self) -> None:
        """Close for writing now, and for reading a moment later: a reset would take our answer away."""
        self._is_refused = True
        if self.transport.is_closing() or self._is_leaving:
            return
        self._is_leaving = True
        self._gate.connections -= 1
        self._gate.leaving += 1
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._farewell = self.loop.call_later(_LINGER, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that grows without end is refused before it ends."""
        if self._is_refused:
            return
        super().data_received(data)
        if self._is_refused or self.transport.is_closing():
            return
        self._count_unended(data)
        if self._fault is not None:
            self._refuse_head(self._fault)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP; also what smugglers send: two lengths, a length and chunks, spaces before colons."""
        fault = self._fault or refuse(400, "This is not HTTP/1.1 as RFC 9112 has it.")
        is_in_body = self._deadline is not None and not self._is_in_head and self._fault is None
        if not self._is_refused:
            self._refuse(fault) if is_in_body else self._refuse_head(fault)

    def _refuse_head(self, fault: Response) -> None:
        """Refuse a head; behind a request that is still to be answered, an answer would be taken for that one's."""
        if self.cycle is None or self.cycle.response_complete:
            self._refuse(fault)
        else:
            self._is_refused = True
            self.transport.abort()

    def on_message_begin(self) -> None:
        """Begin with a request, which has from now on so long to arrive."""
        super().on_message_begin()
        self._start_clock()

    def on_headers_complete(self) -> None:
        """Hand the request on, answer it at once, or refuse it."""
        self._end_head()
        if self._fault is not None:
            return
        if self._is_new and self.parser.get_method() == b"GET" and self._answer_at_once():
            self._is_answered = True
            return
        super().on_headers_complete()
        self.scope["extensions"] = {"whole": partial(self._send, self.cycle)}  # type: ignore[dict-item]

    def _answer_at_once(self) -> bool:
        """Answer a head that has come before, letter by letter; return False where more has to be looked at."""
        started = perf_counter()
        is_free = (self.cycle is None or self.cycle.response_complete) and not self.flow.write_paused
        ready = self._cache.find_ready((self.url, tuple(self.headers))) if is_free else None
        if ready is None or not self.parser.should_keep_alive():
            return False
        client = self._gate.clients.name(self._address, ready.forwarded)
        if client is not None and self._gate.clients.wait(client):
            return False
        form = ready.form
        self._write(form, form.body)
        self._gate.note(ready.answer.kind, "GET", form.status, started, len(form.body), True, ready.answer.name)
        return True

    async def _send(self, cycle: RequestResponseCycle, form: Form, is_read: bool) -> None:
        """Send an answer whole, which the two messages of ASGI cannot; close if its request was not read to the end."""
        # the way to here, which is gone once: it would keep the connection in memory until the collector looks
        del cycle.scope["extensions"]
        if self.flow.write_paused and not cycle.disconnected:
            await self.flow.drain()
        if cycle.disconnected:
            return
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        body = b"" if cycle.scope["method"] == "HEAD" else form.body
        if cycle.keep_alive and is_read:
            self._write(form, body)
        else:
            self._write(form, body, b"connection: close\r\n\r\n")
            # at once if the client has sent all of its request, and otherwise when it has read the answer
            self.transport.close() if self._deadline is None else self.linger()
        cycle.on_response()

    def _write(self, form: Form, body: bytes, end: bytes = b"\r\n") -> None:
        """Write an answer as one; in two parts, each would wake the client by itself."""
        date = b"".join(b"%s: %s\r\n" % pair for pair in self.server_state.default_headers)
        self.transport.write(b"%s%s%s%s" % (form.head, date, end, body))

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if self._fault is None and not self._is_answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Take the end of the request."""
        if self._body_left:
            return
        self._stop_clock()
        if self._is_answered:
            self._is_answered = False
            self.on_response_complete()
        elif self._fault is None:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request, and see that the client takes the answer."""
        super().on_response_complete()
        left = self.transport.get_write_buffer_size()
        if left and not self.transport.is_closing():
            self._gate.outgoing += left - self._outgoing
            self._outgoing = left
            settings = self._gate.settings
            patience = settings.write_seconds + left / (settings.slowest_kib * 1024)
            self.loop.call_later(patience, self._drop_if_not_taken)

    def resume_writing(self) -> None:
        """Go on: the client has taken what was on its way."""
        super().resume_writing()
        self._gate.outgoing -= self._outgoing
        self._outgoing = 0

    def _drop_if_not_taken(self) -> None:
        if self.transport.get_write_buffer_size():
            self.transport.abort()
