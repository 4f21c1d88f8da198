"""Answers that are given again: the dataset does not change while it is served, so neither does an answer.

Bounded in bytes; the least recently used go first. What breaks a limit is remembered for a moment only: so a heavy
query that is sent again and again does not keep the workers busy, and one that met a busy hour is not refused for good.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable

from kg.web.answers import Answer, RawHead, Ready

#: What an answer takes beside its bodies: its key, its head, its objects; and a head of a request, and a line of one.
_OVERHEAD, _HEAD_OVERHEAD, _LINE_OVERHEAD = 4096, 512, 128

#: Heads by which an answer is found without being looked into: of one answer, and the longest.
_MOST_HEADS, _LONGEST_HEAD = 16, 4096

#: Requests that broke a limit and are remembered.
_MOST_REFUSED = 1000


class Cache:
    """Answers by request; all in one thread."""

    def __init__(self, most: int, pause: float) -> None:
        self._most, self._pause = most, pause
        self._answers: OrderedDict[Hashable, tuple[int, Answer]] = OrderedDict()
        self._keys: dict[RawHead, tuple[Hashable, Ready]] = {}
        self._refused: OrderedDict[str, tuple[float, BaseException]] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._answers)

    def find(self, key: Hashable) -> Answer | None:
        """Return the answer to a request that was answered before, or None."""
        found = self._answers.get(key)
        if found is None:
            return None
        self._answers.move_to_end(key)
        return found[1]

    def keep(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, unless it is larger than an eighth of all; to be called again when it has grown."""
        self._forget(key)
        size = answer.size + len(repr(key)) + _OVERHEAD
        if size > self._most // 8:
            return
        self._answers[key] = size, answer
        self._grow(size)

    def _grow(self, size: int) -> None:
        self.size += size
        while self.size > self._most:
            self._forget(next(iter(self._answers)))

    def _forget(self, key: Hashable) -> None:
        size, answer = self._answers.pop(key, (0, None))
        self.size -= size
        if answer is not None:
            for raw in answer.raw_heads:
                self._keys.pop(raw, None)
            answer.raw_heads = ()

    def find_ready(self, raw: RawHead) -> Ready | None:
        """Return the bytes that answer a head of a request that has come before, letter by letter, or None."""
        found = self._keys.get(raw)
        if found is None:
            return None
        self._answers.move_to_end(found[0])
        return found[1]

    def keep_ready(self, raw: RawHead, key: Hashable, ready: Ready) -> None:
        """Keep the bytes that answer a head of a request; most clients send the same one again and again."""
        size, answer = self._answers.get(key, (0, None))
        grown = _weight(raw)
        if answer is not ready.answer or grown > _LONGEST_HEAD:
            return
        if len(answer.raw_heads) >= _MOST_HEADS:
            oldest, answer.raw_heads = answer.raw_heads[0], answer.raw_heads[1:]
            self._keys.pop(oldest, None)
            grown -= _weight(oldest)
        answer.raw_heads = (*answer.raw_heads, raw)
        self._keys[raw] = key, ready
        self._answers[key] = size + grown, answer
        self._grow(grown)

    def refuse_for_a_while(self, name: str, error: BaseException) -> None:
        """Remember that a request broke a limit, by the short name that it has in the log."""
        if self._pause:
            self._refused[name] = time.monotonic() + self._pause, error
            while len(self._refused) > _MOST_REFUSED:
                self._refused.popitem(last=False)

    def refusal(self, name: str) -> BaseException | None:
        """Return why a request was refused a moment ago, or None."""
        until, error = self._refused.get(name, (0.0, None))
        if error is not None and time.monotonic() > until:
            del self._refused[name]
            return None
        return error


def _weight(raw: RawHead) -> int:
    """Return about how many bytes a head of a request takes in memory."""
    return len(raw[0]) + sum(len(name) + len(value) + _LINE_OVERHEAD for name, value in raw[1]) + _HEAD_OVERHEAD
