"""Batches of queries, and the candidates for each with their scores and features (section 4)."""

from collections.abc import Mapping
from typing import Any

from kg.ask.candidates import Candidate, Reference, Wanted, candidates
from kg.ask.kinds import find_kind, kinds_of
from kg.ask.properties import find_property
from kg.web.problems import Refusal
from kg.web.reconciliation.described import description, types_of
from kg.web.reconciliation.manifest import BATCH
from kg.words.errors import UsageError

#: The most candidates for one query; the longest text, and the most values that are read of one.
_MOST, _LONGEST, _MOST_VALUES = 50, 1000, 50

_KNOWN = {"query", "type", "limit", "properties", "type_strict"}
_STRICT = ("any", "should", "all")


def answer_batch(batch: object) -> dict[str, Any]:
    """Return the results of a batch, by the names of its queries.

    Raises Refusal with 413 for a batch that is larger than the manifest allows, UsageError for what is no batch.
    """
    if not isinstance(batch, Mapping):
        raise UsageError("The queries are a JSON object, each query under a name of its own.")
    if len(batch) > BATCH:
        raise Refusal(413, f"A batch holds at most {BATCH} queries, as the manifest says; send several.")
    wanted = {name: read_query(query) for name, query in batch.items()}
    return {name: {"result": [_result(c) for c in candidates(query)]} for name, query in wanted.items()}


def read_query(query: object) -> Wanted:
    """Return what a query looks for; raises UsageError for what is no query of the standard."""
    if not isinstance(query, Mapping):
        raise UsageError("Each query of a batch is a JSON object.")
    if set(query) - _KNOWN:
        raise UsageError(f"A query has only the fields {', '.join(sorted(_KNOWN))}; one here has others.")
    text = query.get("query", "")
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise UsageError(f"The field 'query' is a text of at most {_LONGEST} characters.")
    properties = query.get("properties", [])
    if not isinstance(properties, list) or len(properties) > _MOST_VALUES:
        raise UsageError(f"The field 'properties' is a list of at most {_MOST_VALUES} objects with 'pid' and 'v'.")
    if not text.strip() and not properties:
        raise UsageError("A query needs 'query', a text, or 'properties'; one here has neither.")
    types = query.get("type") or []
    types = [types] if isinstance(types, str) else types
    if not isinstance(types, list) or len(types) > _MOST_VALUES or not all(isinstance(t, str) for t in types):
        raise UsageError("The field 'type' is the id of a type, or a list of such ids.")
    strict = query.get("type_strict", "any")
    if strict not in _STRICT:
        raise UsageError(f"The field 'type_strict' is one of {', '.join(_STRICT)}.")
    return Wanted(
        text=text.strip(),
        types=tuple(find_kind(t).id for t in types),
        strict=str(strict),
        properties=tuple(map(_read_property, properties)),
        limit=_read_limit(query.get("limit", 10)),
    )


def _read_limit(limit: object) -> int:
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1 or limit % 1:
        raise UsageError("The field 'limit' is a whole number, at least 1.")
    return int(min(limit, _MOST))


def _read_property(item: object) -> tuple[str, tuple[str | int | float | bool | Reference, ...]]:
    if not isinstance(item, Mapping) or not isinstance(item.get("pid"), str) or "v" not in item:
        raise UsageError("Each of the properties is an object with 'pid', the id of a property, and 'v', its values.")
    given = item["v"] if isinstance(item["v"], list) else [item["v"]]
    if len(given) > _MOST_VALUES:
        raise UsageError(f"A property has at most {_MOST_VALUES} values.")
    return find_property(item["pid"]).id, tuple(map(_read_value, given))


def _read_value(value: object) -> str | int | float | bool | Reference:
    if isinstance(value, Mapping) and isinstance(value.get("id"), str):
        return Reference(value["id"])
    if isinstance(value, str) and len(value) > _LONGEST:
        raise UsageError(f"A value of a property has at most {_LONGEST} characters.")
    if isinstance(value, str | int | float | bool):
        return value
    raise UsageError("A value of a property is a text, a number, true, false, or an object with 'id'.")


def _result(candidate: Candidate) -> dict[str, Any]:
    thing = candidate.thing
    return {
        "id": thing.id,
        "name": thing.label,
        "description": description(thing),
        "type": types_of(kinds_of(thing.iri)),
        "score": candidate.score,
        "match": candidate.is_certain,
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }
