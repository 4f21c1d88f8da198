"""Reports: the same findings in every form, each read by its own reader; and shapes that cannot be misspelt."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import SH, Graph

from kg.check import reports, shapes
from kg.check.findings import Finding
from kg.cli import making
from kg.words.errors import BadData
from kg.words.formats import REPORT_FORMS, SEVERITIES

FINDINGS = [
    Finding("negation", Path("a.yaml"), 3, "it says <never> & \"no\"", "Mend it.", "The sentence.", "violation"),
    Finding("UsedEntity", Path("b.yaml"), 7, "nothing speaks of it", "Remove it.", None, "warning", "https://x.example/a"),
]  # fmt: skip
MATCHED = {"PersonShape": 12, "UsedEntity": 1}
ENGINE = "an-engine"


@pytest.mark.parametrize("form", REPORT_FORMS)
def test_the_command_line_writes_every_form(capsys, form):
    making._print_report(FINDINGS, MATCHED, ENGINE, form)
    assert "a.yaml:3" in capsys.readouterr().out.replace('"startLine": 3', "a.yaml:3").replace('"line": 3', "a.yaml:3")


@pytest.mark.parametrize("form", ["json", "turtle", "sarif", "junit"])
def test_a_report_that_programs_read_names_the_engine(capsys, form):
    making._print_report(FINDINGS, MATCHED, ENGINE, form)
    assert ENGINE in capsys.readouterr().out


def test_text_has_place_rule_sentence_and_remedy():
    lines = reports.as_text(FINDINGS).splitlines()
    assert lines[0] == 'a.yaml:3: violation: it says <never> & "no" [negation]'
    assert lines[1:3] == ["    the text: The sentence.", "    to mend:  Mend it."]


def test_json_is_read_back():
    report = json.loads(reports.as_json(FINDINGS, MATCHED, ENGINE))
    assert [finding["line"] for finding in report["findings"]] == [3, 7]
    assert report["matched"] == MATCHED


def test_sarif_names_the_places():
    run = json.loads(reports.as_sarif(FINDINGS, MATCHED, ENGINE))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    region = run["results"][1]["locations"][0]["physicalLocation"]
    assert (region["artifactLocation"]["uri"], region["region"]["startLine"]) == ("b.yaml", 7)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {result["ruleId"] for result in run["results"]}


def test_junit_has_a_case_for_each_rule():
    suite = ElementTree.fromstring(reports.as_junit(FINDINGS, MATCHED, ENGINE).encode())
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert [case.get("name") for case in suite.iter("testcase") if case.find("failure") is None] == ["PersonShape"]


def test_turtle_is_a_validation_report():
    graph = Graph().parse(data=reports.as_turtle(FINDINGS, MATCHED, ENGINE), format="turtle")
    assert [bool(value) for value in graph.objects(None, SH.conforms)] == [False]
    assert len(list(graph.objects(None, SH.result))) == 2


def test_what_is_less_grave_can_be_let_pass():
    assert [len(reports.at_least(FINDINGS, severity)) for severity in SEVERITIES] == [1, 2, 2]


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--fail-on", "warning"], 1)])
def test_a_warning_fails_only_where_it_is_asked_to(kg, authored, arguments, code):
    path = authored / "entities/places.yaml"
    path.write_text(path.read_text() + "zz-nowhere: {a: Place, label: Nowhere}\n")
    done = kg("validate", path, *arguments)
    assert done.returncode == code
    assert "warning: 'Nowhere': Every thing is spoken of in some claim or reference." in done.stdout


def test_counts_say_how_many_things_each_shape_was_held_against(kg):
    done = kg("validate", "--counts")
    assert "PersonShape                    held against" in done.stderr


def test_a_misspelt_term_of_shacl_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes/person.ttl").write_text(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> <https://x.example/s> a sh:NodeShape ; sh:targetClas <https://x.example/c> ."
    )
    monkeypatch.setattr(shapes, "bundled", lambda name: tmp_path / name)
    shapes.shapes.cache_clear()
    try:
        with pytest.raises(BadData, match=r"'sh:targetClas' is no term of SHACL.*Did you mean 'targetClass'"):
            shapes.shapes()
    finally:
        shapes.shapes.cache_clear()
