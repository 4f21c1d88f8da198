"""The texts that can be searched, in an index of SQLite's FTS5: by whole words, and by any three letters or more.

It is made from the dataset in memory, or, from some size on, kept in the cache of the user under the SHA-256 of the
dataset's files: made beside its place and moved there whole, so never stale and never half-written.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.ask.own_queries import ask_named
from kg.store.own import announce, index_file

#: What a hit is worth by where its words stand: a name before what is said.
WEIGHTS = {"label": 1.0, "alias": 0.97, "claim": 0.8}

# the words of a text in the order of a set are no text, so the first index keeps neither places nor columns
_TABLES = """
CREATE TABLE texts (id INTEGER PRIMARY KEY, address TEXT, place TEXT, text TEXT, weight REAL, size INTEGER);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE by_word
    USING fts5(words, content='', detail='none', tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE by_letters USING fts5(text, content='', detail='full', tokenize='trigram');
"""

#: What a text is worth: a name that holds nothing but the words that are looked for is the name that is meant.
_WORTH = "weight * (0.9 + 0.1 * MIN(1.0, CAST(? AS REAL) / size)) AS worth"

#: The best texts that hold all of some words.
_BEST = (
    f"SELECT address, place, text, {_WORTH} FROM by_word JOIN texts ON texts.id = by_word.rowid "  # noqa: S608
    "WHERE by_word MATCH ? ORDER BY worth DESC, CASE place WHEN 'claim' THEN '' ELSE text END, address LIMIT ?"
)


class Text(NamedTuple):
    """What can be found: a thing by one of its names, or a claim by its gist, its quote and whom it is about."""

    address: str
    place: str
    text: str


def words_in(text: str) -> list[str]:
    """Return the words of a text, case apart.

    >>> words_in("Workers' Liberty")
    ['workers', 'liberty']
    """
    return re.findall(r"\w+", text.casefold())


def vocabulary() -> tuple[str, ...]:
    """Return every word of every text, once."""
    return tuple(word for (word,) in _index().execute("SELECT word FROM vocabulary ORDER BY word"))


def holding(words: Iterable[str], number: int, limit: int) -> Iterator[tuple[float, Text]]:
    """Yield the best texts that hold all of these words of the vocabulary, with what each is worth, from 0 to 1.

    A name is worth less the more it holds besides the ``number`` of words that are looked for.
    """
    wanted = " AND ".join(f'"{word}"' for word in words)
    for address, place, text, worth in _index().execute(_BEST, (number, wanted, limit)):
        yield worth, Text(address, place, text)


def number_of_texts() -> int:
    """Return how many texts can be searched."""
    return int(_index().execute("SELECT COUNT(*) FROM texts").fetchone()[0])


def holders(word: str) -> Iterator[int]:
    """Yield the numbers of the texts that hold this word of the vocabulary."""
    for (number,) in _index().execute("SELECT rowid FROM by_word WHERE by_word MATCH ?", (f'"{word}"',)):
        yield number


def numbered(numbers: Iterable[int], wanted: int) -> Iterator[tuple[int, float, Text]]:
    """Yield the texts of these numbers, with what each is worth where so many words are wanted, from 0 to 1."""
    for number in sorted(numbers):
        row = _index().execute(f"SELECT address, place, text, {_WORTH} FROM texts WHERE id = ?", (wanted, number))  # noqa: S608
        address, place, text, worth = row.fetchone()
        yield number, worth, Text(address, place, text)


def containing(part: str) -> list[Text]:
    """Return every text that has these letters in it, case apart, by address; whole words or not."""
    lowered = part.lower()
    if len(lowered) < 3:
        where, value = "WHERE instr(lower_text(text), ?)", lowered
    else:
        where = "WHERE id IN (SELECT rowid FROM by_letters WHERE by_letters MATCH ?)"
        value = '"' + lowered.replace('"', '""') + '"'
    found = _index().execute(f"SELECT address, place, text FROM texts {where} ORDER BY address, place, text", (value,))  # noqa: S608
    return [Text(*row) for row in found]


@cache
def _index() -> sqlite3.Connection:
    path = index_file()
    if path is not None:
        with suppress(OSError, sqlite3.Error):
            return _opened(path)
    return _filled(":memory:")


def _opened(path: Path) -> sqlite3.Connection:
    """Return the index in a file, which is made if it is not there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}")
        half.unlink(missing_ok=True)
        announce("the dataset is large and new here; its texts are indexed for quick search first.")
        try:
            _filled(str(half)).close()
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    index = _connected(f"{path.as_uri()}?mode=ro&immutable=1")
    index.execute("SELECT COUNT(*) FROM vocabulary")
    return index


def _connected(address: str) -> sqlite3.Connection:
    index = sqlite3.connect(address, uri=address.startswith("file:"), check_same_thread=False)
    index.create_function("lower_text", 1, str.lower, deterministic=True)
    return index


def _filled(address: str) -> sqlite3.Connection:
    """Return a new index of the texts of the dataset."""
    index = _connected(address)
    with index:
        index.executescript(_TABLES)
        known: set[str] = set()
        for number, text in enumerate(_texts()):
            words = set(words_in(text.text))
            known |= words
            size = 1 if text.place == "claim" else len(words)
            row = (number, *text, WEIGHTS[text.place], size)
            index.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)", row)
            index.execute("INSERT INTO by_word(rowid, words) VALUES (?, ?)", (number, " ".join(sorted(words))))
            index.execute("INSERT INTO by_letters(rowid, text) VALUES (?, ?)", (number, text.text.lower()))
        index.executemany("INSERT INTO vocabulary VALUES (?)", ((word,) for word in sorted(known)))
    return index


def _texts() -> Iterator[Text]:
    """Yield every name, and for each claim its texts as one, a line each."""
    claims: dict[str, list[str]] = {}
    for address, place, words in ask_named("texts"):
        if place in WEIGHTS:
            yield Text(str(address), str(place), str(words))
        else:
            claims.setdefault(str(address), []).append(str(words))
    yield from (Text(address, "claim", "\n".join(words)) for address, words in claims.items())
