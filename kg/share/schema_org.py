"""The description of the dataset for search engines: a Dataset of schema.org, as JSON-LD that fetches nothing.

https://schema.org/Dataset
"""

import json
from typing import Any

from kg.share.dataset_record import DATASET, articles, coverage, record
from kg.share.export import dataset_hash
from kg.share.files import Listed
from kg.words.prefixes import PREFIXES


def describe_for_search(files: list[Listed]) -> bytes:
    """Return the description in JSON-LD."""
    known, about = record(), coverage()
    authors = {"@id": known.authors_iri, "@type": "Organization", "name": known.authors}
    document: dict[str, Any] = {
        "@context": {"@vocab": PREFIXES["schema"]},
        "@id": DATASET,
        "@type": "Dataset",
        "name": known.title,
        "description": known.description,
        "creator": authors,
        "publisher": {"@id": known.authors_iri},
        "license": known.licence,
        "version": known.version,
        "dateCreated": known.created,
        "datePublished": known.issued,
        "dateModified": known.modified,
        "inLanguage": known.language,
        "isAccessibleForFree": True,
        "keywords": list(known.keywords),
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "SHA-256 of the canonical N-Quads (RDFC-1.0)",
            "value": dataset_hash(),
        },
        "isBasedOn": [
            {"@type": "Article", "name": a.title, "license": a.licence, **({"url": a.address} if a.address else {})}
            for a in articles()
        ],
        "spatialCoverage": [{"@type": "Place", "@id": iri, "name": label} for iri, label in about.places],
        "temporalCoverage": f"{about.first}/{about.last}",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "contentUrl": file.path,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in files
            if file.holds_dataset
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
