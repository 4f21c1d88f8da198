"""YAML as the articles have it: one entry a line, every text in quotation marks."""

import json
from typing import Any


def write_mapping(entries: dict[str, Any]) -> str:
    """Return a mapping, each of its values on one line."""
    return "".join(f"{json.dumps(key)}: {_flow(value)}\n" for key, value in entries.items())


def write_list(passages: list[dict[str, Any]]) -> str:
    """Return a list of passages, each claim on one line."""
    return "".join(_passage(passage) for passage in passages)


def _passage(passage: dict[str, Any]) -> str:
    lines = [f"{key}: {_flow(value)}\n" for key, value in passage.items() if key != "claims"]
    if "claims" in passage:
        lines.append("claims:\n" + "".join(f"    - {_flow(claim)}\n" for claim in passage["claims"]))
    return "- " + "  ".join(lines)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
