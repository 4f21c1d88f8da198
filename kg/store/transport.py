"""Requests to other people's servers, inside limits: where they may lead, how much may come back, and what went wrong.

Whatever goes wrong is one of five kinds: Temporary, Throttled, Permanent, Malformed or Refused (kg/words/errors.py).
A request is made in a worker, because a timeout of a socket is for each read and a slow server stretches it without
end; the worker ends at the deadline, whatever the server does.
"""

import json
import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from email.message import Message
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlencode, urlsplit
from urllib.request import HTTPErrorProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

from kg import __version__
from kg.store.faults import error_of_status, error_of_transport
from kg.store.patience import patiently
from kg.store.worker import run
from kg.words.errors import KGError, LimitReached, Malformed, Refused, Temporary, UsageError
from kg.words.prefixes import BASE

#: Bytes of an answer that are taken in at most.
MOST = 20 * 1024**2

#: Seconds without a byte after which a connection is given up.
SILENCE = 30.0

#: One request at a time, whatever threads there are.
_turn = threading.Lock()

_ADDRESS = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\](:[0-9]+)?|[^\s/?#\[\]@\\]+)([/?][^\s#\\]*)?")
_LOOPBACK = re.compile(r"localhost|127(\.[0-9]{1,3}){3}|::1")


def agent() -> str:
    """Return who we say that we are: the program, where it is described, and whom to write to.

    The contact is what the environment variable KG_CONTACT holds: an address of mail or of a page. Wikimedia asks
    for one (User-Agent policy of the Wikimedia Foundation).
    """
    contact = re.sub(r"[^\x21-\x7e]|[()]", "", os.environ.get("KG_CONTACT", ""))
    return f"socialist-action-kg/{__version__} ({'; '.join(filter(None, (BASE, contact)))})"


def check_address(address: str, insecure: bool = False) -> SplitResult:
    """Return the parts of the address of a service; raises UsageError for what is none, Refused for what is not safe.

    It is https, or http on this machine itself; ``insecure`` allows http elsewhere too. It holds no password, which
    would end in logs and lists of processes.
    """
    if "@" in address.partition("://")[2].partition("/")[0]:
        raise Refused("The address holds a name or a password, which is sent to nobody; leave them out.")
    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"'{address}' is not the address of an endpoint; it starts with https:// or http://.")
    parts = urlsplit(address)
    try:
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(f"'{address}' is not the address of an endpoint; look at its port.") from None
    if parts.scheme == "http" and not insecure and not _LOOPBACK.fullmatch(host):
        raise Refused(f"{address} is not https, so anybody on the way could change it; write https, or add --insecure.")
    return parts


def fetch_json(
    address: str, form: Mapping[str, str] | None = None, seconds: float = 20.0, insecure: bool = False
) -> Any:
    """Return the JSON that a service answers with, to a GET or, with a form, to a POST of it (form-encoded).

    Raises UsageError for an address that is none, and one of the five kinds of error when there is no such answer.
    """
    check_address(address, insecure)
    fields = dict(form) if form is not None else None

    return ask_in_time(_fetch_json, address, fields, insecure, seconds=seconds)


def ask_in_time(
    task: Callable[..., Any],
    address: str,
    *arguments: Any,
    seconds: float,
    sink: Callable[[], Any] | None = None,
) -> Any:
    """Return what a task returns that asks a service, in a worker; asked again after what may pass, within the seconds.

    The task gets the address, the arguments, and the seconds that are left to it; with a ``sink``, which makes one for
    each attempt, it gets a stream, too, and what it writes there is passed on.
    """

    def call(left: float) -> Any:
        started = time.monotonic()
        try:
            return run(task, address, *arguments, left, seconds=left, sink=sink() if sink else None)
        except LimitReached as error:
            if time.monotonic() - started < left:
                raise Refused(f"{address} answers with what is too much to take in; ask for less.") from error
            message = f"{address} takes longer than {seconds:g} seconds; ask for less, or allow more time."
            raise Temporary(message) from None

    with _turn:
        return patiently(call, seconds)


def _fetch_json(address: str, form: dict[str, str] | None, insecure: bool, seconds: float) -> Any:
    data = None if form is None else urlencode(form).encode()
    request = Request(address, data, {"Accept": "application/json", "User-Agent": agent()})  # noqa: S310 (checked)
    try:
        with opener(insecure).open(request, timeout=min(seconds, SILENCE)) as response:
            body = read_body(response, address, ("application/json", "text/json"))
    except (HTTPError, URLError, HTTPException, OSError, ValueError) as error:
        raise error_of_transport(error, address) from None
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Malformed(f"{address} answers with what is not whole JSON; is it the right service?") from None


def opener(insecure: bool = False) -> OpenerDirector:
    """Return what opens an address, follows only safe redirects, and raises our own errors; for use in a worker."""
    return build_opener(_Redirects(insecure), _Statuses())


def read_body(response: HTTPResponse, address: str, media_types: tuple[str, ...]) -> bytes:
    """Return the body of an answer; raises Malformed unless it is of a type wanted, plain, whole and not empty.

    Raises Refused for one that is larger than we take in.
    """
    media_type = response.headers.get_content_type() if response.headers.get("Content-Type") else "nothing said"
    if media_type not in media_types:
        raise Malformed(f"{address} answers with {media_type}, not with {media_types[0]}; is it the right address?")
    charset = response.headers.get_content_charset("utf-8")
    coding = response.headers.get("Content-Encoding", "identity")
    if charset not in ("utf-8", "utf8", "us-ascii") or coding != "identity":
        raise Malformed(f"{address} answers in {charset}, {coding}; only plain UTF-8 is read.")
    length = response.headers.get("Content-Length", "")
    try:
        body = b"" if length.isdecimal() and int(length[:20]) > MOST else response.read(MOST + 1)
    except IncompleteRead as error:
        raise error_of_transport(error, address) from None
    if len(body) > MOST or (length.isdecimal() and int(length[:20]) > MOST):
        raise Refused(f"{address} answers with more than {MOST // 1024**2} MiB; ask for less, or add a LIMIT.")
    if length.isdecimal() and len(body) < int(length):
        raise error_of_transport(IncompleteRead(body), address)
    if not body.strip():
        raise Malformed(f"{address} answers with nothing; is it the right address?")
    return body


class _Statuses(HTTPErrorProcessor):
    """Raises our own error for a status that is none of success; redirects go their way."""

    def http_response(self, request: Request, response: Any) -> Any:
        status = response.status
        if 200 <= status < 300:
            return response
        if status in (301, 302, 303, 307, 308):
            return super().http_response(request, response)
        raise error_of_status(status, response.headers, request.full_url)

    https_response = http_response


class _Redirects(HTTPRedirectHandler):
    """Follows a redirect within one host, with the same request; nobody is sent to another host, or to less safety."""

    max_repeats = 2
    max_redirections = 5

    def __init__(self, insecure: bool) -> None:
        self.insecure = insecure

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), _checked(newurl, req.full_url, self.insecure)
        upgrade = (old.scheme, new.scheme) == ("http", "https")
        if old.hostname != new.hostname or (not upgrade and (old.scheme, old.port) != (new.scheme, new.port)):
            raise Refused(
                f"{req.full_url} leads to another place, {newurl}; give that address yourself if you trust it."
            )
        # what we ask and write can be said again as it is; only 303 says to fetch (RFC 9110, 15.4)
        data = None if code == 303 else req.data
        kept = {key: value for key, value in req.header_items() if data or not key.lower().startswith("content-")}
        kept.pop("Host", None)
        method = None if code == 303 else req.get_method()
        return Request(newurl, data, kept, req.origin_req_host, True, method)  # noqa: S310 (checked)


def _checked(address: str, origin: str, insecure: bool) -> SplitResult:
    try:
        return check_address(address, insecure)
    except KGError as error:
        raise Refused(f"{origin} leads to a place that is not safe: {error}") from None
