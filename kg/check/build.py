"""The build: nothing reaches the disk that has not passed both gates, and it reaches it whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from kg.check.findings import Finding
from kg.check.graph_gate import check_dataset
from kg.check.text_gate import check_text
from kg.compile.dataset import compile_dataset, serialise_dataset
from kg.compile.vocabulary import predicates
from kg.source.corpus import Corpus, read_corpus
from kg.store.swap import replace_folder


@dataclass(frozen=True)
class Outcome:
    """What a build or a check found, and how much there is; ``changed`` says whether the dataset is another one now."""

    findings: tuple[Finding, ...]
    passages: int
    claims: int
    facts: int
    triples: int
    matched: dict[str, int]
    changed: bool = False

    @property
    def passed(self) -> bool:
        """Return whether nothing was found, warnings apart."""
        return not any(finding.severity == "violation" for finding in self.findings)


def check(root: Path) -> Outcome:
    """Return what both gates find in the authored files under a folder."""
    return _examine(read_corpus(root))[0]


def build(root: Path, output: Path) -> Outcome:
    """Check the authored files and, if both gates pass, put the dataset into the output folder."""
    outcome, files = _examine(read_corpus(root))
    if not outcome.passed:
        return outcome
    changed = replace_folder(output, files)
    return Outcome(**{**outcome.__dict__, "changed": changed})


def _examine(corpus: Corpus) -> tuple[Outcome, dict[str, bytes]]:
    findings = check_text(corpus)
    graphs = compile_dataset(corpus)
    more, matched = check_dataset(corpus, graphs)
    outcome = Outcome(
        findings=(*findings, *more),
        passages=sum(len(source.passages) for source in corpus.articles),
        claims=sum(len(passage.claims) for source in corpus.articles for passage in source.passages),
        facts=_facts(graphs["facts"]),
        triples=sum(map(len, graphs.values())),
        matched=matched,
    )
    return outcome, serialise_dataset(corpus, graphs)


def _facts(graph: Graph) -> int:
    """Return the number of plain triples with a claimable predicate."""
    claimable = {predicate.iri for predicate in predicates().values()}
    return sum(1 for _, predicate, _ in graph if predicate in claimable)
