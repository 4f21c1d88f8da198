"""Where the sections of an encyclopedia page begin, when all that is left of it is text.

Mirrors keep the words of a page and lose its marks: a heading is then a short line that stands alone, perhaps with
what a wiki offers to do with the section behind it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.draft.yaml_text import slug

#: Sections that hold no prose, by what they are called; footnotes and the like are lists of references if numbered.
_APPARATUS = {
    "bibliography", "citations", "external links", "footnotes", "further reading", "notes", "other websites",
    "publications", "references", "related pages", "related research articles", "see also", "sources", "works cited",
}  # fmt: skip
_REFERENCES = {"citations", "footnotes", "notes", "references", "sources"}

#: What a mirror puts around an article: nothing that the article says.
BOILERPLATE = re.compile(
    r"From .*Wikipedia.*|Last updated.*|Jump to.*|\(?Redirected from .*|Coordinates:.*|This article .* Wikipedia.*"
    r"|Page semi-protected|Not to be confused with .*|For other uses, see .*",
    re.IGNORECASE,
)

_EDIT = re.compile(r" *\[[^\]\n\d]*(?:edit|change|source)[^\]\n]*\] *$", re.IGNORECASE)
_WIKI = re.compile(r"^(={1,6}) *(.+?) *\1$")
_ENTRY = re.compile(r"\s*(?:[1-9][0-9]{0,3}[.)]|\[[1-9][0-9]{0,3}\]|[\^↑]|Jump up)[ \t]*\S")
_BULLET = re.compile(r"\s*[-*•·–]\s+\S")
_SUCCESSION = re.compile(r"(?:Preceded|Succeeded)\s+by\b")
_TERMINAL = (".", "!", "?", ":", ";", ",", "”", '"')

#: One file holds the passages of one section; a longer section is taken in parts.
LONGEST = 40_000


class Division(NamedTuple):
    """The beginning of a section: its id, label, form and the offset of its first character."""

    id: str
    label: str
    form: str
    start: int


class _Line(NamedTuple):
    start: int
    text: str
    alone: bool


def divide(text: str, title: str) -> tuple[Division, ...]:
    """Return the sections of a text, in order; the first begins at its first line that is not blank."""
    found: list[tuple[str, str, int]] = []
    lines = list(_lines(text))
    seen_prose = False
    for number, line in enumerate(lines):
        state = found[-1][1] if found else ""
        if not found:
            # a page begins with its title; a text that does not is all lead
            if _is_title(line.text, title):
                found.append(("Title", "lines", line.start))
                continue
            found.append(("Lead", "prose", line.start))
            seen_prose = True
            continue
        label = _heading(line, lines[number + 1 :]) if seen_prose else None
        if label is not None:
            found.append((label, _form(label, lines[number + 1 :]), line.start))
        elif _SUCCESSION.match(line.text) and found[-1][0] != "Succession box":
            found.append(("Succession box", "lines", line.start))
        elif _starts_list(lines[number:]) and state != "references" and seen_prose:
            found.append(("References", "references", line.start))
        elif not seen_prose and _is_prose(line.text):
            found.append(("Lead", "prose", line.start))
            seen_prose = True
        elif not seen_prose and found[-1][0] == "Title" and not BOILERPLATE.fullmatch(line.text.strip()):
            found.append(("Infobox", "lines", line.start))
    return tuple(_named(list(_parts(text, found))))


def _lines(text: str) -> Iterator[_Line]:
    for match in re.finditer(r"[^\n]+", text):
        body = match[0].rstrip("\r")
        if body.strip():
            before, after = text[max(match.start() - 200, 0) : match.start()], text[match.end() : match.end() + 200]
            alone = before.strip() == "" or re.search(r"\n[ \t\r]*\n$", before) is not None
            alone = alone and (after.strip() == "" or re.match(r"\r?\n[ \t\r]*\n", after) is not None)
            yield _Line(match.start(), body, alone)


def _is_title(line: str, title: str) -> bool:
    plain = _EDIT.sub("", line).strip()
    return plain == title or (len(plain) <= 100 and not plain.endswith(_TERMINAL) and not _is_prose(plain))


def _is_prose(line: str) -> bool:
    """Return whether a line is a sentence or more, not a caption or a row of an infobox."""
    plain = re.sub(r"\[[^\]\n]*\]|[\d¹²³⁰-⁹^\s]+$", "", line).strip()
    return (
        len(plain.split()) >= 5
        and plain.endswith((".", "!", "?", ".”", '."', ")"))
        and not BOILERPLATE.fullmatch(plain)
    )


def _heading(line: _Line, after: list[_Line]) -> str | None:
    """Return the label of a heading, or None if the line is none."""
    plain = line.text.strip()
    wiki = _WIKI.match(plain)
    label = wiki[2] if wiki else _EDIT.sub("", plain).strip()
    if wiki or label != plain:
        return label or None
    if label.casefold() in _APPARATUS:
        return label
    short = len(label) <= 70 and len(label.split()) <= 10
    if not (line.alone and short and label[:1].isupper() and not label.endswith(_TERMINAL)):
        return None
    if _ENTRY.match(line.text) or _BULLET.match(line.text) or _SUCCESSION.match(label) or "|" in label:
        return None
    return label if after and (_is_prose(after[0].text) or _heading_follows(after)) else None


def _heading_follows(after: list[_Line]) -> bool:
    """Return whether prose stands under a second heading that follows the first at once."""
    return len(after) > 1 and after[0].alone and len(after[0].text) <= 70 and _is_prose(after[1].text)


def _form(label: str, after: list[_Line]) -> str:
    if label.casefold() in _REFERENCES and after and _ENTRY.match(after[0].text):
        return "references"
    if label.casefold() in _APPARATUS and not (after and _is_prose(after[0].text)):
        return "lines"
    return "lines" if after and _BULLET.match(after[0].text) else "prose"


def _starts_list(lines: list[_Line]) -> bool:
    """Return whether a numbered list of references begins here that has no heading."""
    return len(lines) > 1 and all(re.match(r"\s*[1-9][0-9]{0,3}\. +\S", line.text) for line in lines[:2])


def _parts(text: str, found: list[tuple[str, str, int]]) -> Iterator[tuple[str, str, int]]:
    """Yield the sections, those that are too long for one file in parts that begin with a paragraph."""
    ends = [start for _, _, start in found[1:]] + [len(text)]
    for (label, form, start), end in zip(found, ends, strict=True):
        yield label, form, start
        part, begin = 1, start
        for match in re.finditer(r"\n\s*\n(?=\S)" if form == "prose" else r"\n(?=.*\S)", text[start:end]):
            if start + match.end() - begin > LONGEST:
                part, begin = part + 1, start + match.end()
                yield f"{label} (part {part})", form, begin


def _named(sections: list[tuple[str, str, int]]) -> Iterator[Division]:
    seen: dict[str, int] = {}
    for label, form, start in sections:
        name = slug(label) or "section"
        seen[name] = seen.get(name, 0) + 1
        yield Division(name if seen[name] == 1 else f"{name}-{seen[name]}", label, form, start)
