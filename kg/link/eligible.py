"""What of ours may be proposed to Wikidata; whatever cannot be shown to be harmless may not.

A claim must pass every line of a list. Several lines ask the same of different layers, because one of them may be
damaged: that it is a fact, that a triple says so, that it is in the article's own voice, that nobody is said to say it,
that its sentence has no word that reports somebody's speech.
"""

from collections.abc import Callable
from typing import NamedTuple

from kg.check.wording import reporting_words, views
from kg.link.facts import Fact
from kg.link.own import Claim
from kg.link.times import their_qualifiers, their_time

#: What must be true of a claim, and the words for one of which it is not.
_CLAIM: tuple[tuple[str, Callable[[Claim], bool]], ...] = (
    ("it is not marked as a fact", lambda c: c.labelled is True),
    ("no plain triple says it", lambda c: c.stated is True),
    ("it is not in the article's own voice", lambda c: c.own_voice is True),
    ("somebody is named who says it", lambda c: c.attributed is False and c.said_here is False),
    ("its sentence reports what somebody says", lambda c: not _reports(c)),
    ("its support is not known, or a citation is asked for", lambda c: c.supported is True),
    ("its sentence bears an editorial tag", lambda c: c.tagged is False),
    ("it is denied", lambda c: c.denied is False),
    ("it is disputed", lambda c: c.disputed is False),
    ("it is hedged", lambda c: c.hedged is False),
    ("it is told in words besides", lambda c: c.gist is False),
    ("who encoded it left a note of doubt or of reading", lambda c: c.noted is False),
    ("it holds in a context that a statement would not tell", lambda c: c.limited is False),
    ("its date cannot be said in Wikidata's terms", lambda c: c.time is None or _can_say(c)),
)

#: What must be true of a fact as a whole.
_FACT: tuple[tuple[str, Callable[[Fact], bool]], ...] = (
    ("its property is only compared, because it does not mean quite the same", lambda f: f.mapping.use == "propose"),
    ("the other end is linked to no item", lambda f: f.value is not None),
    ("an end is not certain to be the item that it is linked to", lambda f: _is_certain(f)),
    ("it would tell of somebody who is presumed to be living", lambda f: not _exposes(f)),
    ("its date cannot be said in Wikidata's terms", lambda f: f.mapping.datatype != "time" or _is_date(f)),
)


class Verdict(NamedTuple):
    """Whether a fact may be proposed: the claims that may speak for it, or why it may not."""

    claims: tuple[Claim, ...]
    reasons: tuple[str, ...]

    @property
    def is_yes(self) -> bool:
        """Return whether the fact may be proposed."""
        return bool(self.claims) and not self.reasons


def judge(fact: Fact) -> Verdict:
    """Return whether a fact may be proposed, and by which of its claims; every reason where it may not."""
    reasons = [reason for reason, holds in _FACT if not holds(fact)]
    passed = tuple(claim for claim in fact.claims if all(holds(claim) for _, holds in _CLAIM))
    if not passed:
        reasons += [reason for reason, holds in _CLAIM if not all(holds(claim) for claim in fact.claims)]
    if any(claim.denied or claim.disputed or claim.attributed for claim in fact.claims):
        reasons.append("what the claims behind it say does not agree")
    return Verdict(() if reasons else passed, tuple(dict.fromkeys(reasons)))


def _reports(claim: Claim) -> bool:
    sentence = f"{claim.before}{claim.quote}{claim.after}"
    return bool(reporting_words(sentence) or views(sentence))


def _can_say(claim: Claim) -> bool:
    return claim.time is not None and bool(their_qualifiers(claim.time, claim.observed))


def _is_certain(fact: Fact) -> bool:
    other = fact.value_link
    return fact.item.is_certain and (
        fact.mapping.datatype != "wikibase-item" or (other is not None and other.is_certain)
    )


def _exposes(fact: Fact) -> bool:
    """Return whether a fact is about somebody presumed living and of a kind that is not proposed about the living."""
    lives = any(claim.subject_lives is not False or claim.object_lives is not False for claim in fact.claims)
    sensitive = any(claim.sensitive is not False for claim in fact.claims)
    return lives and (sensitive or fact.mapping.living != "yes")


def _is_date(fact: Fact) -> bool:
    return their_time(str(fact.object)) is not None
