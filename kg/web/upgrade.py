"""A connection that is asked to switch to another protocol, and goes on in this one (RFC 9110, section 7.8).

The HTTP client of Java, and so Jena, asks for HTTP/2 with its first request, also when that has a body; the parser
takes what follows such a head for the other protocol, so what is left is taken from it here.
"""

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Steadfast(HttpToolsProtocol):
    """A connection that never switches; not even to websockets, which nothing here speaks."""

    _body_left = 0

    def data_received(self, data: bytes) -> None:
        """Read on, also behind the head of a request that asks for another protocol."""
        self._unset_keepalive_if_required()
        while data:
            if self._body_left:
                part, data = data[: self._body_left], data[self._body_left :]
                self._body_left -= len(part)
                self.on_body(part)
                if not self._body_left:
                    self.on_message_complete()
                continue
            try:
                self.parser.feed_data(data)
                return
            except httptools.HttpParserUpgrade as upgrade:
                data = data[upgrade.args[0] :]
                self.parser = httptools.HttpRequestParser(self)
            except httptools.HttpParserError:
                self.send_400_response("")
                return

    def on_headers_complete(self) -> None:
        """Hand the request on; its body is still to come, whatever the parser thinks."""
        super().on_headers_complete()
        if self.parser.should_upgrade():
            lengths = [value for name, value in self.headers if name == b"content-length"]
            self._body_left = int(lengths[0]) if lengths else 0

    def on_message_complete(self) -> None:
        """Take the end of the request, if it is one."""
        if not self._body_left:
            super().on_message_complete()
