"""The site as files for any web host: the pages of the server, byte for byte, and an engine in the browser for queries.

A list of all files with their hashes lies at the root; by it the next run knows what it may replace.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from kg.ask.names import things
from kg.share.description import write_description
from kg.share.surroundings import surroundings
from kg.store.pool import share_out
from kg.store.swap import replace_folder
from kg.web.pages.contents import documents
from kg.web.pages.downloads import FOLDER, released
from kg.web.pages.entity import alternates
from kg.web.pages.query import vendored
from kg.web.pages.query_data import SERVICE, service
from kg.web.pages.view import evidence
from kg.words.errors import CannotWrite
from kg.words.formats import GRAPH_FORMATS
from kg.words.progress import told

#: The list of files: its name is no name of a release, so that neither is ever taken for the other.
MANIFEST = "site-files.sha256"

#: How many files are made at a time; one that is made from a whole release says whether the site has such files.
_BATCH = 64
_DESCRIBED = f"{FOLDER}SHA256SUMS"


def write_site(folder: Path) -> bool:
    """Put the site into a folder, in whole or not at all; return whether that changed anything.

    A folder that holds an earlier site of ours is replaced; raises CannotWrite for one that holds anything else.
    """
    return replace_folder(folder, site_files(), _written(folder))


def site_files() -> dict[str, bytes]:
    """Return every file of the site by its path; no endpoint stands behind files, so the browser answers queries."""
    known = documents()
    # what a release holds is written once for it and for the downloads
    ready = {f"{FOLDER}{name}": data for name, data in released().items()} if _DESCRIBED in known else {}
    made = {path: data for path, data in ready.items() if path in known}
    rest = [path for path in known if path not in made]
    files = {**made, **_each("pages", _render, rest), **_descriptions()}
    files[SERVICE] = service(endpoint=None)
    files[MANIFEST] = _manifest(files.items())
    return files


def _descriptions() -> dict[str, bytes]:
    """Return what each page of a thing names as the same in other formats; a server makes these when they are asked."""
    wanted = [path for thing in things().values() for path, _, _ in alternates(f"id/{thing.id}")]
    # what every record needs is read before the work is shared
    surroundings(next(iter(things().values())).iri)
    evidence()
    return _each("records", _describe, wanted)


def _each(step: str, make: Callable[[str], bytes], paths: Sequence[str]) -> dict[str, bytes]:
    """Return the bytes of each file by its path, made by all cores."""
    batches = [paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH)]
    done = told(step, share_out(_make, make, batches), len(batches))
    return dict(zip(paths, chain.from_iterable(done), strict=True))


def _make(make: Callable[[str], bytes], paths: Sequence[str]) -> list[bytes]:
    return [make(path) for path in paths]


def _render(path: str) -> bytes:
    return documents()[path].render()


def _describe(path: str) -> bytes:
    stem, dot, extension = path.rpartition(".")
    form = next(form for form in GRAPH_FORMATS if f"{dot}{extension}" in form.extensions)
    return write_description(stem, form, evidence())


def answers_queries() -> bool:
    """Return whether the build has brought the engine by which a site without a server answers queries."""
    return any(path.suffix == ".wasm" for path in vendored())


def _manifest(files: Iterable[tuple[str, bytes]]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files)).encode()


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
