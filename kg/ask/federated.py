"""A question of which another endpoint answers a part: its SERVICE is asked by us, and only by ids of items.

The question is SPARQL 1.1 Federated Query, so that any engine that calls out can answer it as it stands; ours does
not. So it is taken apart: our dataset says which items there are, the endpoint is asked the block of SERVICE for
them (VALUES, section 2.4), and our dataset answers the question with that answer in the block's place.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyoxigraph

from kg.ask.catalogue import Query
from kg.store.engine import Result, ask_own
from kg.store.own import solve
from kg.store.query_text import bind_values, masked, prefixes_of
from kg.words.errors import BadData, Malformed, UsageError
from kg.words.prefixes import PREFIXES

#: Items that are sent in one question, and rows that are taken from all answers.
BATCH = 200
MOST = 20_000

_SERVICE = re.compile(r"\bSERVICE\s*<([^>]*)>\s*\{", re.IGNORECASE)
_VARIABLE = re.compile(r"\?(\w+)")
_ITEM = re.compile(re.escape(PREFIXES["wd"]) + r"Q[1-9][0-9]*")


class Parts(NamedTuple):
    """A question taken apart: what stands before its block and after it, the block, and whom it names."""

    prologue: str
    before: str
    endpoint: str
    block: str
    after: str


def take_apart(text: str) -> Parts:
    """Return the parts of a question; raises BadData unless it has one SERVICE of one address."""
    quiet = masked(text)
    found = list(re.finditer(r"\bSERVICE\b", quiet, re.IGNORECASE))
    match = _SERVICE.match(text, found[0].start()) if len(found) == 1 else None
    select = re.search(r"\bSELECT\b", quiet)
    outer = quiet[: match.start()] if match else ""
    if match is None or select is None or outer.count("{") - outer.count("}") != 1:
        raise BadData("A federated question has one SELECT and in it one SERVICE with an address; look at its file.")
    depth, end = 1, match.end()
    while depth and end < len(quiet):
        depth += (quiet[end] == "{") - (quiet[end] == "}")
        end += 1
    block = text[match.end() : end - 1]
    return Parts(text[: select.start()], text[: match.start()], match[1], block, text[end:])


def ask_federated(
    query: Query,
    terms: Mapping[str, object],
    rows: str,
    endpoint: str | None,
    online: bool,
    seconds: float,
    insecure: bool = False,
) -> Result:
    """Return the answer to a federated question, serialised; its endpoint is asked only where a person has said so.

    Raises UsageError where neither an endpoint is named nor the question's own is allowed (``online``).
    """
    parts = take_apart(query.text)
    items = _items(parts, str(query.sends), terms)
    if endpoint is None and not online:
        raise UsageError(
            f"'{query.name}' asks {parts.endpoint} about {len(items)} items, by their ids alone; "
            "add --online to allow it, or --endpoint URL to ask another."
        )
    if not items:
        return ask_own(bind_values(_joined(parts, [str(query.sends)], []), dict(terms)), rows)
    names, solutions = _ask(parts, str(query.sends), items, endpoint or parts.endpoint, seconds, insecure)
    return ask_own(bind_values(_joined(parts, names, solutions), dict(terms)), rows)


def _items(parts: Parts, sends: str, terms: Mapping[str, object]) -> list[str]:
    """Return the addresses of the items that the pattern before SERVICE finds; whatever is no item is not sent."""
    opening = masked(parts.before).index("{", len(parts.prologue))
    pattern = parts.before[opening + 1 :]
    text = bind_values(f"{parts.prologue}SELECT DISTINCT ?{sends} WHERE {{ {pattern} }} ORDER BY ?{sends}", dict(terms))
    found = [solution[0] for solution in solve(text)[1]]
    items = [term.value for term in found if isinstance(term, pyoxigraph.NamedNode) and _ITEM.fullmatch(term.value)]
    if len(items) < len(found):
        raise BadData(f"The question would send something other than ids of items as ?{sends}; look at its file.")
    return items


def _ask(
    parts: Parts, sends: str, items: list[str], endpoint: str, seconds: float, insecure: bool
) -> tuple[list[str], list[list[str]]]:
    """Return the variables of the block, and the solutions of the endpoint for the items, as terms of SPARQL."""
    from kg.store.remote import ask_remote

    names = sorted({sends, *_VARIABLE.findall(masked(parts.block))})
    columns = " ".join(f"?{name}" for name in names)
    solutions: list[list[str]] = []
    for start in range(0, len(items), BATCH):
        values = " ".join(f"<{item}>" for item in items[start : start + BATCH])
        pattern = f"VALUES ?{sends} {{ {values} }} {parts.block}"
        text = f"{_prologue(parts)}SELECT DISTINCT {columns} WHERE {{ {pattern} }}"
        answer = ask_remote(endpoint, text, "json", "turtle", seconds, insecure).data
        solutions += _solutions(answer, names, endpoint)
        if len(solutions) > MOST:
            raise UsageError(f"{endpoint} answers with more than {MOST} rows; ask about fewer things.")
    return names, sorted(solutions)


def _solutions(answer: bytes, names: list[str], endpoint: str) -> Iterable[list[str]]:
    parsed = pyoxigraph.parse_query_results(answer, format=pyoxigraph.QueryResultsFormat.JSON)
    if not isinstance(parsed, pyoxigraph.QuerySolutions):
        raise Malformed(f"{endpoint} answers with no rows; is it an endpoint?")
    known = {variable.value for variable in parsed.variables}
    for solution in parsed:
        terms = [solution[name] if name in known else None for name in names]
        # a blank node has no name outside its answer, and VALUES takes none
        yield ["UNDEF" if term is None or isinstance(term, pyoxigraph.BlankNode) else str(term) for term in terms]


def _joined(parts: Parts, names: list[str], solutions: list[list[str]]) -> str:
    """Return the question with the answer in the place of its block."""
    rows = " ".join(f"({' '.join(solution)})" for solution in solutions)
    return f"{parts.before}VALUES ({' '.join(f'?{name}' for name in names)}) {{ {rows} }}{parts.after}"


def _prologue(parts: Parts) -> str:
    """Return the prefixes that the block uses; comments and the prefixes of our own words stay here."""
    _, used = prefixes_of(parts.block)
    lines = re.findall(r"^PREFIX (\w+): <[^>]*>$", parts.prologue, re.MULTILINE)
    whole = re.findall(r"^PREFIX .*$", parts.prologue, re.MULTILINE)
    return "".join(f"{line}\n" for prefix, line in zip(lines, whole, strict=True) if prefix in used)
