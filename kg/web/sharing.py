"""What browsers must be told before a page of somebody else's may read from here: CORS (Fetch Standard, section 3.2).

Everything here is public and nothing depends on who asks, so every origin may read, and credentials play no part.
"""

from kg.web.message import Response

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
