"""What was measured by parts that take too long to be run with the others: kept in a file, with when and where."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.document import machine
from benchmarks.parts import Part
from benchmarks.rounds import Table

_FILE = Path(__file__).with_name("rare.json")


def keep(part: Part, tables: list[Table]) -> None:
    """Keep the tables of a part in place of those that it had; their sizes say when and where they were measured."""
    dated = [asdict(replace(table, size=f"{table.size}; measured by itself on {machine()}")) for table in tables]
    _FILE.write_text(json.dumps(_read() | {part.name: dated}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept(part: Part) -> list[Table]:
    """Return the tables of a part as it was last run; none where it never was."""
    return [Table(**fields) for fields in _read().get(part.name, [])]


def _read() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(_FILE.read_text(encoding="utf-8")) if _FILE.exists() else {}
    return found
