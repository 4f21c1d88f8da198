"""A request on its way through a worker, and the server's end of the connection to one."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from kg.web.frames import Torn, pack_request, response_of, unpack
from kg.web.message import Request, Response


class Stopped(Exception):
    """A worker was ended before it answered: because it took too long, or by its own death."""

    def __init__(self, is_late: bool) -> None:
        self.is_late = is_late


class Overload(Exception):
    """No worker became free in time, or too many wait for one."""


class Killable(Protocol):
    """A worker as a job sees it."""

    def end(self, is_late: bool = False) -> None:
        """End it at once."""


class Job:
    """A request on its way through a worker: ``done`` gets its response or why there is none, once."""

    __slots__ = ("deadline", "done", "frame", "is_over", "is_quick", "lane", "seconds", "timer", "until", "worker")

    def __init__(
        self,
        route: int,
        lane: str,
        request: Request,
        seconds: float,
        done: Callable[[Response | Exception], None],
    ) -> None:
        self.frame = pack_request(request, route, seconds)
        self.lane, self.seconds, self.done = lane, seconds, done
        self.deadline = self.until = 0.0
        self.is_quick = self.is_over = False
        self.timer: asyncio.TimerHandle | None = None
        self.worker: Killable | None = None

    def finish(self, result: Response | Exception) -> None:
        """Give the result to whoever waits for it."""
        self.leave()
        self.is_over = True
        self.done(result)

    def leave(self) -> None:
        """Be at no worker any more."""
        if self.timer is not None:
            self.timer.cancel()
        self.worker = None

    def wait(self, now: float, seconds: float) -> float:
        """Return how many more seconds it may wait for a worker, of so many from its first wait on."""
        self.until = self.until or now + seconds
        return self.until - now


def is_unread(error: BaseException | None) -> bool:
    """Return whether a worker that is gone never read what it was sent, by what the connection to it broke with.

    A connection that its other end closes with something unread is reset, and one that was closed before something is
    written is broken (unix(7)); the end of a worker that had read all of it is an end of file.
    """
    return isinstance(error, ConnectionError)


class Pool(Protocol):
    """What a worker tells of itself."""

    most: int
    tell: Callable[..., None]

    def submit(self, job: Job) -> None:
        """Give a request to a worker, now or when one is free."""

    def welcome(self, worker: "Worker") -> None:
        """Take a new worker in."""

    def release(self, worker: "Worker", job: Job) -> None:
        """Take a worker back that has answered."""

    def lose(self, worker: "Worker", job: Job | None) -> None:
        """Let another worker take the place of one that is gone."""


class Worker(asyncio.Protocol):
    """The server's end of the connection to one worker."""

    def __init__(self, pool: Pool, number: int, lane: str) -> None:
        self.number, self.lane = number, lane
        self.answers, self.is_late, self.is_tired, self.is_gone = 0, False, False, False
        self.job: Job | None = None
        self._pool, self._received = pool, bytearray()
        self._transport: Any = None

    def connection_made(self, transport: Any) -> None:
        """Begin."""
        self._transport = transport
        self._pool.welcome(self)

    def begin(self, job: Job) -> None:
        """Start with a request."""
        self.job, job.worker = job, self
        self._transport.write(job.frame)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer; what is none, or comes unasked, is from a worker that has been turned."""
        self._received += data
        try:
            frame = unpack(self._received, self._pool.most)
            if frame is None:
                return
            response, fault = response_of(*frame)
        except Torn:
            self.end()
            return
        self._received = bytearray()
        job, self.job = self.job, None
        if job is None:
            self.end()
            return
        self.answers += 1
        if fault:
            self._pool.tell("fault", where=fault)
        self._pool.release(self, job)
        job.finish(response)

    def connection_lost(self, exc: Exception | None) -> None:
        """End; whoever waits for its answer gets none."""
        self.is_gone = True
        job, self.job = self.job, None
        self._pool.lose(self, job)
        if job is None:
            return
        if is_unread(exc) and not self.is_late:
            job.leave()
            self._pool.submit(job)
        else:
            job.finish(Stopped(self.is_late))

    def end(self, is_late: bool = False) -> None:
        """End the worker, at once; its number is its own until the process that forked it is told to forget it."""
        if not self.is_gone:
            self.is_late = self.is_late or is_late
            with suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)
            self._transport.abort()

    def give_way(self) -> None:
        """Let shorter queries go first; this cannot be taken back, so the worker is replaced afterwards."""
        self.is_tired = True
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.number, 10)
