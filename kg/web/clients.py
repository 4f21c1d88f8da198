"""Who a client is, and how much of the server it may have at a time; kept in memory only while it is needed."""

import ipaddress
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from kg.web.settings import Settings
from kg.words.errors import UsageError

#: Clients that are remembered; the ones that have not been seen for longest are forgotten first.
_MOST = 10_000

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(slots=True)
class Client:
    """What one client has of the server at the moment."""

    tokens: float
    seen: float = field(default_factory=time.monotonic)
    connections: int = 0
    queries: int = 0


class Clients:
    """All clients by address; those of this machine are not counted, for behind them may be a proxy, or the owner."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clients: OrderedDict[str, Client] = OrderedDict()
        self._proxies = tuple(_network(text) for text in settings.proxies)

    def name(self, address: str, forwarded: str) -> str | None:
        """Return by what a client is counted, or None for one that is not.

        The address is that of the connection or, behind proxies that are believed, the last one in X-Forwarded-For
        that is none of theirs. An IPv6 client is its /64, for that is what one customer is given.
        """
        if not self._proxies:
            return None if address in ("127.0.0.1", "::1") else _counted(address)
        for hop in [address, *reversed(forwarded.split(","))]:
            address = hop.strip()
            if not self._is_proxy(address):
                break
        return _counted(address)

    def _is_proxy(self, address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._proxies)

    def _client(self, name: str) -> Client:
        client = self._clients.get(name)
        if client is None:
            client = self._clients[name] = Client(self._settings.client_burst)
            while len(self._clients) > _MOST:
                oldest = next(iter(self._clients))
                if self._clients[oldest].connections or self._clients[oldest].queries:
                    self._clients.move_to_end(oldest)
                    break
                del self._clients[oldest]
        self._clients.move_to_end(name)
        return client

    def connect(self, address: str) -> bool:
        """Count a connection; return False if its client has as many as it may."""
        if self._is_proxy(address) or (name := self.name(address, "")) is None:
            return True
        client, most = self._client(name), self._settings.client_connections
        client.connections += 1
        return not most or client.connections <= most

    def disconnect(self, address: str) -> None:
        """Count a connection that has ended."""
        name = None if self._is_proxy(address) else self.name(address, "")
        if name is not None and name in self._clients:
            self._clients[name].connections -= 1

    def wait(self, name: str) -> float:
        """Count a request; return after how many seconds it may come again if it comes too soon, or 0."""
        rate = self._settings.client_rate
        if not rate:
            return 0
        client, now = self._client(name), time.monotonic()
        client.tokens = min(self._settings.client_burst, client.tokens + (now - client.seen) * rate)
        client.seen = now
        if client.tokens < 1:
            return (1 - client.tokens) / rate
        client.tokens -= 1
        return 0

    def begin(self, name: str) -> bool:
        """Count a query that goes to a worker; return False if its client has as many there as it may."""
        client, most = self._client(name), self._settings.client_queries
        if most and client.queries >= most:
            return False
        client.queries += 1
        return True

    def end(self, name: str) -> None:
        """Count a query that has ended."""
        if name in self._clients:
            self._clients[name].queries -= 1


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise UsageError(f"'{text}' is no address or network of a proxy, such as 10.0.0.7 or 10.0.0.0/8.") from None


def _counted(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
