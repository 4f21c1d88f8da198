"""A claim as a sentence that cannot be torn from its speaker: whatever somebody says begins with who says it."""

from typing import NamedTuple

from kg.ask.evidence import Evidence


class Sentence(NamedTuple):
    """A claim in words, in the order in which they are read; what a claim does not have is empty.

    ``opening`` names the speaker, and says where it is denied; ``what`` is the gist of a claim that has no relation.
    """

    opening: str
    subject: str
    predicate: str
    object: str
    what: str
    detail: str

    @property
    def text(self) -> str:
        """Return the sentence."""
        if self.predicate:
            said = " – ".join(filter(None, (self.subject, self.predicate, self.object)))
        else:
            said = f"{self.subject}: {self.what}"
        return f"{self.opening}{said} [{self.detail}]" if self.detail else f"{self.opening}{said}"


def sentence_of(claim: Evidence) -> Sentence:
    """Return the sentence of a claim."""
    details = [
        *claim.hedges,
        f"'{claim.role}'" if claim.role else "",
        f"purpose: {claim.purpose}" if claim.purpose else "",
        f"in: {claim.context}" if claim.context else "",
        f"'{claim.words}' ({claim.date})" if claim.words and claim.date else (claim.date or ""),
        claim.gist if claim.predicate_label and claim.gist else "",
    ]
    return Sentence(
        opening=_opening(claim),
        subject=claim.subject_label,
        predicate=claim.predicate_label or "",
        object=(claim.object_label or "") if claim.predicate_label else "",
        what="" if claim.predicate_label else (claim.gist or ""),
        detail="; ".join(filter(None, details)),
    )


def _opening(claim: Evidence) -> str:
    denied = "it is not so that: " if claim.denied else ""
    if not claim.speaker:
        return denied
    where = f" in '{claim.medium}'" if claim.medium else ""
    return f"{claim.speaker} ({claim.act}{where}) says: {denied}"
