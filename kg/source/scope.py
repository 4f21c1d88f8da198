"""Which footnotes and tags govern a quote: those inside it, and the next cluster in its sentence.

Scope is the sentence, never the paragraph: a mark at a paragraph's end is not spread backwards.
"""

from dataclasses import dataclass

from kg.source.article import Article, Sentence
from kg.source.markers import USUAL, Marker
from kg.source.passages import Passage
from kg.source.projection import fold


@dataclass(frozen=True)
class Located:
    """A passage with its place in the stored text."""

    passage: Passage
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    marks: str = USUAL

    def slug(self, article: Article) -> str:
        """Return the name, in addresses, of the article that the passage is of: the stored one or an abstract."""
        section = self.sentences[0].section
        return section.abstract_slug(article.slug) if section.article else article.slug

    @property
    def sentence(self) -> str:
        """Return the sentence around the quote, without marks; where the quote spans several, all of them."""
        return " ".join(fold(sentence.text, self.marks) for sentence in self.sentences)

    @property
    def citations(self) -> tuple[str, ...]:
        """Return the numbers of the footnotes that govern the quote, in order."""
        return tuple(dict.fromkeys(marker.value for marker in self.markers if marker.is_citation))

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the editors' tags that govern the quote."""
        return tuple(dict.fromkeys(marker.value for marker in self.markers if not marker.is_citation))


def locate(article: Article, passage: Passage) -> Located | None:
    """Return the passage with its place, or None unless its quote occurs exactly once."""
    spans = article.projection.find(passage.quote)
    if len(spans) != 1:
        return None
    start, end = spans[0]
    sentences = article.sentences_at(start, end)
    return Located(passage, start, end, sentences, governing(article, start, end, sentences), article.marks)


def governing(article: Article, start: int, end: int, sentences: tuple[Sentence, ...]) -> tuple[Marker, ...]:
    """Return the marks inside a quote, and those in the next cluster of its last sentence."""
    limit = sentences[-1].end if sentences else end
    inside = [marker for marker in article.markers if start <= marker.start < end]
    after = [marker for marker in article.markers if end <= marker.start < limit]
    cluster: list[Marker] = []
    for marker in after:
        if cluster and article.text[cluster[-1].end : marker.start].strip():
            break
        cluster.append(marker)
    return (*inside, *cluster)
