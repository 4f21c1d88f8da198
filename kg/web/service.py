"""What an endpoint answers from: what is in its data, what tells these data from others, and where it is."""

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.web.message import Request

if TYPE_CHECKING:
    from kg.share.void import Counts, Quads

#: A host and a port as they may stand in a Host header (RFC 9110, section 7.2).
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


@dataclass(frozen=True)
class Service:
    """What an endpoint answers from; small, and without the data themselves.

    ``digest`` differs whenever any answer may. ``address`` is that of the site, without a slash at its end; without
    one, it is where the client says that it is. ``page`` is where people go who open the endpoint in a browser.
    """

    counts: "Counts"
    digest: str
    address: str = ""
    page: str = ""
    is_fixed: bool = True

    @property
    def answer_digest(self) -> str:
        """Return what answers may be known by, or an empty text where the data may change while they are served."""
        return self.digest if self.is_fixed else ""

    def address_of(self, request: Request) -> str:
        """Return the whole address of what a request is for."""
        return home_of(request, self.address) + request.path


def home_of(request: Request, address: str = "") -> str:
    """Return the address of the site, without a slash: as it is set, else as the client calls it.

    Behind a proxy it has to be set (url), because what reaches the server is not what the client calls.
    """
    host = request.header("host")
    return address.rstrip("/") or f"http://{host if _HOST.fullmatch(host) else 'localhost'}"


def survey(quads: "Quads", digest: str, address: str = "", page: str = "") -> Service:
    """Return what an endpoint over these quads answers from; ``digest`` is the hash of what they were read from.

    Blank nodes get other names whenever they are read, so answers from data with them are those of one reading.
    """
    from kg.share.void import count

    counts = count(quads)
    reading = secrets.token_hex(8) if counts.has_blank_nodes else ""
    return Service(counts, digest + reading, address.rstrip("/"), page)
