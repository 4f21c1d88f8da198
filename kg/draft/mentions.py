"""Which known things a text names, by label and alias, and which names in it nobody knows yet."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from kg.source.entities import Entity

_CAPITAL = r"(?:[A-Z][\w'’-]*\w['’]?(?= |$|\W)|[A-Z]{2,})"
_UNKNOWN = re.compile(rf"{_CAPITAL}(?:(?: (?:of|the|for|and|de|van|von))*(?: |-){_CAPITAL})*")

#: What begins with a capital letter and is no name.
_COMMON = {
    "Chair", "Chairman", "Disbanded", "Dissolved", "Established", "Formation", "Founded", "General", "Headquarters",
    "Ideology", "International affiliation", "Journal", "Leader", "Magazine", "Membership", "Newspaper", "Paper",
    "Political", "Website",
    "A", "According", "After", "Also", "Although", "An", "And", "April", "As", "At", "August", "Because",
    "Before", "Between", "Both", "But", "By", "December", "Despite", "During", "February", "Following", "For",
    "Four", "From", "Further", "He", "Her", "His", "However", "If", "In", "Its", "It", "January", "July",
    "June", "Later", "Many", "March", "May", "Members", "Most", "November", "October", "On", "One", "Other",
    "Our", "Several", "September", "She", "Since", "Some", "Such", "That", "The", "Their", "Then", "There",
    "These", "They", "This", "Those", "Three", "Two", "Under", "Until", "When", "Where", "While", "With",
}  # fmt: skip

#: Words of nations and schools: they say of what kind something is, and alone they name nothing.
_ADJECTIVES = {
    "African", "American", "Anarchist", "Asian", "Australian", "British", "Catholic", "Chinese", "Christian",
    "Communist", "Dutch", "English", "European", "French", "German", "Irish", "Italian", "Jewish", "Labour",
    "Maoist", "Marxist", "Muslim", "Russian", "Scottish", "Socialist", "Soviet", "Spanish", "Stalinist",
    "Trotskyist", "Welsh", "Western",
}  # fmt: skip


#: The share from which on two names are told as alike.
_ALIKE = 0.75


class Mention(NamedTuple):
    """Words of a text that are the name of one known thing or of several."""

    start: int
    end: int
    words: str
    things: tuple[str, ...]


def find_mentions(text: str, entities: Mapping[str, Entity]) -> tuple[Mention, ...]:
    """Return what a text names, in order; of names within names the longest."""
    names = _names(tuple((entity.id, entity.names) for entity in entities.values()))
    if not names:
        return ()
    return tuple(
        Mention(match.start(), match.end(), match[0], names[_key(match[0])])
        for match in _pattern(tuple(names)).finditer(text)
        if not _is_part(match, text)
    )


def _is_part(match: re.Match[str], text: str) -> bool:
    """Return whether one word is only part of a longer name, or a common word that happens to be a name too."""
    if " " in match[0] or "-" in match[0]:
        return False
    longer = re.match(r" (?:of (?:the )?)?[A-Z][a-z]", text[match.end() : match.end() + 12])
    return longer is not None or match[0].islower()


def unknown_names(text: str, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Return the names in a text that nothing bears, as far as capital letters show them."""
    covered = [(mention.start, mention.end) for mention in find_mentions(text, entities)]
    found: dict[str, None] = {}
    for match in _UNKNOWN.finditer(text):
        words = match[0].split()
        while words and words[0] in _COMMON:
            # within a sentence a capital 'The' is part of a name
            if words[0] == "The" and len(words) > 1 and match.end() > len(" ".join(words)) + 1:
                break
            words = words[1:]
        name = " ".join(words).removesuffix("'s").removesuffix("’s")
        start = match.end() - len(" ".join(words))
        inside = any(start < end and begin < match.end() for begin, end in covered)
        if len(name) > 1 and not inside and name not in _ADJECTIVES:
            found[name] = None
    return tuple(found)


def look_alikes(name: str, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Return the ids of at most three known things with a name like this one, the most alike first: no decision."""
    scored = []
    words = set(name.casefold().split())
    matcher = SequenceMatcher()
    matcher.set_seq2(name.casefold())
    for entity in entities.values():
        best = max(_likeness(matcher, words, other.casefold()) for other in entity.names)
        if best >= _ALIKE:
            scored.append((-best, entity.id))
    return tuple(entity for _, entity in sorted(scored)[:3])


def _likeness(matcher: "SequenceMatcher[str]", words: set[str], other: str) -> float:
    """Return how alike two names are; the matcher holds the first, of these words, and has prepared it once."""
    others = set(other.split())
    shared = words & others
    if shared and min(len(words), len(others)) == len(shared) and max(map(len, shared)) > 3:
        return _ALIKE + 0.2 * len(shared) / max(len(words), len(others))
    matcher.set_seq1(other)
    # the upper bounds are cheap, and most names are nothing like each other
    alike = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
    return matcher.ratio() if alike else 0.0


def _key(name: str) -> str:
    return " ".join(name.split()).removeprefix("the ").removeprefix("The ")


@lru_cache(maxsize=4)
def _names(known: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, ...]]:
    """Return the bearers of each name, the longest names first."""
    bearers: dict[str, dict[str, None]] = {}
    for identifier, names in known:
        # a name in small letters may begin a sentence or a row
        for name in (*names, *(n[0].upper() + n[1:] for n in names if n[0].islower() and ("-" in n or " " in n))):
            bearers.setdefault(_key(name), {})[identifier] = None
    return {name: tuple(bearers[name]) for name in sorted(bearers, key=lambda name: (-len(name), name))}


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)")
