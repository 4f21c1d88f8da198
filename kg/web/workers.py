"""Workers as the server sees them: each request goes to one that is free, and a worker that goes too far is ended.

Nothing here blocks, and nothing is a coroutine: a request is handed on, and its answer calls back. Whoever waits too
long, or comes when too many wait, is refused; workers that have died are replaced.
"""

import asyncio
import math
import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kg.web.job import Job, Killable, Overload, Stopped, Worker
from kg.web.nursery import Nursery
from kg.web.routes import OPEN, SEALED
from kg.web.settings import Settings

#: Seconds after which a request is no quick one. No more quick ones than processors are worked at at a time, because
#: they would only take turns; one that is slow makes room for the next.
_QUICK = 0.02

#: Seconds between two looks for who waits too long.
_LOOK = 0.1

#: A worker is replaced after so many answers, so that memory which large ones have left behind goes back.
_ANSWERS = 5_000


class Workers:
    """A pool of forked workers in two lanes: sealed ones for strangers' queries, open ones for our own pages."""

    def __init__(self, settings: Settings, tell: Callable[..., None]) -> None:
        self.settings, self.tell = settings, tell
        self.most = settings.answer_mib * 1024**2 + (1 << 20)
        self.killed = 0
        self._seen = -math.inf
        self._idle: dict[str, list[Worker]] = {SEALED: [], OPEN: []}
        self._alive: set[Worker] = set()
        self._waiting: dict[str, deque[Job]] = {SEALED: deque(), OPEN: deque()}
        self._quick = {SEALED: 0, OPEN: 0}
        self._most_quick = max(2, os.cpu_count() or 1)
        self._whole = asyncio.Event()
        self._look: asyncio.TimerHandle | None = None
        wanted = {SEALED: settings.workers or 4 * (os.cpu_count() or 1)}
        if not settings.data and not settings.endpoint:
            wanted[OPEN] = settings.page_workers
        self._nurseries = {lane: self._nursery(lane, number) for lane, number in wanted.items()}

    def _nursery(self, lane: str, number: int) -> Nursery:
        return Nursery(self.settings, lane, number, lambda worker: Worker(self, worker, lane), self.tell)

    @property
    def description(self) -> dict[str, Any]:
        """Return what is served."""
        return self._nurseries[SEALED].description

    @property
    def alive(self) -> int:
        """Return how many workers there are."""
        return len(self._alive)

    @property
    def busy(self) -> int:
        """Return how many workers are at work."""
        return sum(worker.job is not None for worker in self._alive)

    @property
    def is_well(self) -> bool:
        """Return whether who asks now is answered: somebody is there, or was within the time that a request may wait.

        A worker that was ended with its query is replaced at once, and says nothing of how the server is.
        """
        if any(worker.lane == SEALED for worker in self._alive):
            return True
        return asyncio.get_running_loop().time() - self._seen < self.settings.wait_seconds

    @property
    def waiting(self) -> int:
        """Return how many requests wait for a worker."""
        return sum(map(len, self._waiting.values()))

    async def start(self) -> None:
        """Load the dataset and start the workers; raises what keeps it from being loaded."""
        await asyncio.gather(*(nursery.start() for nursery in self._nurseries.values()))
        with suppress(TimeoutError):
            await asyncio.wait_for(self._whole.wait(), self.settings.wait_seconds)

    def submit(self, job: Job) -> None:
        """Give a request to a worker, now or when one is free; it is finished with Overload if none is in time."""
        if job.lane not in self._nurseries:
            # what needs none of our files is done by whoever there is
            job.lane = SEALED
        waiting = self._waiting[job.lane]
        loop = asyncio.get_running_loop()
        wait = job.wait(loop.time(), self.settings.wait_seconds)
        if len(waiting) >= self.settings.waiting or wait <= 0:
            job.finish(Overload())
            return
        job.deadline = job.until
        waiting.append(job)
        self._dispatch(job.lane)
        if waiting and self._look is None:
            self._look = loop.call_later(_LOOK, self._give_up)

    def _dispatch(self, lane: str) -> None:
        """Let workers that are free begin with what waits."""
        idle, waiting = self._idle[lane], self._waiting[lane]
        while waiting and idle and self._quick[lane] < self._most_quick:
            self._begin(idle.pop(), waiting.popleft())

    def _give_up(self) -> None:
        """Finish those who have waited too long, who are at the head of the queue."""
        loop = asyncio.get_running_loop()
        for waiting in self._waiting.values():
            while waiting and waiting[0].deadline <= loop.time():
                waiting.popleft().finish(Overload())
        self._look = loop.call_later(_LOOK, self._give_up) if self.waiting else None

    def cancel(self, job: Job) -> None:
        """End a request that nobody waits for any more, and with it the worker that is at it."""
        if job.worker is not None:
            self.killed += 1
            job.worker.end()
        elif job in self._waiting[job.lane]:
            self._waiting[job.lane].remove(job)
            job.finish(Stopped(False))

    def _begin(self, worker: Worker, job: Job) -> None:
        loop = asyncio.get_running_loop()
        job.is_quick, job.deadline = True, loop.time() + job.seconds
        self._quick[job.lane] += 1
        job.timer = loop.call_later(min(_QUICK, job.seconds), self._be_slow, job)
        worker.begin(job)

    def _be_slow(self, job: Job) -> None:
        """Let the next one begin beside a request that is not quick; in a while it gives way to all others."""
        self._leave_quick(job)
        self._dispatch(job.lane)
        patience = self.settings.yield_seconds
        if 0 < patience < job.seconds and job.lane == SEALED:
            job.timer = asyncio.get_running_loop().call_later(max(0, patience - _QUICK), self._give_way, job)
        else:
            self._await_end(job)

    def _give_way(self, job: Job) -> None:
        if isinstance(job.worker, Worker):
            job.worker.give_way()
            self._await_end(job)

    def _await_end(self, job: Job) -> None:
        if job.worker is not None:
            job.timer = asyncio.get_running_loop().call_at(job.deadline, self._be_late, job.worker)

    def _leave_quick(self, job: Job) -> None:
        if job.is_quick:
            job.is_quick = False
            self._quick[job.lane] -= 1

    def _be_late(self, worker: Killable) -> None:
        self.killed += 1
        worker.end(is_late=True)

    def welcome(self, worker: Worker) -> None:
        """Take a new worker in."""
        self._alive.add(worker)
        if {each.lane for each in self._alive} == set(self._nurseries):
            self._whole.set()
        self._employ(worker)

    def release(self, worker: Worker, job: Job) -> None:
        """Take a worker back that has answered."""
        self._leave_quick(job)
        if worker.is_tired or worker.answers >= _ANSWERS:
            worker.end()
        else:
            self._employ(worker)

    def _employ(self, worker: Worker) -> None:
        self._idle[worker.lane].append(worker)
        self._dispatch(worker.lane)

    def lose(self, worker: Worker, job: Job | None) -> None:
        """Let another worker take the place of one that is gone."""
        self._alive.discard(worker)
        if worker.lane == SEALED:
            self._seen = asyncio.get_running_loop().time()
        if job is not None:
            self._leave_quick(job)
        if worker in self._idle[worker.lane]:
            self._idle[worker.lane].remove(worker)
        self._nurseries[worker.lane].replace(worker.number)
        self._dispatch(worker.lane)

    async def close(self) -> None:
        """End all workers and the process that forks them."""
        for nursery in self._nurseries.values():
            nursery.stop()
        for worker in list(self._alive):
            worker.end()
        for nursery in self._nurseries.values():
            nursery.close()
