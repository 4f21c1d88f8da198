"""The list of references of one article, and the entries of the list in the stored text."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.source.article import Article
from kg.source.yaml_file import read_yaml

FILE = "references.yaml"

#: The number of an entry as lists have it: ``3.``, ``3)`` or ``[3]``; a list with arrows alone is counted.
_NUMBER = re.compile(r"(?:(?P<number>[1-9][0-9]{0,3})[.)]|\[(?P<bracketed>[1-9][0-9]{0,3})\]) *")

#: What leads back to the marks: an arrow, and the labels of the marks where there are several.
_ARROW = re.compile(r"(?:Jump up(?: to)?:?|[\^↑])[ \t]*")
_LABELS = (
    re.compile(r"(?P<labels>(?:[0-9]+ )+)(?=\S)"),
    re.compile(r"(?P<labels>(?:[0-9]+\.[0-9]+ )+)(?=\S)"),
    re.compile(r"(?P<labels>(?:[a-z] )+)(?=\S)"),
)


@dataclass(frozen=True)
class Entry:
    """One entry of the list in the stored text, with its place and the number of its back-links.

    The number is None where the list shows none although something is cited more than once.
    """

    number: int
    start: int
    end: int
    text: str
    backlinks: int | None


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

    An entry that is cited more than once starts with the labels of its back-links: ``3. 1 2 3 Atma Singh, …``,
    ``3. ↑ 3.0 3.1 Atma Singh, …`` or ``^ a b c Atma Singh, …``.
    """
    found: dict[int, tuple[int, int, str, int]] = {}
    for sentence in article.sentences:
        if sentence.section.form != "references":
            continue
        text = sentence.text
        match = _NUMBER.match(text)
        rest = text[match.end() :] if match else text
        arrow = _ARROW.match(rest)
        if not match and not arrow:
            continue
        number = int(match["number"] or match["bracketed"]) if match else len(found) + 1
        rest = rest[arrow.end() :] if arrow else rest
        count, rest = _without_labels(rest)
        if rest:
            found.setdefault(number, (sentence.end - len(rest), sentence.end, rest, count))
    cited = Counter(int(marker.value) for marker in article.markers if marker.is_citation)
    silent = not any(count for *_, count in found.values()) and any(cited[number] > 1 for number in found)
    return {
        number: Entry(number, start, end, text, None if silent else max(count, 1))
        for number, (start, end, text, count) in found.items()
    }


def _without_labels(text: str) -> tuple[int, str]:
    """Return how many labels of back-links a text begins with, and the text after them.

    They count up from 1, from ``n.0`` or from ``a``; a single one is part of the title.
    """
    for pattern in _LABELS:
        match = pattern.match(text)
        labels = match["labels"].split() if match else []
        count = 0
        while count < len(labels) and _counts_up(labels[count], count):
            count += 1
        if count > 1:
            return count, text.split(" ", count)[count]
    return 0, text


def _counts_up(label: str, place: int) -> bool:
    return label.partition(".")[2] == str(place) or label in (str(place + 1), chr(ord("a") + place))


def read_references(folder: Path, article: Article) -> dict[int, Reference]:
    """Return the references of an article by number, as described in references.yaml; none where there is no file."""
    path = folder / FILE
    if not path.exists():
        return {}
    file = read_yaml(path, "references")
    entries = find_entries(article)
    references = {}
    for key, value in file.content.items():
        fields = {name: text for name, text in value.items() if isinstance(text, str)}
        number = int(key)
        references[number] = Reference(
            number, fields, tuple(value.get("author", ())), entries.get(number), file.path, file.line(key)
        )
    return dict(sorted(references.items()))
