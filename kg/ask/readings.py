"""What the words of a search may mean: words of the texts that they are like, or stand in."""

from collections.abc import Iterator
from functools import cache
from heapq import heappop, heappush

from kg.ask.text_index import vocabulary

#: How much a word must be like one of the text, from 0 to 100.
LIKE = 78.0

#: A word is also met by one that it stands in, if it is not shorter.
PART = 3


def readings_of(wanted: tuple[str, ...]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield what may be meant, a word of the vocabulary for each word, with how like they are, the likeliest first.

    Only as many are made as are asked for: five short words may be read in a hundred million ways.
    """
    choices = [likes_of(word) for word in wanted]
    if not all(choices):
        return

    def reading(places: tuple[int, ...]) -> tuple[float, tuple[str, ...], tuple[int, ...]]:
        picked = [choice[place] for choice, place in zip(choices, places, strict=True)]
        return -sum(s for _, s in picked) / len(picked), tuple(w for w, _ in picked), places

    first = (0,) * len(choices)
    waiting, seen = [reading(first)], {first}
    while waiting:
        likeness, words, places = heappop(waiting)
        yield -likeness, words
        for i, place in enumerate(places):
            later = (*places[:i], place + 1, *places[i + 1 :])
            if place + 1 < len(choices[i]) and later not in seen:
                seen.add(later)
                heappush(waiting, reading(later))


def likes_of(word: str) -> list[tuple[str, float]]:
    """Return the words of the vocabulary that are like a word or hold it, with how like they are; dozens at most."""
    from rapidfuzz import fuzz, process

    near = {w: s for w, s, _ in process.extract(word, _words(), scorer=fuzz.ratio, limit=None, score_cutoff=LIKE)}
    if len(word) >= PART:
        near |= {w: LIKE for w in _words() if word in w and w not in near}
    return sorted(near.items(), key=lambda like: (-like[1], like[0]))[:40]


@cache
def _words() -> tuple[str, ...]:
    return vocabulary()
