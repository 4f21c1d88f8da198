"""The query of a SPARQL-based constraint as it is put to the engine: with its prefixes and with what is given to it.

W3C SHACL, sections 5.2.1 and 5.3 and appendix A: a value that is given reaches every part of the query, so it stands in
each group that names it; what would keep it out of a part is forbidden.
"""

import re
from collections.abc import Mapping

from rdflib import OWL, SH, BNode, Graph
from rdflib.term import Node

from kg.words.errors import BadData

_FORBIDDEN = re.compile(r"\b(MINUS|SERVICE|VALUES)\b|\b(AS)\s+[?$](?:this|currentShape|shapesGraph)\b", re.IGNORECASE)
_INNER = re.compile(r"\{\s*SELECT\b(?P<columns>[^{]*)", re.IGNORECASE)

#: Where words are no part of SPARQL: texts, addresses and comments.
_ASIDE = re.compile(r'"""[\s\S]*?"""|"[^"\n]*"|\'[^\'\n]*\'|<[^<>\s]*>|#[^\n]*')


def rule_text(shapes: Graph, rule: Node, path: str | None) -> str:
    """Return the query of a rule with its prefixes and its path; raises BadData for what a rule may not hold."""
    query = str(shapes.value(rule, SH.select))
    plain = _plain(query)
    found = _FORBIDDEN.search(plain)
    if found:
        raise BadData(f"{rule.n3()} uses {(found[1] or found[2]).upper()}, which no rule may")
    if not all(re.search(r"[?$]this\b", inner["columns"]) for inner in _INNER.finditer(plain)):
        raise BadData(f"{rule.n3()} has a query within the query that does not select $this")
    return _prefixes(shapes, rule) + (re.sub(r"[?$]PATH\b", lambda _: path, query) if path else query)


def give(query: str, given: Mapping[str, Node]) -> str:
    """Return a query in which each group that names a variable has the value that is given for it."""
    plain, out = _plain(query), query
    for place in sorted((m.start() for m in re.finditer(r"\{", plain)), reverse=True):
        inside = _own_text(plain, place)
        named = {name: term for name, term in given.items() if re.search(rf"[?$]{name}\b", inside)}
        if any(isinstance(term, BNode) for term in named.values()):
            raise BadData("a rule cannot be held against a node without an address")
        values = "".join(f" VALUES ?{name} {{ {term.n3()} }}" for name, term in named.items())
        out = out[: place + 1] + values + out[place + 1 :]
    return out


def _plain(query: str) -> str:
    """Return a query, as long as it is, with spaces for what is no part of its language."""
    return _ASIDE.sub(lambda match: " " * len(match[0]), query)


def _own_text(plain: str, start: int) -> str:
    """Return what stands in a group itself; of a query within the query that is nothing."""
    depth, own = 0, []
    for character in plain[start:]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth:
            break
        if depth == 1:
            own.append(character)
    text = "".join(own)
    return "" if re.match(r"\{\s*SELECT\b", text, re.IGNORECASE) else text


def _prefixes(shapes: Graph, rule: Node) -> str:
    declared = {
        declaration
        for prefixes in shapes.objects(rule, SH.prefixes)
        for ontology in shapes.transitive_objects(prefixes, OWL.imports)
        for declaration in shapes.objects(ontology, SH.declare)
    }
    pairs = sorted((str(shapes.value(d, SH.prefix)), str(shapes.value(d, SH.namespace))) for d in declared)
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in pairs)
