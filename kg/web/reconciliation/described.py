"""What a short list says of a thing or a type: enough to tell it from those that are called alike."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.ask.kinds import kinds
from kg.ask.names import Thing, remarks


@cache
def description(thing: Thing) -> str:
    """Return kind, other names, and what it must not be confused with; nothing that anybody says of it."""
    parts = [thing.kind]
    if thing.names:
        parts.append(f"also called {', '.join(thing.names)}")
    others = [text for kind, text in remarks(thing) if kind == "not to be confused with"]
    if others:
        parts.append(f"not to be confused with {', '.join(others)}")
    return "; ".join(parts)


def types_of(found: Iterable[str]) -> list[dict[str, Any]]:
    """Return kinds as the standard writes types, those of which nothing else here is a kind first."""
    wanted = set(found)
    above = {broader for name in wanted for broader in kinds()[name].broader}
    ordered = sorted(wanted, key=lambda name: (name in above, name))
    return [{"id": name, "name": kinds()[name].name} for name in ordered]
