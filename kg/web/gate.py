"""What all connections share: how many there are, what is on its way out, who they are, and where it is noted."""

from dataclasses import dataclass, field
from time import perf_counter

from kg.web.clients import Clients
from kg.web.log import Log
from kg.web.metrics import Metrics
from kg.web.settings import Settings


@dataclass(eq=False)
class Gate:
    """The state of the server as its connections see it; those that were refused are leaving, and take no place."""

    settings: Settings
    clients: Clients
    log: Log
    metrics: Metrics = field(default_factory=Metrics)
    connections: int = 0
    leaving: int = 0
    outgoing: int = 0

    def note(self, kind: str, method: str, status: int, started: float, size: int, is_cached: bool, name: str) -> None:
        """Count a request that has been answered, and log it."""
        seconds = perf_counter() - started
        self.metrics.count(kind, status, seconds, size, is_cached)
        self.log.request(kind, method, status, seconds, size, is_cached, name)
