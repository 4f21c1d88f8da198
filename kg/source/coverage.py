"""Which sentences of an article have claims, which have nothing to encode, and which are still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.source.article import Section, Sentence
from kg.source.corpus import ArticleSource
from kg.source.passages import Passage
from kg.source.scope import locate


@dataclass(frozen=True)
class Covered:
    """One sentence with the passages that quote it, or an entry of the list of references that is described."""

    sentence: Sentence
    passages: tuple[Passage, ...]
    described: bool = False

    @property
    def state(self) -> str:
        """Return ``claims``, ``nothing`` (with a reason) or ``open``."""
        if self.described or any(passage.claims for passage in self.passages):
            return "claims"
        return "nothing" if any(passage.nothing for passage in self.passages) else "open"


@dataclass(frozen=True)
class SectionCoverage:
    """The sentences of one section; the entries of a list of references count as sentences."""

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
    quoting: dict[Sentence, list[Passage]] = {}
    for passage in source.passages:
        place = locate(source.article, passage)
        for sentence in place.sentences if place else ():
            quoting.setdefault(sentence, []).append(passage)
    ends = {reference.entry.end for reference in source.references.values() if reference.entry}
    sections = []
    for section in source.article.sections:
        sentences = tuple(
            Covered(
                sentence,
                tuple(quoting.get(sentence, ())),
                section.form == "references" and sentence.end in ends,
            )
            for sentence in source.article.sentences
            if sentence.section is section
        )
        sections.append(SectionCoverage(section, sentences))
    return tuple(sections)


def marked_text(source: ArticleSource) -> str:
    """Return the stored text with every span that states a claim between « and », and the rest between [open: and ].

    What there is nothing to encode in stands between [nothing: and ]; entries of the list of references that are
    described are marked as claims are.
    """
    article = source.article
    states = [" "] * len(article.text)
    for sentence in article.sentences:
        states[sentence.start : sentence.end] = ["o"] * (sentence.end - sentence.start)
    for passage in source.passages:
        place = locate(article, passage)
        if place and not passage.is_open:
            states[place.start : place.end] = ["c" if passage.claims else "n"] * (place.end - place.start)
    for reference in source.references.values():
        if reference.entry:
            start = article.text.rindex("\n", 0, reference.entry.start) + 1
            states[start : reference.entry.end] = ["c"] * (reference.entry.end - start)
    for marker in article.markers:
        if states[marker.start] == "o":
            states[marker.start : marker.end] = [" "] * (marker.end - marker.start)
    return "".join(_mark(state, article.text[start:end]) for state, start, end in _runs(article.text, states))


def _runs(text: str, states: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield runs of one state; what holds no letter or number belongs to no run of its own."""
    start = 0
    for state, group in groupby(states):
        end = start + sum(1 for _ in group)
        yield (state if any(map(str.isalnum, text[start:end])) else " "), start, end
        start = end


def _mark(state: str, text: str) -> str:
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    opening, closing = {"c": ("«", "»"), "n": ("[nothing: ", "]"), "o": ("[open: ", "]"), " ": ("", "")}[state]
    return f"{before}{opening}{text.strip()}{closing}{after}" if text.strip() else text


def structured_share(source: ArticleSource) -> float:
    """Return the share of the claims in the own voice with an object, or a denied one."""
    own = [claim for passage in source.passages for claim in passage.claims if passage.said_of(claim) is None]
    return (
        sum(1 for claim in own if claim.predicate and (claim.object or claim.value or claim.negated)) / len(own)
        if own
        else 1.0
    )
