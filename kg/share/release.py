"""A release: the dataset in its formats, the descriptions, the ontology, shapes and questions, and their checksums.

Its bytes depend on the files of the project alone: version and dates are those of ontology/dataset.ttl.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from kg.share.alignment import export_as, vocabularies
from kg.share.citation import describe_for_citing
from kg.share.claims_table import write_claims
from kg.share.croissant import describe_for_learning
from kg.share.dcat import describe_for_catalogues
from kg.share.export import export
from kg.share.files import File, Listed, checksums
from kg.share.ontology_page import document_ontology
from kg.share.ro_crate import describe_as_crate
from kg.share.schema_org import describe_for_search
from kg.store.swap import make_folder, write_into
from kg.words.folders import bundled
from kg.words.formats import GRAPH_FORMATS
from kg.words.progress import told

#: The table of claims, and the list of checksums.
TABLE = "claims.csv"
SUMS = "SHA256SUMS"

#: Texts that go with the data.
_TEXTS = {
    "CHANGELOG.md": "What has changed",
    "LICENSE": "The licence of the code, the shapes and the questions: Apache-2.0",
    "LICENSE-DATA": "The licence of the data and the ontology: CC BY-SA 4.0, with the attribution that it asks for",
    "README.md": "What it is and how to use it",
}


def release(folder: Path) -> bool:
    """Put a release into a folder, in whole or not at all; return whether that changed anything.

    A folder that holds an earlier release is replaced; one that holds anything else is left alone.
    """
    return make_folder(folder, _write, _released(folder))


def release_files() -> Iterator[File]:
    """Yield every file of a release, one after the other, so that no more than one need be held."""
    listed: list[Listed] = []

    def lists(files: Iterable[File]) -> Iterator[File]:
        for file in files:
            listed.append(file.listed)
            yield file

    yield from lists(
        chain(_dataset(), _aligned(), _ontology(), _bundled("shapes", "*.ttl"), _bundled("queries", "*.rq"))
    )
    listed.sort()
    yield from lists(File(name, title, bundled(name).read_bytes()) for name, title in _TEXTS.items())
    descriptions = [
        File("CITATION.cff", "How to cite the dataset", describe_for_citing()),
        File(
            "croissant.json", "The dataset for machine learning (Croissant 1.0)", describe_for_learning(listed, TABLE)
        ),
        File("dcat.ttl", "The dataset for catalogues (DCAT 3, VoID)", describe_for_catalogues(listed)),
        File("schema-org.jsonld", "The dataset for search engines (schema.org)", describe_for_search(listed)),
    ]
    yield from lists(descriptions)
    yield from lists([File("ro-crate-metadata.json", "The release as a research object", describe_as_crate(listed))])
    yield File(SUMS, "The checksums of all other files", checksums(listed))


def _write(folder: Path) -> None:
    for file in release_files():
        write_into(folder, file.path, file.data)


def _dataset() -> Iterator[File]:
    for form in told("formats", GRAPH_FORMATS):
        name, title = f"dataset{form.extensions[0]}", f"The dataset in {form.label}"
        yield File(name, title, export(form.name), holds_dataset=True)
    yield File(TABLE, "All claims as a table, each with its standing", write_claims(), holds_dataset=True)


def _aligned() -> Iterator[File]:
    for name in told("vocabularies", vocabularies()):
        yield File(f"aligned/{name}.ttl", f"The facts for {name}", export_as(name))


def _ontology() -> list[File]:
    """Return the page with its files, and the sources that it is made from, with the rules for facts and the record."""
    made = [File(f"ontology/{name}", "", data) for name, data in document_ontology().items()]
    return [*made, *_bundled("ontology", "*.ttl"), *_bundled("ontology", "*.rq"), *_bundled("ontology", "*.jsonld")]


def _bundled(folder: str, pattern: str) -> list[File]:
    root = bundled(folder)
    return [File(f"{folder}/{p.relative_to(root).as_posix()}", "", p.read_bytes()) for p in root.rglob(pattern)]


def _released(folder: Path) -> list[str]:
    """Return the files that a release before put into a folder, by its list of checksums."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [SUMS, *(line[66:] for line in lines)]
