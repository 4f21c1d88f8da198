"""Writing a link into a file of entities: lines are put in, and nothing else of the text is touched."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from kg.words.errors import BadData

#: What a link may say, in the order in which it is written.
_KEYS = ("id", "match", "confidence", "label", "description", "seen", "because", "by", "on")

#: The loader of libyaml where the package has it, many times as fast; its marks are the same (a test).
_BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Link = Mapping[str, str | Sequence[str]]


def with_link(text: str, key: str, link: Link) -> str:
    """Return the text of a file of entities with a link of one entity, in the place of one to the same item if any.

    Comments, order and all else stay as they are. Raises BadData when the file has no such entity.
    """
    node = _find(yaml.compose(text, Loader=_BASE), key)
    if node is None:
        raise BadData(f"There is no entity '{key}' in the file; read the files again.")
    links = _find(node, "wikidata")
    if links is None:
        if node.flow_style:
            end = node.value[-1][1].end_mark.index
            return f"{text[:end]}, wikidata: [{_flow(link)}]{text[end:]}"
        indent = " " * node.value[0][0].start_mark.column
        return _insert(text, _end(node), f"\n{indent}wikidata:\n{_block(link, indent + '  ')}")
    old = next((one for one in links.value if _scalar(one, "id") == link["id"]), None)
    if links.flow_style:
        if old is not None:
            return text[: old.start_mark.index] + _flow(link) + text[old.end_mark.index :]
        end = links.value[-1].end_mark.index
        return f"{text[:end]}, {_flow(link)}{text[end:]}"
    # an entry of a block begins with its hyphen, two places before the mapping
    indent = " " * (links.value[0].start_mark.column - 2)
    if old is None:
        return _insert(text, _end(links), "\n" + _block(link, indent))
    if old.flow_style:
        return text[: old.start_mark.index] + _flow(link) + text[old.end_mark.index :]
    return text[: old.start_mark.index] + _block(link, indent)[len(indent) + 2 :] + text[_end(old) :]


def _find(node: Any, key: str) -> Any:
    return next((value for name, value in node.value if name.value == key), None)


def _scalar(node: Any, key: str) -> str | None:
    found = _find(node, key)
    return found.value if found is not None else None


def _end(node: Any) -> int:
    """Return where the text of a node ends; a block is said to end where the next thing begins, past comments."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        end: int = node.end_mark.index
        return end
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _insert(text: str, place: int, lines: str) -> str:
    """Return the text with lines after the line in which a place is, so that a comment at its end stays with it."""
    end = text.find("\n", place)
    return text[:end] + lines + text[end:] if end >= 0 else text + lines + "\n"


def _flow(link: Link) -> str:
    return "{" + ", ".join(f"{key}: {_value(link[key])}" for key in _KEYS if key in link) + "}"


def _block(link: Link, indent: str) -> str:
    lines = []
    for key in _KEYS:
        value = link.get(key)
        if isinstance(value, str):
            lines.append(f"{key}: {_value(value) if key not in ('id', 'match', 'confidence') else value}")
        elif value is not None:
            lines += [f"{key}:", *(f"  - {_value(one)}" for one in value)]
    return "\n".join(f"{indent}{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))


def _value(value: str | Sequence[str]) -> str:
    """Return a value as YAML in double quotes, which is how JSON writes it (YAML 1.2, section 1.3)."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
