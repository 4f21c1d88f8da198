"""A stored article: its text byte for byte, its sections, sentences and marks, all with offsets."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kg.source.markers import USUAL, Marker, blank_markers, find_markers
from kg.source.projection import Projection, fold
from kg.source.yaml_file import YamlFile, read_yaml
from kg.words.errors import BadData, RuleBroken
from kg.words.files import read_raw


@dataclass(frozen=True)
class Section:
    """A part of the text under one heading; ``form`` is prose, lines or references.

    ``article`` is the title of another article where the section is the abstract of one.
    """

    id: str
    label: str
    form: str
    start: int
    end: int
    article: str | None = None
    about: str | None = None
    note: str | None = None

    def abstract_slug(self, stored: str) -> str:
        """Return the name, in addresses, of the abstract in the article of the name ``stored``."""
        return f"{stored}-related-{self.id.removesuffix('-abstract')}"


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence, or a line where the text has lines, with the marks that stand in it or close it.

    Each is itself alone: two of the same words at two places are two.
    """

    section: Section
    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class Article:
    """A stored article with its description; offsets are code points in ``text``."""

    slug: str
    text: str
    about: YamlFile

    @property
    def title(self) -> str:
        """Return the article's title."""
        return str(self.about.content["title"])

    @property
    def marks(self) -> str:
        """Return how the text marks its footnotes: the name of a style."""
        return str(self.about.content.get("marks", USUAL))

    def fold(self, text: str) -> str:
        """Return some of the text without its marks, with every run of white space as one space."""
        return fold(text, self.marks)

    @cached_property
    def projection(self) -> Projection:
        """Return the text as people quote it."""
        return Projection(self.text, self.marks)

    @cached_property
    def markers(self) -> tuple[Marker, ...]:
        """Return all footnote marks and editors' tags, in order; a list of references has numbers, and no marks."""
        lists = [(section.start, section.end) for section in self.sections if section.form == "references"]
        found = find_markers(self.text, self.marks)
        return tuple(mark for mark in found if not any(start <= mark.start < end for start, end in lists))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections, in order, from the first to the last character of the text."""
        entries = self.about.content["sections"]
        starts: list[int] = []
        ids = [entry["id"] for entry in entries]
        for i, name in enumerate(ids):
            if name in ids[:i]:
                raise RuleBroken(
                    f"{self.about.where('sections', i)}: the section '{name}' is there already; rename one."
                )
        for i, entry in enumerate(entries):
            begin = starts[-1] + 1 if starts else 0
            match = re.compile("^" + re.escape(entry["starts"]), re.MULTILINE).search(self.text, begin)
            if match is None:
                where = self.about.where("sections", i, "starts")
                raise RuleBroken(f"{where}: no line after the section before starts with '{entry['starts']}'.")
            starts.append(match.start())
        ends = [*starts[1:], len(self.text)]
        return tuple(
            Section(
                entry["id"],
                entry["label"],
                entry["form"],
                start,
                end,
                entry.get("article"),
                entry.get("about"),
                entry.get("note"),
            )
            for entry, start, end in zip(entries, starts, ends, strict=True)
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return all sentences in order; headings are none."""
        return tuple(sentence for section in self.sections for sentence in self._sentences_of(section))

    def sentences_at(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Return the sentences that a span of the stored text touches."""
        starts, ends = self._bounds
        return self.sentences[bisect_right(ends, start) : bisect_left(starts, end)]

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        return [sentence.start for sentence in self.sentences], [sentence.end for sentence in self.sentences]

    def _sentences_of(self, section: Section) -> list[Sentence]:
        raw = self.text[section.start : section.end]
        blanked = blank_markers(raw, self.marks)
        heading = re.match(_HEADING.format(re.escape(section.label)), raw)
        offset = heading.end() if heading and section.form != "lines" else 0
        pieces = _split(blanked[offset:], section.form)
        found = []
        for piece in pieces:
            start = blanked.index(piece, offset)
            offset = start + len(piece)
            found.append(self._trimmed(section, section.start + start, section.start + offset))
        return [sentence for sentence in found if sentence is not None]

    def _trimmed(self, section: Section, start: int, end: int) -> Sentence | None:
        raw = self.text[start:end]
        if not raw.strip():
            return None
        begin = start + len(raw) - len(raw.lstrip())
        finish = start + len(raw.rstrip())
        return Sentence(section, begin, finish, self.text[begin:finish])


#: A line that holds the heading of a section, and after it perhaps what a wiki offers to do with the section.
_HEADING = r"(?:=+ *)?{}(?: *\[[^\]\n]*\])?(?: *=+)?[ \t]*\r?\n"


def _split(text: str, form: str) -> list[str]:
    """Return the sentences or lines of a text; joined, they give the text back."""
    if form == "prose":
        import sentencex

        return [
            piece
            for paragraph in re.split(r"(\r?\n\s*)", text)
            if paragraph
            for piece in sentencex.segment("en", paragraph)
        ]
    return text.splitlines(keepends=True)


def read_article(folder: Path) -> Article:
    """Return the article in a folder; raises BadData if its text is not the one that was described."""
    about = read_yaml(folder / "article.yaml", "article")
    path = folder / "article.txt"
    if not path.exists():
        raise BadData(f"{path}: the stored text of the article is missing; put it back.")
    data = read_raw(path)
    if hashlib.sha256(data).hexdigest() != about.content["sha256"]:
        where = about.where("sha256")
        raise RuleBroken(f"{where}: article.txt has another SHA-256; the stored text must never change, so restore it.")
    return _article(folder.name, data, about, path)


@lru_cache(maxsize=64)
def _article(slug: str, data: bytes, about: YamlFile, path: Path) -> Article:
    try:
        # a byte-order mark says how the bytes are to be read, and is none of the text (Unicode 15.0, section 23.8)
        return Article(slug, data.decode("utf-8-sig"), about)
    except UnicodeDecodeError:
        raise BadData(f"{path}: the stored text of the article is not UTF-8; put the UTF-8 text back.") from None
