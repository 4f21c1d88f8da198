"""The authored files in memory: one of them is broken, and the real readers and gates read them all."""

import copy
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kg.check.graph_gate import check_dataset
from kg.check.text_gate import check_text
from kg.check.wording import has_phrase
from kg.compile.dataset import compile_dataset, located_passages
from kg.source import article, corpus, entities, passages, references, yaml_file
from kg.source.scope import Located
from kg.words.errors import KGError
from tests.corruptions.operators import READING, Corruption


@dataclass(frozen=True)
class Place:
    """A passage, or one of its claims, with the file that it is in."""

    path: Path
    passage: dict[str, Any]
    index: int
    claim: dict[str, Any] = field(default_factory=dict)
    number: int = 0

    @property
    def name(self) -> str:
        """Return the file and id."""
        claim = f"/{self.claim.get('id', self.number + 1)}" if self.claim else ""
        return f"{self.path.name} {self.passage['id']}{claim}"

    @property
    def said(self) -> dict[str, str] | None:
        """Return who says it."""
        return self.claim.get("said") or self.passage.get("said")


class Authored:
    """All authored files, read once; a corruption changes the content of one or two of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[Path, yaml_file.YamlFile] = {}
        self._changed: dict[Path, str] = {}
        self._articles: dict[Path, article.Article] = {}
        self._read_article, self._read_yaml = corpus.read_article, yaml_file.read_yaml
        self._read_text = yaml_file.read_text
        with self._in_memory():
            self.corpus = corpus.read_corpus(root)

    @cached_property
    def passages(self) -> list[Place]:
        """Return all passages that have claims."""
        return [
            Place(path, passage, i)
            for path, file in self.files.items()
            if path.parent.name == "passages"
            for i, passage in enumerate(file.content)
            if "claims" in passage
        ]

    @cached_property
    def claims(self) -> list[Place]:
        """Return all claims."""
        return [
            Place(p.path, p.passage, p.index, claim, j)
            for p in self.passages
            for j, claim in enumerate(p.passage["claims"])
        ]

    @property
    def entities(self) -> dict[str, entities.Entity]:
        """Return all entities by id."""
        return self.corpus.entities

    def sentence(self, place: Place) -> str:
        """Return the sentence around the quote of a passage."""
        located = self._located.get(place.passage["id"])
        return located.sentence if located else ""

    def near(self, place: Place) -> list[str]:
        """Return the entities that the sentence around a passage names or has words for."""
        sentence, words = self.sentence(place), place.passage.get("coref", {})
        found = [e.id for e in self.entities.values() if any(has_phrase(sentence, name) for name in e.names)]
        return [*found, *(name for name in words if name not in found)]

    @cached_property
    def _located(self) -> dict[str, Located]:
        return {name: place for source in self.corpus.articles for name, place in located_passages(source).items()}

    def file(self, name: str) -> Path:
        """Return the path of the file of a name."""
        return next(path for path in self.files if path.name == name)

    def edit(self, what: str, place: Place, change: Any) -> Corruption | None:
        """Return the corruption that a function makes of a copy of a passage or claim; None if nothing changes."""
        content = copy.deepcopy(self.files[place.path].content)
        passage = content[place.index]
        change(passage["claims"][place.number] if place.claim else passage)
        return self.replace(f"{place.name}: {what}", {place.path: content})

    def replace(self, what: str, contents: dict[Path, Any]) -> Corruption | None:
        """Return the corruption that puts new content into files; None if nothing changes."""
        if all(self.files[path].content == content for path, content in contents.items()):
            return None
        return Corruption(what, contents)

    def nothing(self) -> Corruption:
        """Return what corrupts nothing: every file is written anew with the content that it has."""
        return Corruption("nothing", {path: file.content for path, file in self.files.items()})

    def findings(self, corruption: Corruption) -> set[str]:
        """Return the names of the rules that find a corruption; a reader that refuses it is 'reader'."""
        self._changed = {path: json.dumps(c, ensure_ascii=False, indent=0) for path, c in corruption.change.items()}
        with self._in_memory():
            try:
                changed = corpus.read_corpus(self.root)
                found = {finding.check for finding in check_text(changed)}
                if not found - {READING}:
                    found |= {finding.check for finding in check_dataset(changed, compile_dataset(changed))[0]}
            except KGError:
                found = {"reader"}
        self._changed = {}
        return found

    @contextmanager
    def _in_memory(self) -> Any:
        with (
            patch.object(yaml_file, "read_text", self._text),
            patch.object(passages, "read_yaml", self._yaml),
            patch.object(entities, "read_yaml", self._yaml),
            patch.object(references, "read_yaml", self._yaml),
            patch.object(article, "read_yaml", self._yaml),
            patch.object(corpus, "read_article", self._article),
        ):
            yield

    def _text(self, path: Path) -> str:
        return self._changed.get(path) or self._read_text(path)

    def _yaml(self, path: Path, schema: str) -> yaml_file.YamlFile:
        if path in self._changed:
            return self._read_yaml(path, schema)
        if path not in self.files:
            self.files[path] = self._read_yaml(path, schema)
        return self.files[path]

    def _article(self, folder: Path) -> article.Article:
        if folder / "article.yaml" in self._changed:
            return self._read_article(folder)
        if folder not in self._articles:
            self._articles[folder] = self._read_article(folder)
        return self._articles[folder]
