"""Many made-up articles as a folder that ``kg build`` takes, or as its RDF."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.generator.article import slug, write_article
from benchmarks.generator.chapter import shared_things
from benchmarks.generator.yaml_text import write_mapping
from kg.source.passages import read_passages
from kg.source.readings import FILE, fingerprint, write_readings

SEED = 1


def write_corpus(folder: Path, articles: int, seed: int = SEED) -> Path:
    """Return the folder with so many made-up articles in it, each passage marked as read.

    An article is the same however many there are beside it.
    """
    return write_articles(folder, range(articles), seed)


def write_articles(folder: Path, numbers: Iterable[int], seed: int = SEED) -> Path:
    """Return the folder with these articles in it, and what all share."""
    used: set[str] = set()
    for number in numbers:
        for name, content in write_article(seed, number).items():
            used |= {thing for thing in shared_things() if f'"{thing}"'.encode() in content}
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        article = folder / "articles" / slug(number)
        marks = {passage.id: fingerprint(passage) for passage in read_passages(article / "passages")}
        (article / FILE).write_bytes(write_readings(marks))
    shared = {name: thing.described for name, thing in shared_things().items() if name in used}
    (folder / "entities/shared.yaml").write_text(write_mapping(shared), encoding="utf-8")
    return folder
