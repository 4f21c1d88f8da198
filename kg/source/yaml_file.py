"""Strict YAML: every value is a string, nothing is implicit, and every message has file:line:column.

No aliases, anchors, tags or duplicate keys (YAML 1.2, sections 3.2.2 and 3.2.1.3); the form of each file is
its JSON Schema, the same one that editors use.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from kg.words.errors import BadData, RuleBroken, did_you_mean
from kg.words.files import read_text

#: Control characters, lone surrogates and non-characters, which cannot be written as XML (XML 1.0, section 2.2), and
#: those that turn the direction of a text, so that it is not what it looks like (UAX 9, section 2).
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

SCHEMAS = Path(__file__).parent / "schemas"
MAX_DEPTH = 20

#: One file is one section of an article or one kind of entity; the largest so far has 22,000 bytes.
MAX_BYTES = 512 * 1024

#: The loaders of libyaml where the package has them, five times as fast; what they read is the same.
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Step = str | int
Place = tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class YamlFile:
    """The content of a file, all leaves strings, and the line and column of every key and value."""

    path: Path
    content: Any
    marks: dict[Place, tuple[int, int]]

    def line(self, *place: Step) -> int:
        """Return the line of the value at a place such as ``(0, "claims", 2)``."""
        return self.marks[place][0]

    def where(self, *place: Step) -> str:
        """Return ``file:line:column`` of the value at a place."""
        line, column = self.marks[place]
        return f"{self.path}:{line}:{column}"


def read_yaml(path: Path, schema: str) -> YamlFile:
    """Return the content of a YAML file that has the form of the named schema; else raise BadData.

    A file of the same bytes is parsed once; nobody changes what is returned.
    """
    return _parse(path, schema, read_text(path))


@lru_cache(maxsize=512)
def _parse(path: Path, schema: str, text: str) -> YamlFile:
    if len(text.encode()) > MAX_BYTES:
        raise BadData(f"{path}: is larger than {MAX_BYTES // 1024} KiB; split it into several files.")
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_SAFE):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            _refuse_implicit(event, path, depth)
        node = yaml.compose(text, Loader=_BASE)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        raise BadData(
            f"{path}:{at}: this is not YAML: {error.problem}; look at this line and the one before."
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BadData(f"{path}:{line}: this line holds a control character; remove it.") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise BadData(f"{path}:1:1: this is not YAML text: {error}".splitlines()[0]) from None
    if node is None:
        raise BadData(f"{path}:1:1: the file holds nothing but comments; write an entry or remove the file.")
    marks: dict[Place, tuple[int, int]] = {}
    content = _plain(node, (), path, marks)
    file = YamlFile(path, content, marks)
    _check_form(file, schema)
    return file


def _refuse_implicit(event: Any, path: Path, depth: int) -> None:
    mark = event.start_mark
    at = f"{path}:{mark.line + 1}:{mark.column + 1}"
    if depth > MAX_DEPTH:
        raise RuleBroken(f"{at}: this is nested deeper than {MAX_DEPTH} levels; flatten it.")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise RuleBroken(f"{at}: anchors and aliases are not used here; write the value out.")
    if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
        raise RuleBroken(f"{at}: directives are not used here; remove the line that starts with %.")
    if getattr(event, "tag", None) is not None:
        raise RuleBroken(f"{at}: tags are not used here; remove '{event.tag}'.")


def _plain(node: yaml.Node, place: Place, path: Path, marks: dict[Place, tuple[int, int]]) -> Any:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    marks[place] = (line, column)
    if isinstance(node, yaml.ScalarNode):
        if UNPRINTABLE.search(node.value):
            raise RuleBroken(
                f"{path}:{line}:{column}: this holds a control character, which no format keeps; remove it."
            )
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, i), path, marks) for i, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        at = f"{path}:{key_node.start_mark.line + 1}:{key_node.start_mark.column + 1}"
        if not isinstance(key, str):
            raise RuleBroken(f"{at}: a key is a single word; write it as text.")
        if key in result:
            raise RuleBroken(f"{at}: the key '{key}' stands here a second time; keep one of the two.")
        result[key] = _plain(value_node, (*place, key), path, marks)
    return result


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")))


def _check_form(file: YamlFile, schema: str) -> None:
    errors = sorted(_validator(schema).iter_errors(file.content), key=lambda e: list(map(str, e.absolute_path)))
    if errors:
        messages = [f"{file.where(*error.absolute_path)}: {_sentence(error)}" for error in errors]
        raise RuleBroken("\n".join(messages))


def _sentence(error: ValidationError) -> str:
    """Return what is wrong and what to do, for the kinds of error that our schemas can give."""
    value: Any = error.instance
    rule: Any = error.validator_value
    schema: Any = error.schema
    if error.validator == "additionalProperties":
        known = list(schema.get("properties", {}))
        unknown = [key for key in value if key not in known and not _matches_pattern(key, schema)]
        return " ".join(
            f"unknown key '{key}'; known are {', '.join(known)}.{did_you_mean(key, known)}" for key in unknown
        )
    if error.validator == "required":
        missing = [key for key in rule if key not in value]
        return f"the key '{missing[0]}' is missing; add it."
    if error.validator == "enum":
        known = [str(item) for item in rule]
        return f"'{value}' is not one of {', '.join(known)}.{did_you_mean(str(value), known)}"
    note = schema.get("description")
    if error.validator == "type":
        wanted = {"string": "text", "array": "a list in [brackets]", "object": "a mapping"}[rule]
        return f"this must be {wanted}.{' ' + note if note else ''}"
    if note and error.validator in (
        "const",
        "pattern",
        "minLength",
        "minItems",
        "not",
        "anyOf",
        "oneOf",
        "minProperties",
    ):
        shown = f"'{value}': " if isinstance(value, str) else ""
        return f"{shown}{note}"
    return f"{error.message}."


def _matches_pattern(key: str, schema: dict[str, Any]) -> bool:
    return any(re.search(pattern, key) for pattern in schema.get("patternProperties", {}))
