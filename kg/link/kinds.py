"""Which classes of Wikidata fit a class of ours, and which speak against it: read from the links of the ontology."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.ask.own_queries import ask_rows
from kg.source.yaml_file import read_yaml
from kg.words.prefixes import PREFIXES

FITS, WIDER, AGAINST, UNKNOWN = "fits", "wider", "against", "unknown"

#: Classes under which people, organisations, events and papers all stand.
_TOO_WIDE = {PREFIXES["pao"] + "Undertaking", PREFIXES["foaf"] + "Agent", PREFIXES["foaf"] + "Group"}


def verdict(our_class: str, kinds: frozenset[str]) -> str:
    """Return whether classes of Wikidata, given by their ids, fit a class of ours: fits, wider, against or unknown.

    Wider are those of a class above ours, or of another one below that; against are those of other classes alone.
    """
    known = known_kinds()
    return _compare(our_class, {home for kind in kinds for home in known.get(kind, ())})


def described(our_class: str, description: str) -> str:
    """Return the same for a short description, by the first word of it that tells what the item is."""
    told = described_kind(description)
    return _compare(our_class, {_address(told)} if told else set())


def _compare(our_class: str, met: set[str]) -> str:
    ours = _address(our_class)
    above = _above(ours)
    below = {kind for kind in met if ours in _above(kind)}
    wide = above - {ours} - _TOO_WIDE
    if below:
        return FITS
    if any(kind in wide or _above(kind) & wide for kind in met):
        return WIDER
    return AGAINST if met else UNKNOWN


def described_kind(description: str) -> str | None:
    """Return the class of ours that a short description names, ``Name`` for a mere name, or None.

    >>> described_kind("daily newspaper published by a political party")
    'Publication'
    """
    text, words = description.casefold(), _words()
    found = re.search(r"\b(" + "|".join(map(re.escape, words)) + r")s?\b", text)
    return words[found[1]] if found else None


@cache
def _words() -> dict[str, str]:
    """Return the class by word, the longest words first, so that a whole term goes before a part of it."""
    file = read_yaml(Path(__file__).with_name("kinds.yaml"), "kinds")
    pairs = [(word, kind) for kind, several in file.content.items() for word in several]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def known_kinds() -> Mapping[str, frozenset[str]]:
    """Return the addresses of the classes of ours that each class of Wikidata is linked to, by its id."""
    return _links()[1]


@cache
def _above(kind: str) -> frozenset[str]:
    """Return a class and all that it stands under."""
    return frozenset({kind}).union(*(_above(wider) for wider in _links()[0].get(kind, ())))


@cache
def _links() -> tuple[dict[str, set[str]], dict[str, frozenset[str]]]:
    """Return what each class stands just under, and the classes that each item is linked to."""
    text = (Path(__file__).parent / "sparql/class-links.rq").read_text(encoding="utf-8")
    wider: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    for kind, above, item in ask_rows(text):
        if above:
            wider[str(kind)].add(str(above))
        else:
            homes[str(item).removeprefix(PREFIXES["wd"])].add(str(kind))
    return wider, {item: frozenset(found) for item, found in sorted(homes.items())}


def _address(name: str) -> str:
    return PREFIXES["foaf"] + name if name == "Person" else PREFIXES["pao"] + name
