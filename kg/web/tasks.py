"""What is under way: equal requests at a time are one, and nobody works for a client that has gone."""

import asyncio
from collections.abc import Hashable

from kg.web.cache import Cache
from kg.web.gate import Gate
from kg.web.intake import ClientGone, Receive
from kg.web.job import Job, Overload, Stopped
from kg.web.message import Request, Response
from kg.web.problems import Refusal
from kg.web.routes import ROUTES
from kg.web.spawned import SpawnedWorkers
from kg.web.workers import Workers
from kg.words.errors import LimitReached, TookTooLong

#: Seconds after which it is watched whether the client is still there; most answers come sooner.
_SOON = 0.02


class _Task:
    """One job, and whoever waits for it."""

    __slots__ = ("job", "waiters")

    def __init__(self) -> None:
        self.waiters: list[asyncio.Future[Response]] = []
        self.job: Job | None = None


def overload() -> Refusal:
    """Return the refusal of a server that has more to do than it can (RFC 9110, section 15.6.4)."""
    return Refusal(503, "The server has more to do than it can; try again later.", retry_after="2")


class Tasks:
    """All that workers are at, by request."""

    def __init__(self, gate: Gate, workers: Workers | SpawnedWorkers, cache: Cache) -> None:
        self._gate, self._workers, self._cache = gate, workers, cache
        self._seconds = gate.settings.seconds
        self._tasks: dict[Hashable, _Task] = {}

    async def run(
        self, key: Hashable, name: str, route: int, request: Request, receive: Receive, client: str | None
    ) -> Response:
        """Return the response of a worker; raises Refusal, LimitReached, and ClientGone when nobody waits for it."""
        broken = self._cache.refusal(name)
        if broken is not None:
            raise broken
        task = self._tasks.get(key)
        if task is None:
            if client is not None and not self._gate.clients.begin(client):
                raise Refusal(429, "These are more queries at a time than one client may have.", retry_after="2")
            task = self._start(key, name, route, request, client)
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Response] = loop.create_future()
        task.waiters.append(waiter)
        if task.job is None:
            # it was finished at once, because there is no room
            raise overload()
        watch = loop.call_later(_SOON, _watch, receive, waiter)
        try:
            return await waiter
        finally:
            watch.cancel()
            task.waiters.remove(waiter)
            if not task.waiters and self._tasks.get(key) is task:
                del self._tasks[key]
                self._workers.cancel(task.job)

    def _start(self, key: Hashable, name: str, route: int, request: Request, client: str | None) -> _Task:
        task = self._tasks[key] = _Task()

        def done(result: Response | Exception) -> None:
            task.job = None
            if self._tasks.get(key) is task:
                del self._tasks[key]
            if client is not None:
                self._gate.clients.end(client)
            if not task.waiters:
                # it was ended because they have gone, which says nothing of the request
                return
            told = self._explain(name, result) if isinstance(result, Exception) else result
            for waiter in task.waiters:
                if waiter.done():
                    continue
                if isinstance(told, Exception):
                    waiter.set_exception(told)
                else:
                    waiter.set_result(told)

        task.job = job = Job(route, ROUTES[route].lane, request, self._seconds, done)
        self._workers.submit(job)
        return task

    def _explain(self, name: str, error: Exception) -> Exception:
        """Return what a client is told when there is no answer."""
        if isinstance(error, Overload):
            return overload()
        assert isinstance(error, Stopped)
        told: LimitReached = LimitReached("This needs more memory or is nested deeper than it may be; ask for less.")
        if error.is_late:
            told = TookTooLong(f"This takes longer than {self._seconds:g} seconds; ask for less.")
        self._cache.refuse_for_a_while(name, told)
        return told


def _watch(receive: Receive, waiter: "asyncio.Future[Response]") -> None:
    """Let who waits know when the client has gone."""
    task = asyncio.get_running_loop().create_task(_leave(receive))
    task.add_done_callback(lambda _: _give_up(waiter))
    waiter.add_done_callback(lambda _: task.cancel())


def _give_up(waiter: "asyncio.Future[Response]") -> None:
    if not waiter.done():
        waiter.set_exception(ClientGone())


async def _leave(receive: Receive) -> None:
    """Return when the client has gone; its request has been read before."""
    while (await receive())["type"] != "http.disconnect":
        pass
