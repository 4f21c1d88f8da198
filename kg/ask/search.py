"""Search: words, typing errors forgiven, in names, quotes and gists; or letters in quotation marks, as they stand.

SQLite's FTS5 finds the texts that hold a word; rapidfuzz finds the words that are like the one that was typed, because
FTS5 knows a word only as it is spelt.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.names import labels_of
from kg.ask.text_index import WEIGHTS, Text, containing, holding, vocabulary, words_in
from kg.words.errors import UsageError

#: How much a word must be like one of the text, and a hit like the best, from 0 to 100.
LIKE = 78.0
NEAR = 0.8

#: A word is also met by one that it stands in, if it is not shorter; and so many readings are tried at most.
PART = 3
READINGS = 2_000


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
    from 0 to 100. Letters in quotation marks are found as they stand, in the order of addresses. Raises UsageError
    for words without a letter or a digit.

    >>> import kg
    >>> kg.find("Livingston")[0].name
    'Ken Livingstone'
    """
    wanted = tuple(dict.fromkeys(words_in(words)))
    if not wanted:
        raise UsageError(f"'{words}' holds no word to look for; give a name or a few words.")
    letters = words.strip()
    if len(letters) > 2 and letters[0] == letters[-1] == '"':
        best = _as_it_stands(letters[1:-1])
    else:
        best = _best(wanted, limit)
    hits = sorted(best.items(), key=lambda hit: (-hit[1][0], _shown(hit[1][1]), hit[0]))
    hits = [hit for hit in hits if hit[1][0] >= hits[0][1][0] * NEAR][:limit]
    claims = evidence_of(address for address, (_, text) in hits if text.place == "claim")
    names = labels_of(address for address, (_, text) in hits if text.place != "claim")
    return tuple(_found(round(score, 1), text, claims.get(address), names) for address, (score, text) in hits)


def _best(wanted: tuple[str, ...], limit: int) -> dict[str, tuple[float, Text]]:
    """Return the best hits by address; readings of the words are looked up, likeliest first, while they may count."""
    best: dict[str, tuple[float, Text]] = {}
    for likeness, words in _readings(wanted):
        scores = sorted((score for score, _ in best.values()), reverse=True)
        if scores and (likeness < scores[0] * NEAR or (len(scores) >= limit and likeness <= scores[limit - 1])):
            break
        # a thing may be found by several of its names
        for worth, text in holding(words, len(wanted), limit * 5):
            score = likeness * worth
            if text.address not in best or score > best[text.address][0]:
                best[text.address] = (score, text)
    return best


def _readings(wanted: tuple[str, ...]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield what may be meant, a word of the vocabulary for each word, with how like they are, the likeliest first."""
    readings = product(*(_like(word) for word in wanted))
    scored = [(sum(s for _, s in reading) / len(reading), tuple(w for w, _ in reading)) for reading in readings]
    yield from sorted(scored, key=lambda reading: (-reading[0], reading[1]))[:READINGS]


def _like(word: str) -> list[tuple[str, float]]:
    """Return the words of the vocabulary that are like a word or hold it, with how like they are; dozens at most."""
    from rapidfuzz import fuzz, process

    near = {w: s for w, s, _ in process.extract(word, _words(), scorer=fuzz.ratio, limit=None, score_cutoff=LIKE)}
    if len(word) >= PART:
        near |= {w: LIKE for w in _words() if word in w and w not in near}
    return sorted(near.items(), key=lambda like: (-like[1], like[0]))[:40]


@cache
def _words() -> tuple[str, ...]:
    return vocabulary()


def _as_it_stands(letters: str) -> dict[str, tuple[float, Text]]:
    best: dict[str, tuple[float, Text]] = {}
    for text in containing(letters):
        best.setdefault(text.address, (100 * WEIGHTS[text.place], text))
    return best


def _shown(text: Text) -> str:
    return "" if text.place == "claim" else text.text


def _found(score: float, text: Text, claim: Evidence | None, names: Mapping[str, str]) -> Found:
    if claim is None:
        return Found(text.address, "thing", names[text.address], text.text, None, None, score)
    parts = (claim.subject_label, claim.predicate_label, claim.object_label, claim.gist)
    name = " – ".join(part for part in parts if part)
    return Found(text.address, "claim", name, claim.quote, claim.standing, claim.speaker, score)
