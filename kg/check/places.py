"""Where in the authored files a thing of the dataset comes from."""

from pathlib import Path

from rdflib import URIRef
from rdflib.term import Node

from kg.compile import names
from kg.compile.dataset import located_passages
from kg.source.corpus import Corpus


class Places:
    """A map from things of the dataset to the file, line and sentence that they come from."""

    def __init__(self, corpus: Corpus) -> None:
        self._places: dict[str, tuple[Path, int]] = {}
        for entity in corpus.entities.values():
            self._add(names.thing(entity.id), entity.path, entity.line)
        for source in corpus.articles:
            located = located_passages(source)
            slug = source.article.slug
            self._add(names.article(slug), source.article.about.path, 1)
            for reference in source.references.values():
                self._add(names.reference(slug, reference.number), reference.path, reference.line)
            for passage in source.passages:
                place = located.get(passage.id)
                slug = place.slug(source.article) if place else source.article.slug
                self._add(names.passage(slug, passage.id), passage.path, passage.line)
                for claim in passage.claims:
                    self._add(names.claim(slug, passage.id, claim.name), passage.path, claim.line)
        self._nowhere = corpus.root / "entities"

    def _add(self, iri: URIRef, path: Path, line: int) -> None:
        self._places[str(iri)] = (path, line)

    def find(self, thing: Node) -> tuple[Path, int]:
        """Return the file and line of a thing; what is computed from a claim lies where the claim does."""
        whole = str(thing).partition("#")[0]
        return self._places.get(whole, (self._nowhere, 1))
