"""The files of a release: where each lies, what it is, and its checksum."""

import hashlib
from pathlib import PurePosixPath
from typing import NamedTuple

from kg.words.formats import GRAPH_FORMATS, ROW_FORMATS

#: Media types of what is neither a graph nor rows (IANA; RFC 9512 for YAML).
_OTHERS = {
    ".cff": "application/yaml",
    ".html": "text/html",
    ".rq": "application/sparql-query",
}


class File(NamedTuple):
    """One file of a release; ``holds_dataset`` is true of those that hold the dataset as a whole."""

    path: str
    title: str
    data: bytes
    holds_dataset: bool = False

    @property
    def listed(self) -> "Listed":
        """Return what is told of it."""
        digest = hashlib.sha256(self.data).hexdigest()
        return Listed(self.path, self.title, len(self.data), digest, self.holds_dataset)


class Listed(NamedTuple):
    """What is told of a file of a release: its size in bytes, and its SHA-256 in hexadecimal digits."""

    path: str
    title: str
    size: int
    sha256: str
    holds_dataset: bool

    @property
    def media_type(self) -> str:
        """Return the media type that the file's name announces."""
        return media_type(self.path)


def media_type(path: str) -> str:
    """Return the media type that the name of a file of a release announces."""
    known = {end: f.media_type for f in (*reversed(ROW_FORMATS), *reversed(GRAPH_FORMATS)) for end in f.extensions}
    return {**known, **_OTHERS}.get(PurePosixPath(path).suffix, "text/plain")


def checksums(files: list[Listed]) -> bytes:
    """Return the checksums in the form that ``sha256sum --check`` reads."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in sorted(files)).encode()
