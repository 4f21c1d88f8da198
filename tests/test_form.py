"""The form of our Turtle, SPARQL and YAML files: parsed, in a fixed order, with the prefixes of the one table."""

import re

import pyoxigraph
import pytest
import yaml
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from kg.ask.catalogue import _read as read_query
from kg.words.errors import BadData
from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT

FOLDERS = ("ontology", "shapes", "dataset", "tests/cases", "queries", "articles", "entities", "kg")
TURTLE = sorted(p for f in FOLDERS for p in (ROOT / f).rglob("*.ttl"))
SPARQL = sorted(p for f in FOLDERS for p in (ROOT / f).rglob("*.rq"))
YAML = sorted(p for f in FOLDERS for p in (ROOT / f).rglob("*.yaml"))

#: The order of the predicates of a term of the ontology.
TERM_ORDER = [
    "a",
    "rdfs:label",
    "skos:definition",
    "skos:scopeNote",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "rdfs:domain",
    "rdfs:range",
    "owl:disjointWith",
    "pao:membershipRole",
    "pao:sensitive",
    "pao:datesBeginningOf",
    "pao:oneValue",
    "pao:weakens",
    "pao:wikidataProperty",
    "skos:closeMatch",
    "rdfs:isDefinedBy",
]

#: The order of the predicates of a shape.
SHAPE_ORDER = [
    "a",
    "sh:targetClass",
    "sh:targetSubjectsOf",
    "sh:targetNode",
    "sh:path",
    "sh:severity",
    "sh:message",
    "pao:remedy",
    "sh:select",
]


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_there_are_files_of_each_kind():
    assert len(TURTLE) > 20
    assert len(SPARQL) > 20
    assert len(YAML) > 10


@pytest.mark.parametrize("path", TURTLE, ids=names(TURTLE))
def test_a_turtle_file_is_parsed_and_has_its_form(path):
    text = path.read_text(encoding="utf-8")
    list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    head, _, body = text.partition("\n\n")
    assert len(head.splitlines()) >= 2, "a file starts with two lines that say what it holds"
    assert all(line.startswith("# ") for line in head.splitlines())
    check_prefixes(text, body)
    assert "\t" not in text
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("path", SPARQL, ids=names(SPARQL))
def test_a_query_file_is_parsed_and_has_its_form(path):
    query = read_query(path)
    text = query.text
    prepareQuery(text)
    check_prefixes(text, text)
    assert query.summary.endswith("?"), "the summary is a question"
    assert query.description.endswith("."), "the description is a sentence"
    assert "SELECT *" not in text
    assert ("SERVICE" in text) == (path.parent.name == "federated"), "only federated questions call out"
    if "\nSELECT" in text:
        assert "\nORDER BY" in text, "rows stand in an order that the query gives"
    assert re.search(r"\n\n(PREFIX .*\n)+\n(SELECT|CONSTRUCT|ASK)", text)
    assert "\t" not in text
    assert text.endswith("\n")


def check_prefixes(text, body):
    lines = re.findall(r"^PREFIX .*$", text, re.MULTILINE)
    assert lines == sorted(lines), "prefixes stand in the order of the alphabet"
    for line in lines:
        prefix, namespace = re.fullmatch(r"PREFIX (\w+): <(.*)>", line).groups()
        assert PREFIXES[prefix] == namespace
        used = re.sub(r"^(PREFIX|#).*$", "", body, flags=re.MULTILINE)
        assert re.search(rf"(?<![\w:]){prefix}:", used), f"{prefix}: is declared and not used"


def blocks(path):
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if block.endswith("\n.") or block.endswith("\n.\n"):
            lines = block.splitlines()
            yield lines[0], [line.split()[0] for line in lines[1:] if re.match(r"    \S", line) and line.strip() != "."]


@pytest.mark.parametrize("name", ["core.ttl", "alignments.ttl"])
def test_the_predicates_of_a_term_stand_in_order(name):
    for subject, found in blocks(ROOT / "ontology" / name):
        if subject.startswith("pao:"):
            assert set(found) <= set(TERM_ORDER), subject
            assert found == sorted(found, key=TERM_ORDER.index), subject


@pytest.mark.parametrize("path", sorted((ROOT / "shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_the_predicates_of_a_shape_stand_in_order(path):
    for subject, found in blocks(path):
        known = [predicate for predicate in found if predicate in SHAPE_ORDER]
        assert known == sorted(known, key=SHAPE_ORDER.index), subject


@pytest.mark.parametrize("path", YAML, ids=names(YAML))
def test_a_yaml_file_is_parsed_and_has_its_form(path):
    text = path.read_text(encoding="utf-8")
    yaml.load(text, Loader=yaml.BaseLoader)
    assert text.startswith(("# yaml-language-server: $schema=", "# "))
    match = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
    assert match is None or (path.parent / match[1]).resolve().is_file(), "the schema is where the file says"
    assert match or path.is_relative_to(ROOT / "tests")
    assert "\t" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("path", sorted((ROOT / "entities").glob("*.yaml")), ids=lambda path: path.stem)
def test_entities_stand_in_the_order_of_the_alphabet(path):
    keys = re.findall(r"^([a-z0-9-]+):", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#+ summary: A?\n#+ description: B.\n", r":1: the header lacks 'tags'"),
        ("#+ summary: A?\n#+ descripton: B.\n", r":2: 'descripton' is no field"),
        ("#+ summary: A?\n#+ summary: A?\n", r":2: 'summary' is no field of a header, or stands twice"),
    ],
)
def test_a_broken_header_is_told_with_its_line(tmp_path, header, message):
    path = tmp_path / "broken.rq"
    path.write_text(header + "\nSELECT ?x WHERE { ?x ?y ?z }\n")
    with pytest.raises(BadData, match=message):
        read_query(path)


def test_rdflib_reads_every_turtle_file():
    assert sum(len(Graph().parse(path, format="turtle")) for path in TURTLE) > 5000
