"""The description of the whole release as a research object: RO-Crate 1.1.

https://www.researchobject.org/ro-crate/specification/1.1/
"""

import json
from pathlib import PurePosixPath
from typing import Any

from kg.share.dataset_record import articles, coverage, record
from kg.share.files import Listed

_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_PROFILE = "https://w3id.org/ro/crate/1.1"

_CODE_LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"

#: Folders that are under the licence of the code.
_CODE = ("queries", "shapes")

#: What the folders of a release hold.
FOLDERS = {
    "aligned": "The facts in vocabularies that readers already know.",
    "ontology": "The ontology: its page, its files, and the rules that compute facts.",
    "queries": "The bundled questions, in SPARQL.",
    "shapes": "The SHACL shapes that the dataset is held against.",
}


def describe_as_crate(files: list[Listed]) -> bytes:
    """Return the description in JSON-LD; every file of the release is named in it."""
    known = record()
    top = [f for f in files if "/" not in f.path]
    folders = sorted({f.path.partition("/")[0] for f in files} - {f.path for f in top})
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": known.title,
        "description": known.description,
        "datePublished": known.issued,
        "license": {"@id": known.licence},
        "author": {"@id": known.authors_iri},
        "publisher": {"@id": known.authors_iri},
        "version": known.version,
        "keywords": ", ".join(known.keywords),
        "inLanguage": known.language,
        "isBasedOn": [{"@id": article.address or article.iri} for article in articles()],
        "spatialCoverage": [{"@id": iri} for iri, _ in coverage().places],
        "temporalCoverage": f"{coverage().first}/{coverage().last}",
        "hasPart": [*({"@id": f.path} for f in top), *({"@id": f"{folder}/"} for folder in folders)],
    }
    graph = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": _PROFILE},
        },
        root,
        {"@id": known.authors_iri, "@type": "Organization", "name": known.authors, "url": known.authors_iri},
        {
            "@id": known.licence,
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution-ShareAlike 4.0 International",
            "description": "Share and adapt with attribution, under the same licence.",
        },
        {
            "@id": _CODE_LICENCE,
            "@type": "CreativeWork",
            "name": "Apache Licence, version 2.0",
            "description": "The licence of the shapes and the questions.",
        },
        *({"@id": iri, "@type": "Place", "name": label} for iri, label in coverage().places),
        *(
            {"@id": a.address or a.iri, "@type": "CreativeWork", "name": a.title, "license": {"@id": a.licence}}
            for a in articles()
        ),
        *(_folder(folder, files) for folder in folders),
        *map(_file, files),
    ]
    document = {"@context": _CONTEXT, "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _folder(folder: str, files: list[Listed]) -> dict[str, Any]:
    return {
        "@id": f"{folder}/",
        "@type": "Dataset",
        "name": folder,
        "description": FOLDERS[folder],
        "license": {"@id": _CODE_LICENCE if folder in _CODE else record().licence},
        "hasPart": [{"@id": f.path} for f in files if f.path.startswith(f"{folder}/")],
    }


def _file(file: Listed) -> dict[str, Any]:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.title or PurePosixPath(file.path).name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
    }
