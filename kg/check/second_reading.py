"""Passages beside their sentences for somebody who did not write them, and the note that they have been read."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from kg.check.reports import shorten_path
from kg.source.corpus import ArticleSource, read_corpus
from kg.source.passages import Claim, Passage
from kg.source.projection import fold
from kg.source.readings import FILE, fingerprint, write_readings
from kg.source.scope import locate
from kg.words.errors import UsageError, did_you_mean


class Reading(NamedTuple):
    """One passage to read: where it stands, its sentence with the quote between « and », and its claims in words."""

    place: str
    sentence: str
    claims: tuple[str, ...]
    article: Path
    name: str
    mark: str


def unread(root: Path, names: tuple[str, ...] = ()) -> tuple[Reading, ...]:
    """Return the passages of these names, or else those that nobody has read a second time as they are.

    A name is that of a passage, or that of an article before it, as in ``article/passage``, or an article's alone, for
    those of it that nobody has read. Raises UsageError for a name that no passage has, or that several articles give.
    """
    articles = read_corpus(root).articles
    bearers: dict[str, list[str]] = {}
    for source in articles:
        for passage in source.passages:
            bearers.setdefault(passage.id, []).append(f"{source.article.slug}/{passage.id}")
    full = {name for places in bearers.values() for name in places} | {source.article.slug for source in articles}
    for name in names:
        if name not in full and name not in bearers:
            raise UsageError(f"There is no passage '{name}'.{did_you_mean(name, sorted(full | set(bearers)))}")
        if name not in full and len(bearers[name]) > 1:
            raise UsageError(f"Several articles have a passage '{name}': {', '.join(bearers[name])}. Name one of them.")
    return tuple(reading for source in articles for reading in _of(source, names))


def note_readings(root: Path, readings: Sequence[Reading]) -> None:
    """Note in the files of readings that these passages have been read; raises CannotWrite when the disk refuses."""
    from kg.store.swap import replace_file

    for source in read_corpus(root).articles:
        folder = source.article.about.path.parent
        known = {passage.id for passage in source.passages}
        marks = {name: mark for name, mark in source.readings.items() if name in known}
        marks |= {reading.name: reading.mark for reading in readings if reading.article == folder}
        replace_file(folder / FILE, write_readings(marks))


def _of(source: ArticleSource, names: tuple[str, ...]) -> Iterator[Reading]:
    for passage in source.passages:
        mark = fingerprint(passage)
        waits = not passage.is_open and source.readings.get(passage.id) != mark
        named = passage.id in names or f"{source.article.slug}/{passage.id}" in names
        if named or (waits and (not names or source.article.slug in names)):
            place = f"{shorten_path(passage.path)}:{passage.line}: {passage.id}"
            claims = tuple(map(_words, passage.claims)) or (
                f"nothing: {passage.nothing}" if passage.nothing else "open",
            )
            folder = source.article.about.path.parent
            yield Reading(place, _sentence(source, passage), claims, folder, passage.id, mark)


def _sentence(source: ArticleSource, passage: Passage) -> str:
    place = locate(source.article, passage)
    quote = fold(passage.quote)
    said = f" [said by {passage.said.speaker}, {passage.said.act}]" if passage.said else ""
    return (place.sentence.replace(quote, f"«{quote}»") if place else f"«{quote}» (not found)") + said


def _words(claim: Claim) -> str:
    """Return what a claim says, key by key, without what it does not say."""
    said = {k: v for k, v in asdict(claim).items() if v not in (None, (), False) and k not in ("line", "name")}
    return ", ".join(f"{key}: {_shown(value)}" for key, value in said.items())


def _shown(value: object) -> object:
    if isinstance(value, dict):
        return " ".join(f"{key}={part}" for key, part in value.items() if part is not None and key != "line")
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else "yes" if value is True else value
