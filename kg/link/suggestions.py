"""Candidates for our things, the best first: what a person is shown, and nothing that is linked by itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.ask.names import find_thing
from kg.link.candidates import find_candidates
from kg.link.journal import Journal
from kg.link.profiles import Profile, profiles
from kg.link.scores import Scored, is_likely, rank
from kg.link.services import Services
from kg.link.status import to_reconcile
from kg.source.entities import read_entities
from kg.words.errors import UsageError

#: Candidates that are shown of one thing; whoever is not among the first ten is none.
SHOWN = 10


class Suggestion(NamedTuple):
    """The candidates for one thing of ours, the best first."""

    profile: Profile
    ranked: tuple[Scored, ...]

    @property
    def is_likely(self) -> bool:
        """Return whether the first candidate stands out, for what that is worth: a person has to look all the same."""
        return is_likely(self.ranked)


def suggest(root: Path, names: Sequence[str], services: Services, journal: Journal) -> tuple[Suggestion, ...]:
    """Return candidates for the things of these names, or for all that are to be reconciled, in the order of their ids.

    Raises UsageError for a name that nothing bears, and one of the kinds of error of a service.
    """
    entities = read_entities(root / "entities")
    wanted = [find_thing(name).id for name in names] or [entity.id for entity in to_reconcile(entities)]
    missing = [key for key in wanted if key not in entities]
    if missing:
        raise UsageError(f"'{missing[0]}' is not in {root / 'entities'}; run 'kg build' there first.")
    everybody = profiles(entities)
    asked = [everybody[key] for key in dict.fromkeys(wanted)]
    found = find_candidates(asked, everybody, services, journal)
    return tuple(Suggestion(profile, rank(profile, found[profile.id])[:SHOWN]) for profile in asked)
