"""The site as files for any web host: the pages of the server, byte for byte, and an engine in the browser for queries.

A list of all files with their hashes lies at the root; by it the next run knows what it may replace.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.store.swap import replace_folder
from kg.web.pages.contents import documents
from kg.web.pages.entity import alternates
from kg.web.pages.query import vendored
from kg.web.pages.query_data import SERVICE, service
from kg.web.pages.view import evidence
from kg.words.errors import CannotWrite
from kg.words.formats import GRAPH_FORMATS
from kg.words.progress import told

#: The list of files: its name is no name of a release, so that neither is ever taken for the other.
MANIFEST = "site-files.sha256"


def write_site(folder: Path) -> bool:
    """Put the site into a folder, in whole or not at all; return whether that changed anything.

    A folder that holds an earlier site of ours is replaced; raises CannotWrite for one that holds anything else.
    """
    return replace_folder(folder, site_files(), _written(folder))


def site_files() -> dict[str, bytes]:
    """Return every file of the site by its path; no endpoint stands behind files, so the browser answers queries."""
    files = {path: document.render() for path, document in told("pages", documents().items())} | _descriptions()
    files[SERVICE] = service(endpoint=None)
    files[MANIFEST] = _manifest(files.items())
    return files


def _descriptions() -> dict[str, bytes]:
    """Return what each page of a thing names as the same in other formats; a server makes these when they are asked."""
    from kg.share.description import write_description

    pages = [path.removesuffix(".html") for path in documents() if path.startswith("id/") and path.endswith(".html")]
    forms = {extension: form for form in GRAPH_FORMATS for extension in form.extensions}
    wanted = [(page, path) for page in pages for path, _, _ in alternates(page)]
    return {
        path: write_description(page, forms[path.removeprefix(page)], evidence())
        for page, path in told("records", wanted)
    }


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
