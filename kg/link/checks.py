"""The links read again: is each item still there, still called so, of that kind, and is nobody nearer by the name?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.link.candidates import Candidate, describe, find_candidates
from kg.link.journal import Journal
from kg.link.kinds import AGAINST, verdict
from kg.link.profiles import Profile, profiles
from kg.link.scores import ALIKE, OTHER_YEAR, likeness, rank, score
from kg.link.services import Services
from kg.source.entities import read_entities
from kg.source.links import MATCHED, Link
from kg.words.errors import UsageError


class Trouble(NamedTuple):
    """What is wrong with one link: a rule's name, and the sentence about it with what to do."""

    thing: str
    item: str
    rule: str
    message: str


class Checked(NamedTuple):
    """How many links were read again, and what is wrong with them."""

    links: int
    troubles: tuple[Trouble, ...]


def check(root: Path, names: tuple[str, ...], services: Services, journal: Journal) -> Checked:
    """Return what is wrong with the links of the things of these names, or with all.

    Raises UsageError for a name that nothing bears or without an endpoint, and one of the kinds of error of a service.
    """
    from kg.ask.names import find_thing

    if services.endpoint is None:
        raise UsageError("Links are checked with a SPARQL endpoint; name one with --endpoint.")
    everybody = profiles(read_entities(root / "entities"))
    wanted = {find_thing(name).id for name in names} or set(everybody)
    linked = [p for p in everybody.values() if p.id in wanted and any(link.match in MATCHED for link in p.links)]
    items = sorted({link.item for p in linked for link in p.links if link.match != "candidate"})
    found = describe(items, everybody, services, journal)
    rivals = find_candidates(linked, everybody, services._replace(reconcile=None), journal)
    troubles = [trouble for profile in linked for trouble in _troubles(profile, found, rivals[profile.id])]
    return Checked(sum(link.match in MATCHED for p in linked for link in p.links), tuple(troubles))


def _troubles(profile: Profile, found: Mapping[str, Candidate], rivals: tuple[Candidate, ...]) -> Iterator[Trouble]:
    matched = next(link for link in profile.links if link.match in MATCHED)
    item = found[matched.item]
    for rule, message in _rules(profile, matched, item, found, rivals):
        yield Trouble(profile.id, matched.item, rule, f"{matched.item} {message}")


def _rules(
    profile: Profile, link: Link, item: Candidate, found: Mapping[str, Candidate], rivals: tuple[Candidate, ...]
) -> Iterator[tuple[str, str]]:
    if item.merged is not None:
        yield "redirected", f"has been merged into {item.merged}; look that up, and link to it if it is the thing."
        return
    if not item.exists:
        yield "deleted", "is not there any more; take the link out, and look for another item."
        return
    for other in profile.different:
        if other in found and found[other].merged == link.item:
            yield "look-alike", f"has taken in {other}, which is recorded as different; look both up."
    ours, theirs = (*profile.names, link.label or ""), (item.label, *item.aliases)
    if likeness(ours, theirs) < ALIKE:
        yield "label", f"is called '{item.label}' now, which is not like '{profile.label}'; look it up."
    if verdict(profile.type, item.kinds) == AGAINST:
        yield "kind", f"is of another kind than {profile.type}; look it up."
    for reason, points in score(profile, item).reasons:
        if points == OTHER_YEAR:
            yield "year", f"has {reason}; look both up."
    others = rank(profile, tuple(rival for rival in rivals if rival.item != link.item and rival.merged is None))
    if others and others[0].score > score(profile, item).score:
        rival = others[0].candidate
        yield (
            "look-alike",
            f"is less like it than {rival.item} ({rival.label}: {rival.description or 'no description'}); "
            "look both up, and record the other as different if it is.",
        )
