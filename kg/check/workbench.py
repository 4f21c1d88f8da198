"""One article on the bench while somebody writes it: both gates on what has changed, the rest kept as it was.

What a passage gives, triples and findings of the text gate, is kept as long as neither it nor anything that it depends
on has changed. The other articles are compiled once; their own findings are not told here ('kg validate' tells all).
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph

from kg.check.engines import DEFAULT
from kg.check.findings import Finding, findings_of
from kg.check.graph_gate import tell
from kg.check.neighbourhood import neighbourhood
from kg.check.places import Places
from kg.check.shapes import check_triples
from kg.check.text_gate import check_article
from kg.compile.claims import add_claims, slugs_of
from kg.compile.dataset import located_passages
from kg.compile.entities import compile_entities
from kg.compile.facts import compute_triples
from kg.compile.sources import add_passage, compile_frame
from kg.compile.vocabulary import ontology
from kg.source.corpus import ArticleSource, Corpus, read_corpus
from kg.source.coverage import SectionCoverage, cover
from kg.source.passages import Passage
from kg.source.scope import Located
from kg.store.plain import plain_graph
from kg.words.errors import RuleBroken, UsageError, did_you_mean
from kg.words.progress import tell as tell_step
from kg.words.progress import told


@dataclass(frozen=True)
class Checked:
    """What both gates find in one article, how far it is encoded, and how many seconds that took."""

    findings: tuple[Finding, ...]
    coverage: tuple[SectionCoverage, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Return whether nothing was found, warnings apart."""
        return not any(finding.severity == "violation" for finding in self.findings)


class Workbench:
    """The article of a name under a root, checked again and again as it is written."""

    def __init__(self, root: Path, slug: str, engine: str = DEFAULT) -> None:
        self.root, self.slug, self.engine = root, slug, engine
        self._triples: dict[str, bytes] = {}
        self._findings: dict[str, tuple[Finding, ...]] = {}
        self._around: tuple[object, ...] = ()

    @property
    def files(self) -> list[Path]:
        """Return the files that a check depends on: those of the article and the entities."""
        folders = (self.root / "articles" / self.slug, self.root / "entities")
        return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())

    def check(self) -> Checked:
        """Return what both gates find now; a broken form is a finding, and the gates see the rest afterwards.

        Raises UsageError for an unknown article and BadData for a file that cannot be read at all.
        """
        begun = time.perf_counter()
        try:
            corpus = read_corpus(self.root)
            source = self._source(corpus)
            findings = [*self._text(corpus, source), *self._graph(corpus, source)]
        except RuleBroken as error:
            return Checked(tuple(findings_of(error)), (), time.perf_counter() - begun)
        return Checked(tuple(findings), cover(source), time.perf_counter() - begun)

    def _source(self, corpus: Corpus) -> ArticleSource:
        known = {source.article.slug: source for source in corpus.articles}
        if self.slug not in known:
            hint = did_you_mean(self.slug, sorted(known))
            raise UsageError(f"There is no article '{self.slug}'.{hint} 'kg new' makes one.")
        source = known[self.slug]
        # what every passage depends on; where one of these has changed, nothing that was kept is of use
        around = (
            source.article,
            corpus.entities,
            [(r.number, r.fields, r.authors) for r in source.references.values()],
        )
        if self._around != around:
            self._around, self._triples, self._findings = around, {}, {}
        return source

    def _text(self, corpus: Corpus, source: ArticleSource) -> list[Finding]:
        """Return the findings of the text gate, passage by passage from what was kept where nothing has changed."""
        tell_step("text gate")
        kept: dict[str, tuple[Finding, ...]] = {}
        findings = check_article(corpus, source, lambda key, look: kept.setdefault(key, self._kept(key, look)))
        self._findings = kept
        return findings

    def _kept(self, key: str, look: "object") -> tuple[Finding, ...]:
        if key not in self._findings:
            assert callable(look)
            return tuple(look())
        return self._findings[key]

    def _graph(self, corpus: Corpus, source: ArticleSource) -> list[Finding]:
        """Return what breaks a shape in the dataset as it would be now."""
        documents = [*self._steady(corpus), *self._passages(source)]
        tell_step("graph gate")
        documents += compute_triples(*documents)
        triples = b"".join(documents)
        results = check_triples(triples, self.engine)
        if not results:
            return []
        places = Places(corpus)
        data = neighbourhood(triples, [node for r in results for node in (r.culprit, r.value) if node is not None])
        return [tell(data, result, *places.find(result.culprit)) for result in results]

    def _steady(self, corpus: Corpus) -> list[bytes]:
        """Return the ontology, the entities, the other articles and the frame of this one, as N-Triples."""
        if "" not in self._triples:
            parts = [ontology(), compile_entities(corpus.entities)]
            for source in told("articles compiled", corpus.articles):
                parts.append(compile_frame(source))
                if source.article.slug != self.slug:
                    located = located_passages(source)
                    graph = plain_graph()
                    for place in located.values():
                        _add(graph, source, slugs_of(source, located), place)
                    parts.append(graph)
            self._triples[""] = b"".join(_as_triples(part) for part in parts)
        return [self._triples[""]]

    def _passages(self, source: ArticleSource) -> list[bytes]:
        """Return the passages of the article with their claims, as N-Triples."""
        located = located_passages(source)
        slugs = slugs_of(source, located)
        kept = {"": self._triples[""]}
        for place in located.values():
            key = _key(place.passage)
            if key not in self._triples:
                graph = plain_graph()
                _add(graph, source, slugs, place)
                self._triples[key] = _as_triples(graph)
            kept[key] = self._triples[key]
        self._triples = kept
        return [triples for key, triples in kept.items() if key]


def _add(graph: Graph, source: ArticleSource, slugs: dict[str, str], place: Located) -> None:
    if place.passage.claims:
        add_passage(graph, source.article, place)
        add_claims(graph, source, slugs, place)


def _as_triples(graph: Graph) -> bytes:
    return graph.serialize(format="nt", encoding="utf-8")


def _key(passage: Passage) -> str:
    """Return all that a passage says, wherever it stands."""
    return repr(replace(passage, line=0, path=Path(), claims=tuple(replace(c, line=0) for c in passage.claims)))
