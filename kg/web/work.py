"""What a worker does: one request after the other, until it is told to stop or is stopped."""

import os
import signal
import socket
import traceback
from contextlib import suppress
from time import process_time
from typing import NoReturn
from urllib.parse import urlencode

from kg.store.confinement import allow_processor, confine, end_with_parent, memory_in_use, seal
from kg.web.delivery import tagged
from kg.web.frames import pack_response, receive, request_of
from kg.web.message import Request, Response
from kg.web.problems import problem
from kg.web.routes import OPEN, ROUTES, SEALED, find_route
from kg.web.site import Site
from kg.words.formats import GRAPH_FORMATS, RESULT_FORMATS

#: One query of each form, and none.
_QUERIES = ("ASK {}", "SELECT * { ?s ?p ?o } LIMIT 1", "DESCRIBE <x:y>", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "?")


def be_worker(connection: socket.socket, site: Site, lane: str) -> NoReturn:
    """Answer what comes over the connection and leave; a sealed worker can open no file and no connection.

    Where another server is asked, no worker is sealed: what it asks for is all that reaches a parser here.

    To be called in a fresh child of the process that holds the dataset. What the engine writes before it dies of a
    hostile query goes nowhere, so that nobody's query can write into the log.
    """
    with suppress(BaseException):
        end_with_parent()
        be_silent()
        kept = connection.fileno()
        os.closerange(3, kept)
        os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
        confine(memory_in_use() + site.settings.memory_mib * 1024**2)
        if lane == SEALED and not site.calls_out:
            seal()
        serve(connection, site)
    os._exit(0)


def serve(connection: socket.socket, site: Site) -> None:
    """Answer requests until the other side closes the connection.

    The server ends a worker that is late; should the server hang, the kernel does, when the worker has used the
    processor for longer than it may. Without files and connections there is nothing else that it could wait for.
    """
    allowance = Allowance()
    while frame := receive(connection):
        request, route, seconds = request_of(*frame)
        allowance.grant(seconds)
        connection.sendall(pack_response(*answer(route, request, site)))


class Allowance:
    """The time of the processor that a worker may use, told to the kernel when it is nearly used up."""

    def __init__(self) -> None:
        self._end = 0.0

    def grant(self, seconds: float) -> None:
        """Let the next request use the processor for so many seconds, and somewhat more."""
        used = process_time()
        if used + seconds > self._end:
            self._end = used + 2 * seconds
            allow_processor(2 * seconds)


def be_silent() -> None:
    """Let go nowhere what this process reads and writes; for nobody's query may write into the log."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)


def answer(route: int, request: Request, site: Site) -> tuple[Response, str]:
    """Return the answer of a route, and where the fault is if one of ours was in the way."""
    try:
        return tagged(request, ROUTES[route].answer(request, site)), ""
    except Exception as error:
        response = problem(error, request)
        place = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} in {place.name}, line {place.lineno}" if response.status == 500 else ""
        return response, fault


def warm(site: Site, lane: str) -> None:
    """Let everything be loaded that an answer may need, once for all workers; a sealed one can load nothing."""
    if site.calls_out:
        return
    if lane == OPEN:
        for path in ("/", "/id/", "/reconcile"):
            answer(find_route(path, site.is_ours), Request("GET", path), site)
        return
    for form in (*RESULT_FORMATS, *GRAPH_FORMATS):
        for text in _QUERIES:
            _try(site, "/sparql", urlencode({"query": text, "format": form.name}))
        _try(site, "/sparql", urlencode({"format": form.name}))
        _try(site, "/graph-store", urlencode({"graph": "x:y", "format": form.name}))
    for accept in ("application/json", "text/html", "*/*;q=0"):
        _try(site, "/sparql", "", accept)
        _try(site, "/sparql", "query=", accept)
    _try(site, "/openapi.json", "")


def _try(site: Site, path: str, query: str, accept: str = "") -> None:
    answer(find_route(path, site.is_ours), Request("GET", path, query, {"accept": accept}), site)


def ignore_signals() -> None:
    """Leave it to the server when this process ends; signals from the keyboard go to all processes."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
