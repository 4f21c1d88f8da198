"""The site as files for any web host: the pages of the server, byte for byte, and an engine in the browser for queries.

A list of all files with their hashes lies at the root; by it the next run knows what it may replace.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from kg.ask.names import things
from kg.share.description import write_description
from kg.share.release import release_files
from kg.share.surroundings import surroundings
from kg.store.pool import share_out
from kg.store.swap import make_folder, write_into
from kg.web.pages.contents import documents
from kg.web.pages.downloads import FOLDER
from kg.web.pages.entity import alternates
from kg.web.pages.query import vendored
from kg.web.pages.query_data import SERVICE, service
from kg.web.pages.view import evidence
from kg.words.errors import CannotWrite
from kg.words.formats import GRAPH_FORMATS
from kg.words.progress import told

#: The list of files: its name is no name of a release, so that neither is ever taken for the other.
MANIFEST = "site-files.sha256"

#: How many files are made at a time.
_BATCH = 64

#: The file that says whether the site has those of a whole release.
_DESCRIBED = f"{FOLDER}SHA256SUMS"


def write_site(folder: Path) -> bool:
    """Put the site into a folder, in whole or not at all; return whether that changed anything.

    A folder that holds an earlier site of ours is replaced; raises CannotWrite for one that holds anything else.
    """
    return make_folder(folder, _write, _written(folder))


def _write(folder: Path) -> None:
    """Write every file of the site, by all cores, each as it is made.

    No endpoint stands behind files, so the browser answers queries.
    """
    released = [path for path in documents() if path.startswith(FOLDER)]
    pages = [path for path in documents() if not path.startswith(FOLDER) and path != SERVICE]
    batches = [*([released] if released else ()), *_batches(pages), *_batches(_descriptions())]
    with closing(share_out(_write_batch, folder, batches)) as done:
        digests = {path: digest for found in told("files", done, len(batches)) for path, digest in found.items()}
    digests[SERVICE] = _put(folder, SERVICE, service(endpoint=None))
    write_into(folder, MANIFEST, "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode())


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))


def _descriptions() -> list[str]:
    """Return what each page of a thing names as the same in other formats; a server makes these when they are asked."""
    # what every description needs is read before the work is shared
    surroundings(next(iter(things().values())).iri)
    evidence()
    return [path for thing in things().values() for path, _, _ in alternates(f"id/{thing.id}")]


def _write_batch(folder: Path, paths: Sequence[str]) -> dict[str, str]:
    """Write some files of the site; return the SHA-256 of each by its path."""
    return {path: _put(folder, path, data) for path, data in _make(paths)}


def _put(folder: Path, path: str, data: bytes) -> str:
    write_into(folder, path, data)
    return hashlib.sha256(data).hexdigest()


def _make(paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield some files of the site by their paths; what a release holds is made with it, for it names its sizes."""
    rest = dict.fromkeys(paths)
    if _DESCRIBED in rest:
        for file in release_files():
            path = f"{FOLDER}{file.path}"
            if path in rest:
                del rest[path]
                yield path, file.data
    for path in rest:
        yield path, documents()[path].render() if path in documents() else _describe(path)


def _describe(path: str) -> bytes:
    stem, dot, extension = path.rpartition(".")
    form = next(form for form in GRAPH_FORMATS if f"{dot}{extension}" in form.extensions)
    return write_description(stem, form, evidence())


def answers_queries() -> bool:
    """Return whether the build has brought the engine by which a site without a server answers queries."""
    return any(path.suffix == ".wasm" for path in vendored())


def _written(folder: Path) -> list[str]:
    """Return the files that an earlier run has put into a folder and nobody has changed since."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    named = {line[66:]: line[:64] for line in lines}
    for path, digest in named.items():
        file = folder / path
        if file.is_file() and not file.is_symlink() and hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise CannotWrite(f"{folder}: '{path}' was changed by somebody since; move it away or name a new folder.")
    return [MANIFEST, *named]
