"""How to cite the dataset: the Citation File Format 1.2.0, which GitHub, Zenodo and Zotero read.

https://github.com/citation-file-format/citation-file-format
"""

import json

from kg.share.dataset_record import articles, record


def describe_for_citing() -> bytes:
    """Return the description in YAML; strings are written as JSON writes them, which YAML reads."""
    known = record()
    source = next(article for article in articles() if article.address)
    lines = [
        "# How to cite the dataset; made by 'kg release' from ontology/dataset.ttl.",
        "cff-version: 1.2.0",
        "type: dataset",
        "message: If you use this dataset, cite it as below, and name the article that it is made from.",
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
        "  - type: encyclopedia",
        f"    title: {_text(source.title)}",
        f"    url: {_text(source.address or '')}",
        "    authors:",
        f"      - name: {_text(source.publisher or '')}",
        "    license: CC-BY-SA-4.0",
    ]
    return "\n".join(lines).encode() + b"\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
