"""The build: nothing reaches the disk that has not passed both gates, and it reaches it whole or not at all."""

from dataclasses import replace
from pathlib import Path

from rdflib import Graph

from kg.check.engines import DEFAULT
from kg.check.graph_gate import check_dataset
from kg.check.outcome import Outcome
from kg.check.text_gate import check_text
from kg.compile.dataset import compile_dataset, serialise_dataset
from kg.compile.vocabulary import predicates
from kg.source.corpus import Corpus, read_corpus
from kg.store.swap import replace_folder


def check(root: Path, engine: str = DEFAULT) -> Outcome:
    """Return what both gates find in the authored files under a folder."""
    return examine(read_corpus(root), engine)[0]


def build(root: Path, output: Path) -> Outcome:
    """Check the authored files and, if both gates pass, put the dataset into the output folder."""
    corpus = read_corpus(root)
    outcome, graphs = examine(corpus)
    if not outcome.passed:
        return outcome
    return replace(outcome, changed=replace_folder(output, serialise_dataset(corpus, graphs)))


def examine(corpus: Corpus, engine: str = DEFAULT) -> tuple[Outcome, dict[str, Graph]]:
    """Return what both gates find in a corpus, and the graphs that it compiles to."""
    findings = check_text(corpus)
    graphs = compile_dataset(corpus)
    more, matched = check_dataset(corpus, graphs, engine)
    outcome = Outcome(
        findings=(*findings, *more),
        passages=sum(len(source.passages) for source in corpus.articles),
        claims=sum(len(passage.claims) for source in corpus.articles for passage in source.passages),
        facts=_facts(graphs["facts"]),
        triples=sum(map(len, graphs.values())),
        matched=matched,
        engine=engine,
    )
    return outcome, graphs


def _facts(graph: Graph) -> int:
    """Return the number of plain triples with a claimable predicate."""
    claimable = {predicate.iri for predicate in predicates().values()}
    return sum(1 for _, predicate, _ in graph if predicate in claimable)
