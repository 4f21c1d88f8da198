"""Invented names: each thing has a word of its own, so that no name stands inside another one's."""

import itertools
import random
from pathlib import Path

#: Syllables of which no three make a word of the lists that the text gate listens for.
_SYLLABLES = ["".join(pair) for pair in itertools.product("bdfhlmnrstvj", "aeiou")]
_WORDS = len(_SYLLABLES) ** 3

#: So many things of one class an article may name; what is left over bounds the number of articles.
EACH = 200
MOST_ARTICLES = _WORDS // EACH

_FIRST_NAMES = (Path(__file__).parent / "first-names.txt").read_text("utf-8").split()

#: Class -> what is made of a word; each ending is the class's own.
_MADE = {
    "Campaign": "Campaign for {}th",
    "Enterprise": "{}x Press",
    "Organisation": "{}nd Union",
    "PoliticalOrganisation": "{}vian League",
    "PoliticalParty": "{}rian Party",
    "Place": "{}burg",
    "Publication": "The {}l Courier",
}


class Names:
    """The names of one article's own things, in the order in which they are asked for."""

    def __init__(self, seed: int, article: int) -> None:
        """Start at the first of the words that no other article of the seed has."""
        self._random = random.Random(f"{seed}/{article}/names")
        order = random.Random(seed)
        # an affine map whose factor shares no prime with the number of words, so that each is met once
        self._factor, self._start = 1 + 2 * 3 * 5 * order.randrange(1, _WORDS // 60), order.randrange(_WORDS)
        self._next = dict.fromkeys((*_MADE, "Person"), article * EACH)
        self._last = (article + 1) * EACH

    def make(self, kind: str) -> str:
        """Return a name that no other thing has; raises KeyError for a class whose things are described instead."""
        number = self._next[kind]
        if number == self._last:
            raise ValueError(f"an article names more than {EACH} things of the class {kind}")
        self._next[kind] += 1
        word = self._word(number)
        if kind == "Person":
            return f"{self._random.choice(_FIRST_NAMES)} {word}n"
        return _MADE[kind].format(word)

    def _word(self, number: int) -> str:
        place = (number * self._factor + self._start) % _WORDS
        syllables = []
        for _ in range(3):
            place, at = divmod(place, len(_SYLLABLES))
            syllables.append(_SYLLABLES[at])
        return "".join(syllables).capitalize()
