"""A first look at the text of a query, before any engine sees it: its size, its depth, and no calling out.

Defence in depth only; what holds is the worker. SPARQL 1.1 Query, section 19 (grammar and escapes).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.words.errors import BadData, UsageError
from kg.words.prefixes import shorten

MAX_CHARACTERS = 32 * 1024
MAX_DEPTH = 64
MAX_CHAIN = 2_000

# patterns as texts: each is compiled when it is first used, and most questions use none
_ESCAPE = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"
_QUIET = (
    r"(?s)'''(?:\\.|'{0,2}[^'\\])*'''|\"\"\"(?:\\.|\"{0,2}[^\"\\])*\"\"\""
    r"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n]*"
)
_CALLS_OUT = r"(?i)(?<![\w:?$-])(SERVICE|LOAD)(?![\w:-])"
_FROM = r"(?i)(?<![\w:?$-])FROM(?![\w:-])"
_GRAPH = r"(?i)(?<![\w:?$-])FROM\s*(?:\b(NAMED)\b\s*)?(?:<([^<>\s]*)>|([^\s:<>{}]*):([^\s<>{}]*))"
_DECLARED = r"(?i)\bPREFIX\s+([A-Za-z][\w.-]*)?:"
_USED = r"(?<![\w?$:-])([A-Za-z][\w-]*):"
_UPDATES = (
    r"(?i)(?<![\w:?$-])(INSERT|DELETE|DROP|CLEAR|CREATE|COPY|MOVE|ADD)"
    r"(?:\s+(?:DATA|WHERE|SILENT|GRAPH|DEFAULT|NAMED|ALL)|\s*\{)"
)


_BRACKET = r"[\[\](){}]"

#: What is of interest on the way to a pattern: brackets, and the word before a template.
_OPENING = r"[(){}]|\b(?P<template>(?i:CONSTRUCT))\s*(?={)"

#: A declaration before a query, its address taken out; and the word that says what form of query follows.
_DECLARATION = r"(?i)\s*(?:BASE|PREFIX\s+[^\s:]*:)\s"
_FORM = r"(?i)\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])"
_FORMS = {"SELECT": "rows", "ASK": "boolean", "CONSTRUCT": "graph", "DESCRIBE": "graph"}

#: What gives another answer each time, or names that are made anew each time.
_CHANGES = r"(?i)(?<![\w:?$-])(RAND|NOW|UUID|STRUUID|BNODE)\s*\("
_NAMELESS = r"_:|\["


def check_query(text: str, calls_out: bool = False) -> None:
    """Raise UsageError or BadData if a query is too large, too deep, calls out or is an update.

    Where it ``calls_out`` is the affair of whoever answers it; otherwise nobody but us is asked.
    """
    if len(text) > MAX_CHARACTERS:
        raise UsageError(f"The query is longer than {MAX_CHARACTERS} characters; shorten it.")
    bare = _bare(text)
    calls = {match[1].upper() for match in re.finditer(_CALLS_OUT, bare)} - ({"SERVICE"} if calls_out else set())
    if calls:
        raise UsageError(f"The query uses {min(calls)}; nothing here calls out, so take it out of the query.")
    update = re.search(_UPDATES, bare)
    if update:
        raise UsageError(f"The text is an update ({update[1].upper()}); the dataset is read-only, so ask a question.")
    if sum(bare.count(mark) for mark in ("!", "/", "||", "&&")) > MAX_CHAIN:
        raise UsageError(f"The query chains more than {MAX_CHAIN} operators; shorten it.")
    depth = deepest = 0
    for bracket in re.findall(_BRACKET, bare):
        depth += 1 if bracket in "{([" else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise UsageError(f"The query is nested {deepest} deep; {MAX_DEPTH} is the most, so flatten it.")
    if not bare.strip():
        raise BadData("The query is empty; write a SELECT, ASK, CONSTRUCT or DESCRIBE query.")


def form_of(text: str) -> str:
    """Return what a query gives: ``rows``, ``boolean`` or ``graph``; raises BadData for what begins no query.

    >>> form_of("PREFIX ask: <http://example.org/select#> CONSTRUCT { ?s ask:for ?o } WHERE { ?s ask:of ?o }")
    'graph'
    """
    bare, place = _bare(text), 0
    declaration, begins = re.compile(_DECLARATION), re.compile(_FORM)
    while declared := declaration.match(bare, place):
        place = declared.end()
    form = begins.match(bare, place)
    if form is None:
        raise BadData("The text does not begin a query; after the prefixes comes SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return _FORMS[form[1].upper()]


def is_repeatable(text: str) -> bool:
    """Return whether a query gives the same bytes whenever the same data are asked, as far as its text can tell."""
    bare = _bare(text)
    return not (re.search(_CHANGES, bare) or (re.search(_NAMELESS, bare) and form_of(text) == "graph"))


def chooses_graphs(text: str) -> bool:
    """Return whether a query says itself, with FROM, which graphs it is asked of (SPARQL 1.1 Query, section 13.2)."""
    return re.search(_FROM, _bare(text)) is not None


def graphs_of(text: str, base: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the graphs that a query names with FROM, and those with FROM NAMED; names that mean nothing are left out.

    >>> graphs_of("PREFIX g: <http://x/> SELECT * FROM g:1 FROM NAMED <http://x/2> { ?from ?p 'FROM <http://x/3>' }")
    (('http://x/1',), ('http://x/2',))
    """
    from urllib.parse import urljoin

    if not chooses_graphs(text):
        return (), ()
    bare = _with_addresses(text)
    base = next((iri for iri in re.findall(r"\bBASE\s*<([^>]*)>", bare, re.IGNORECASE)), base)
    prefixes = _declarations(bare)
    default: list[str] = []
    named: list[str] = []
    for is_named, iri, prefix, local in re.findall(_GRAPH, bare):
        if not iri and prefix not in prefixes:
            continue
        address = urljoin(base, iri or prefixes[prefix] + local.replace("\\", ""))
        (named if is_named else default).append(address)
    return tuple(default), tuple(named)


def prefixes_of(text: str) -> tuple[set[str], set[str]]:
    """Return the prefixes that a query declares and those that it uses (SPARQL 1.1 Query, section 4.1.1)."""
    bare = _bare(text)
    return set(re.findall(_DECLARED, bare)), set(re.findall(_USED, bare))


def terms_in(text: str) -> set[str]:
    """Return the terms that a query uses outside strings and comments, under our prefixes where these fit.

    >>> sorted(terms_in("PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ASK { ?c r:subject 'a:b'; a x:Y }"))
    ['rdf:subject', 'x:Y']
    """
    bare = _with_addresses(text)
    declared = _declarations(bare)
    terms = set()
    for prefix, local in re.findall(r"(?<![\w?$:-])([A-Za-z][\w-]*|):([A-Za-z][\w-]*)", _bare(text)):
        terms.add(shorten(declared[prefix] + local) if prefix in declared else f"{prefix}:{local}")
    terms |= {shorten(iri) for iri in re.findall(r"<([^<>\s]*)>", bare)}
    return {term for term in terms if not term.startswith("<")}


def variables_in(text: str) -> set[str]:
    """Return the names of the variables of a query, outside strings and comments."""
    return set(re.findall(r"[?$](\w+)", _bare(text)))


def without_comments(text: str) -> str:
    """Return a query without its comments, which some clients take for a part of it."""
    return re.sub(_QUIET, lambda match: "" if match[0].startswith("#") else match[0], text)


def bind_values(text: str, *solutions: Mapping[str, object]) -> str:
    """Return a query in which variables have values: a VALUES block (SPARQL 1.1 Query, section 10.2) goes first in it.

    Each solution binds the same variables to terms of an engine, whose text is their N-Triples form, escaped;
    nobody's words enter the query otherwise.
    """
    if not any(solutions):
        return text
    names = " ".join(f"?{name}" for name in solutions[0])
    rows = " ".join(f"({' '.join(map(str, solution.values()))})" for solution in solutions)
    place = place_of_values(text)
    return f"{text[:place]} VALUES ({names}) {{ {rows} }}{text[place:]}"


def masked(text: str) -> str:
    """Return a query of the same length in which strings, addresses and comments are blank."""
    return re.sub(_QUIET, lambda match: " " * len(match[0]), text)


def place_of_values(text: str) -> int:
    """Return where a VALUES block goes: just inside the pattern of a query, after a template or a clause of graphs."""
    depth, in_template = 0, False
    for mark in re.finditer(f"{_QUIET}|{_OPENING}", text):
        if mark[0] in "({":
            if mark[0] == "{" and not (depth or in_template):
                return mark.end()
            depth += 1
        elif mark[0] in ")}":
            depth -= 1
            in_template = in_template and depth > 0
        elif mark["template"]:
            in_template = True
    raise BadData("The query has no pattern in braces, so nothing in it can be given a value.")


def _with_addresses(text: str) -> str:
    """Return the text without strings and comments, with escapes resolved; addresses stay."""
    return re.sub(_QUIET, lambda match: match[0] if match[0][0] == "<" else " ", re.sub(_ESCAPE, _character, text))


def _declarations(bare: str) -> dict[str, str]:
    """Return the prefixes that a text with its addresses declares, with what each stands for."""
    return dict(re.findall(r"\bPREFIX\s+([^\s:]*):\s*<([^>]*)>", bare, re.IGNORECASE))


@lru_cache(4)
def _bare(text: str) -> str:
    """Return the text without strings, addresses and comments, with escapes resolved."""
    return re.sub(_QUIET, " ", re.sub(_ESCAPE, _character, text))


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
