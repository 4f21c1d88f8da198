"""All claims as a table: one row each, and in every row who says it and what it counts for."""

from kg.ask.evidence import Evidence, all_evidence
from kg.ask.rows import Rows
from kg.ask.tabular import write_rows

#: Column -> what it holds; the standing and the speaker stand before what is said.
COLUMNS = {
    "claim": "the address of the claim",
    "standing": "whether it is a fact and, if not, why: only rows with 'fact' may be repeated as facts",
    "speaker": "who says it, where it is not the article",
    "act": "how it is said",
    "denied": "true where whoever speaks says that it is not so",
    "subject": "the address of what is spoken of",
    "subject_label": "its name",
    "predicate": "the address of the relation; empty where there are words only",
    "predicate_label": "its name",
    "object": "the address or value of what it is related to",
    "object_label": "its name",
    "gist": "what is said, in words of our own",
    "hedges": "words that weaken it",
    "date": "when it held, in EDTF",
    "quote": "the words that state it",
    "source": "the article that they stand in, and who publishes it",
    "section": "the section",
    "footnotes": "the footnotes that govern them",
}


def write_claims() -> bytes:
    """Return the table as CSV (RFC 4180)."""
    rows = tuple(_row(item) for _, item in sorted(all_evidence().items()))
    return "".join(write_rows(Rows(tuple(COLUMNS), rows), "csv")).encode()


def _row(item: Evidence) -> tuple[str | bool | None, ...]:
    values = {**item._asdict(), "source": item.source}
    lists = {name: "; ".join(values[name]) for name in ("hedges", "footnotes")}
    return tuple({**values, **lists}[name] for name in COLUMNS)
