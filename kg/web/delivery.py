"""The last step before a response is sent: its tag, its coding, and 304 for who has it already.

Each response that negotiates says in Vary by what; entity tags are strong, so the compressed bytes have another one
(RFC 9110, sections 8.8.3.3, 12.5.5 and 13.1.2).
"""

import gzip
import hashlib
import re
from collections.abc import Mapping

from kg.web.message import Request, Response

#: Content codings that we write, the best first. Whoever reads deflate reads gzip, and there is one form of that.
CODINGS = ("gzip",)

#: Answers change with the next build, and what was taken back must not live on in caches: they ask each time.
REVALIDATED = "public, no-cache"

#: Below this, compression costs more than it spares.
_SMALL = 860

_TEXT = re.compile(r"text/|image/svg|font/[ot]tf|application/.*(?:json|xml|sparql|n-triples|n-quads|trig|javascript)")
_TAG = re.compile(r'(?:W/)?("[^"]*")')

#: What a response that is not sent again keeps.
_KEPT = ("cache-control", "etag", "vary", "link", "access-control-allow-origin", "access-control-expose-headers")


def entity_tag(*parts: object) -> str:
    """Return the strong entity tag of what these parts determine."""
    digest = hashlib.sha256("\0".join(f"{len(str(part))} {part}" for part in parts).encode("utf-8", "replace"))
    return f'"{digest.hexdigest()[:32]}"'


def tagged(request: Request, response: Response) -> Response:
    """Return a response with an entity tag, which says no more than its bytes where it has none of its own."""
    if request.method == "POST" or response.status != 200 or "etag" in response.headers:
        return response
    if "no-store" in response.headers.get("cache-control", ""):
        return response
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    return Response(response.status, {**response.headers, "etag": tag}, response.body)


def encode(response: Response, coding: str) -> Response:
    """Return a response in a content coding, if it gains by that; what comes out can be kept for others."""
    headers = {**response.headers, "vary": _with(response.headers.get("vary", ""), "Accept-Encoding")}
    headers.setdefault("x-content-type-options", "nosniff")
    can_shrink = len(response.body) >= _SMALL and _TEXT.match(headers.get("content-type", ""))
    if coding != "gzip" or "content-encoding" in headers or not can_shrink:
        return Response(response.status, headers, response.body)
    headers["content-encoding"] = coding
    if "etag" in headers:
        headers["etag"] = f'{headers["etag"][:-1]}-{coding}"'
    return Response(response.status, headers, gzip.compress(response.body, compresslevel=6, mtime=0))


def held(tag: str, if_none_match: str) -> str | None:
    """Return the tag under which a client has what this tag stands for, in whichever coding, or None."""
    if if_none_match.strip() == "*":
        return tag
    ours = {tag, *(f'{tag[:-1]}-{coding}"' for coding in CODINGS)}
    return next((t for t in _TAG.findall(if_none_match) if t in ours), None)


def not_modified(headers: Mapping[str, str]) -> Response:
    """Return 304 with what it keeps of the headers of the answer that it stands for (RFC 9110, section 15.4.5)."""
    return Response(304, {name: value for name, value in headers.items() if name in _KEPT})


def _with(vary: str, name: str) -> str:
    names = [part.strip() for part in vary.split(",") if part.strip()]
    return ", ".join(names if name.lower() in map(str.lower, names) or "*" in names else [*names, name])
