"""The authored items -> RDF as Wikidata's query service holds it (Wikibase RDF dump format).

Truthy triples (wdt:), full statements (p:, ps:, psv:) with qualifiers (pq:, pqv:), references (pr:, prv:), ranks,
labels, aliases, descriptions, redirects (owl:sameAs), and the properties themselves.
"""

import hashlib
import json
import uuid
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent
FILES = ("items.yaml", "homonyms.yaml")

PREFIXES = """\
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX pr: <http://www.wikidata.org/prop/reference/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX prv: <http://www.wikidata.org/prop/reference/value/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ref: <http://www.wikidata.org/reference/>
PREFIX s: <http://www.wikidata.org/entity/statement/>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX v: <http://www.wikidata.org/value/>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdno: <http://www.wikidata.org/prop/novalue/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

RANKS = {"preferred": "PreferredRank", "normal": "NormalRank", "deprecated": "DeprecatedRank"}
CALENDAR = "wd:Q1985727"


@cache
def items():
    """Return all items by id: what people wrote in items.yaml and what homonyms.py made."""
    found = {}
    for name in FILES:
        if (HERE / name).exists():
            content = yaml.load(
                (HERE / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            )
            found.update(content["items"])
    return found


@cache
def properties():
    """Return label and datatype of each property by its number."""
    return yaml.safe_load((HERE / "properties.yaml").read_text(encoding="utf-8"))


def turtle():
    """Return the whole dataset as Turtle."""
    lines = [PREFIXES]
    for number, (label, kind) in properties().items():
        lines.append(_property(number, label, kind))
    for name, item in items().items():
        if "redirect" in item:
            lines.append(f"wd:{name} owl:sameAs wd:{item['redirect']} .")
        elif not item.get("deleted"):
            lines += _item(name, item)
    return "\n".join(lines) + "\n"


def _property(number, label, kind):
    spaces = {"claim": "p", "statementProperty": "ps", "statementValue": "psv", "qualifier": "pq", "reference": "pr"}
    rest = "".join(f" ; wikibase:{name} {prefix}:{number}" for name, prefix in spaces.items())
    return (
        f"wd:{number} a wikibase:Property ; wikibase:propertyType wikibase:{kind} ; wikibase:directClaim wdt:{number}{rest} ;"
        f" rdfs:label {_text(label, 'en')} ."
    )


def _item(name, item):
    statements = item.get("statements", ())
    yield f"wd:{name} a wikibase:Item ; wikibase:statements {len(statements)} ; wikibase:sitelinks {item.get('sitelinks', 0)} ."
    yield f"<https://www.wikidata.org/wiki/Special:EntityData/{name}> a schema:Dataset ; schema:about wd:{name} ."
    language = item.get("language", "en")
    label = _text(item["label"], language)
    yield f"wd:{name} rdfs:label {label} ; skos:prefLabel {label} ; schema:name {label} ."
    for alias in item.get("aliases", ()):
        yield f"wd:{name} skos:altLabel {_text(alias, language)} ."
    if "description" in item:
        yield f"wd:{name} schema:description {_text(item['description'], 'en')} ."
    best = {}
    for statement in statements:
        rank = statement.get("rank", "normal")
        if rank != "deprecated" and best.get(statement["p"]) != "preferred":
            best[statement["p"]] = rank
    for number, statement in enumerate(statements):
        yield from _statement(name, number, statement, best.get(statement["p"]))


def _statement(name, number, statement, best):
    prop, rank = statement["p"], statement.get("rank", "normal")
    node = f"s:{name}-{uuid.UUID(_digest([name, number, statement])[:32])}"
    yield f"wd:{name} p:{prop} {node} ."
    yield f"{node} a wikibase:Statement ; wikibase:rank wikibase:{RANKS[rank]} ."
    yield from _value(node, "ps", "psv", prop, statement["v"])
    if rank == best:
        yield f"{node} a wikibase:BestRank ."
        if statement["v"] == "novalue":
            yield f"wd:{name} a wdno:{prop} ."
        else:
            yield f"wd:{name} wdt:{prop} {_simple(statement['v'], node)} ."
    for key, values in statement.get("qualifiers", {}).items():
        for value in _listed(values):
            yield from _value(node, "pq", "pqv", key, value)
    for reference in statement.get("references", ()):
        source = f"ref:{_digest(reference)}"
        yield f"{node} prov:wasDerivedFrom {source} ."
        yield f"{source} a wikibase:Reference ."
        for key, values in reference.items():
            for value in _listed(values):
                yield from _value(source, "pr", "prv", key, value)


def _value(node, simple, deep, prop, value):
    if value == "novalue":
        yield f"{node} a wdno:{prop} ."
        return
    yield f"{node} {simple}:{prop} {_simple(value, node)} ."
    if isinstance(value, dict) and ("time" in value or "amount" in value):
        yield f"{node} {deep}:{prop} v:{_digest(value)} ."
        yield from _deep(value)


def _deep(value):
    node = f"v:{_digest(value)}"
    if "amount" in value:
        yield f'{node} a wikibase:QuantityValue ; wikibase:quantityAmount "{value["amount"]:+d}"^^xsd:decimal ; wikibase:quantityUnit wd:Q199 .'
        return
    yield (
        f"{node} a wikibase:TimeValue ; wikibase:timeValue {_simple(value, node)} ; wikibase:timePrecision {precision(value['time'])} ;"
        f" wikibase:timeTimezone 0 ; wikibase:timeCalendarModel {CALENDAR} ."
    )


def precision(text):
    """Return Wikidata's number for the precision of a date: 9 year, 10 month, 11 day."""
    return {4: 9, 7: 10, 10: 11}[len(text)]


def _simple(value, node):
    if isinstance(value, str):
        return f"<http://www.wikidata.org/.well-known/genid/{_digest(node)}>" if value == "somevalue" else f"wd:{value}"
    if "time" in value:
        day = value["time"] + "-01-01"[len(value["time"]) - 4 :]
        return f'"{day}T00:00:00Z"^^xsd:dateTime'
    if "amount" in value:
        return f'"{value["amount"]:+d}"^^xsd:decimal'
    if "url" in value:
        return f"<{value['url']}>"
    return _text(value["text"], value.get("lang"))


def _text(text, language=None):
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")


def _listed(values):
    return values if isinstance(values, list) else [values]


def _digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:40]
