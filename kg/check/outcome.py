"""What both gates found in the authored files, and how much there is."""

from dataclasses import dataclass

from kg.check.findings import Finding


@dataclass(frozen=True)
class Outcome:
    """What a build or a check found; ``changed`` says whether the dataset is another one now.

    ``engine`` is the engine that held the graph against the shapes, ``matched`` how many things each was held
    against; ``remembered`` says that the very same files passed before and were not read again.
    """

    findings: tuple[Finding, ...]
    passages: int
    claims: int
    facts: int
    triples: int
    matched: dict[str, int]
    engine: str
    changed: bool = False
    remembered: bool = False

    @property
    def passed(self) -> bool:
        """Return whether nothing was found, warnings apart."""
        return not any(finding.severity == "violation" for finding in self.findings)
