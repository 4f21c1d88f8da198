"""What a client asks and what it gets: two values, so that everything between them is a pure function."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Request:
    """One HTTP request, whole: the path decoded and without its query, header names in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the query string, in their order, each as often as it is given."""
        return parse_qsl(self.query, keep_blank_values=True)

    def header(self, name: str) -> str:
        """Return the value of a header, or an empty string."""
        return self.headers.get(name, "")


@dataclass(frozen=True)
class Response:
    """One HTTP response, whole: nothing of it is sent before all of it is known."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
