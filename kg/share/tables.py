"""The dataset as CSV tables, with what their columns mean as CSV on the Web has it.

https://www.w3.org/TR/tabular-data-primer/ and https://www.w3.org/TR/tabular-metadata/
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from kg.ask.evidence import evidence_of
from kg.ask.names import labels
from kg.share.attribution import attributions, licences, stored
from kg.share.columns import ADDRESS, SEPARATOR, TABLES, Column, Table
from kg.share.parts import ALL, quads_of
from kg.share.statements import Node, Statement, derived, facts, is_a, local, nodes_of, proposition
from kg.words.prefixes import BASE, expand, shorten

_METADATA = "csv-metadata.json"
_KINDS = {
    "passages": ("pao:Passage",),
    "sources": ("pao:Article", "pao:Abstract", "pao:Reference"),
    "claims": ("pao:Claim",),
}
#: The bounds of a time, as columns.
_BOUNDS = {
    "start_earliest": "pao:startEarliest",
    "start_latest": "pao:startLatest",
    "end_earliest": "pao:endEarliest",
    "end_latest": "pao:endLatest",
}

Row = dict[str, list[str]]


def write_tables(part: str | None = None) -> dict[str, bytes]:
    """Return the files of the tables, or of those that show one layer, and their metadata."""
    quads_of(part)
    tables = [table for table in TABLES if part in (None, ALL, table.part)]
    files = {f"{table.name}.csv": _csv(table, _rows(table)) for table in tables}
    text = json.dumps(_metadata(tables), ensure_ascii=False, indent=1)
    return {**files, _METADATA: text.encode() + b"\n"}


def _csv(table: Table, rows: Iterator[Row]) -> bytes:
    stream = io.StringIO()
    # the line ends of RFC 4180, which CSV on the Web takes over
    writer = csv.writer(stream, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    writer.writerows([SEPARATOR.join(row.get(name, [])) for name in names] for row in rows)
    return stream.getvalue().encode()


def _rows(table: Table) -> Iterator[Row]:
    """Yield the rows of a table in the order of the addresses."""
    if table.name in ("facts", "derived"):
        for statement in facts() if table.name == "facts" else derived():
            yield {**_statement(statement), "claims": [iri.removeprefix(BASE) for iri in statement.claims]}
        return
    nodes = nodes_of(table.part)
    wanted = _KINDS.get(table.name)
    chosen = {iri: node for iri, node in nodes.items() if wanted is None or any(is_a(node, kind) for kind in wanted)}
    more = _claim_rows(chosen, nodes) if table.name == "claims" else {}
    for iri, node in chosen.items():
        cells = {c.name: [local(term) for term in node[c.term]] for c in table.columns if c.term in node}
        yield {"id": [iri.removeprefix(BASE)], **cells, **more.get(iri, {})}


def _claim_rows(chosen: dict[str, Node], nodes: dict[str, Node]) -> dict[str, Row]:
    """Return, by the address of each claim, the cells that are not simply its own properties."""
    passages = nodes_of("sources")
    rows = {}
    for iri, said in evidence_of(chosen).items():
        node = chosen[iri]
        saying = _linked(node, nodes, "pao:attribution")
        time = _linked(node, nodes, "pao:validTime", "pao:objectTime")
        passage = _linked(node, passages, "pao:statedIn")
        rows[iri] = {
            **_statement(Statement(*proposition(node), (iri,))),
            "standing": [said.standing],
            "denied": ["true" if said.denied else "false"],
            "speaker": _locals(saying, "pao:speaker"),
            "speaker_label": _labels(saying, "pao:speaker"),
            "act": _labels(saying, "pao:act"),
            "medium": _locals(saying, "pao:medium"),
            "said_when": _locals(_linked(saying, nodes, "pao:saidTime"), "pao:edtf"),
            "hedges": _labels(node, "pao:hedge"),
            "time": _locals(time, "pao:edtf"),
            "time_words": _locals(time, "rdfs:label"),
            **{name: _locals(time, term) for name, term in _BOUNDS.items()},
            "quote": _locals(passage, "oa:exact"),
            "footnotes": _locals(passage, "cito:citesAsEvidence"),
        }
    return rows


def _statement(statement: Statement) -> Row:
    """Return the cells of a subject, a predicate, and an object or a value."""
    terms = {"subject": statement.subject, "predicate": statement.predicate, "object": statement.object}
    row: Row = {"object": []}
    for name, term in terms.items():
        if hasattr(term, "datatype"):
            row["value"] = [term.value]
            row["value_type"] = [shorten(term.datatype.value)]
        elif term is not None:
            row[name] = [local(term)]
            row[f"{name}_label"] = [labels()[term.value]]
    return row


def _linked(node: Node, nodes: dict[str, Node], *names: str) -> Node:
    """Return the node to which another leads under one of the names, or an empty one."""
    return next((nodes[term.value] for name in names for term in node.get(name, [])), {})


def _locals(node: Node, name: str) -> list[str]:
    return [local(term) for term in node.get(name, [])]


def _labels(node: Node, name: str) -> list[str]:
    return [labels()[term.value] for term in node.get(name, [])]


def _metadata(tables: list[Table]) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:license": [{"@id": licence} for licence in licences()],
        "dc:source": [{"@id": article.address} for article in stored()],
        "dc:rights": list(attributions()),
        "tables": [_table_metadata(table, {other.name for other in tables}) for table in tables],
    }


def _table_metadata(table: Table, present: set[str]) -> dict[str, Any]:
    has_id = table.columns[0].name == "id"
    schema: dict[str, Any] = {
        "aboutUrl": BASE + ("{+id}" if has_id else "{+subject}"),
        "columns": [_column_metadata(column, has_id) for column in table.columns],
        "foreignKeys": [
            {"columnReference": c.name, "reference": {"resource": f"{c.points_to}.csv", "columnReference": "id"}}
            for c in table.columns
            if c.points_to in present
        ],
    }
    if has_id:
        schema["primaryKey"] = "id"
    return {"url": f"{table.name}.csv", "dc:title": table.title, "tableSchema": schema}


def _column_metadata(column: Column, has_id: bool) -> dict[str, Any]:
    """Return what a column means; only what is true of the row's own node becomes a triple for a reader of RDF."""
    about: dict[str, Any] = {"name": column.name, "titles": column.name, "dc:description": column.title}
    about["datatype"] = column.datatype
    if column.points_to:
        about["required"] = True
    if column.several:
        about["separator"] = SEPARATOR
    property_of = expand(column.term) if has_id and column.term else None
    if not has_id and column.name in ("object", "value"):
        property_of = BASE + "{+predicate}"
    if property_of is None or column.several:
        return {**about, "suppressOutput": True}
    about["propertyUrl"] = property_of
    if column.datatype == ADDRESS:
        about["valueUrl"] = BASE + f"{{+{column.name}}}"
    return about
