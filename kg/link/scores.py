"""How near an item comes to a thing of ours, from 0 to 100, and why: each reason with what it counts.

A score orders candidates for a person; it never decides.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from kg.link.candidates import Candidate
from kg.link.kinds import AGAINST, FITS, UNKNOWN, WIDER, described, verdict
from kg.link.profiles import DATES, Profile

#: What the reasons count.
SAME_LABEL, SAME_BARE, SAME_ALIAS, LIKE = 35, 30, 28, 15
KIND = {FITS: 25, WIDER: 12, UNKNOWN: 0, AGAINST: -50}
DESCRIBED = {FITS: 15, WIDER: 7, UNKNOWN: 0, AGAINST: -40}
SAME_YEAR, NEAR_YEAR, OTHER_YEAR = 20, 8, -25
NOT_ALIVE, LONG_BEFORE = -35, -15
COUNTRY, OTHER_COUNTRY, OTHER_THAN_HOME = 10, -15, -10
NEIGHBOUR, NEIGHBOURS = 12, 30

#: From which likeness names are like, of 100; years of age before which nobody does what the text tells.
ALIKE, OF_AGE = 80.0, 12

#: A score, and a distance from the next, from which a candidate is called likely.
LIKELY, APART = 75, 10

_KIND = {FITS: "the same kind", WIDER: "a wider kind", AGAINST: "another kind"}


class Scored(NamedTuple):
    """A candidate with its score and the reasons for it, each a text with what it counts."""

    candidate: Candidate
    score: int
    reasons: tuple[tuple[str, int], ...]


def rank(profile: Profile, candidates: tuple[Candidate, ...]) -> tuple[Scored, ...]:
    """Return the candidates for a thing, the best first; without those that are known to be something else."""
    scored = [
        score(profile, candidate)
        for candidate in candidates
        if candidate.item not in profile.different and candidate.exists
    ]
    return tuple(sorted(scored, key=lambda one: (-one.score, int(one.candidate.item[1:]))))


def score(profile: Profile, candidate: Candidate) -> Scored:
    """Return a candidate with its score and the reasons for it."""
    reasons = tuple(_reasons(profile, candidate))
    return Scored(candidate, max(0, min(100, sum(points for _, points in reasons))), reasons)


def is_likely(ranked: tuple[Scored, ...]) -> bool:
    """Return whether the first stands out: enough speaks for it, and clearly more than for the next."""
    return (
        bool(ranked) and ranked[0].score >= LIKELY and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= APART)
    )


def likeness(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Return how like the nearest two names are, from 0 to 100, case, accents and punctuation apart."""
    return max((ratio(_plain(a), _plain(b)) for a in ours for b in theirs if a and b), default=0.0)


def _reasons(profile: Profile, candidate: Candidate) -> Iterator[tuple[str, int]]:
    yield _name(profile, candidate)
    kind, told = verdict(profile.type, candidate.kinds), described(profile.type, candidate.description)
    if kind != UNKNOWN:
        yield f"of {_KIND[kind]}", KIND[kind]
    elif told != UNKNOWN:
        yield f"described as of {_KIND[told]}", DESCRIBED[told]
    yield from _years(profile, candidate)
    yield from _lifetime(profile, candidate)
    if profile.countries and candidate.countries:
        if profile.countries & candidate.countries:
            yield "of the same country", COUNTRY
        else:
            yield "of another country", OTHER_THAN_HOME if profile.is_home else OTHER_COUNTRY
    met = [label for item, label in sorted(profile.neighbours.items()) if item in candidate.neighbours]
    if met:
        yield f"tied to {', '.join(met)}", min(NEIGHBOUR * len(met), NEIGHBOURS)


def _name(profile: Profile, candidate: Candidate) -> tuple[str, int]:
    theirs = (candidate.label, *candidate.aliases)
    if candidate.label and _plain(candidate.label) == _plain(profile.label):
        return "the same label", SAME_LABEL
    if candidate.label and _plain(_bare(candidate.label)) == _plain(_bare(profile.label)):
        return "the same label, but for what stands in brackets", SAME_BARE
    if {_plain(name) for name in theirs if name} & {_plain(name) for name in profile.names}:
        return "the same name, as an alias", SAME_ALIAS
    near = likeness(profile.names, theirs)
    return ("a name like it", LIKE) if near >= ALIKE else ("a name that is not like it", 0)


def _years(profile: Profile, candidate: Candidate) -> Iterator[tuple[str, int]]:
    for relation, properties in DATES.items():
        ours = profile.years.get(relation)
        theirs = next((candidate.years[name] for name in properties if name in candidate.years), None)
        if ours is None or theirs is None:
            continue
        if ours == theirs:
            yield f"the same year ({ours})", SAME_YEAR
        elif abs(ours - theirs) == 1:
            yield f"a year near it ({theirs}, ours {ours})", NEAR_YEAR
        else:
            yield f"another year ({theirs}, ours {ours})", OTHER_YEAR


def _lifetime(profile: Profile, candidate: Candidate) -> Iterator[tuple[str, int]]:
    """Yield that somebody had died or was no adult, or that something had ended, when the text speaks of it.

    Where the text gives no year for a thing, most of what it tells is the measure, and counts less.
    """
    first, last = profile.seen or profile.era
    points = NOT_ALIVE if profile.seen else LONG_BEFORE
    ended = candidate.years.get("P570") or candidate.years.get("P576")
    born = candidate.years.get("P569")
    if ended is not None and ended < first:
        yield f"ended in {ended}, and the text speaks of {first} and later", points
    elif born is not None and profile.is_person and "bornOn" not in profile.years and last - born < OF_AGE:
        yield f"born in {born}, and the text speaks of {last}", points


def _plain(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading article."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]", " ", folded).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _bare(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)$", "", name)
