"""One article by itself: what the text gate finds in it, and the blocks of Turtle that it gives to the dataset."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.check.evidence import check_stated
from kg.check.findings import Finding
from kg.check.places import Places
from kg.check.text_gate import check_article
from kg.compile.claims import compile_claims
from kg.compile.dataset import located_passages
from kg.compile.layers import Written, write_part
from kg.compile.sources import compile_sources
from kg.source.corpus import Corpus, loose_ends, read_source
from kg.source.entities import Entity
from kg.store.plain import plain_graph
from kg.words.errors import BadData, RuleBroken

#: The layers that are made article by article.
LAYERS = ("sources", "claims")


@dataclass(frozen=True)
class Examined:
    """What was made of an article; findings name its files by their paths in its folder."""

    about: dict[str, str]
    findings: tuple[Finding, ...]
    passages: int
    claims: int
    layers: Mapping[str, Written]


class Broken(Exception):
    """An article that cannot be compiled: how far it came, and what is wrong. What comes first is told first."""

    def __init__(self, stage: int, error: BadData) -> None:
        super().__init__(stage, error)
        self.stage, self.error = stage, error


#: How far an article came: its files are not to be read, its names lead nowhere, its claims are none.
READ, NAMED, COMPILED = range(3)


def examine_article(folder: Path, entities: dict[str, Entity]) -> Examined:
    """Return what the article in a folder gives by itself; raises Broken.

    It is held against the text, and what it gives against what is written and against the text once more.
    """
    try:
        source = read_source(folder)
    except BadData as error:
        raise Broken(READ, error) from None
    problems = loose_ends(source, entities)
    if problems:
        raise Broken(NAMED, RuleBroken("\n".join(problems)))
    corpus = Corpus(folder, entities, (source,))
    findings = check_article(corpus, source)
    located = located_passages(source)
    try:
        graphs = {"sources": compile_sources(source, located), "claims": compile_claims(source, located)}
    except BadData as error:
        raise Broken(COMPILED, error) from None
    data = plain_graph()
    for graph in graphs.values():
        data += graph
    findings += check_stated(corpus, data, Places(corpus))
    about = source.article.about.content
    return Examined(
        {key: about[key] for key in ("title", "source", "licence")},
        tuple(replace(finding, path=_within(finding.path, folder)) for finding in findings),
        len(source.passages),
        sum(len(passage.claims) for passage in source.passages),
        {name: write_part(graph) for name, graph in graphs.items()},
    )


def _within(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else path
