"""One line of JSON for each request, without personal data: no address, no names, and no query but a hash of it.

The hash is salted anew at each start: lines of one run can be compared, and nobody can look up who asked for whom.
"""

import asyncio
import json
import os
import sys
from functools import lru_cache
from hashlib import blake2b
from time import gmtime, strftime, time
from typing import Any

#: Lines are written together, this many seconds after the first.
_DELAY = 0.2

_SALT = os.urandom(16)


def name_of(key: object) -> str:
    """Return by what the log calls a request: equal ones have equal names until the server starts again."""
    return blake2b(repr(key).encode("utf-8", "replace"), digest_size=8, key=_SALT).hexdigest()


@lru_cache(2)
def _second(now: int) -> str:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(now))


class Log:
    """Lines on standard error; written rarely, because writing blocks."""

    def __init__(self, is_on: bool) -> None:
        self._is_on = is_on
        self._lines: list[str] = []

    def request(
        self, kind: str, method: str, status: int, seconds: float, size: int, cached: bool, query: str = ""
    ) -> None:
        """Log a request: what it asked for, how it was answered, in how many milliseconds, with how many bytes."""
        if self._is_on:
            now = time()
            self._add(
                f'{{"time":"{_second(int(now))}.{int(now % 1 * 1000):03}Z","kind":"{kind}",'
                f'"method":"{method if method.isalpha() else ""}","status":{status},"ms":{seconds * 1000:.2f},'
                f'"bytes":{size},"cached":{"true" if cached else "false"},"query":"{query}"}}\n'
            )

    def event(self, event: str, **more: Any) -> None:
        """Log what happened to the server itself; this is never left out."""
        now = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
        self._add(json.dumps({"time": now, "event": event, **more}) + "\n")

    def _add(self, line: str) -> None:
        if not self._lines:
            try:
                asyncio.get_running_loop().call_later(_DELAY, self.flush)
            except RuntimeError:
                sys.stderr.write(line)
                return
        self._lines.append(line)

    def flush(self) -> None:
        """Write what has gathered; a log that nobody reads any more does not stop the server."""
        text, self._lines = "".join(self._lines), []
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._is_on = False
