"""One thing or one claim as a JSON-LD document that reads like a record: its facts plainly, its claims nested.

The triples that matter are chosen, nested, and compacted with our own context; nothing is fetched.
https://www.w3.org/TR/json-ld11-api/#compaction-algorithm
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import pyoxigraph

from kg.ask.evidence import Evidence, evidence_of
from kg.ask.names import find_thing
from kg.share.statements import Node
from kg.share.surroundings import Nodes, surroundings
from kg.words.errors import UsageError
from kg.words.folders import bundled
from kg.words.prefixes import BASE, PREFIXES, expand

#: What is told of a thing that is only mentioned.
_LABELS = ("rdfs:label",)
#: What is only named, never told once more.
_REFERENCES = ("cito:disputes", "pao:contradicts")
#: Keys in the order in which people look for them; the others follow, then the claims.
_FIRST = ("@context", "id", "type", "standing", "label", "title", "subject", "predicate", "object", "quote")
_LAST = ("claims", "claimsAsObject")


def write_record(name: str, known: Mapping[str, Evidence] | None = None) -> bytes:
    """Return the document of the thing of this id, label or alias, or of the claim of this address.

    What is no fact stands only within its claim, which tells its standing. Who has read the evidence of the claims
    already gives it as ``known``.
    """
    from pyld import jsonld

    iri = BASE + name.removeprefix(BASE)
    is_claim = iri.removeprefix(BASE).startswith("claim/")
    if not is_claim:
        iri = find_thing(name).iri
    found = surroundings(iri)
    if found is None:
        raise UsageError(f"There is no claim '{name}'; 'kg why THING --format json' names those of a thing.")
    claims, chosen = list(found.claims), found.nodes
    evidence = evidence_of(claims) if known is None else known
    claims.sort(key=lambda claim: not evidence[claim].is_fact)
    context = json.loads(bundled("ontology/record.jsonld").read_text(encoding="utf-8"))["@context"]
    tree = _tree(iri, chosen, ())
    for name in ("prov:wasDerivedFrom",) if is_claim else ("rdf:subject", "rdf:object"):
        around = [other for other in (chosen if is_claim else claims) if _names(chosen[other], name, iri)]
        if around:
            tree.setdefault("@reverse", {})[expand(name)] = [_tree(other, chosen, (iri,)) for other in around]
    # the tree is in expanded form as it is made
    document = jsonld.compact(tree, context, {"documentLoader": _refuse, "skipExpansion": True})
    text = json.dumps(_arranged(document, evidence), ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def _refuse(url: str, _: object) -> NoReturn:
    raise UsageError(f"{url}: nothing is fetched for an export.")


def _names(node: Node, predicate: str, iri: str) -> bool:
    return any(term.value == iri for term in node.get(predicate, []))


def _tree(iri: str, chosen: Nodes, above: tuple[str, ...]) -> dict[str, Any]:
    """Return a node as expanded JSON-LD, what it mentions nested in it; within itself it is only named."""
    tree: dict[str, Any] = {"@id": iri}
    if iri in chosen:
        node = chosen[iri] if iri not in above else {name: chosen[iri].get(name, []) for name in _LABELS}
        for name, terms in node.items():
            path = (*above, iri) if name not in _REFERENCES else tuple(chosen)
            tree[expand(name)] = [_value(term) or _tree(term.value, chosen, path) for term in terms]
        tree["@type"] = [value["@id"] for value in tree.pop(expand("rdf:type"), [])]
    return {key: value for key, value in tree.items() if value}


def _value(term: Any) -> dict[str, Any]:
    """Return a literal as expanded JSON-LD has it; an address gives nothing."""
    if isinstance(term, pyoxigraph.NamedNode):
        return {}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if kind == "string":
        return {"@value": term.value}
    if kind in ("integer", "boolean"):
        return {"@value": json.loads(term.value)}
    return {"@value": term.value, "@type": term.datatype.value}


def _arranged(value: Any, evidence: Mapping[str, Evidence]) -> Any:
    """Return a document in the order in which people read, each claim with its standing in words."""
    if isinstance(value, list):
        return [_arranged(item, evidence) for item in value]
    if not isinstance(value, dict):
        return value
    claim = evidence.get(BASE + str(value.get("id")))
    if claim and "statedIn" in value:
        value = {**value, "standing": claim.standing}
    keys = [*_FIRST, *(key for key in value if key not in (*_FIRST, *_LAST)), *_LAST]
    return {key: value[key] if key == "@context" else _arranged(value[key], evidence) for key in keys if key in value}
