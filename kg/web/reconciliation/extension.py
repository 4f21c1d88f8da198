"""Values for the columns of a table: facts as values, and what is only said as sentences with their speakers (7)."""

from collections.abc import Mapping
from typing import Any

from kg.ask.kinds import find_kind
from kg.ask.names import Thing, things
from kg.ask.properties import Property, find_property, properties_of, values
from kg.ask.rows import Address
from kg.web.problems import Refusal
from kg.web.reconciliation.manifest import BATCH
from kg.words.errors import UsageError
from kg.words.prefixes import PREFIXES

#: The most properties that are asked for at once.
_MOST_PROPERTIES = 200


def extend(query: object) -> dict[str, Any]:
    """Return the values of properties for things; a thing that is not ours has none.

    Raises Refusal with 413 for more things than the manifest's batch, UsageError for what is no query of the standard.
    """
    if not isinstance(query, Mapping):
        raise UsageError("A data extension query is a JSON object with 'ids' and 'properties'.")
    ids, wanted = query.get("ids"), query.get("properties")
    if not isinstance(ids, list) or not all(isinstance(ident, str) for ident in ids):
        raise UsageError("The field 'ids' is a list of the ids of things.")
    if not isinstance(wanted, list) or len(wanted) > _MOST_PROPERTIES:
        raise UsageError(f"The field 'properties' is a list of at most {_MOST_PROPERTIES} objects with 'id'.")
    if len(ids) > BATCH:
        raise Refusal(413, f"Values are given for at most {BATCH} things at once; send several requests.")
    columns = [_read_column(item) for item in wanted]
    known = things()
    found = {ident: known.get(ident.removeprefix(PREFIXES["id"])) for ident in ids}
    return {
        "meta": [{"id": column.id, "name": column.name} for column, _ in columns],
        "rows": {
            ident: {column.id: _cells(thing, column, most) for column, most in columns}
            for ident, thing in found.items()
        },
    }


def propose(kind: str, limit: str) -> dict[str, Any]:
    """Return the properties that things of a type have; raises UsageError for a type or a limit that is none."""
    most = int(limit) if limit.isdecimal() and len(limit) < 10 else None
    if limit and not most:
        raise UsageError("The parameter 'limit' is a whole number, at least 1.")
    found = find_kind(kind)
    proposed = properties_of(found.id)[:most]
    answer = {
        "type": found.id,
        "properties": [{"id": p.id, "name": p.name, "description": p.definition} for p in proposed],
    }
    return {**answer, "limit": most} if most else answer


def _read_column(item: object) -> tuple[Property, int | None]:
    if not isinstance(item, Mapping) or not isinstance(item.get("id"), str):
        raise UsageError("Each of the properties is an object with 'id', the id of a property.")
    settings = item.get("settings") or {}
    if not isinstance(settings, Mapping):
        raise UsageError("The settings of a property are an object.")
    most = settings.get("limit") or 0
    try:
        number = max(0, int(most))
    except (TypeError, ValueError, OverflowError):
        raise UsageError("The setting 'limit' is a whole number; 0 gives all values.") from None
    return find_property(item["id"]), number or None


def _cells(thing: Thing | None, column: Property, most: int | None) -> list[dict[str, Any]]:
    return [_cell(value) for value in values(thing.iri, column.id)[:most]] if thing else []


def _cell(value: object) -> dict[str, Any]:
    """Return a value as the standard writes it; a date in EDTF stays the text that it is, for it may be a decade."""
    if isinstance(value, Address):
        thing = things()[value.removeprefix(PREFIXES["id"])]
        return {"id": thing.id, "name": thing.label}
    if isinstance(value, bool):
        return {"str": "true" if value else "false"}
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        return {"float": value}
    return {"str": str(value)}
