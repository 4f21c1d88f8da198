"""The stored text cut into what a page is made of: headings, paragraphs and lines, and in them pieces of one look.

Quotes may lie within each other and overlap; so a piece is a run of characters that the same quotes hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from kg.source.article import Article, Section
from kg.source.corpus import ArticleSource, read_corpus
from kg.source.coverage import SectionCoverage, cover
from kg.source.markers import Marker
from kg.source.passages import Passage
from kg.source.references import Entry, find_entries
from kg.source.scope import Located, locate
from kg.words.folders import bundled

#: What a sentence is, in the order of the figures.
_STATES = ("claims", "nothing", "open")

#: A title and a description, as the stored text has them at the head of an abstract.
_TITLED = re.compile(r"<span [^>]*>(?P<title>[^<]*)</span>[ \t]*(?P<description>.*)")


@dataclass(frozen=True)
class Piece:
    """A run of text that the same quotes hold; ``starts`` are those that begin with it, ``state`` says what is open.

    A piece that is a mark of a footnote or of an editor has it in ``mark``, with its place among all marks.
    """

    text: str
    passages: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    state: str = ""
    mark: Marker | None = None
    place: int = 0


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a line of a box, or an entry of the list of references."""

    kind: str
    pieces: tuple[Piece, ...]
    entry: Entry | None = None


@dataclass(frozen=True)
class Laid:
    """One article, or one abstract that is stored with it, laid out: its sections with their blocks."""

    slug: str
    title: str
    sections: tuple[tuple[Section, tuple[Block, ...]], ...]
    coverage: tuple[SectionCoverage, ...]
    source: ArticleSource
    stating: tuple[Passage, ...]

    @cached_property
    def figures(self) -> tuple[int, int, int]:
        """Return how many of its sentences are encoded, in how many there is nothing to encode, how many are open."""
        encoded, nothing, unread = (sum(s.count(state) for s in self.coverage) for state in _STATES)
        return encoded, nothing, unread


@dataclass(frozen=True)
class Layout:
    """The stored text of an article folder, laid out as the articles that it holds."""

    source: ArticleSource

    @property
    def _article(self) -> Article:
        return self.source.article

    @cached_property
    def _located(self) -> tuple[Located, ...]:
        places = [locate(self._article, passage) for passage in self.source.passages]
        return tuple(sorted((p for p in places if p), key=lambda place: (place.start, -place.end)))

    @cached_property
    def _entries(self) -> dict[int, Entry]:
        return {entry.end: entry for entry in find_entries(self._article).values()}

    @cached_property
    def _states(self) -> list[tuple[int, int, str]]:
        return [
            (covered.sentence.start, covered.sentence.end, covered.state)
            for section in cover(self.source)
            for covered in section.sentences
        ]

    def articles(self) -> Iterator[Laid]:
        """Yield the stored article, and then each abstract."""
        covered = cover(self.source)
        own = tuple(c for c in covered if c.section.article is None)
        yield self._laid(self._article.slug, self._article.title, own)
        for section in covered:
            if section.section.article is not None:
                slug = section.section.abstract_slug(self._article.slug)
                yield self._laid(slug, section.section.article, (section,))

    def _laid(self, slug: str, title: str, coverage: tuple[SectionCoverage, ...]) -> Laid:
        sections = tuple((c.section, tuple(self._blocks(c.section))) for c in coverage)
        stating = tuple(p.passage for p in self._located if p.slug(self._article) == slug and p.passage.claims)
        return Laid(slug, title, sections, coverage, self.source, stating)

    def _blocks(self, section: Section) -> Iterator[Block]:
        for match in re.finditer(r"[^\n]+", self._article.text[section.start : section.end]):
            start, end = section.start + match.start(), section.start + match.end()
            line = match[0]
            titled = _TITLED.fullmatch(line)
            if not line.strip():
                continue
            if titled:
                yield self._block("title", start + titled.start("title"), start + titled.end("title"))
                if titled["description"].strip():
                    yield self._block("description", start + titled.start("description"), end)
            elif section.form == "prose" and start == section.start and line.strip() == section.label:
                yield self._block("heading", start, end)
            elif section.form == "references":
                entry = self._entries.get(start + len(line.rstrip()))
                yield self._block("entry", entry.start if entry else start, end, entry)
            else:
                yield self._block("paragraph" if section.form == "prose" else "line", start, end)

    def _block(self, kind: str, start: int, end: int, entry: Entry | None = None) -> Block:
        return Block(kind, tuple(self._pieces(start, end)), entry)

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of a span of the stored text, which together are its text."""
        held = [place for place in self._located if place.start < end and start < place.end]
        marks = {mark.start: (i, mark) for i, mark in enumerate(self._article.markers, 1) if start <= mark.start < end}
        cuts = {start, end, *(at for place in held for at in (place.start, place.end))}
        cuts |= {at for _, mark in marks.values() for at in (mark.start, mark.end)}
        cuts |= {at for first, last, state in self._states if state != "claims" for at in (first, last)}
        for begin, finish in pairwise(sorted(cut for cut in cuts if start <= cut <= end)):
            text = self._article.text[begin:finish]
            if begin in marks:
                yield Piece(text, mark=marks[begin][1], place=marks[begin][0])
                continue
            around = [place for place in held if place.start <= begin and finish <= place.end]
            stating = [place.passage for place in around if place.passage.claims]
            yield Piece(
                text,
                tuple(passage.id for passage in stating),
                tuple(place.passage.id for place in around if place.passage.claims and place.start == begin),
                "" if stating else self._state(begin, finish),
            )

    def _state(self, start: int, end: int) -> str:
        found = (state for first, last, state in self._states if first <= start and end <= last)
        state = next(found, "claims")
        return "" if state == "claims" else state


@cache
def laid_out() -> dict[str, Laid]:
    """Return every article and abstract, laid out, by its name in addresses; a stored article before its abstracts."""
    corpus = read_corpus(bundled(""))
    return {laid.slug: laid for source in corpus.articles for laid in Layout(source).articles()}


def nothing_in(laid: Laid) -> Iterator[Passage]:
    """Yield the passages of an article that state nothing to encode, each with its reason."""
    seen = (p for section in laid.coverage for covered in section.sentences for p in covered.passages)
    yield from {passage.id: passage for passage in seen if not passage.claims}.values()
