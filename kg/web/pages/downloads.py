"""The page of the downloads, and the files themselves under ``data/``: those that ``kg release`` writes."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import NamedTuple

from kg.share.citation import describe_for_citing
from kg.share.claims_table import write_claims
from kg.share.dataset_record import articles, record
from kg.share.export import dataset_hash, export
from kg.share.files import media_type
from kg.share.release import TABLE, release_files
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.words.folders import bundled
from kg.words.formats import GRAPH_FORMATS, SHARED_FORMATS, web_type

_PATH = "downloads.html"

#: Where the files lie.
FOLDER = "data/"

#: Up to so many articles are named on the page; of more, the list of articles has them.
_MOST_ARTICLES = 200

#: Descriptions of the dataset for other programs, as a release has them.
DESCRIPTIONS = {
    "dcat.ttl": "for catalogues (DCAT 3, VoID)",
    "schema-org.jsonld": "for search engines (schema.org)",
    "croissant.json": "for machine learning (Croissant 1.0)",
    "ro-crate-metadata.json": "as a research object (RO-Crate)",
    "CITATION.cff": "how to cite it",
    "SHA256SUMS": "checksums of all files of a release",
}


class Download(NamedTuple):
    """One file to download: its name, what it is, what it does not hold, and how its bytes are made."""

    name: str
    title: str
    loses: str
    make: Callable[[], bytes]

    @property
    def path(self) -> str:
        """Return its path on the site."""
        return f"{FOLDER}{self.name}"


def documents() -> Iterable[Document]:
    """Yield the page and every file."""
    yield Document(_PATH, web_type(_PATH), _render)
    for download in (*data_files(), *_described(), *_asked()):
        yield Document(download.path, media_type(download.name), download.make)


def data_files() -> list[Download]:
    """Return the dataset in its formats, and the claims as a table."""
    whole = [
        Download(f"dataset{form.extensions[0]}", form.label, form.loses, partial(export, form.name))
        for form in GRAPH_FORMATS
    ]
    shared = [
        Download(f"dataset-{form.name}{form.extensions[0]}", form.label, form.loses, partial(export, form.name))
        for form in SHARED_FORMATS
        if not form.is_folder
    ]
    return [*whole, Download(TABLE, "All claims as a table, each with its standing", "", write_claims), *shared]


def _described() -> list[Download]:
    cheap = {"CITATION.cff": describe_for_citing}
    return [
        Download(name, title, "", cheap.get(name, partial(_released, name))) for name, title in DESCRIPTIONS.items()
    ]


def _asked() -> list[Download]:
    """Return the shapes and the questions, as they are written."""
    found = []
    for folder, pattern in (("shapes", "*.ttl"), ("queries", "*.rq")):
        root = bundled(folder)
        for path in sorted(root.rglob(pattern)):
            name = f"{folder}/{path.relative_to(root).as_posix()}"
            found.append(Download(name, path.stem, "", path.read_bytes))
    return found


def _released(name: str) -> bytes:
    return released()[name]


@cache
def released() -> dict[str, bytes]:
    """Return every file of a release by its name."""
    return {file.path: file.data for file in release_files()}


def _render() -> bytes:
    known = record()
    return fill(
        "downloads.html",
        _PATH,
        title="Downloads",
        description="The dataset in every format, its descriptions, its licence and how to cite it.",
        record=known,
        files=data_files(),
        descriptions=_described(),
        shapes=[download for download in _asked() if download.name.startswith("shapes/")],
        digest=dataset_hash(),
        articles=articles(),
        most_articles=_MOST_ARTICLES,
        cite=f"{known.title}, version {known.version}, {known.issued}, by {known.authors}. CC BY-SA 4.0.",
    )
