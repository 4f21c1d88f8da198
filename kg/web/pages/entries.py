"""What stands on the page of a thing, entry by entry: facts, what is no fact, what somebody says, and references.

A page may end after any entry; so an entry holds whatever must not be parted: an allegation, its speaker, its replies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.web.pages.view import Claim, about, passages, said_by

#: How many claims stand in one entry; where a fact or a passage has more, another entry goes on with them.
_MOST = 24


@dataclass(frozen=True)
class Fact:
    """One fact, with claims that state it."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        """Return the claim whose words are shown."""
        return self.claims[0]


@dataclass(frozen=True)
class Entry:
    """One entry: its section, what it stands under there, and a fact, a claim, claims of a passage or a reference."""

    section: str
    group: str
    content: Any


def entries(iri: str) -> list[Entry]:
    """Return the entries of a thing, in their order."""
    around = about(iri)
    facts = _facts(claim for claim in around if claim.look == "fact")
    said = (claim for claim in around if claim.look == "said" and claim.speaker != iri)
    return [
        *(Entry("facts", "own", fact) for fact in facts if fact.first.evidence.subject == iri),
        *(Entry("facts", "others", fact) for fact in facts if fact.first.evidence.subject != iri),
        *(Entry("not-facts", "denied", claim) for claim in around if claim.look == "denied"),
        *(Entry("not-facts", claim.reason, claim) for claim in _by_reason(c for c in around if c.look == "unsure")),
        *_by_saying("said", said),
        *_by_saying("says", said_by(iri)),
        *(Entry("references", "", reference) for reference in _references(around)),
    ]


def most_bytes(iri: str) -> int:
    """Return how many bytes the entries of a thing have at most, by their numbers and the lengths of their words."""
    around = [*about(iri), *said_by(iri)]
    replies = sum(len(claim.disputed_by) + len(claim.contradicts) for claim in around)
    texts = sum(3 * len(claim.evidence.quote) + sum(map(len, claim.evidence.notes)) for claim in around)
    return 900 * len(around) + 900 * replies + texts


def _facts(stated: Iterable[Claim]) -> list[Fact]:
    """Return each fact, in the order of relations and of time."""
    behind: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in stated:
        said = claim.evidence
        behind.setdefault((said.subject, said.predicate or "", said.object or ""), []).append(claim)
    facts = [Fact(tuple(run)) for found in behind.values() for run in _runs(found)]
    return sorted(facts, key=_order)


def _order(fact: Fact) -> tuple[str, str, str, str]:
    claim = fact.first.evidence
    return claim.predicate_label or "", claim.date or "~", claim.object_label or "", claim.subject_label


def _by_reason(held: Iterable[Claim]) -> list[Claim]:
    """Return claims that are no facts by the reason why they are none, the commonest first."""
    found: dict[str, list[Claim]] = {}
    for claim in held:
        found.setdefault(claim.reason, []).append(claim)
    groups = sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))
    return [claim for _, claims in groups for claim in claims]


def _by_saying(section: str, said: Iterable[Claim]) -> list[Entry]:
    """Return claims by the passage that reports them, so that its words stand once."""
    ordered = sorted(said, key=lambda claim: (claim.evidence.speaker or "", claim.passage, claim.iri))
    groups = groupby(ordered, key=lambda claim: claim.passage)
    return [Entry(section, passage, run) for passage, claims in groups for run in _runs(list(claims))]


def _references(around: Iterable[Claim]) -> list[str]:
    """Return the references of claims, each once, in the order of their numbers."""
    found = {iri for claim in around for iri in passages()[claim.passage].references}
    return sorted(found, key=lambda iri: (iri.rpartition("/")[0], int(iri.rpartition("/")[2])))


def _runs(claims: Sequence[Claim]) -> list[Sequence[Claim]]:
    return [claims[start : start + _MOST] for start in range(0, len(claims), _MOST)]
