"""Puts one document into a cache of requests_cache, so that roc-validator reads it from there: context, address, cache.

Run by the Python of the tools for packaging, not by that of the project.
"""

import sys
from io import BytesIO
from pathlib import Path

from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse


class FromFile(HTTPAdapter):
    """Answers every request with one file."""

    def send(self, request, **_):
        body = BytesIO(Path(sys.argv[1]).read_bytes())
        headers = {"Content-Type": "application/ld+json"}
        return self.build_response(request, HTTPResponse(body, headers, 200, preload_content=False))


with CachedSession(cache_name=sys.argv[3], backend="sqlite") as session:
    session.mount("https://", FromFile())
    session.get(sys.argv[2]).raise_for_status()
