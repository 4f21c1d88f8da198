"""What a page or a file of the site is, before anybody asks for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """One document of the site: its path from the root of the site, its media type, and how its bytes are made."""

    path: str
    media_type: str
    render: Callable[[], bytes]
