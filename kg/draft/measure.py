"""How good the patterns are: what they propose for an article, held against what people encoded of it."""

from collections.abc import Mapping
from typing import NamedTuple

from kg.draft.drafting import topic_of
from kg.draft.patterns import patterns
from kg.draft.proposals import propose
from kg.source.corpus import ArticleSource
from kg.source.entities import Entity
from kg.source.passages import Claim
from kg.source.scope import locate

#: A proposition: subject, predicate, object or value, and whether it is denied.
Proposition = tuple[str | None, ...]


class Measured(NamedTuple):
    """One pattern: how many claims it proposed, how many of them people encoded, and how many there are of its kind.

    A proposal is right if the same subject, predicate and object were encoded of the same sentence; times, hedges and
    speakers are not compared. There are of its kind all encoded claims with one of its predicates.
    """

    pattern: str
    proposed: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """Return the share of the proposals that are right."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the claims of its kind that it proposed."""
        return self.right / self.there if self.there else 0.0


def measure(source: ArticleSource, entities: Mapping[str, Entity]) -> tuple[Measured, ...]:
    """Return how good each pattern is on an article, in the order of the patterns, and last all of them together."""
    encoded = _encoded(source)
    proposed: dict[str, set[tuple[int, Proposition]]] = {pattern.name: set() for pattern in patterns()}
    for sentence in source.article.sentences:
        if sentence.section.form == "references":
            continue
        topic = topic_of(source, sentence.section.id)
        for proposal in propose(source.article.fold(sentence.text), entities, topic).proposals:
            proposed[proposal.pattern].add((sentence.start, _of_proposal(proposal.claim)))
    rows = []
    for pattern in patterns():
        kinds = {(claim["p"], claim.get("negated")) for claim in pattern.claims}
        there = {(at, what) for at, whats in encoded.items() for what in whats if (what[1], what[3]) in kinds}
        found = proposed[pattern.name]
        right = sum(what in encoded.get(at, ()) for at, what in found)
        rows.append(Measured(pattern.name, len(found), right, len(there)))
    everything = set().union(*proposed.values())
    right = sum(what in encoded.get(at, ()) for at, what in everything)
    rows.append(Measured("all", len(everything), right, sum(map(len, encoded.values()))))
    return tuple(rows)


def _encoded(source: ArticleSource) -> dict[int, set[Proposition]]:
    """Return what people encoded of each sentence, by its place; of several sentences in one quote, of each."""
    found: dict[int, set[Proposition]] = {}
    for passage in source.passages:
        place = locate(source.article, passage)
        for sentence in place.sentences if place else ():
            found.setdefault(sentence.start, set()).update(_of_claim(c) for c in passage.claims if c.predicate)
    return found


def _of_claim(claim: Claim) -> Proposition:
    return (claim.subject, claim.predicate, claim.object or claim.value, "yes" if claim.negated else None)


def _of_proposal(claim: dict[str, str]) -> Proposition:
    return (claim["s"], claim["p"], claim.get("o") or claim.get("v"), claim.get("negated"))


def as_markdown(rows: tuple[Measured, ...]) -> str:
    """Return the measurement as a table in Markdown; patterns that proposed nothing and could not have are left out."""
    lines = ["| pattern | proposed | right | of its kind | precision | recall |", "|---|--:|--:|--:|--:|--:|"]
    for row in rows:
        if row.proposed or row.there:
            precision = f"{row.precision:.0%}" if row.proposed else "–"
            recall = f"{row.recall:.0%}" if row.there else "–"
            lines.append(f"| {row.pattern} | {row.proposed} | {row.right} | {row.there} | {precision} | {recall} |")
    return "\n".join(lines) + "\n"
