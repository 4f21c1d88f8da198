"""Search: words, typing errors forgiven, in names, quotes and gists.

rapidfuzz compares words, because SQLite's FTS5 finds a word only as it is spelt, or all that share three letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.names import labels
from kg.ask.own_queries import ask_named
from kg.words.errors import UsageError

#: How much a word must be like one of the text, and a hit like the best, from 0 to 100.
LIKE = 78.0
NEAR = 0.8

#: What a hit is worth by where its words stand: a name before what is said.
_WEIGHTS = {"label": 1.0, "alias": 0.97, "claim": 0.8}


class Text(NamedTuple):
    """What can be found: a thing by one of its names, or a claim by its gist, its quote and whom it is about."""

    address: str
    place: str
    text: str
    words: frozenset[str]


class Found(NamedTuple):
    """One hit: a thing by its name, or a claim by its words, with its standing and who says it."""

    address: str
    kind: str
    name: str
    text: str
    standing: str | None
    speaker: str | None
    score: float


def find(words: str, limit: int = 20) -> tuple[Found, ...]:
    """Return what the words are found in, the best first: things by label or alias, claims by quote or gist.

    A claim comes with its standing and its speaker, so that nothing said by somebody reads as a fact. Scores are
    from 0 to 100. Raises UsageError for words without a letter or a digit.

    >>> import kg
    >>> kg.find("Livingston")[0].name
    'Ken Livingstone'
    """
    wanted = tuple(dict.fromkeys(_tokens(words)))
    if not wanted:
        raise UsageError(f"'{words}' holds no word to look for; give a name or a few words.")
    scored = sorted(_scored(wanted), key=lambda hit: (-hit[0], hit[1].text, hit[1].address))
    best: dict[str, tuple[float, Text]] = {}
    for score, text in scored:
        if score < scored[0][0] * NEAR or len(best) == limit:
            break
        best.setdefault(text.address, (score, text))
    claims = evidence_of(text.address for _, text in best.values() if text.place == "claim")
    return tuple(_found(round(score, 1), text, claims.get(text.address)) for score, text in best.values())


def _found(score: float, text: Text, claim: Evidence | None) -> Found:
    if claim is None:
        return Found(text.address, "thing", labels()[text.address], text.text, None, None, score)
    parts = (claim.subject_label, claim.predicate_label, claim.object_label, claim.gist)
    name = " – ".join(part for part in parts if part)
    return Found(text.address, "claim", name, claim.quote, claim.standing, claim.speaker, score)


def _scored(wanted: tuple[str, ...]) -> Iterator[tuple[float, Text]]:
    """Yield each text in which every word is found, or one that is like it, with its score."""
    from rapidfuzz import fuzz, process

    vocabulary, texts = _index()
    alike = []
    for word in wanted:
        near = process.extract(word, vocabulary, scorer=fuzz.ratio, limit=None, score_cutoff=LIKE)
        alike.append({token: score for token, score, _ in near})
    for text in texts:
        scores = [max((like[token] for token in text.words if token in like), default=0.0) for like in alike]
        if all(scores):
            # a name that holds nothing else is the name that is meant
            share = len(wanted) / max(len(text.words), len(wanted)) if text.place != "claim" else 1.0
            yield sum(scores) / len(scores) * _WEIGHTS[text.place] * (0.9 + 0.1 * share), text


@cache
def _index() -> tuple[list[str], list[Text]]:
    """Return all words, and all texts with the words in them; those of a claim are one."""
    claims: dict[str, list[str]] = {}
    texts = []
    for address, place, words in ask_named("texts"):
        if place in _WEIGHTS:
            texts.append(Text(str(address), str(place), str(words), frozenset(_tokens(str(words)))))
        else:
            claims.setdefault(str(address), []).append(str(words))
    texts += [Text(address, "claim", "", frozenset(_tokens(" ".join(words)))) for address, words in claims.items()]
    return sorted(frozenset().union(*(text.words for text in texts))), texts


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
