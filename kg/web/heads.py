"""The heads of requests on a connection: how large they may be, and what in them is no request (RFC 9112)."""

from typing import Any

from kg.web.message import Response
from kg.web.problems import refuse
from kg.web.settings import Settings
from kg.web.upgrade import Steadfast


class Headed(Steadfast):
    """A connection that looks at each head as it comes; ``_fault`` is why the request is refused, if it is."""

    def __init__(self, *given: Any, settings: Settings, **named: Any) -> None:
        super().__init__(*given, **named)
        self._url_kib, self._head_kib = settings.url_kib, settings.head_kib
        self._is_in_head = self._is_new = False
        self._head_size = self._hosts = 0
        self._fault: Response | None = None

    def on_message_begin(self) -> None:
        """Begin with a request."""
        super().on_message_begin()
        self._is_in_head, self._head_size, self._hosts, self._fault = True, 0, 0, None

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        super().on_url(url)
        most = self._url_kib
        if len(self.url) > most * 1024:
            self._fault = refuse(414, f"The address is longer than {most} KiB; post the query instead.")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a line of the head."""
        self._head_size += len(name) + len(value) + 4
        self._hosts += name.lower() == b"host"
        self._check_head()
        if self._fault is None:
            super().on_header(name, value)

    def _check_head(self) -> None:
        most = self._head_kib
        if self._head_size > (most + self._url_kib) * 1024 and self._fault is None:
            self._fault = refuse(
                431, f"The head of the request is longer than {most} KiB; send fewer or shorter lines."
            )

    def _count_unended(self, data: bytes) -> None:
        """Count what has come of a line that has not ended yet, which the parser has not counted."""
        if self._is_in_head:
            self._head_size += len(data)
            self._check_head()

    def _end_head(self) -> None:
        """Look at the head as a whole."""
        self._is_in_head = False
        self._is_new = self.parser.get_http_version() == "1.1"
        if self._hosts > 1 or (self._is_new and not self._hosts):
            self._fault = refuse(400, "A request has one Host header (RFC 9112, section 3.2).")
        elif self.url[:1] not in (b"/", b"*"):
            # a whole address says itself which host is asked (RFC 9112, section 3.2.2)
            host = self.url.partition(b"://")[2].partition(b"/")[0].partition(b"?")[0]
            self.headers[:] = [(name, host if name == b"host" else value) for name, value in self.headers]
        if self.parser.get_method() == b"CONNECT":
            self._fault = refuse(405, "This is no proxy.", allow="GET, HEAD, OPTIONS, POST")
        if self.parser.should_upgrade() and any(name == b"transfer-encoding" for name, _ in self.headers):
            self._fault = refuse(400, "A request that asks for another protocol says how long its body is.")
