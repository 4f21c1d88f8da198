"""Our facts beside Wikidata's statements: what agrees, what contradicts, and what a date without a day leaves open."""

import csv
import io
import re
from datetime import timedelta

import pyoxigraph
import pytest

from kg.ask.answers import ask
from kg.ask.rows import read_rows
from kg.link.comparison import STATUSES
from kg.link.journal import Journal
from kg.link.mapping import mappings
from kg.link.mismatches import COLUMNS, mismatches
from kg.link.services import Services
from kg.link.sides import asking as asking_of
from kg.link.sides import read_sides
from kg.link.statements import find_items
from kg.link.times import Times, Window, conflict, our_times, their_window, window_of
from kg.store import patience
from kg.words.errors import KGError, UsageError
from tests.conftest import ROOT
from tests.faults.answers import FAULTS
from tests.spoiling import Spoilt
from tests.test_quickstatements import ABSTRACT
from tests.wikidata.rdf import turtle
from tests.wikidata.server import sparql_server

#: Statements that the small Wikidata does not have: each for one line of the test below.
EXTRA = """
wd:Q694695 p:P39 s:Q694695-00000000-0000-4000-8000-000000000001 .
s:Q694695-00000000-0000-4000-8000-000000000001 wikibase:rank wikibase:NormalRank ; ps:P39 wd:Q11013932 ;
  pqv:P580 v:y2017 ; pq:P580 "2017-01-01T00:00:00Z"^^xsd:dateTime .
v:y2017 wikibase:timeValue "2017-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 9 .
wd:Q291169 p:P39 s:Q291169-00000000-0000-4000-8000-000000000002 .
s:Q291169-00000000-0000-4000-8000-000000000002 wikibase:rank wikibase:DeprecatedRank ; ps:P39 wd:Q2741536 .
wd:Q220723 p:P39 s:Q220723-00000000-0000-4000-8000-000000000003 .
s:Q220723-00000000-0000-4000-8000-000000000003 wikibase:rank wikibase:PreferredRank ; ps:P39 wd:Q900000077 .
wd:Q900000077 wdt:P279 wd:Q16707842 ; rdfs:label "member of a parliament of the tests"@en .
"""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    with sparql_server(tmp_path_factory.mktemp("compare"), turtle() + EXTRA) as address:
        yield address


@pytest.fixture(scope="module")
def asking(endpoint):
    known = {}

    def ask_once(text):
        if text not in known:
            known[text] = read_rows(ask(text, endpoint=endpoint).data)
        return known[text]

    ask_once.known = known
    return ask_once


@pytest.fixture(scope="module")
def rows(asking):
    return read_sides(asking).rows


def found(rows, thing, pid, ours=""):
    return [row for row in rows if row.link.thing.endswith(f"/{thing}") and row.pid == pid and ours in row.ours]


@pytest.mark.parametrize(
    ("thing", "pid", "ours", "status", "theirs"),
    [
        ("socialist-action", "P571", "1982", "different", "1983"),
        ("labour-party", "P571", "1900", "compatible", "1900-02-27"),
        ("socialist-action", "P1142", "Trotskyism", "same", "Trotskyism (Q181133)"),
        ("socialist-action", "P1387", "far-left", "only here", ""),
        ("socialist-action", "P159", "London", "same", "London (Q84)"),
        ("socialist-action", "P463", "Fourth International", "not comparable", ""),
        ("ken-livingstone", "P569", "1945", "same", "1945"),
        ("ken-livingstone", "P39", "Mayor of London", "same", "Mayor of London (Q38931)"),
        ("john-mcdonnell", "P39", "Shadow Chancellor", "different", "Shadow Chancellor of the Exchequer (Q11013932)"),
        ("jeremy-corbyn", "P39", "Leader of the Opposition", "only here", ""),
        ("jeremy-corbyn", "P768", "Islington North", "same", "Islington North (Q1077552)"),
        ("labour-party", "P488", "Jeremy Corbyn", "only here", ""),
    ],
)
def test_a_fact_is_held_against_the_statements(rows, thing, pid, ours, status, theirs):
    [row] = found(rows, thing, pid, ours)
    assert (row.status, row.theirs) == (status, theirs)


def test_what_only_wikidata_says_is_shown_with_its_rank(rows):
    only = {(row.pid, row.theirs, row.rank) for row in found(rows, "labour-party", "P159")}
    assert only == {("P159", "London (Q84)", "preferred"), ("P159", "Greater London (Q23306)", "normal")}


def test_a_deprecated_statement_is_an_answer_to_nothing(rows):
    assert not [row for row in rows if row.rank == "deprecated"]
    [row] = found(rows, "jeremy-corbyn", "P39", "Leader of the Opposition")
    assert row.remark.startswith("Wikidata has it and marks it as deprecated")


def test_sources_and_dates_stand_beside_the_statements(rows):
    [row] = found(rows, "ken-livingstone", "P39", "Mayor of London")
    assert (row.our_time, row.their_time, row.references) == ("2000/2008", "from 2000, to 2008", ("The Guardian",))
    [row] = found(rows, "john-mcdonnell", "P39", "Shadow Chancellor")
    assert row.remark.startswith("the start contradicts")


def test_a_kind_of_ours_is_compatible(asking):
    spoilt = Spoilt().drop("ken-livingstone", "pao:holdsPost", "mayor-of-london")
    [row] = [
        r for r in read_sides(asking, ["ken-livingstone"], spoilt.store).rows if "parliament of the tests" in r.theirs
    ]
    assert row.status in ("compatible", "only there")


def test_only_facts_are_compared(rows, asking):
    """Nothing that somebody says, and nothing denied: Livingstone was never a member, Corbyn is linked by others."""
    assert all(claim.labelled and claim.stated for row in rows if row.fact for claim in row.fact.claims)
    assert not [row for row in rows if row.fact and row.pid in ("P102", "P463") and "Socialist Action" in row.ours]
    sent = "".join(asking.known)
    assert "w3id.org" not in sent
    assert not re.search(r"livingstone|corbyn|socialist", sent, re.IGNORECASE)


def test_every_status_is_one_that_is_known(rows):
    assert {row.status for row in rows} == set(STATUSES)


def test_an_item_that_was_merged_is_followed_and_told(asking):
    link = "https://w3id.org/pao/link/socialist-action/Q4430199"
    spoilt = Spoilt().link("socialist-action").drop(link, "pao:item").drop("socialist-action", "skos:exactMatch")
    spoilt.add("entities", link, "pao:item", "wd:Q900000001").add(
        "entities", "socialist-action", "skos:exactMatch", "wd:Q900000001"
    )
    sides = read_sides(asking, ["socialist-action"], spoilt.store)
    assert [(item.id, item.target) for item in sides.moved] == [("Q900000001", "Q4430199")]
    assert found(sides.rows, "socialist-action", "P1142", "Trotskyism")[0].status == "same"


def test_an_item_that_is_gone_is_compared_with_nothing(asking):
    link = "https://w3id.org/pao/link/socialist-action/Q4430199"
    spoilt = Spoilt().link("socialist-action").drop(link, "pao:item").drop("socialist-action", "skos:exactMatch")
    spoilt.add("entities", link, "pao:item", "wd:Q900000002").add(
        "entities", "socialist-action", "skos:exactMatch", "wd:Q900000002"
    )
    sides = read_sides(asking, ["socialist-action"], spoilt.store)
    assert {row.status for row in sides.rows} == {"not comparable"}
    assert [item.target for item in sides.moved] == [None]


def test_a_thing_without_a_link_is_told(asking):
    with pytest.raises(UsageError, match="linked to no item"):
        read_sides(asking, ["simon-fletcher"])


def test_ids_lead_to_items(asking):
    items = find_items(["Q9630", "Q900000001", "Q900000002", "Q999999999"], asking)
    assert {name: item.target for name, item in items.items()} == {
        "Q9630": "Q9630",
        "Q900000001": "Q4430199",
        "Q900000002": None,
        "Q999999999": None,
    }


@pytest.mark.parametrize(
    ("edtf", "value", "precision", "meets"),
    [
        ("1982", "1982-03-01", 10, True),
        ("1982-03", "1982-01-01", 9, True),
        ("1982-03", "1982-05-01", 10, False),
        ("1982-03-16", "1982-03-16", 11, True),
        ("1982-03-16", "1982-03-17", 11, False),
        ("1982", "1983-01-01", 9, False),
        ("1985~", "1986-01-01", 9, True),
        ("[1947..1949]", "1948-07-05", 11, True),
        ("1982", "1980-01-01", 8, True),
        ("1982", "1990-01-01", 8, False),
        ("1982", "1901-01-01", 7, True),
        ("1982", "2001-01-01", 7, False),
        ("1982", "not a date", 9, True),
    ],
)
def test_dates_agree_as_far_as_they_are_precise(edtf, value, precision, meets):
    assert window_of(edtf).meets(their_window(value, precision)) is meets


@pytest.mark.parametrize(
    ("ours", "start", "end", "point", "wanted"),
    [
        ("2000/2008", "2000", "2008", None, None),
        ("2000/2008", "2001", "2008", None, "start"),
        ("2000/2008", "2000", "2009", None, "end"),
        ("2000/2008", None, None, "2004", None),
        ("2000/2008", None, None, "2010", "point"),
        ("2000/", "2000", "2008", None, None),
        ("../1995", "1990", "1995", None, None),
        ("2004", "2000", "2008", None, None),
        ("2010", "2000", "2008", None, "point"),
    ],
)
def test_times_contradict_where_no_day_is_left(ours, start, end, point, wanted):
    theirs = Times(*(their_window(f"{year}-01-01", 9) if year else None for year in (start, end, point)))
    assert conflict(our_times(ours, False), theirs) == wanted


def test_windows_that_are_open_meet_everything():
    assert Window(None, None).meets(window_of("1982"))


def test_the_table_of_properties_is_that_of_the_shared_notes(shared):
    with (shared / "wikidata" / "properties.csv").open(encoding="utf-8", newline="") as stream:
        known = {row["property"]: (row["label"], row["datatype"]) for row in csv.DictReader(stream)}
    for mapping in mappings():
        assert known[mapping.pid] == (mapping.label, mapping.datatype)
    written = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg" / "link").glob("*.py")))
    assert set(re.findall(r"\b[PS](\d+)\b", written)) <= {name.removeprefix("P") for name in known}


def test_the_table_names_the_properties_of_the_ontology():
    graph = pyoxigraph.Store()
    graph.bulk_load(path=str(ROOT / "ontology" / "core.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    text = "SELECT ?p ?n { ?p <https://w3id.org/pao/ns#wikidataProperty> ?n }"
    told = {(p.value.rpartition("#")[2], n.value) for p, n in graph.query(text)}
    ours = {(mapping.predicate, mapping.pid) for mapping in mappings()}
    # the two ends of a change follow one another on Wikidata without the change between them: nothing to compare
    assert told - ours == {("originalOrganisation", "P1365"), ("resultingOrganisation", "P1366")}
    assert ours <= told


def telling(asking):
    """Rows in which a contradiction may be told: the links are confirmed, the abstract has an address."""
    spoilt = (
        Spoilt()
        .confirm_links()
        .add("sources", ABSTRACT, "dcterms:source", "https://en.wikipedia.org/wiki/John_McDonnell")
    )
    return mismatches(read_sides(asking, store=spoilt.store).rows, spoilt.store)


def test_contradictions_have_the_form_that_mismatch_finder_imports(asking):
    rows = telling(asking)
    assert rows.columns == COLUMNS
    assert {row[2:] for row in rows} == {
        ("P571", "1983", "", "1982", "https://en.wikipedia.org/wiki/Socialist_Action_(UK)", "statement"),
        ("P580", "2017", "", "2015/2020", "https://en.wikipedia.org/wiki/John_McDonnell", "qualifier"),
    }
    for row in rows:
        assert re.fullmatch(r"Q\d+\$[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}", row[1])
        assert row[1].startswith(row[0])


def test_a_contradiction_that_may_not_be_told_is_not_in_that_file(asking):
    assert len(mismatches(read_sides(asking).rows)) == 0


@pytest.mark.parametrize("form", ["table", "mismatch"])
def test_the_command_writes_every_form(kg, endpoint, tmp_path, form):
    ran = kg(
        "link", "compare", "socialist-action", "--endpoint", endpoint, "--journal", tmp_path / "j", "--format", form
    )
    assert ran.returncode == 0, ran.stderr
    assert ("item_id" if form == "mismatch" else "1983") in ran.stdout


#: One fault of each kind; the others are played in the long suite.
SOME = {"403", "500", "429-none", "html", "cut-json", "redirect-to-a-file"}
LONG = [pytest.param(name, marks=() if name in SOME else pytest.mark.long) for name in sorted(FAULTS)]


@pytest.mark.parametrize("name", LONG)
def test_a_fault_half_way_is_of_its_kind_and_poisons_nothing(faults, endpoint, rows, tmp_path, monkeypatch, name):
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.02))
    faults.good = endpoint
    services = Services(faults.url(f"{name}/at-3/comparison"), None, 2.0)

    def read():
        journal = Journal(tmp_path / "journal.jsonl", timedelta(days=1))
        return read_sides(asking_of(services, journal), ["socialist-action"]).rows

    caught = None
    try:
        found = read()
    except KGError as error:
        caught, found = error, read()
    if FAULTS[name].kind not in ("Temporary", "Throttled"):
        assert caught is not None, "only what passes is asked again by itself"
    assert caught is None or type(caught).__name__ == FAULTS[name].kind
    assert caught is None or str(caught).startswith("http://127.0.0.1")
    assert found == [row for row in rows if row.link.thing.endswith("/socialist-action")]
    bodies = [body for path, _, body in faults.seen if path == f"/{name}/at-3/comparison"]
    assert len(bodies) == len(set(bodies)) + 1, "only the request that failed is made again"


@pytest.mark.parametrize(("name", "code"), [("html", 65), ("403", 69)])
def test_the_command_tells_a_fault_and_writes_nothing(kg, faults, tmp_path, name, code):
    journal, target = tmp_path / "journal.jsonl", tmp_path / "rows.csv"
    ran = kg("link", "compare", "--endpoint", faults.url(name), "--journal", journal, "--output", target)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert len(ran.stderr.splitlines()) == 1
    assert not target.exists()
    assert '"complete"' not in journal.read_text(encoding="utf-8")


def test_an_interrupted_comparison_asks_nothing_twice(kg, faults, endpoint, tmp_path):
    faults.good, path = endpoint, "403/at-2/interrupted"
    options = (
        "link",
        "compare",
        "--endpoint",
        faults.url(path),
        "--journal",
        tmp_path / "journal.jsonl",
        "--format",
        "csv",
    )
    assert kg(*options).returncode == 69
    ran = kg(*options)
    assert ran.returncode == 0, ran.stderr
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert {"same", "different"} <= {row["status"] for row in rows}
    asked = [body for seen, _, body in faults.seen if seen == f"/{path}"]
    assert len(asked) == len(set(asked)) + 1, "only the one that failed is asked again"
    before = len(faults.seen)
    assert kg(*options).stdout == ran.stdout
    assert len(faults.seen) == before, "the third run asks nobody"


def test_an_unknown_status_is_told(kg, endpoint):
    ran = kg("link", "compare", "--endpoint", endpoint, "--status", "odd")
    assert ran.returncode == 2
    assert "only there" in ran.stderr


def test_nobody_is_asked_unasked(kg, tmp_path):
    import os

    env = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
    env.pop("KG_WIKIDATA_ENDPOINT", None)
    for command in ("compare", "quickstatements"):
        ran = kg("link", command, env=env)
        assert ran.returncode == 2
        assert "--endpoint" in ran.stderr
