"""Findings in the forms that people, editors and build servers read."""

import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from kg import __version__
from kg.check.findings import Finding
from kg.words.formats import SEVERITIES
from kg.words.shown import on_one_line


def at_least(findings: Sequence[Finding], severity: str) -> list[Finding]:
    """Return the findings that are as grave as a severity, or graver."""
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [finding for finding in findings if finding.severity in grave]


def as_text(findings: Sequence[Finding], *_: object) -> str:
    """Return findings as lines: place, severity, message and check; the sentence; how to mend it."""
    lines = []
    for finding in findings:
        lines.append(f"{place(finding)}: {finding.severity}: {finding.message} [{finding.check}]")
        if finding.sentence:
            lines.append(f"    the text: {finding.sentence}")
        if finding.remedy:
            lines.append(f"    to mend:  {finding.remedy}")
    return "".join(f"{on_one_line(line)}\n" for line in lines)


def as_json(findings: Sequence[Finding], matched: dict[str, int], engine: str) -> str:
    """Return findings, how many things each shape was held against, and by which engine, as JSON."""
    records = [{**finding.__dict__, "path": shorten_path(finding.path)} for finding in findings]
    return json.dumps({"engine": engine, "findings": records, "matched": matched}, ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding], _matched: dict[str, int], engine: str) -> str:
    """Return findings as SARIF 2.1.0, which code hosts show beside the lines (sections 3.13, 3.18 and 3.27)."""
    rules = {finding.check: {"id": finding.check, "help": {"text": finding.remedy}} for finding in findings}
    levels = {"violation": "error", "warning": "warning", "info": "note"}
    results = [
        {
            "ruleId": finding.check,
            "level": levels[finding.severity],
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": shorten_path(finding.path)},
                        "region": {"startLine": finding.line},
                    }
                }
            ],
        }
        for finding in findings
    ]
    driver = {"name": "kg", "version": __version__, "rules": list(rules.values())}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver, "extensions": [{"name": engine}]}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def as_junit(findings: Sequence[Finding], matched: dict[str, int], engine: str) -> str:
    """Return findings as JUnit XML: one case for each shape and each check that found something."""
    names = sorted({*matched, *(finding.check for finding in findings)})
    suite = ElementTree.Element(
        "testsuite", name="kg validate", tests=str(len(names)), failures=str(len({f.check for f in findings}))
    )
    properties = ElementTree.SubElement(suite, "properties")
    ElementTree.SubElement(properties, "property", name="engine", value=engine)
    for name in names:
        case = ElementTree.SubElement(suite, "testcase", classname="kg", name=name)
        found = [finding for finding in findings if finding.check == name]
        if found:
            failure = ElementTree.SubElement(case, "failure", message=on_one_line(found[0].message))
            failure.text = as_text(found)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def as_turtle(findings: Sequence[Finding], _matched: dict[str, int], engine: str) -> str:
    """Return findings as a SHACL validation report (section 3.6), the place as its focus node."""
    from rdflib import DCTERMS, RDF, SH, BNode, Graph, Literal, URIRef

    from kg.check.shapes import SHAPE

    graph = Graph()
    graph.bind("shape", SHAPE)
    report = BNode()
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not at_least(findings, "violation"))))
    graph.add((report, DCTERMS.creator, Literal(engine)))
    for finding in findings:
        result = BNode()
        graph.add((report, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        graph.add((result, SH.focusNode, URIRef(finding.thing) if finding.thing else Literal(place(finding))))
        graph.add((result, SH.resultMessage, Literal(f"{place(finding)}: {finding.message}", lang="en")))
        graph.add((result, SH.resultSeverity, SH[finding.severity.capitalize()]))
        graph.add((result, SH.sourceShape, SHAPE[finding.check]))
        graph.add((result, SH.sourceConstraintComponent, SHAPE[finding.check]))
    return graph.serialize(format="longturtle")


def place(finding: Finding) -> str:
    """Return the file, line and, where it is known, column of a finding, as short as it can be said from here."""
    column = f":{finding.column}" if finding.column else ""
    return f"{shorten_path(finding.path)}:{finding.line}{column}"


def shorten_path(path: Path) -> str:
    """Return a path from the working directory where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
