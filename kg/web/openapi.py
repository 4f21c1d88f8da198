"""The description of every route for programs and their makers: OpenAPI 3.1, written by hand, bundled as a file."""

from functools import cache
from pathlib import Path

from kg.web.message import Request, Response
from kg.web.sharing import READABLE
from kg.words.formats import web_type

_FILE = Path(__file__).with_name("openapi.json")


def answer_openapi(_: Request) -> Response:
    """Return the description as it lies in the package."""
    return Response(200, {"content-type": web_type(_FILE.name), **READABLE}, description())


@cache
def description() -> bytes:
    """Return the description (https://spec.openapis.org/oas/v3.1.1.html)."""
    return _FILE.read_bytes()
