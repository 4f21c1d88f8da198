"""What a failed request means: each way in which it can fail, as one of our kinds of error, in one sentence."""

import socket
import ssl
from email.message import Message
from http.client import HTTPException, IncompleteRead
from urllib.error import HTTPError, URLError

from kg.store.patience import retry_after
from kg.words.errors import Permanent, Refused, Temporary, Throttled, Unavailable

#: Statuses after which the same request may succeed (RFC 9110, section 15; RFC 8470 for 425).
_PASSING = (408, 425, 500, 502, 503, 504)

_SAYINGS = {
    400: "does not understand the query; it may not speak all of SPARQL 1.1",
    401: "lets in only who has a password, and we send none",
    403: "does not let us in; it may ask for a contact, which KG_CONTACT can hold",
    404: "has nothing at this address; check it",
    410: "has nothing at this address any more; look for a new one",
    413: "finds the query too large; ask for less at a time",
    414: "finds the query too long; ask for less at a time",
}


def error_of_status(status: int, headers: Message, address: str) -> Unavailable:
    """Return the error that a status without success means; where it says how long to wait, the error does too."""
    error = _error_of_status(status, headers, address)
    error.status, error.challenge = status, headers.get("WWW-Authenticate", "")
    return error


def _error_of_status(status: int, headers: Message, address: str) -> Unavailable:
    wait = retry_after(headers.get("Retry-After"))
    if status == 429 or (status == 503 and wait is not None):
        when = "later" if wait is None else f"after {wait:.0f} seconds"
        return Throttled(f"{address} answers {status}: it is asked too often; try again {when}.", wait)
    if status in _PASSING:
        return Temporary(f"{address} answers {status}, a trouble of its own; try again later.")
    saying = _SAYINGS.get(status, "does not do what it was asked for; check the address")
    kind = Refused if status in (401, 403) else Permanent
    return kind(f"{address} answers {status}: it {saying}.")


def error_of_transport(error: Exception, address: str) -> Unavailable:
    """Return the error that an exception of the network or of HTTP means."""
    if isinstance(error, HTTPError):
        if "infinite loop" in str(error.reason):
            return Permanent(f"{address} leads round in a circle; look for another address.")
        return Refused(f"{address} leads to a place that is not safe; look where it should lead.")
    if isinstance(error, ValueError):
        return Refused(f"{address} leads to what is no address; look where it should lead.")
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLError):
        what = getattr(reason, "verify_message", "") or reason.reason or "it speaks no TLS that we know"
        return Permanent(f"{address} cannot show that it is what it says ({what}); check the address.")
    if isinstance(reason, socket.gaierror):
        kind = Temporary if reason.errno == socket.EAI_AGAIN else Permanent
        return kind(f"{address} cannot be found; check the address and the connection.")
    if isinstance(reason, TimeoutError):
        return Temporary(f"{address} does not answer in time; try again later.")
    if isinstance(reason, (IncompleteRead, ConnectionError)) and not isinstance(reason, ConnectionRefusedError):
        return Temporary(f"{address} breaks off in the middle of its answer; try again later.")
    if isinstance(reason, HTTPException):
        return Permanent(f"{address} answers with what is not HTTP; check the address.")
    what = getattr(reason, "strerror", None) or str(reason).partition("\n")[0] or type(reason).__name__
    return Temporary(f"{address} does not answer ({what}); check the address and the connection.")
