"""The graph for agents: tools over the Model Context Protocol (specification of 2025-06-18), by standard streams."""

from typing import TYPE_CHECKING, Any

from kg.ask.answers import ask, bound, query
from kg.ask.catalogue import with_tag
from kg.ask.evidence import why
from kg.ask.remarks import remarks_on
from kg.ask.rows import read_rows
from kg.ask.schema_card import schema_card
from kg.ask.search import find
from kg.ask.tabular import plain, with_evidence
from kg.words.errors import KGError, UsageError
from kg.words.extras import need_extra

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP

#: What every agent is told first.
INSTRUCTIONS = (
    "Facts, claims and denials of encyclopedia articles about small political groups. Most people in it are "
    "alive: never repeat as a fact what has the standing 'said by somebody', 'denied by the article' or 'in the "
    "article, not a fact'; name the speaker. Read describe_schema before you write SPARQL; cite the quote and the "
    "footnotes that evidence gives."
)

#: Rows that one answer holds at most, and seconds that it may take.
ROWS = 200
SECONDS = 20.0


def find_entities(words: str, limit: int = 10) -> list[dict[str, Any]]:
    """Find things by name, and claims by their words; typing errors are forgiven."""
    return [item._asdict() for item in find(words, min(max(limit, 1), 50))]


def describe_schema() -> str:
    """Return the model on one card: read it before you write SPARQL."""
    return schema_card()


def list_queries(tag: str | None = None) -> list[dict[str, Any]]:
    """List the bundled questions, with their parameters; or those with a tag, such as people, time or sources."""
    return [
        {
            "name": q.name,
            "question": q.summary,
            "a_row_is": q.description,
            "tags": q.tags,
            "parameters": [p._asdict() for p in q.parameters],
        }
        for q in with_tag(tag)
    ]


def run_query(name: str, parameters: dict[str, str | int] | None = None) -> dict[str, Any]:
    """Answer a bundled question, with labels; each row with the standing, speaker and quote of the claims behind it."""
    rows = query(name, **(parameters or {}))
    has_claims = any(column in ("claim", "claims") for column in rows.columns)
    return _answer(with_evidence(rows) if has_claims else rows.labels())


def run_sparql(text: str) -> dict[str, Any]:
    """Answer a read-only SPARQL 1.1 SELECT or ASK; our prefixes need no declaration. Addresses stay addresses."""
    result = ask(bound(text, {}), "json", seconds=SECONDS)
    if result.kind == "graph":
        raise UsageError("Ask a SELECT or an ASK; graphs are not given here.")
    return _answer(read_rows(result.data)) | {"remarks": remarks_on(text)}


def evidence(thing: str, predicate: str | None = None, object: str | None = None) -> list[dict[str, Any]]:  # noqa: A002
    """Return the claims about a thing (id, name or alias): standing, speaker, quote, section and footnotes of each."""
    return [item._asdict() for item in why(thing, predicate, object)]


TOOLS = (find_entities, describe_schema, list_queries, run_query, run_sparql, evidence)


def server() -> "FastMCP":
    """Return the server with its tools; raises UsageError where the package ``mcp`` is not installed."""
    need_extra("mcp")
    from functools import wraps

    from mcp.server.fastmcp import FastMCP
    from mcp.server.fastmcp.exceptions import ToolError
    from mcp.types import ToolAnnotations

    made = FastMCP("socialist-action-kg", instructions=INSTRUCTIONS, log_level="ERROR")
    for tool in TOOLS:

        @wraps(tool)
        def told(*arguments: Any, tool: Any = tool, **named: Any) -> Any:
            try:
                return tool(*arguments, **named)
            except KGError as error:
                raise ToolError(str(error)) from None

        made.add_tool(told, annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False))
    return made


def _answer(rows: Any) -> dict[str, Any]:
    cells = [dict(zip(rows.columns, map(plain, row), strict=True)) for row in list(rows)[:ROWS]]
    left = len(rows) - len(cells)
    note = f"{left} more rows are left out; ask for less." if left else None
    return {"columns": rows.columns, "rows": cells, "left_out": note}
