"""Everything that people wrote, read together and checked for names that lead nowhere."""

from dataclasses import dataclass
from pathlib import Path

from kg.source.article import Article, read_article
from kg.source.entities import Entity, read_entities
from kg.source.passages import Passage, Said, read_passages
from kg.source.readings import read_readings
from kg.source.references import Reference, read_references
from kg.words.errors import BadData, RuleBroken, UsageError, did_you_mean
from kg.words.progress import told

#: The name that ``said: {by: …}`` uses where the article names no speaker.
UNNAMED = "unnamed"


@dataclass(frozen=True)
class ArticleSource:
    """One article with its references and passages."""

    article: Article
    references: dict[int, Reference]
    passages: tuple[Passage, ...]
    readings: dict[str, str]


@dataclass(frozen=True)
class Corpus:
    """All articles, and the entities that they share."""

    root: Path
    entities: dict[str, Entity]
    articles: tuple[ArticleSource, ...]


def read_corpus(root: Path) -> Corpus:
    """Return everything under articles/ and entities/; raises RuleBroken for names that lead nowhere."""
    folders = article_folders(root)
    entities = read_all_entities(root)
    articles = tuple(map(read_source, told("articles read", folders)))
    problems = [problem for source in articles for problem in loose_ends(source, entities)]
    if problems:
        raise RuleBroken("\n".join(problems))
    return Corpus(root, entities, articles)


def article_folders(root: Path) -> list[Path]:
    """Return the folders of the articles under a root, in order; raises UsageError where there is none."""
    folders = sorted(p.parent for p in (root / "articles").glob("*/article.yaml"))
    if not folders:
        raise UsageError(
            f"{root}: no articles/*/article.yaml here; name the folder that holds articles/ and entities/."
        )
    return folders


def read_all_entities(root: Path) -> dict[str, Entity]:
    """Return the entities under a root by id; raises BadData or RuleBroken for files that cannot be read as such."""
    try:
        return read_entities(root / "entities")
    except UsageError as error:
        # nobody named these files: the folder is at fault, not the call
        raise BadData(str(error)) from None


def read_source(folder: Path) -> ArticleSource:
    """Return the article in a folder with all that belongs to it; raises BadData, RuleBroken as read_all_entities."""
    try:
        article = read_article(folder)
        references, passages = read_references(folder, article), read_passages(folder / "passages")
        return ArticleSource(article, references, passages, read_readings(folder))
    except UsageError as error:
        raise BadData(str(error)) from None


def loose_ends(source: ArticleSource, entities: dict[str, Entity]) -> list[str]:
    """Return a sentence for each name in the passages and references that nothing bears."""
    problems: list[str] = []

    def entity(name: str | None, path: Path, line: int) -> None:
        if name is not None and name not in entities:
            problems.append(f"{path}:{line}: there is no entity '{name}'.{did_you_mean(name, list(entities))}")

    def said(value: Said | None, path: Path, line: int) -> None:
        if value is None:
            return
        if value.speaker != UNNAMED:
            entity(value.speaker, path, line)
        if value.reference is not None and value.reference not in source.references:
            problems.append(f"{path}:{line}: there is no reference {value.reference} in references.yaml; add it.")

    sections = [section.id for section in source.article.sections]
    claims = {f"{passage.id}/{claim.name}" for passage in source.passages for claim in passage.claims}
    entity(source.article.about.content["about"], source.article.about.path, source.article.about.line("about"))
    for i, section in enumerate(source.article.sections):
        entity(section.about, source.article.about.path, source.article.about.line("sections", i))
    for reference in source.references.values():
        for name in (*reference.authors, *(reference.fields.get(key) for key in ("in", "publisher", "archive"))):
            entity(name, reference.path, reference.line)
    for passage in source.passages:
        if passage.section not in sections:
            hint = did_you_mean(passage.section, sections)
            problems.append(f"{passage.path}:1: article.yaml has no section '{passage.section}'.{hint}")
        said(passage.said, passage.path, passage.line)
        for name in passage.coref:
            entity(name, passage.path, passage.line)
        for claim in passage.claims:
            for name in (claim.subject, claim.object, claim.context):
                entity(name, passage.path, claim.line)
            said(claim.said, passage.path, claim.line)
            for other in claim.disputes:
                if other not in claims:
                    hint = did_you_mean(other, sorted(claims))
                    problems.append(f"{passage.path}:{claim.line}: there is no claim '{other}' to dispute.{hint}")
    return list(dict.fromkeys(problems))
