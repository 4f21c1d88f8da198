"""The contradictions as a file that Mismatch Finder imports (User Guide of wmde/wikidata-mismatch-finder)."""

from collections.abc import Iterable
from typing import Any

from kg.ask.rows import Rows
from kg.link import own
from kg.link.comparison import Row
from kg.link.eligible import judge

#: The columns of an import file, in their order.
COLUMNS = (
    "item_id",
    "statement_guid",
    "property_id",
    "wikidata_value",
    "meta_wikidata_value",
    "external_value",
    "external_url",
    "type",
)

#: Characters that a value may have at most.
_LONGEST = 1500

#: Which qualifier a contradiction of times is about.
_TIMES = {"the start contradicts": "P580", "the end contradicts": "P582", "the point contradicts": "P585"}


def mismatches(rows: Iterable[Row], store: Any = None) -> Rows:
    """Return the rows of the import file: what both sides say differently, and may be told.

    A contradiction of dates that qualify a statement is of type ``qualifier``. What only one side says is no
    mismatch, and what may not be proposed is not told here either.
    """
    sources = own.sources(store)
    cells = []
    for row in rows:
        if row.status != "different" or row.fact is None or row.statement is None or row.statement.value == "no value":
            continue
        verdict = judge(row.fact)
        addresses = [s.address for c in verdict.claims for s in sources.get(c.claim, ()) if s.number == 0 and s.address]
        if not verdict.is_yes or not addresses:
            continue
        remark = row.remark.partition(";")[0]
        if remark in _TIMES:
            found = (_TIMES[remark], _dated(row.their_time, _TIMES[remark]), row.our_time, "qualifier")
        else:
            found = (
                row.pid,
                row.statement.value if row.statement.precision is None else row.theirs,
                row.ours,
                "statement",
            )
        pid, theirs, ours, kind = found
        if max(map(len, (theirs, ours, addresses[0]))) <= _LONGEST:
            cells.append((row.item, row.statement.guid, pid, theirs, "", ours, addresses[0], kind))
    return Rows(COLUMNS, tuple(cells))


def _dated(words: str, pid: str) -> str:
    """Return the date of one qualifier among the words for several."""
    start = {"P580": "from ", "P582": "to ", "P585": "in "}[pid]
    return next((part.removeprefix(start) for part in words.split(", ") if part.startswith(start)), "")
