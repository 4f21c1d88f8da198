"""The bundled questions: each has checked rows, the same on two engines and on a server, and an order that decides ties."""

import csv
import json
import re
import subprocess
import sys
from itertools import combinations

import pytest
from rdflib.plugins.sparql import prepareQuery

import kg
from kg.ask.answers import ask, bound
from kg.ask.catalogue import find_query, queries
from kg.ask.explain import explain
from kg.ask.own_queries import ask_rows
from kg.ask.parameters import literal_of, terms_of
from kg.ask.rows import CLAIMS, Address, Rows
from kg.ask.tabular import with_evidence
from kg.store.query_text import bind_values
from kg.words.errors import BadData, LimitReached, UsageError
from kg.words.layers import LAYERS
from tests.conftest import ROOT
from tests.sparql_servers import read_only_oxigraph

CASES = ROOT / "tests/cases/queries"
QUERIES = {query.name: query for query in queries()}
NAMES = list(QUERIES)


def expected(name):
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return header, rows


def as_text(column, value):
    if value is None:
        return ""
    if column == "claims":
        return " ".join(sorted(str(value).split()))
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_texts(columns, rows):
    return [[as_text(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows]


#: Prints a digest of the answer to each question.
DIGESTS = """
import hashlib
from kg.ask.answers import ask
from kg.ask.catalogue import queries
for query in queries():
    print(query.name, hashlib.sha256(ask(query.name, rows="csv").data).hexdigest())
"""


def test_an_answer_is_the_same_bytes_in_every_process():
    """Lists of claims within a row, too: the engine gives groups in another order each time."""
    command = [sys.executable, "-c", DIGESTS]
    answers = [subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout for _ in range(5)]
    assert len(answers[0].splitlines()) == len(NAMES)
    assert len(set(answers)) == 1


@pytest.fixture(scope="module")
def rdflib_dataset():
    return kg.load()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A SPARQL server in a process of its own, over the files of the dataset, each layer in its graph."""
    files = [(ROOT / file, "--graph", layer.graph) for layer in LAYERS for file in layer.files]
    folder = tmp_path_factory.mktemp("server")
    with read_only_oxigraph(folder, files, "--union-default-graph") as address:
        yield address


def test_there_are_at_least_seventy_questions_with_checked_rows():
    assert len(NAMES) >= 70
    assert sorted(path.stem for path in CASES.glob("*.csv")) == sorted(NAMES)
    assert len(NAMES) == len(set(NAMES))


def test_every_relation_that_claims_have_is_asked_for_by_some_question_of_its_subject():
    """Besides those that ask for whatever is said, such as said-of."""
    used = {row[0].rpartition("#")[2] for row in kg.query("SELECT DISTINCT ?p { ?c a pao:Claim ; rdf:predicate ?p }")}
    asked = {name for query in QUERIES.values() for name in re.findall(r"pao:(\w+)", query.text)}
    assert used <= asked


@pytest.mark.parametrize("name", NAMES)
def test_pyoxigraph_gives_the_checked_rows(name):
    header, rows = expected(name)
    found = kg.query(name)
    assert list(found.columns) == header
    assert as_texts(header, found) == rows
    assert rows, "a question without an answer says nothing"


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_checked_rows(name, rdflib_dataset):
    header, rows = expected(name)
    found = rdflib_dataset.query(bound(name, {}))
    assert [str(variable) for variable in found.vars] == header
    assert as_texts(header, found) == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_server_gives_the_checked_rows(name, server):
    header, rows = expected(name)
    answer = json.loads(ask(name, endpoint=server).data)
    assert answer["head"]["vars"] == header
    cells = [[row.get(column, {}).get("value") for column in header] for row in answer["results"]["bindings"]]
    assert as_texts(header, cells) == rows


@pytest.mark.parametrize("name", NAMES)
def test_no_tie_is_left_undecided(name):
    """The order names every column, so that rows which it leaves tied are the same in every cell."""
    prepareQuery(find_query(name).text)
    order = find_query(name).text.rpartition("ORDER BY")[2]
    columns, _ = expected(name)
    assert set(columns) <= set(re.findall(r"\?(\w+)", order))


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_behind_a_row_stand_in_its_last_column(name):
    """Or the description says, at its end, that no claim stands behind a row."""
    columns = kg.query(name).columns
    assert not set(columns[:-1]) & set(CLAIMS)
    says_none = re.search(r"No claim stands behind a row: [^.]+\.$", QUERIES[name].description)
    assert (columns[-1] in CLAIMS) != bool(says_none)
    if columns[-1] in CLAIMS and name not in ("look-alikes",):
        known = {row[0] for row in kg.query("SELECT ?claim { ?claim a pao:Claim }")}
        for row in kg.query(name):
            assert row[-1], "each row rests on a claim"
            assert set(str(row[-1]).split()) <= known


@pytest.mark.parametrize("name", NAMES)
def test_evidence_has_columns_of_its_own(name):
    rows = kg.query(name)
    if rows.columns[-1] in CLAIMS:
        columns = with_evidence(rows).columns
        assert len(columns) == len(set(columns))


@pytest.mark.parametrize("name", NAMES)
def test_things_are_addresses_and_not_labels(name):
    labels = set(kg.query("SELECT ?label { GRAPH graph:entities { ?thing rdfs:label ?label } }").cells)
    names = {
        "name",
        "quote",
        "description",
        "value",
        "against",
        "other",
        "object",
        "answer",
        "words",
        "gist",
        "role",
        "section",
    }
    found = kg.query(name)
    for row in found:
        for column, cell in zip(found.columns, row, strict=True):
            assert column in names or isinstance(cell, Address) or (cell,) not in labels, (column, cell)


def cells(text, terms=None):
    """Return the columns and rows of a query, with the claims of a row in the order of the alphabet."""
    found = ask_rows(bind_values(text, terms or {}))
    sort = [column == "claims" for column in found.columns]
    rows = (tuple(as_text("claims", c) if s else c for s, c in zip(sort, row, strict=True)) for row in found)
    return found.columns, list(rows)


@pytest.mark.parametrize("name", [name for name in NAMES if QUERIES[name].parameters])
def test_a_parameter_chooses_among_the_rows_of_the_question_left_free(name):
    """For each parameter that is a column, a question with a value gives the rows that have it, and no others."""
    query = QUERIES[name]
    columns, rows = cells(query.text)
    assert len(rows) >= len(kg.query(name))
    places = {p.name: columns.index(p.name) for p in query.parameters if p.name in columns and p.type != "date"}
    for parameter in query.parameters:
        assert parameter.type in ("date", "text") or parameter.name in places, "what is asked for is shown"
        assert re.search(rf"\?{parameter.name}(_first|_last)?\b", query.text), parameter.name
    for parameter, place in places.items():
        values = sorted({row[place] for row in rows if row[place] is not None}, key=str)
        for value in values[:3] + values[-2:]:
            term = literal_of(value) if not isinstance(value, Address) else literal_of(Thing(value))
            assert cells(query.text, {parameter: term})[1] == [row for row in rows if row[place] == value]
    for one, other in combinations(places, 2):
        row = rows[len(rows) // 2]
        if row[places[one]] is None or row[places[other]] is None:
            continue
        chosen = {name: row[places[name]] for name in (one, other)}
        terms = {key: literal_of(Thing(v) if isinstance(v, Address) else v) for key, v in chosen.items()}
        wanted = [r for r in rows if all(r[places[key]] == v for key, v in chosen.items())]
        assert cells(query.text, terms)[1] == wanted


class Thing:
    """Something with an address, as a caller may give it."""

    def __init__(self, iri):
        self.iri = str(iri)


@pytest.mark.parametrize("name", [q.name for q in queries() if any(p.type == "date" for p in q.parameters)])
def test_a_date_chooses_among_the_rows_of_the_question_without_one(name):
    query = QUERIES[name]
    columns, rows = cells(query.text)
    kept = [i for i, column in enumerate(columns) if column != "certainty"]
    free = {tuple(row[i] for i in kept) for row in rows}
    for date in ("1983-09", "1985", "1990-06-01", "2003/2005", "2015", "../1986", "2008/.."):
        days = {key: term for key, term in terms_of(query, {"date": date}).items() if key.startswith("date_")}
        assert {tuple(row[i] for i in kept) for row in cells(query.text, days)[1]} <= free


def test_names_and_aliases_are_understood():
    rows = kg.query("members-at-date", date="1986", organisation="Socialist League")
    assert "https://w3id.org/pao/id/john-ross" in {row[rows.columns.index("member")] for row in rows}
    assert {row[0] for row in rows} == {"https://w3id.org/pao/id/socialist-action"}
    assert len(kg.query("said-by", speaker="Paul Mason")) == 11
    assert len(kg.query("one-reference", number=2)) == 3


@pytest.mark.parametrize(
    ("name", "parameter"), [(q.name, p.name) for q in queries() for p in q.parameters if p.default]
)
def test_an_empty_value_asks_for_all(name, parameter):
    everything = kg.query(name, **{parameter: ""}).cells
    assert everything == kg.query(name, **{parameter: None}).cells
    assert {row[-1] for row in kg.query(name).cells} <= {row[-1] for row in everything}
    assert f"--{parameter} (" in explain(name, {parameter: ""})
    assert "here any" in explain(name, {parameter: ""})


def test_rows_have_python_types():
    numbers = kg.query("sizes")
    assert isinstance(numbers, Rows)
    row = next(r for r in (dict(zip(numbers.columns, row, strict=True)) for row in numbers) if r["members"] == 500)
    assert isinstance(row["members"], int)
    assert row["latest"].isoformat() == "1986-12-31"
    assert kg.query("ASK { ?s ?p ?o }").cells == ((True,),)
    assert kg.query("SELECT (1.50 AS ?a) (2.5e0 AS ?b) ?c WHERE {}").cells[0][1:] == (2.5, None)


def test_a_value_for_a_variable_that_a_query_has_not_is_refused():
    with pytest.raises(UsageError, match=r"no variable \?whom\. Did you mean 'who'\?"):
        kg.query("SELECT ?who { ?who pao:owns ?what }", whom=1)


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


def test_of_several_things_of_one_name_the_kind_of_the_parameter_decides():
    by_id = kg.query("splits", organisation="socialist-action")
    assert kg.query("splits", organisation="Socialist Action") == by_id
    with pytest.raises(UsageError, match="is the name of 3 things"):
        kg.why("Socialist Action")


def test_every_default_is_a_thing_or_a_date():
    from kg.ask.names import things
    from kg.compile.dates import bounds

    for query in queries():
        for parameter in query.parameters:
            if parameter.default is not None and parameter.type == "entity":
                assert parameter.default in things()
            if parameter.default is not None and parameter.type == "date":
                assert bounds(parameter.default).start_earliest
