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
    def sha256(self) -> str:
        """Return the SHA-256 of the file, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def media_type(self) -> str:
        """Return the media type that the file's name announces."""
        ending = PurePosixPath(self.path).suffix
        known = {end: f.media_type for f in (*reversed(ROW_FORMATS), *reversed(GRAPH_FORMATS)) for end in f.extensions}
        return {**known, **_OTHERS}.get(ending, "text/plain")


def checksums(files: list[File]) -> bytes:
    """Return the checksums in the form that ``sha256sum --check`` reads."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in sorted(files)).encode()
