"""The description of the dataset for machine learning: Croissant 1.0, with the table of claims as its records.

https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html
"""

import json
from pathlib import Path
from typing import Any

from kg.share.claims_table import COLUMNS
from kg.share.dataset_record import DATASET, articles, record
from kg.share.files import Listed

#: The context that the specification asks every file to begin with.
_CONTEXT = Path(__file__).with_name("croissant-context.json")

_PROFILE = "http://mlcommons.org/croissant/1.0"

_RISK = (
    "Rows whose standing is not 'fact' are not facts: somebody says them, the article denies them, or they lack a "
    "source. Most of the people named are alive; no row may be used without its standing and its speaker."
)


def describe_for_learning(files: list[Listed], table: str) -> bytes:
    """Return the description in JSON-LD; ``table`` is the path of the table of claims."""
    known = record()
    document: dict[str, Any] = {
        "@context": json.loads(_CONTEXT.read_text(encoding="utf-8")),
        "@type": "Dataset",
        "conformsTo": _PROFILE,
        "name": known.title,
        "description": known.description,
        "url": DATASET,
        "license": known.licence,
        "creator": {"@type": "Organization", "name": known.authors, "url": known.authors_iri},
        "publisher": {"@type": "Organization", "name": known.authors, "url": known.authors_iri},
        "datePublished": known.issued,
        "version": known.version,
        "inLanguage": known.language,
        "keywords": list(known.keywords),
        "isBasedOn": [article.address for article in articles() if article.address],
        "citeAs": f"{known.authors} ({known.issued[:4]}). {known.title}, version {known.version}. {DATASET}",
        "rai:personalSensitiveInformation": _RISK,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path,
                "description": file.title,
                "contentUrl": file.path,
                "contentSize": f"{file.size} B",
                "encodingFormat": file.media_type,
                "sha256": file.sha256,
            }
            for file in files
            if file.holds_dataset
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "claims",
                "name": "claims",
                "description": f"One record for each claim. {_RISK}",
                "field": [_field(table, name, holds) for name, holds in COLUMNS.items()],
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _field(table: str, name: str, holds: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"claims/{name}",
        "name": name,
        "description": holds,
        "dataType": "sc:Boolean" if name == "denied" else "sc:Text",
        "source": {"fileObject": {"@id": table}, "extract": {"column": name}},
    }
