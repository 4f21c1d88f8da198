"""The list of references of one article, and the entries of the list in the stored text."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.source.article import Article
from kg.source.yaml_file import read_yaml

_ENTRY = re.compile(r"(?P<number>[1-9][0-9]*)\. +(?P<backlinks>(?:[0-9]+ )*(?=\S))(?P<text>.*)")


@dataclass(frozen=True)
class Entry:
    """One entry of the list in the stored text, with its place and the number of its back-links."""

    number: int
    start: int
    end: int
    text: str
    backlinks: int


@dataclass(frozen=True)
class Reference:
    """One reference as a person described it; ``entry`` is None where the list has none."""

    number: int
    fields: dict[str, str]
    authors: tuple[str, ...]
    entry: Entry | None
    path: Path
    line: int


def find_entries(article: Article) -> dict[int, Entry]:
    """Return the entries of the list of references in the stored text, by number.

    An entry that is cited more than once starts with the numbers of its back-links: ``3. 1 2 3 Atma Singh, …``.
    """
    entries = {}
    for sentence in article.sentences:
        match = _ENTRY.match(sentence.text) if sentence.section.form == "references" else None
        if match:
            number, links, text = int(match["number"]), match["backlinks"].split(), match["text"]
            count = _counted(links)
            kept = links[count:]
            body = " ".join([*kept, text]) if kept else text
            start = sentence.end - len(body)
            entries[number] = Entry(number, start, sentence.end, body, max(count, 1))
    return entries


def _counted(links: list[str]) -> int:
    """Return how many of the leading numbers count up from 1; a single 1 is part of the title."""
    count = 0
    while count < len(links) and links[count] == str(count + 1):
        count += 1
    return count if count > 1 else 0


def read_references(folder: Path, article: Article) -> dict[int, Reference]:
    """Return the references of an article by number, as described in references.yaml."""
    file = read_yaml(folder / "references.yaml", "references")
    entries = find_entries(article)
    references = {}
    for key, value in file.content.items():
        fields = {name: text for name, text in value.items() if isinstance(text, str)}
        number = int(key)
        references[number] = Reference(
            number, fields, tuple(value.get("author", ())), entries.get(number), file.path, file.line(key)
        )
    return dict(sorted(references.items()))
