"""How to cite the dataset: the Citation File Format 1.2.0, which GitHub, Zenodo and Zotero read.

https://github.com/citation-file-format/citation-file-format
"""

import json

from kg.share.attribution import licence_name, stored
from kg.share.dataset_record import Article, record


def describe_for_citing() -> bytes:
    """Return the description in YAML; strings are written as JSON writes them, which YAML reads."""
    known = record()
    lines = [
        "# How to cite the dataset; made by 'kg release' from ontology/dataset.ttl.",
        "cff-version: 1.2.0",
        "type: dataset",
        "message: If you use this dataset, cite it as below, and name the articles that it is made from.",
        f"title: {_text(known.title)}",
        f"abstract: {_text(known.description)}",
        "authors:",
        f"  - name: {_text(known.authors)}",
        f"version: {_text(known.version)}",
        f"date-released: {known.issued}",
        "license: CC-BY-SA-4.0",
        "keywords:",
        *(f"  - {_text(word)}" for word in known.keywords),
        "references:",
        *(line for source in stored() for line in _reference(source)),
    ]
    return "\n".join(lines).encode() + b"\n"


def _reference(source: Article) -> list[str]:
    return [
        "  - type: encyclopedia",
        f"    title: {_text(source.title)}",
        f"    url: {_text(source.address or '')}",
        "    authors:",
        f"      - name: {_text(source.publisher or 'its authors')}",
        f"    license: {licence_name(source.licence)}",
    ]


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
