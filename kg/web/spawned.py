"""Workers for systems without ``fork``: fresh processes, each with a dataset of its own, replaced after each kill.

Slower to start and larger than forked ones, and where the system has no limits for processes, only the deadline holds.
"""

import asyncio
import json
import math
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from kg.store.confinement import confine, end_with_parent, memory_in_use, seal
from kg.web.frames import Torn, pack_response, request_of, response_of, unpack
from kg.web.job import Job, Overload, Stopped, is_unread
from kg.web.routes import OPEN, SEALED
from kg.web.settings import Settings
from kg.web.site import Site
from kg.web.work import Allowance, answer, be_silent, ignore_signals, warm
from kg.words.errors import Fault, KGError


def _work(connection: Connection, settings: Settings, lane: str) -> None:
    """Be a worker: load, say so, and answer one request after the other."""
    end_with_parent()
    ignore_signals()
    try:
        site = Site.load(settings)
    except KGError as error:
        connection.send_bytes(json.dumps({"fault": str(error), "code": error.exit_code}).encode())
        return
    warm(site, lane)
    be_silent()
    confine(memory_in_use() + settings.memory_mib * 1024**2)
    if lane == SEALED and not site.calls_out:
        seal()
    allowance = Allowance()
    with suppress(EOFError, OSError):
        connection.send_bytes(json.dumps({"ready": site.description}).encode())
        while frame := unpack(connection.recv_bytes(), 1 << 32):
            request, route, seconds = request_of(*frame)
            allowance.grant(seconds)
            connection.send_bytes(pack_response(*answer(route, request, site)))


class _Hand:
    """One process and the server's end of the line to it."""

    def __init__(self, settings: Settings, lane: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.is_late = False
        self.process = context.Process(target=_work, args=(theirs, settings, lane), daemon=True)
        self.process.start()
        theirs.close()

    def end(self, is_late: bool = False) -> None:
        """End the process at once; whoever waits for its answer learns that from its line."""
        self.is_late = self.is_late or is_late
        self.process.kill()

    def listen(self, most: int) -> bytes:
        """Return what the process says next, which is no more than so many bytes; blocks."""
        return self.line.recv_bytes(most)

    def ask(self, frame: bytes, most: int) -> bytes:
        """Return what the process says to a request; blocks."""
        self.line.send_bytes(frame)
        return self.line.recv_bytes(most)


class SpawnedWorkers:
    """A pool of such workers, with what the server needs of kg.web.workers.Workers."""

    def __init__(self, settings: Settings, tell: Callable[..., None]) -> None:
        self.settings, self._tell = settings, tell
        self.description: dict[str, Any] = {}
        self.killed = self.busy = 0
        self._seen = -math.inf
        self._alive: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._most = settings.answer_mib * 1024**2 + (1 << 20)
        self._queues: dict[str, asyncio.Queue[Job]] = {SEALED: asyncio.Queue(), OPEN: asyncio.Queue()}
        wanted = {SEALED: settings.workers or 2 * (os.cpu_count() or 1), OPEN: settings.page_workers}
        self._lanes = [lane for lane, number in wanted.items() for _ in range(number)]
        self._threads = ThreadPoolExecutor(len(self._lanes))
        self._hands: set[_Hand] = set()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def waiting(self) -> int:
        """Return how many requests wait for a worker."""
        return self._waiting.total()

    @property
    def alive(self) -> int:
        """Return how many workers there are."""
        return self._alive.total()

    @property
    def is_well(self) -> bool:
        """Return whether who asks now is answered: somebody is there, or was within the time a request may wait."""
        if self._alive[SEALED] > 0:
            return True
        return asyncio.get_running_loop().time() - self._seen < self.settings.wait_seconds

    async def start(self) -> None:
        """Start the workers; raises what keeps the dataset from being loaded."""
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tasks = [asyncio.create_task(self._employ(lane, ready)) for lane in self._lanes]
        await ready

    def submit(self, job: Job) -> None:
        """Give a request to a worker when one is free; it is finished with Overload if none is in time."""
        loop = asyncio.get_running_loop()
        wait = job.wait(loop.time(), self.settings.wait_seconds)
        if self._waiting[job.lane] >= self.settings.waiting or wait <= 0:
            job.finish(Overload())
        else:
            self._waiting[job.lane] += 1
            job.timer = loop.call_later(wait, self._give_up, job)
            self._queues[job.lane].put_nowait(job)

    def cancel(self, job: Job) -> None:
        """End a request that nobody waits for any more, and with it the worker that is at it."""
        if job.worker is not None:
            job.worker.end()
        else:
            self._give_up(job)

    def _give_up(self, job: Job) -> None:
        """Finish a request that has waited too long, or for nobody; it is left out when its turn comes."""
        if job.worker is None and not job.is_over:
            self._waiting[job.lane] -= 1
            job.finish(Overload())

    async def _employ(self, lane: str, ready: "asyncio.Future[None]") -> None:
        """Have one worker, and another one when it is gone."""
        while True:
            hand = _Hand(self.settings, lane)
            self._hands.add(hand)
            try:
                told = json.loads(await self._in_thread(hand.listen, self._most))
                if "fault" in told:
                    error = KGError(told["fault"])
                    error.exit_code = told["code"]
                    raise error
                self.description = told["ready"]
                self._alive[lane] += 1
                if self.alive == len(self._lanes) and not ready.done():
                    ready.set_result(None)
                try:
                    await self._serve(hand, lane)
                finally:
                    self._alive[lane] -= 1
                    if lane == SEALED:
                        self._seen = asyncio.get_running_loop().time()
            except (EOFError, OSError, KGError) as error:
                if not ready.done():
                    fault = Fault("The process that loads the dataset died of it; is every file what it says?")
                    ready.set_exception(error if isinstance(error, KGError) else fault)
                await asyncio.sleep(1)
            finally:
                self._hands.discard(hand)
                hand.process.kill()
                await asyncio.get_running_loop().run_in_executor(None, hand.process.join)
                hand.line.close()

    async def _serve(self, hand: _Hand, lane: str) -> None:
        """Answer requests until the worker dies."""
        loop = asyncio.get_running_loop()
        while True:
            job = await self._queues[lane].get()
            if job.is_over:
                continue
            self._waiting[lane] -= 1
            if job.timer is not None:
                job.timer.cancel()
            job.worker, self.busy = hand, self.busy + 1
            timer = loop.call_later(job.seconds, hand.end, True)
            try:
                frame = unpack(await self._in_thread(hand.ask, job.frame, self._most), self._most)
                if frame is None:
                    raise Torn
                response, fault = response_of(*frame)
            except (EOFError, OSError, Torn) as error:
                if is_unread(error) and not hand.is_late:
                    job.leave()
                    self.submit(job)
                else:
                    self.killed += 1
                    job.finish(Stopped(hand.is_late))
                return
            finally:
                timer.cancel()
                self.busy -= 1
            if fault:
                self._tell("fault", where=fault)
            job.finish(response)

    async def _in_thread(self, act: Callable[..., bytes], *given: Any) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._threads, act, *given)

    async def close(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        for hand in list(self._hands):
            hand.end()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown(wait=False)
