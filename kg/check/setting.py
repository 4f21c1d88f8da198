"""What a check of the text gate looks at: a passage with its place in the text and all around it."""

from dataclasses import dataclass

from kg.check import wording
from kg.compile.vocabulary import is_date, predicates
from kg.source.corpus import ArticleSource, Corpus
from kg.source.passages import Claim, Said
from kg.source.projection import fold
from kg.source.scope import Located

Problem = tuple[int, str]


@dataclass(frozen=True)
class Setting:
    """A located passage with all that a check may need to know about it."""

    corpus: Corpus
    source: ArticleSource
    located: Located
    neighbours: tuple[Located, ...]

    @property
    def sentence(self) -> str:
        """Return the sentence around the quote."""
        return self.located.sentence

    def names(self, entity: str) -> bool:
        """Return whether the sentence names an entity, or has the words that are said to stand for it."""
        words = self.located.passage.coref.get(entity)
        names = (words,) if words else self.corpus.entities[entity].names
        return any(wording.has_phrase(self.sentence, name) for name in names)

    @property
    def quote(self) -> str:
        """Return the quote, with white space as in the sentence."""
        return fold(self.located.passage.quote)

    @property
    def own_voice(self) -> list[Claim]:
        """Return the claims that have no speaker."""
        passage = self.located.passage
        return [claim for claim in passage.claims if passage.said_of(claim) is None]

    @property
    def sayings(self) -> list[tuple[int, Said, list[Claim]]]:
        """Return each saying with its line and the claims that it is the saying of."""
        passage = self.located.passage
        shared = [claim for claim in passage.claims if claim.said is None]
        own = [(passage.line, passage.said, shared)] if passage.said else []
        return [*own, *((claim.line, claim.said, [claim]) for claim in passage.claims if claim.said)]


def is_number(text: str) -> bool:
    """Return whether a value is a number."""
    return text.replace(".", "", 1).isdigit()


def has_date(claim: Claim) -> bool:
    """Return whether the value of a claim is a date."""
    known = predicates().get(claim.predicate or "")
    return claim.value is not None and known is not None and is_date(known)
