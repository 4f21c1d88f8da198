"""The server's line to the process that forks workers: how many there are to be, and what comes of asking for one.

The process is started again when it dies. A worker for which the system has no room is asked for again, less and less
often, so the server recovers by itself when there is room again.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from kg.web.settings import Settings
from kg.web.zygote import FORGET, FORK
from kg.words.errors import Fault, KGError

#: Seconds between two attempts: at first, and at most.
_AGAIN, _MOST_AGAIN = 0.05, 1.0


class Nursery:
    """Where the workers of one lane come from."""

    def __init__(
        self,
        settings: Settings,
        lane: str,
        wanted: int,
        welcome: Callable[[int], asyncio.Protocol],
        tell: Callable[..., None],
    ) -> None:
        self.description: dict[str, Any] = {}
        self._settings, self._lane, self._wanted, self._welcome, self._tell = settings, lane, wanted, welcome, tell
        self._there = self._coming = 0
        self._zygote: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._heard, self._descriptors = b"", list[int]()
        self._pause, self._is_closed = _AGAIN, False
        self._ready: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Start the process that holds the dataset; raises what keeps it from loading the dataset."""
        self._ready = asyncio.get_running_loop().create_future()
        self._start()
        await self._ready

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._zygote = subprocess.Popen(  # noqa: S603 (our own module, in our own interpreter)
                [sys.executable, "-m", "kg.web.zygote", str(theirs.fileno()), self._lane],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        ours.setblocking(False)
        self._line, self._heard = ours, b""
        self._say(json.dumps(asdict(self._settings)))
        asyncio.get_running_loop().add_reader(ours.fileno(), self._listen)

    def _listen(self) -> None:
        """Take what the process says: lines, each with the connection to a worker where it tells of one."""
        assert self._line is not None
        try:
            data, descriptors, _, _ = socket.recv_fds(self._line, 1 << 16, 64)
        except BlockingIOError:
            return
        except OSError:
            data, descriptors = b"", []
        self._descriptors += descriptors
        if not data:
            self._be_left()
            return
        *lines, self._heard = (self._heard + data).split(b"\n")
        for line in lines:
            self._hear(json.loads(line))

    def _hear(self, message: Mapping[str, Any]) -> None:
        if "ready" in message:
            self.description = message["ready"]
            if self._ready and not self._ready.done():
                self._ready.set_result(None)
            self._fill()
        elif "fault" in message:
            error = KGError(message["fault"])
            error.exit_code = message["code"]
            if self._ready and not self._ready.done():
                self._ready.set_exception(error)
        elif "worker" in message and self._descriptors:
            self._pause = _AGAIN
            self._connect(message["worker"], self._descriptors.pop(0))
        else:
            # it had no room for a worker, or we have no room for the connection to one
            self._coming -= 1
            if "worker" in message:
                self._say(f"{FORGET} {message['worker']}")
            self._tell("no room", reason=message.get("error", "too many open files"))
            self._wait(self._fill)

    def _connect(self, number: int, descriptor: int) -> None:
        connection = socket.socket(fileno=descriptor)
        connection.setblocking(False)
        self._coming -= 1
        self._there += 1
        loop = asyncio.get_running_loop()
        task = loop.create_task(loop.create_unix_connection(lambda: self._welcome(number), sock=connection))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def replace(self, number: int) -> None:
        """Ask for a worker in the place of one that is gone; its number may now be used again."""
        self._there -= 1
        self._say(f"{FORGET} {number}")
        self._fill()

    def _fill(self) -> None:
        """Ask for as many workers as are missing."""
        for _ in range(self._wanted - self._coming - self._there):
            if self._say(FORK):
                self._coming += 1

    def _wait(self, act: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(self._pause, act)
        self._pause = min(2 * self._pause, _MOST_AGAIN)

    def _say(self, line: str) -> bool:
        if self._is_closed or self._line is None:
            return False
        try:
            self._line.send(line.encode() + b"\n")
        except OSError:
            return False
        return True

    def _be_left(self) -> None:
        """Start the process again; it has died, and its workers with it."""
        assert self._line is not None
        asyncio.get_running_loop().remove_reader(self._line.fileno())
        self._line.close()
        self._line = None
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors, self._coming = [], 0
        self._end()
        if self._ready is not None and not self._ready.done():
            self._ready.set_exception(
                Fault("The process that loads the dataset died of it; is every file what it says?")
            )
        elif self.description and not self._is_closed:
            self._tell("restart", reason="the process that holds the dataset has died")
            self._wait(self._restart)

    def _restart(self) -> None:
        if not self._is_closed and self._line is None:
            try:
                self._start()
            except OSError:
                self._wait(self._restart)

    def stop(self) -> None:
        """Replace nobody any more."""
        self._is_closed = True

    def close(self) -> None:
        """End the process, which has ended its workers by then."""
        if self._line is not None:
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            self._line.close()
            self._line = None
        self._end()

    def _end(self) -> None:
        if self._zygote is not None:
            try:
                self._zygote.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                self._zygote.kill()
                self._zygote.wait()
            self._zygote = None
