"""The draft of one sentence: what is proposed for it, and what its writer has to look at."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Proposal:
    """One proposed claim: the keys that a claim has in a passage, and the pattern that proposes it."""

    pattern: str
    claim: dict[str, str]


@dataclass
class Draft:
    """What is proposed for one sentence: claims, words that stand for things, new things, unknown names, who speaks."""

    proposals: list[Proposal] = field(default_factory=list)
    coref: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    said: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def take(self, proposal: Proposal, tried: "Draft") -> None:
        """Take over the new things and warnings that belong to a proposal."""
        ends = {proposal.claim["s"], proposal.claim.get("o")}
        self.new = {name: value for name, value in tried.new.items() if name in ends} | self.new
        self.warnings += [warning for warning in tried.warnings if warning not in self.warnings]
