"""A sentence with a token in the place of each name, so that a pattern says what stands between names and no more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.compile.vocabulary import kinds_of
from kg.draft.mentions import find_mentions, unknown_names
from kg.source.entities import Entity

#: A token, as patterns see it: between brackets that no text has.
TOKEN = r"⟦[0-9]+⟧"  # noqa: S105 (no password)

#: Words that stand for what an article is about.
_KINDS = "group|party|organisation|organization|league|tendency|campaign|coalition|faction|newspaper|paper|journal"
_PRONOUNS = re.compile(rf"(?<![\w-])(?:(?:[Tt]he|[Tt]his) ({_KINDS})|[Ii]t|[Hh]e|[Ss]he)(?![\w-])(?!['’]s [a-z])")
_PAPERS = {"newspaper", "paper", "journal"}
_PEOPLE = {"he", "she"}

#: Classes whose names are whole phrases, within which other names stand.
_PHRASES = {"Practice", "View"}


@dataclass(frozen=True)
class Token:
    """What stands in the place of a token: words, the known things that bear them, whether they only stand for one."""

    words: str
    things: tuple[str, ...]
    is_pronoun: bool = False


@dataclass(frozen=True)
class Tokens:
    """A sentence in which names are tokens, and what each token stands for."""

    text: str
    tokens: tuple[Token, ...]

    def __getitem__(self, token: str) -> Token:
        """Return what a token stands for."""
        return self.tokens[int(token[1:-1])]

    def plain(self, text: str) -> str:
        """Return some of the text with its names put back."""
        return re.sub(TOKEN, lambda match: self[match[0]].words, text)


def tokenise(sentence: str, entities: Mapping[str, Entity], topic: str) -> Tokens:
    """Return a sentence with tokens for the names in it, known or not, and for the pronouns of the article's topic."""
    named = {key: entity for key, entity in entities.items() if entity.type not in _PHRASES}
    spans: dict[tuple[int, int], Token] = {}
    for mention in find_mentions(sentence, named):
        spans[mention.start, mention.end] = Token(mention.words, mention.things)
    for name in unknown_names(sentence, named):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence):
            bearer = _short_for(name, sentence[: match.start()], named, topic)
            spans[match.start(), match.end()] = Token(name, (bearer,), is_pronoun=True) if bearer else Token(name, ())
    kinds = kinds_of(entities[topic].type)
    for match in _PRONOUNS.finditer(sentence):
        fits = (
            "Publication" in kinds if match[1] in _PAPERS else ("Person" in kinds) == (match[0].casefold() in _PEOPLE)
        )
        if fits:
            spans[match.start(), match.end()] = Token(match[0], (topic,), is_pronoun=True)
    parts: list[str] = []
    tokens: list[Token] = []
    at = 0
    for (start, end), token in sorted(spans.items()):
        if start >= at:
            parts += [sentence[at:start], f"⟦{len(tokens)}⟧"]
            tokens.append(token)
            at = end
    return Tokens("".join([*parts, sentence[at:]]), tuple(tokens))


def _short_for(name: str, before: str, named: Mapping[str, Entity], topic: str) -> str | None:
    """Return the thing that an unknown name is short for: the topic, or the only person with that surname.

    'The Alliance' is short for a topic called Red Alliance; other bodies are not told by a part of their names.
    """
    label = named[topic].label if topic in named else ""
    if before.endswith(("the ", "The ")) and label.endswith(f" {name}"):
        return topic
    people = [e.id for e in named.values() if e.type == "Person" and e.label.endswith(f" {name}")]
    return people[0] if len(people) == 1 else None
