"""Which sentences of an article have claims, which have nothing to encode, and which are still open."""

from dataclasses import dataclass

from kg.source.article import Section, Sentence
from kg.source.corpus import ArticleSource
from kg.source.passages import Passage
from kg.source.scope import locate


@dataclass(frozen=True)
class Covered:
    """One sentence with the passages that quote it."""

    sentence: Sentence
    passages: tuple[Passage, ...]

    @property
    def state(self) -> str:
        """Return ``claims``, ``nothing`` (with a reason) or ``open``."""
        if any(passage.claims for passage in self.passages):
            return "claims"
        return "nothing" if self.passages else "open"


@dataclass(frozen=True)
class SectionCoverage:
    """The sentences of one section; a list of references is covered by references.yaml, not by passages."""

    section: Section
    sentences: tuple[Covered, ...]

    def count(self, state: str) -> int:
        """Return how many sentences are in a state."""
        return sum(1 for covered in self.sentences if covered.state == state)

    @property
    def share(self) -> float:
        """Return the share of sentences that are not open."""
        return 1 - self.count("open") / len(self.sentences) if self.sentences else 1.0


def cover(source: ArticleSource) -> tuple[SectionCoverage, ...]:
    """Return the coverage of an article, section by section."""
    located = [place for place in (locate(source.article, passage) for passage in source.passages) if place]
    sections = []
    for section in source.article.sections:
        sentences = tuple(
            Covered(sentence, tuple(place.passage for place in located if sentence in place.sentences))
            for sentence in source.article.sentences
            if sentence.section is section
        )
        if section.form != "references":
            sections.append(SectionCoverage(section, sentences))
    return tuple(sections)


def structured_share(source: ArticleSource) -> float:
    """Return the share of the claims in the article's own voice that have a predicate and not a gist alone."""
    own = [claim for passage in source.passages for claim in passage.claims if passage.said_of(claim) is None]
    return sum(1 for claim in own if claim.predicate) / len(own) if own else 1.0
