"""What the server has done, as numbers: the text format of Prometheus, which is too small to need a library."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

#: What the text is (Prometheus exposition formats, text format 0.0.4).
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

#: Upper ends, in seconds, of the classes of durations.
BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0)

_HELP = {
    "kg_requests_total": ("counter", "Requests by what they asked for and how they were answered."),
    "kg_request_seconds": ("histogram", "Time from the head of a request to the last byte of its answer."),
    "kg_sent_bytes_total": ("counter", "Bytes of the bodies of answers."),
    "kg_cache_hits_total": ("counter", "Answers that were given again."),
    "kg_cache_bytes": ("gauge", "Memory of the answers that are kept."),
    "kg_connections": ("gauge", "Connections that are open."),
    "kg_workers": ("gauge", "Workers that live."),
    "kg_workers_busy": ("gauge", "Workers that are at work."),
    "kg_workers_killed_total": ("counter", "Workers that were ended, or died, before they answered."),
    "kg_waiting": ("gauge", "Requests that wait for a worker."),
    "kg_triples": ("gauge", "Triples in the dataset that is served."),
}


class Metrics:
    """Counts; all in one thread."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._classes = [0] * (len(BUCKETS) + 1)
        self._seconds = 0.0
        self.sent = self.hits = 0

    def count(self, kind: str, status: int, seconds: float | None = None, size: int = 0, cached: bool = False) -> None:
        """Count a request; what was refused before it was read has no duration."""
        self._requests[kind, status] += 1
        self.sent += size
        self.hits += cached
        if seconds is not None:
            self._classes[bisect_left(BUCKETS, seconds)] += 1
            self._seconds += seconds

    def write(self, gauges: Mapping[str, float]) -> bytes:
        """Return all numbers as text; those that are known elsewhere are given."""
        numbers = {**gauges, "kg_sent_bytes_total": self.sent, "kg_cache_hits_total": self.hits}
        lines: list[str] = []
        for name, (kind, sentence) in _HELP.items():
            lines += [f"# HELP {name} {sentence}", f"# TYPE {name} {kind}"]
            if name == "kg_requests_total":
                lines += (
                    f'{name}{{kind="{what}",status="{status}"}} {count}'
                    for (what, status), count in sorted(self._requests.items())
                )
            elif name == "kg_request_seconds":
                lines += self._histogram(name)
            else:
                lines.append(f"{name} {numbers[name]:g}" if name in gauges else f"{name} {numbers[name]}")
        return ("\n".join(lines) + "\n").encode()

    def _histogram(self, name: str) -> Iterable[str]:
        total = 0
        for end, count in zip((*(f"{end:g}" for end in BUCKETS), "+Inf"), self._classes, strict=True):
            total += count
            yield f'{name}_bucket{{le="{end}"}} {total}'
        yield f"{name}_sum {self._seconds:.6f}"
        yield f"{name}_count {total}"
