"""The examination of everything under a root: article by article, then the whole, and the dataset that comes of it.

Memory holds the index of the whole graph, a line for each group of blocks, and never more than one article beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg.check.articles import examine_articles, raise_broken
from kg.check.examined import Broken
from kg.check.findings import Finding
from kg.check.index_gate import check_index
from kg.check.outcome import Outcome
from kg.check.shelf import Kept, Shelf
from kg.check.text_gate import sort_findings
from kg.compile.dataset import comment_of
from kg.compile.entities import compile_entities
from kg.compile.index import Index
from kg.compile.turtle import head
from kg.source.corpus import article_folders, read_all_entities
from kg.store.swap import Pieces
from kg.words.layers import BUILT
from kg.words.progress import tell, told


@dataclass(frozen=True)
class Examined:
    """What was found, and what the dataset is made of."""

    outcome: Outcome
    articles: tuple[Kept, ...]
    index: Index

    def files(self) -> dict[str, Pieces]:
        """Return the files of the dataset by name, each to be had piece by piece, as often as it is wanted."""
        return {f"{layer.name}.ttl": partial(self._file, layer.name) for layer in BUILT}

    def _file(self, name: str) -> Iterator[bytes]:
        comment = comment_of(name, [article.about for article in self.articles])
        parts = [article.layers[name] for article in self.articles if name in article.layers]
        if not parts:
            yield head(comment, self.index.prefixes(name)).encode()
            yield from (block.encode() for block in self.index.blocks(name))
            return
        yield head(comment, {prefix for part in parts for prefix in part.prefixes}).encode()
        places = ((group.name, number, group) for number, part in enumerate(parts) for group in part.groups)
        yield from (parts[number].read(group) for _, number, group in sorted(places))


def examine(root: Path, shelf: Shelf, engine: str, fresh: bool = False, workers: int | None = None) -> Examined:
    """Return what both gates find under a root, and the dataset; raises BadData for what cannot be read or compiled."""
    folders, entities = article_folders(root), read_all_entities(root)
    index = Index(compile_entities(entities))
    articles: list[Kept] = []
    broken: list[tuple[Path, Broken]] = []
    findings: list[Finding] = []
    results = examine_articles(folders, entities, shelf, fresh, workers)
    for folder, made in zip(folders, told("articles", results, len(folders)), strict=True):
        if isinstance(made, Broken):
            broken.append((folder, made))
            continue
        findings += [replace(finding, path=folder / finding.path) for finding in made.findings]
        # what the findings say is kept once, and with its path
        articles.append(replace(made, findings=()))
        if not broken:
            for part in made.layers.values():
                index.add_blocks(part.prefixes, part.read_all())
    raise_broken(broken, entities)
    tell("facts")
    index.compute()
    tell("graph gate")
    more, matched = check_index(root, entities, index, engine)
    outcome = Outcome(
        findings=(*sort_findings(findings), *more),
        passages=sum(article.passages for article in articles),
        claims=sum(article.claims for article in articles),
        facts=index.facts,
        triples=index.triples + sum(part.triples for article in articles for part in article.layers.values()),
        matched=matched,
        engine=engine,
    )
    return Examined(outcome, tuple(articles), index)
