"""The server around the application: sockets, signals, the start and the end of it all. uvicorn does the rest."""

import asyncio
import errno
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from types import FrameType
from typing import Any

from kg.web.settings import Settings
from kg.words.errors import LimitReached, NotAllowed, Unavailable, UsageError
from kg.words.extras import need_extra

#: Descriptors that are not for connections: workers, their lines, files of the interpreter.
_RESERVED = 128


def serve(settings: Settings, tell: Callable[[str], None]) -> int:
    """Serve until a signal says stop; return 0, or 130 when it came from the keyboard.

    ``tell`` gets one sentence when the server listens. Raises Unavailable for an address that cannot be had,
    NotAllowed for one that is not ours to take, and what keeps the dataset from being loaded.
    """
    need_extra("server")
    settings = _within_descriptors(settings)
    sockets = bind(settings.host, settings.port)
    try:
        return _run(settings, sockets, tell)
    finally:
        for one in sockets:
            one.close()


def bind(host: str, port: int) -> list[socket.socket]:
    """Return a socket for each address of a host, all at one port; raises UsageError, Unavailable or NotAllowed."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise UsageError(f"There is no host '{host}' to listen at; use localhost, an address, or :: for all.") from None
    sockets: list[socket.socket] = []
    fault: OSError | None = None
    for family, kind, protocol, _, address in dict.fromkeys(found):
        chosen = sockets[0].getsockname()[1] if sockets else port
        try:
            sockets.append(_bind(family, kind, protocol, (address[0], chosen, *address[2:])))
        except OSError as error:
            # a machine without IPv6 has the name but not the address
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) or fault:
                for one in sockets:
                    one.close()
                raise _refusal(error, host, port) from None
            fault = error
    if not sockets:
        assert fault is not None
        raise _refusal(fault, host, port)
    return sockets


def _bind(family: int, kind: int, protocol: int, address: Any) -> socket.socket:
    one = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if address[0] == "::" else 1)
        one.bind(address)
        one.listen(2048)
    except OSError:
        one.close()
        raise
    return one


def _refusal(error: OSError, host: str, port: int) -> Exception:
    if error.errno == errno.EADDRINUSE:
        return Unavailable(f"Port {port} is in use; stop what listens there, or choose another with --port.")
    if error.errno == errno.EACCES:
        return NotAllowed(f"Port {port} is for the administrator; choose one above 1023 and let a proxy forward to it.")
    return Unavailable(f"'{host}' is no address of this machine ({error.strerror}); use localhost, or :: for all.")


def _within_descriptors(settings: Settings) -> Settings:
    """Return the settings with no more connections than the system gives us descriptors for."""
    try:
        import resource
    except ImportError:
        return settings
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * settings.connections + _RESERVED
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return replace(settings, connections=max(1, min(settings.connections, most - _RESERVED)))


def _run(settings: Settings, sockets: list[socket.socket], tell: Callable[[str], None]) -> int:
    from uvicorn import Config, Server

    from kg.web.app import App
    from kg.web.cache import Cache
    from kg.web.clients import Clients
    from kg.web.connection import Connection
    from kg.web.gate import Gate
    from kg.web.log import Log
    from kg.web.spawned import SpawnedWorkers
    from kg.web.workers import Workers

    log = Log(settings.log)
    gate = Gate(settings, Clients(settings), log)
    forks = settings.processes == "fork" and hasattr(os, "fork")
    workers = Workers(settings, log.event) if forks else SpawnedWorkers(settings, log.event)
    cache = Cache(settings.cache_mib * 1024**2, settings.pause_seconds)
    config = Config(
        App(gate, workers, cache),
        http=partial(Connection, gate=gate, cache=cache),  # type: ignore[arg-type]
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=settings.idle_seconds,
        timeout_graceful_shutdown=settings.drain_seconds,  # type: ignore[arg-type]
    )

    class Stoppable(Server):
        """A server that ends with a code of ours, not by the signal that stopped it; SIGHUP does nothing to it."""

        stopped_by = 0

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            signal.signal(signal.SIGINT, self.stop)
            signal.signal(signal.SIGTERM, self.stop)
            if hasattr(signal, "SIGHUP"):
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            yield

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            for one in sockets or ():
                tell(f"Listening at {_address(one)}")

        def stop(self, number: int, _: FrameType | None) -> None:
            self.stopped_by, self.should_exit = number, True

    server = Stoppable(config)

    async def main() -> None:
        try:
            try:
                await asyncio.wait_for(workers.start(), settings.load_seconds)
            except TimeoutError:
                seconds = f"{settings.load_seconds:g} seconds"
                raise LimitReached(f"What is to be served is not loaded after {seconds}; allow more time.") from None
            _settle()
            await server.serve(sockets=sockets)
        finally:
            await workers.close()
            log.flush()

    with closing(asyncio.Runner(loop_factory=config.get_loop_factory())) as runner:
        runner.run(main())
    return 130 if server.stopped_by == signal.SIGINT else 0


def _settle() -> None:
    """Let the collector of garbage look at what is new, and seldom: each time it looks, everybody waits."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 10, 10)


def _address(one: socket.socket) -> str:
    host, port = one.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
