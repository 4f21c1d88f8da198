"""Search: words, typing errors forgiven, in names, quotes and gists; or letters in quotation marks, as they stand.

SQLite's FTS5 finds the texts that hold a word; rapidfuzz finds the words that are like the one that was typed, because
FTS5 knows a word only as it is spelt.
"""

import re
from collections.abc import Mapping
from itertools import islice
from math import log
from typing import NamedTuple

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.names import labels_of
from kg.ask.readings import likes_of, readings_of
from kg.ask.text_index import (
    WEIGHTS,
    Text,
    containing,
    holders,
    holding,
    number_of_texts,
    numbered,
    words_in,
)
from kg.words.errors import UsageError

#: How near a hit must come to the best.
NEAR = 0.8

#: So many readings are tried at most, of so many words that one text is to hold together.
READINGS = 2_000
TOGETHER = 16

#: Words by which a question is asked and joined; beside other words they say nothing of what is looked for.
ASKING = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be been by did do does for from had has have how in is it of on or that the to was were
        what when where which who whom whose why with""",
    )
)


class Found(NamedTuple):
    """One hit: a thing by its name, or a claim by its words, with its standing, who says it, and what it lacks."""

    address: str
    kind: str
    name: str
    text: str
    standing: str | None
    speaker: str | None
    score: float
    lacks: tuple[str, ...] = ()


def find(words: str, limit: int = 20) -> tuple[Found, ...]:
    """Return what the words are found in, the best first: things by label or alias, claims by quote or gist.

    A claim comes with its standing and its speaker, so that nothing said by somebody reads as a fact. Scores are
    from 0 to 100. Where nothing holds all the words, what holds most of them is found, rare ones counting more, and
    each hit names those that it lacks. Letters in quotation marks are found as they stand, in the order of addresses.
    Raises UsageError for words without a letter or a digit.

    >>> import kg
    >>> kg.find("Livingston")[0].name
    'Ken Livingstone'
    """
    typed = tuple(dict.fromkeys(words_in(words)))
    wanted = tuple(word for word in typed if word not in ASKING) or typed
    if not wanted:
        raise UsageError(f"'{words}' holds no word to look for; give a name or a few words.")
    letters, lacking = words.strip(), dict[str, tuple[str, ...]]()
    if len(letters) > 2 and letters[0] == letters[-1] == '"':
        best = _as_it_stands(letters[1:-1])
    else:
        best = _best(wanted, limit) if len(wanted) <= TOGETHER else {}
        if not best and len(wanted) > 1:
            best, lacking = _nearest(wanted)
    hits = sorted(best.items(), key=lambda hit: (-hit[1][0], _shown(hit[1][1]), hit[0]))
    hits = [hit for hit in hits if hit[1][0] >= hits[0][1][0] * NEAR][:limit]
    claims = evidence_of(address for address, (_, text) in hits if text.place == "claim")
    names = labels_of(address for address, (_, text) in hits if text.place != "claim")
    return tuple(
        _found(round(score, 1), text, claims.get(address), names)._replace(lacks=lacking.get(address, ()))
        for address, (score, text) in hits
    )


def _best(wanted: tuple[str, ...], limit: int) -> dict[str, tuple[float, Text]]:
    """Return the best hits by address; readings of the words are looked up, likeliest first, while they may count."""
    best: dict[str, tuple[float, Text]] = {}
    for likeness, words in islice(readings_of(wanted), READINGS):
        scores = sorted((score for score, _ in best.values()), reverse=True)
        if scores and (likeness < scores[0] * NEAR or (len(scores) >= limit and likeness <= scores[limit - 1])):
            break
        # a thing may be found by several of its names
        for worth, text in holding(words, len(wanted), limit * 5):
            score = likeness * worth
            if text.address not in best or score > best[text.address][0]:
                best[text.address] = (score, text)
    return best


def _nearest(wanted: tuple[str, ...]) -> tuple[dict[str, tuple[float, Text]], dict[str, tuple[str, ...]]]:
    """Return what holds most of the words, where nothing holds all, by address, and the words that each lacks.

    A word counts by how few texts hold it (inverse document frequency).
    """
    likeness = {word: _holders(word) for word in wanted}
    number_in_all = number_of_texts()
    rarity = {word: log(1 + number_in_all / max(1, len(held))) for word, held in likeness.items()}
    whole = sum(rarity.values())
    scores: dict[int, float] = {}
    for word, held in likeness.items():
        for number, like in held.items():
            scores[number] = scores.get(number, 0.0) + like * rarity[word] / whole
    # what a text is worth takes less than a third of its score, so no other can be among the hits
    least = max(scores.values(), default=0.0) * NEAR * 2 / 3
    likely = [number for number, score in scores.items() if score >= least]
    best: dict[str, tuple[float, Text]] = {}
    lacking: dict[str, tuple[str, ...]] = {}
    for number, worth, text in numbered(likely, len(wanted)):
        score = scores[number] * worth
        if text.address not in best or score > best[text.address][0]:
            best[text.address] = (score, text)
            lacking[text.address] = tuple(word for word, held in likeness.items() if number not in held)
    return best, lacking


def _holders(word: str) -> dict[int, float]:
    """Return the texts that hold a word or one like it, by number, with how like it is."""
    found: dict[int, float] = {}
    for like, likeness in likes_of(word):
        for number in holders(like):
            found.setdefault(number, likeness)
    return found


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
