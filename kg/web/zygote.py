"""The process that holds the dataset and forks workers over it: one thread, no loop, nothing but that.

The server starts it as a fresh program, so it inherits no thread and no lock, and starts it again should it die. A
worker is a copy of it, which costs milliseconds and shares its memory. A line in asks for a worker, or tells of one
that has ended; a line out brings the worker's number, and with it a connection to the worker.
"""

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress

from kg.store.confinement import end_with_parent
from kg.web.settings import settings_of
from kg.web.site import Site
from kg.web.work import be_worker, ignore_signals, warm
from kg.words.errors import KGError

#: A line asks for a worker, or says that one can be forgotten.
FORK, FORGET = "fork", "forget"


def main(control: socket.socket, lane: str) -> None:
    """Load what is served, say so, and fork a worker for each line that asks for one, until nobody is there."""
    end_with_parent()
    ignore_signals()
    lines = control.makefile("rb")
    settings = settings_of(json.loads(lines.readline()))
    try:
        site = Site.load(settings)
    except KGError as error:
        _tell(control, {"fault": str(error), "code": error.exit_code})
        return
    warm(site, lane)
    _tell(control, {"ready": site.description})
    # what is here stays: a collection that touched it would copy it into every worker
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 10)
    children: set[int] = set()
    for line in lines:
        order, *rest = line.decode().split()
        if order == FORGET:
            _forget(int(rest[0]), children)
        else:
            _fork(control, site, lane, children)
    for child in list(children):
        _forget(child, children)


def _tell(control: socket.socket, message: dict[str, object], *descriptors: int) -> None:
    line = json.dumps(message).encode() + b"\n"
    if descriptors:
        socket.send_fds(control, [line], list(descriptors))
    else:
        control.sendall(line)


def _fork(control: socket.socket, site: Site, lane: str, children: set[int]) -> None:
    """Fork a worker and hand its connection over; say what stands in the way when there is no room for it."""
    try:
        ours, theirs = socket.socketpair()
    except OSError as error:
        _tell(control, {"error": error.strerror})
        return
    with ours, theirs:
        try:
            child = os.fork()
        except OSError as error:
            _tell(control, {"error": error.strerror})
            return
        if child == 0:
            be_worker(ours, site, lane)
        children.add(child)
        _tell(control, {"worker": child}, theirs.fileno())


def _forget(child: int, children: set[int]) -> None:
    """End a worker if it has not ended; only then can its number belong to another process."""
    if child in children:
        children.remove(child)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(child, 0)


if __name__ == "__main__":
    with suppress(BrokenPipeError, ConnectionResetError):
        main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2])
