"""The bundled questions: each has checked rows, the same on two engines, and an order that decides every tie."""

import csv
import re

import pytest
from rdflib.plugins.sparql import prepareQuery

import kg
from kg.ask.catalogue import find_query, queries
from kg.ask.rows import Rows
from kg.words.errors import BadData, LimitReached, UsageError
from tests.conftest import ROOT

CASES = ROOT / "tests/cases/queries"
NAMES = [query.name for query in queries()]


def expected(name):
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return header, rows


def as_text(value):
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture(scope="module")
def rdflib_dataset():
    return kg.load()


def test_there_are_at_least_twelve_questions_with_checked_rows():
    assert len(NAMES) >= 12
    assert sorted(path.stem for path in CASES.glob("*.csv")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_pyoxigraph_gives_the_checked_rows(name):
    header, rows = expected(name)
    found = kg.query(name)
    assert list(found.columns) == header
    assert [[as_text(cell) for cell in row] for row in found] == rows
    assert rows, "a question without an answer says nothing"


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_checked_rows(name, rdflib_dataset):
    header, rows = expected(name)
    found = rdflib_dataset.query(find_query(name).text)
    assert [str(variable) for variable in found.vars] == header
    assert [["" if cell is None else str(cell) for cell in row] for row in found] == rows


@pytest.mark.parametrize("name", NAMES)
def test_no_tie_is_left_undecided(name):
    """The order names every column, so that rows which it leaves tied are the same in every cell."""
    prepareQuery(find_query(name).text)
    order = find_query(name).text.rpartition("ORDER BY")[2]
    columns, _ = expected(name)
    assert set(columns) <= set(re.findall(r"\?(\w+)", order))


def test_rows_have_python_types():
    numbers = kg.query("sizes")
    assert isinstance(numbers, Rows)
    row = next(r for r in (dict(zip(numbers.columns, cells, strict=True)) for cells in numbers) if r["members"] == 500)
    assert isinstance(row["members"], int)
    assert row["latest"].isoformat() == "1986-12-31"
    assert kg.query("ASK { ?s ?p ?o }").cells == ((True,),)
    assert kg.query("SELECT (1.50 AS ?a) (2.5e0 AS ?b) ?c WHERE {}").cells[0][1:] == (2.5, None)


def test_our_prefixes_need_not_be_declared():
    assert len(kg.query("SELECT ?who { ?who a foaf:Person }")) >= 25


def test_values_are_bound_and_never_written_into_the_query():
    from kg.ask.own_queries import ask_named

    with pytest.raises(ValueError, match="IRI"):
        ask_named("claims", thing="https://x.example/> } DROP ALL { <y")


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("spilts", UsageError, r"There is no bundled query 'spilts'\. Did you mean 'splits'\?"),
        ("SELECT ?x WHERE", BadData, r"not SPARQL at line 1, column \d+"),
        ("SELECT ?x { ?x nowhere:at ?y }", BadData, r"a prefix that it does not declare"),
        ("SELECT ?x { SERVICE <http://localhost:1/> { ?x ?y ?z } }", UsageError, r"uses SERVICE"),
        ("SELECT ?x { \\u0053ERVICE <http://localhost:1/> { ?x ?y ?z } }", UsageError, r"uses SERVICE"),
        ("LOAD <file:///etc/passwd>", UsageError, r"uses LOAD"),
        ("INSERT DATA { <a:b> <a:c> 1 }", UsageError, r"is an update"),
        ("SELECT * {" + "{" * 3000 + "}" * 3000 + "}", UsageError, r"nested 3001 deep"),
        ("SELECT * { ?s " + "/".join(["?p"] * 9000) + " ?o }", UsageError, r"chains more than|longer than"),
        ("SELECT * { ?s ?p '" + "x" * 40_000 + "' }", UsageError, r"longer than 32768"),
        ("# only a comment", BadData, r"The query is empty"),
    ],
)
def test_a_bad_query_is_told_in_one_sentence(text, error, message):
    with pytest.raises(error, match=message) as caught:
        kg.query(text)
    assert "\n" not in str(caught.value)


def test_words_of_the_language_in_strings_and_names_are_no_calls():
    assert len(kg.query("SELECT ?service { BIND('SERVICE LOAD INSERT DATA' AS ?service) } # SERVICE")) == 1


def test_a_query_that_runs_too_long_is_stopped():
    from kg.ask.answers import ask

    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(LimitReached, match="longer than 0.5 seconds"):
        ask(cross, seconds=0.5)


def test_a_query_that_needs_too_much_memory_is_stopped():
    doubled = "SELECT ?z { BIND('xxxxxxxxxxxxxxxx' AS ?a0) " + " ".join(
        f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(40)
    )
    with pytest.raises(LimitReached):
        kg.query(doubled + " BIND(STRLEN(?a40) AS ?z) }")


def test_from_reaches_no_file_and_no_address():
    assert len(kg.query("SELECT ?s FROM <file:///etc/hostname> { ?s ?p ?o }")) == 0
    assert len(kg.query("SELECT ?s FROM graph:facts { ?s pao:memberOf ?o }")) > 0
