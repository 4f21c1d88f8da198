"""How much a text is like the names of things, case, accents and marks apart."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from kg.ask.names import Thing, things

#: What a name is worth in which the words stand among others, and one that is not the label.
_AMONG_OTHERS, _OTHER_NAME = 0.75, 0.99


class Name(NamedTuple):
    """One name of a thing, as it is compared; ``is_label`` says whether it is the one that is shown."""

    thing: Thing
    text: str
    is_label: bool


class Likeness(NamedTuple):
    """How much a text is like the name of a thing that fits it best, from 0 to 100."""

    score: float
    is_same: bool
    is_label: bool


def folded(text: str) -> str:
    """Return a name as it is compared: without case, accents, marks and a leading article.

    >>> folded("The  Workers’ Liberty!")
    'workers liberty'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"['’]", "", plain.casefold()))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def all_names() -> tuple[Name, ...]:
    """Return every name of every thing, the labels first."""
    return tuple(
        Name(thing, folded(name), number == 0)
        for thing in things().values()
        for number, name in enumerate((thing.label, *thing.names))
    )


@lru_cache(maxsize=32)
def like(text: str) -> dict[str, Likeness]:
    """Return, by address, how much each thing is like a text by the name that fits best."""
    from rapidfuzz import fuzz

    wanted = folded(text)
    found: dict[str, Likeness] = {}
    for name in all_names() if wanted else ():
        near = max(
            fuzz.ratio(wanted, name.text),
            fuzz.token_sort_ratio(wanted, name.text),
            fuzz.token_set_ratio(wanted, name.text) * _AMONG_OTHERS,
        )
        score = near if name.is_label else near * _OTHER_NAME
        if name.thing.iri not in found or score > found[name.thing.iri].score:
            found[name.thing.iri] = Likeness(round(score, 1), wanted == name.text, name.is_label)
    return found
