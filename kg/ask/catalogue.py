"""The catalogue of bundled queries: one question a file, with a header that this module reads.

The header is grlc's: comment lines that start with ``#+``, so that the file stays valid SPARQL.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.words.errors import BadData, UsageError, did_you_mean
from kg.words.folders import bundled

_FIELDS = ("summary", "description", "tags")

#: Types of parameters: a thing by id, label or alias; a date in EDTF; a whole number; words.
TYPES = ("entity", "date", "number", "text")

#: A parameter's line: ``#+ parameter date: date = 1986; the day, month or year``.
_PARAMETER = re.compile(r"(?P<type>\w+)(?: = (?P<default>[^;]+))?; (?P<description>.+)")


class Parameter(NamedTuple):
    """What a question can be asked about: a variable that may be given a value; left free, it stands for all."""

    name: str
    type: str
    default: str | None
    description: str


class Query(NamedTuple):
    """One bundled query: its name is the file's; the summary is the question; the description says what a row is."""

    name: str
    subject: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    path: Path


@cache
def queries() -> tuple[Query, ...]:
    """Return all bundled queries, by subject and name."""
    return tuple(map(_read, _paths().values()))


@cache
def _paths() -> dict[str, Path]:
    """Return the file of each bundled query, by subject and name."""
    return {path.stem: path for path in sorted(bundled("queries").glob("*/*.rq"), key=str)}


def find_query(name: str) -> Query:
    """Return the bundled query of this name; raises UsageError, with a suggestion, if there is none."""
    return _read(_path(name))


def find_text(name: str) -> str:
    """Return the text of the bundled query of this name, its header unread; raises UsageError as find_query."""
    return _path(name).read_bytes().decode()


def takes_parameters(text: str) -> bool:
    """Return whether the header of a bundled query names parameters."""
    return "\n#+ parameter " in text


def _path(name: str) -> Path:
    path = _paths().get(name)
    if path is None:
        hint = did_you_mean(name, [query.name for query in queries()])
        raise UsageError(f"There is no bundled query '{name}'.{hint} 'kg queries' lists them.")
    return path


@cache
def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    fields = _header(path, text)
    missing = [field for field in _FIELDS if not fields.get(field)]
    if missing:
        raise BadData(f"{path}:1: the header lacks '{missing[0]}'; add a line '#+ {missing[0]}: …'.")
    tags = tuple(tag.strip() for tag in fields["tags"].split(","))
    parameters = tuple(
        _parameter(path, key.removeprefix("parameter "), value)
        for key, value in fields.items()
        if key.startswith("parameter ")
    )
    return Query(path.stem, path.parent.name, fields["summary"], fields["description"], tags, parameters, text, path)


def _header(path: Path, text: str) -> dict[str, str]:
    """Return the fields of the comment lines at the head of a query."""
    fields: dict[str, str] = {}
    current = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            break
        body = line[2:]
        if body.startswith("   ") and current:
            fields[current] += " " + body.strip()
            continue
        key, colon, value = body.strip().partition(":")
        if (key not in _FIELDS and not re.fullmatch(r"parameter [a-z]+", key)) or not colon or key in fields:
            known = ", ".join((*_FIELDS, "parameter NAME"))
            raise BadData(f"{path}:{number}: '{key}' is no field of a header, or stands twice; use {known}.")
        current, fields[key] = key, value.strip()
    return fields


def _parameter(path: Path, name: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if not match or match["type"] not in TYPES:
        kinds = ", ".join(TYPES)
        raise BadData(f"{path}:1: the parameter '{name}' lacks a type ({kinds}) or words after a semicolon.")
    return Parameter(name, match["type"], match["default"], match["description"])
