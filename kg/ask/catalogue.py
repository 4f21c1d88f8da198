"""The catalogue of bundled queries: one question a file, with a header that this module reads.

The header is grlc's: comment lines that start with ``#+``, so that the file stays valid SPARQL.
"""

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.words.errors import BadData, UsageError, did_you_mean
from kg.words.folders import bundled

_FIELDS = ("summary", "description", "tags")

#: The folder of the questions that another endpoint answers a part of, and the field that says what is sent to it.
_FEDERATED, _SENDS = "federated", "sends"

#: Types of parameters: a thing by id, label or alias; a date in EDTF; a whole number; words.
TYPES = ("entity", "date", "number", "text")

#: A parameter's line: ``#+ parameter date: date = 1986; the day, month or year``.
_PARAMETER = r"(?P<type>\w+)(?: = (?P<default>[^;]+))?; (?P<description>.+)"


class Parameter(NamedTuple):
    """What a question can be asked about: a variable that may be given a value; left free, it stands for all."""

    name: str
    type: str
    default: str | None
    description: str


class Query(NamedTuple):
    """One bundled query: its name is the file's; the summary is the question; the description says what a row is.

    One that asks another endpoint as well says which of its variables is sent there; of all others that is None.
    """

    name: str
    subject: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    path: Path
    sends: str | None = None


@cache
def queries() -> tuple[Query, ...]:
    """Return all bundled queries that the dataset alone answers, by subject and name."""
    return tuple(_read(path) for path in _paths().values() if not is_federated(path.stem))


def with_tag(tag: str | None, found: Iterable[Query] | None = None) -> tuple[Query, ...]:
    """Return the bundled queries with a tag, or all where there is none; raises UsageError for a tag that none has."""
    tagged = tuple(query for query in found or queries() if tag in (None, *query.tags))
    if not tagged:
        known = sorted({name for query in queries() for name in query.tags})
        raise UsageError(f"No question has the tag '{tag}'; there are {', '.join(known)}.")
    return tagged


@cache
def federated_queries() -> tuple[Query, ...]:
    """Return the bundled queries that another endpoint answers a part of, by name."""
    return tuple(_read(path) for path in _paths().values() if is_federated(path.stem))


@cache
def _paths() -> dict[str, Path]:
    """Return the file of each bundled query, by subject and name."""
    return {path.stem: path for path in sorted(bundled("queries").glob("*/*.rq"), key=str)}


def find_query(name: str) -> Query:
    """Return the bundled query of this name; raises UsageError, with a suggestion, if there is none."""
    return _read(Path(_folder(name), f"{name}.rq"))


def find_text(name: str) -> str:
    """Return the text of the bundled query of this name, its header unread; raises UsageError as find_query."""
    with open(f"{_folder(name)}/{name}.rq", "rb") as stream:  # noqa: PTH123 (no path: see _folders)
        return stream.read().decode()


def is_federated(name: str) -> bool:
    """Return whether another endpoint answers a part of the bundled query of this name; raises as find_query."""
    return _folder(name).endswith(f"/{_FEDERATED}")


def has_defaults(text: str) -> bool:
    """Return whether the header of a bundled query may give a parameter a default; without reading it in full."""
    header = text.partition("\n\n")[0]
    return "#+ parameter " in header and " = " in header


def _folder(name: str) -> str:
    """Return the folder of the bundled query of this name; raises UsageError if there is none."""
    folder = _folders().get(f"{name}.rq")
    if folder is None:
        hint = did_you_mean(name, list(_paths()))
        raise UsageError(f"There is no bundled query '{name}'.{hint} 'kg queries' lists them.")
    return folder


@cache
def _folders() -> dict[str, str]:
    """Return the folder of each file by its name, as texts: a path for each would take longer than the answer."""
    folders = [f"{bundled('queries')}/{entry.name}" for entry in os.scandir(bundled("queries")) if entry.is_dir()]
    return {entry.name: folder for folder in folders for entry in os.scandir(folder)}


@cache
def _read(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    fields = _header(path, text)
    wanted = (*_FIELDS, _SENDS) if path.parent.name == _FEDERATED else _FIELDS
    missing = [field for field in wanted if not fields.get(field)]
    if missing:
        raise BadData(f"{path}:1: the header lacks '{missing[0]}'; add a line '#+ {missing[0]}: …'.")
    tags = tuple(tag.strip() for tag in fields["tags"].split(","))
    parameters = tuple(
        _parameter(path, key.removeprefix("parameter "), value)
        for key, value in fields.items()
        if key.startswith("parameter ")
    )
    about = (fields["summary"], fields["description"], tags, parameters, text, path, fields.get(_SENDS))
    return Query(path.stem, path.parent.name, *about)


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
        if (key not in (*_FIELDS, _SENDS) and not re.fullmatch(r"parameter [a-z]+", key)) or not colon or key in fields:
            known = ", ".join((*_FIELDS, "parameter NAME"))
            raise BadData(f"{path}:{number}: '{key}' is no field of a header, or stands twice; use {known}.")
        current, fields[key] = key, value.strip()
    return fields


def _parameter(path: Path, name: str, text: str) -> Parameter:
    match = re.fullmatch(_PARAMETER, text)
    if not match or match["type"] not in TYPES:
        kinds = ", ".join(TYPES)
        raise BadData(f"{path}:1: the parameter '{name}' lacks a type ({kinds}) or words after a semicolon.")
    return Parameter(name, match["type"], match["default"], match["description"])
