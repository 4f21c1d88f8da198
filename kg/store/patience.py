"""Asking a remote service again: few times, later each time, as late as it says, and never beyond a deadline."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from kg.words.errors import Temporary, Throttled

T = TypeVar("T")

#: How often a question is put at most, and the seconds before the second and the third time.
PAUSES = (1.0, 4.0)


def patiently(call: Callable[[float], T], seconds: float, sleep: Callable[[float], None] = time.sleep) -> T:
    """Return what the call returns; it gets the seconds that are left, and is repeated after what may pass.

    No wait and no call goes beyond the seconds in all. Raises what the last call raised.
    """
    deadline = time.monotonic() + seconds
    for pause in (*PAUSES, None):
        try:
            return call(max(deadline - time.monotonic(), 0.1))
        except Temporary as error:
            wait = error.wait if isinstance(error, Throttled) and error.wait is not None else pause
            if pause is None or wait is None or time.monotonic() + wait >= deadline:
                raise
            sleep(wait)
    raise AssertionError("the last pause is None")


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3), or None for none or nonsense.

    >>> retry_after("7"), retry_after("soon"), retry_after(None), retry_after("-3")
    (7.0, None, None, None)
    >>> retry_after("Tue, 24 Nov 2026 10:00:30 GMT", datetime(2026, 11, 24, 10, tzinfo=UTC))
    30.0
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - (now or datetime.now(UTC))).total_seconds(), 0.0)
