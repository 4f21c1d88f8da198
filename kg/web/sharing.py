"""What browsers must be told before a page of somebody else's may read from here: CORS (Fetch Standard, section 3.2).

Everything here is public and nothing depends on who asks, so every origin may read, and credentials play no part.
"""

from collections.abc import Callable

from kg.web.message import Request, Response
from kg.web.problems import Refusal, problem
from kg.words.errors import KGError

#: On every answer of a path that may be read from other sites.
READABLE = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Allow, Accept-Post, Retry-After",
}


def preflight(methods: tuple[str, ...]) -> Response:
    """Return the answer to OPTIONS: what may be done with a resource, and that other sites may do it."""
    allowed = ", ".join(methods)
    headers = {
        "allow": allowed,
        "access-control-allow-methods": allowed,
        "access-control-allow-headers": "Accept, Accept-Language, Content-Type, If-None-Match, *",
        "access-control-max-age": "86400",
    }
    return Response(204, {**headers, **READABLE})


def shared(request: Request, methods: tuple[str, ...], respond: Callable[[], Response]) -> Response:
    """Return what is answered, or what is wrong with the request, to be read from other sites, too."""
    if request.method == "OPTIONS":
        return preflight(methods)
    try:
        response = respond()
    except (Refusal, KGError) as error:
        response = problem(error, request)
    return Response(response.status, {**response.headers, **READABLE}, response.body)
