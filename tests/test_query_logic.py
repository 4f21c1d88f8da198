"""The logic of the bundled questions, on a tiny dataset with invented parties whose answers are known."""

import re

import pyoxigraph
import pytest
from rdflib import Graph

from kg.ask.catalogue import find_query
from kg.ask.parameters import terms_of
from kg.compile.facts import compute_facts
from kg.store.query_text import bind_values
from kg.words.prefixes import BASE, PREFIXES
from tests.conftest import ROOT

TINY = ROOT / "tests/cases/tiny/parties.ttl"


@pytest.fixture(scope="module")
def store():
    """The ontology, the tiny dataset, and the facts and derived triples that our rules compute from it."""
    ontology, tiny = Graph().parse(ROOT / "ontology/core.ttl"), Graph().parse(TINY)
    found = pyoxigraph.Store()
    for graph in (ontology, tiny, *compute_facts(ontology, tiny)):
        triples = graph.serialize(format="nt", encoding="utf-8")
        found.bulk_load(triples, pyoxigraph.RdfFormat.N_TRIPLES)
    return found


def short(term):
    """Return a term as people write it: the last part of an address, the text of a literal; claims in order."""
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        claims = re.findall(rf"{BASE}claim/(\S+)", term.value)
        return " ".join(sorted(claims)) if claims else term.value
    for start in (PREFIXES["id"], PREFIXES["pao"], BASE + "claim/", BASE + "article/", BASE + "ref/"):
        if term.value.startswith(start):
            return term.value.removeprefix(start)
    return term.value


def answer(store, name, wanted, **parameters):
    """Return the rows of a question, those columns that are wanted, things by their names."""
    query, terms = find_query(name), {}
    for key, value in parameters.items():
        parameter = next(p for p in query.parameters if p.name == key)
        if parameter.type == "entity":
            terms[key] = pyoxigraph.NamedNode(PREFIXES["id"] + value)
        else:
            terms |= terms_of(query._replace(parameters=(parameter,)), {key: value})
    found = store.query(bind_values(query.text, terms))
    return [tuple(short(row[column]) for column in wanted.split()) for row in found]


STEPS = [
    ("1950", "old-guild", "renaming", "red-party", "renaming-from-1 renaming-on renaming-to-1"),
    ("1960", "red-party", "split", "blue-league", "split-from-1 split-on split-to-1"),
    ("1970", "blue-league", "merger", "front", "merger-from-1 merger-on merger-to-1"),
]


@pytest.mark.parametrize(
    ("start", "end", "steps"),
    [
        ("old-guild", "front", STEPS),
        ("old-guild", "blue-league", STEPS[:2]),
        ("red-party", "front", STEPS[1:]),
        ("green-union", "front", [("1970", "green-union", "merger", "front", "merger-from-2 merger-on merger-to-1")]),
        ("front", "old-guild", []),
        ("old-guild", "far-party", []),
        ("old-guild", "green-union", []),
        ("old-guild", "old-guild", []),
    ],
)
def test_a_path_has_the_steps_between_its_ends_and_no_others(store, start, end, steps):
    assert answer(store, "paths", "date before change after", start=start, end=end) == [s[:4] for s in steps]


def test_a_step_of_a_path_names_the_claims_of_the_step(store):
    found = answer(store, "paths", "change claims", start="old-guild", end="front")
    assert [claims for _, claims in found] == [
        "renaming-from-1 renaming-to-1",
        "split-from-1 split-to-1",
        "merger-from-1 merger-to-1",
    ]


def test_what_came_before_and_after(store):
    assert answer(store, "successors", "successor", organisation="old-guild") == [
        ("blue-league",), ("front",), ("red-party",),
    ]  # fmt: skip
    assert answer(store, "predecessors", "predecessor claims", organisation="front") == [
        ("blue-league", "merger-from-1 merger-to-1"),
        ("green-union", "merger-from-2 merger-to-1"),
        ("old-guild", "merger-from-1 merger-to-1 renaming-from-1 renaming-to-1 split-from-1 split-to-1"),
        ("red-party", "merger-from-1 merger-to-1 split-from-1 split-to-1"),
    ]
    assert answer(store, "successors", "successor", organisation="front") == []


def test_splits_leave_out_other_changes(store):
    assert answer(store, "splits", "date change resulting claims", organisation="red-party") == [
        ("1960", "split", "blue-league", "split-from-1 split-on split-to-1")
    ]
    assert answer(store, "splits", "change", organisation="old-guild") == []


@pytest.mark.parametrize(
    ("date", "ann", "bob"),
    [
        ("1950-12-31", None, "possible"),
        ("1951-01-01", "possible", "possible"),
        ("1951-12-30", "possible", "possible"),
        ("1951-12-31", "certain", "possible"),
        ("1951", "certain", "possible"),
        ("1952", "certain", "certain"),
        ("1952-06-01", "certain", "possible"),
        ("1955-01-01", "certain", "possible"),
        ("1955-01-02", "possible", "possible"),
        ("1955", "certain", "possible"),
        ("1955-12-31", "possible", "possible"),
        ("1956-01-01", None, "possible"),
        ("1940/1960", "certain", "certain"),
        ("1956/..", None, "possible"),
        ("../1950", None, "possible"),
        ("../1951", "certain", "possible"),
    ],
)
def test_a_membership_is_certain_or_possible_at_a_date(store, date, ann, bob):
    """Ann leads from some day of 1951 to some day of 1955; that Bob is a member was seen on some day of 1952."""
    rows = dict(answer(store, "members-at-date", "member certainty", organisation="red-party", date=date))
    assert rows.get("ann") == ann
    assert rows.get("bob") == bob
    assert rows["cleo"] == "undated"
    held = dict(answer(store, "held-at-date", "subject certainty", date=date))
    assert (held.get("ann"), held.get("cleo")) == (ann, None)
    offices = dict(answer(store, "offices-at-date", "who certainty", date=date))
    assert offices.get("ann") == ann
    assert answer(store, "offices-at-date", "certainty", date=date, who="ann") == ([(ann,)] if ann else [])


def test_members_have_a_standing_and_a_speaker(store):
    wanted = "member standing certainty speaker claim"
    assert answer(store, "members-at-date", wanted, organisation="red-party") == [
        ("dora", "denied", "undated", None, "dora-not"),
        ("ann", "fact", "certain", None, "ann-leads"),
        ("bob", "fact", "certain", None, "bob-member"),
        ("cleo", "fact", "undated", None, "cleo-member"),
        ("cleo", "not a fact", "undated", None, "cleo-member-too"),
    ]
    assert answer(store, "members-at-date", wanted, organisation="blue-league") == [
        ("bob", "said by somebody", "certain", "ann", "bob-said")
    ]


@pytest.mark.parametrize(
    ("name", "date", "certainty"),
    [
        ("began", "1950", None),
        ("began", "1951", "certain"),
        ("began", "1951-05", "possible"),
        ("began", "1952", None),
        ("began", "../1951", "certain"),
        ("ended", "1954", None),
        ("ended", "1955", "certain"),
        ("ended", "1955-05-05", "possible"),
        ("ended", "1955/..", "certain"),
        ("ended", "1956", None),
    ],
)
def test_a_beginning_or_an_end_falls_within_a_date(store, name, date, certainty):
    rows = dict(answer(store, name, "subject certainty", date=date))
    assert rows.get("ann") == certainty
    assert "bob" not in rows or name == "began", "a time of observation says neither when it began nor when it ended"


def test_a_timeline_keeps_to_a_date(store):
    assert answer(store, "timeline", "date thing", date="1955/1970") == [("1960", "split"), ("1970", "merger")]
    assert answer(store, "timeline", "date thing", date="1970-02") == [("1970", "merger")]
    assert answer(store, "timeline", "thing", date="1971") == []
    assert answer(store, "undated", "event claims") == [("congress", "congress")]


def test_allegations_with_and_without_a_reply(store):
    wanted = "speaker act subject gist claim"
    assert answer(store, "unanswered", wanted) == [
        ("ann", "act-allegation", "bob", "He sold the press.", "sold"),
        ("ann", "act-allegation", "bob", None, "bob-said"),
    ]
    replies = answer(store, "replies", "speaker said gist replier answered answer denied claims")
    assert replies == [
        (
            "ann",
            "1957",
            "She burnt the minutes.",
            "cleo",
            "1975-03",
            "The minutes were not hers.",
            "false",
            "burnt reply",
        )
    ]
    replied = dict(answer(store, "accusations", "claim replied"))
    assert replied == {"sold": "false", "bob-said": "false", "burnt": "true"}
    assert answer(store, "accusations", "claim", subject="cleo") == [("burnt",)]


def test_what_is_contested_names_both_sides(store):
    assert answer(store, "disputed", "speaker subject predicate replier act denied claims") == [
        (None, "red-party", "worksIn", "bob", "act-denial", "true", "open secret"),
        ("ann", "cleo", None, "cleo", "act-response", "false", "burnt reply"),
    ]
    assert answer(store, "denied", "subject predicate object speaker") == [
        ("dora", "memberOf", "red-party", None),
        ("red-party", "worksIn", "green-union", "bob"),
    ]


def test_what_is_no_fact_has_its_reason(store):
    assert answer(store, "not-facts", "reason claim") == [
        ("citation needed", "joined"),
        ("disputed", "secret"),
        ("hedged", "count-1956"),
        ("no footnote, and about somebody presumed alive", "cleo-member-too"),
        ("no footnote, and about somebody presumed alive", "wrote"),
    ]
    assert answer(store, "held-back", "person claim") == [
        ("bob", "joined"),
        ("cleo", "cleo-member-too"),
        ("cleo", "wrote"),
    ]


def test_comparisons_of_articles_and_of_voices(store):
    assert answer(store, "said-twice", "subject object one other claims") == [
        ("cleo", "red-party", "one", "two", "cleo-member cleo-member-too")
    ]
    assert answer(store, "two-articles", "subject value other claims") == [
        ("red-party", "large", "old", "one-large two-old")
    ]
    assert answer(store, "two-voices", "subject value speaker against voice denied") == [
        ("red-party", "small", "ann", "large", None, "false"),
        ("red-party", "small", "ann", "old", None, "false"),
        ("red-party", "green-union", "bob", "green-union", None, "true"),
    ]


def test_sizes_and_their_growth_across_a_renaming(store):
    assert answer(store, "sizes", "organisation members hedge standing") == [
        ("old-guild", "150", None, "fact"),
        ("red-party", "100", None, "fact"),
        ("red-party", "80", "hedge-approximately", "not a fact"),
    ]
    assert answer(store, "growth", "organisation earlier from members difference hedged") == [
        ("red-party", "old-guild", "150", "100", "-50", "false"),
        ("red-party", "old-guild", "150", "80", "-70", "true"),
        ("red-party", "red-party", "100", "80", "-20", "true"),
    ]


def test_footnotes_that_stand_alone_and_that_are_too_old(store):
    alone = {claim for (claim,) in answer(store, "one-reference", "claim", number=1)}
    assert "cleo-member" not in alone, "it has two footnotes"
    assert {"ann-leads", "sold", "dora-not"} <= alone
    assert answer(store, "one-reference", "claim", number=2) == []
    assert [row for row in answer(store, "footnotes", "number alone") if row[0] == "2"] == [("2", "0")]
    assert answer(store, "well-sourced", "subject object references") == [("cleo", "red-party", "2")]
    assert answer(store, "older-than-claim", "number claim") == [
        ("1", "bob-said"),
        ("1", "merger-on"),
        ("1", "split-on"),
    ]


def test_what_rests_on_an_author_and_on_nobody_else(store):
    rests = dict(answer(store, "rests-on", "claim alone", source="ann"))
    assert rests["ann-leads"] == "true"
    assert rests["cleo-member"] == "false", "it has a second footnote, from elsewhere"
    assert set(rests) == {claim for (claim,) in answer(store, "one-reference", "claim", number=1)} | {"cleo-member"}
    assert answer(store, "rests-on", "subject claim", source="ann", subject="dora") == [("dora", "dora-not")]


def test_a_speaker_who_wrote_the_footnote_is_an_own_source(store):
    found = answer(store, "own-sources", "party claim speaker", party="ann")
    assert ("ann", "sold", "ann") in found
    assert ("ann", "ann-leads", None) in found
    assert "reply" not in {claim for _, claim, _ in found}


def test_everything_of_one_speaker_and_of_one_person(store):
    assert {claim for (claim,) in answer(store, "said-by", "claim", speaker="ann")} == {
        "bob-said", "sold", "burnt", "ann-small",
    }  # fmt: skip
    assert answer(store, "said-of", "standing speaker claim", thing="bob") == [
        ("fact", None, "bob-member"),
        ("not a fact", None, "joined"),
        ("said by somebody", "ann", "sold"),
        ("said by somebody", "ann", "bob-said"),
    ]
    assert answer(store, "speakers", "speaker act denied number") == [
        ("ann", "act-accusation", "false", "1"),
        ("ann", "act-allegation", "false", "2"),
        ("ann", "act-characterisation", "false", "1"),
        ("bob", "act-denial", "true", "1"),
        ("cleo", "act-response", "false", "1"),
    ]


def test_two_people_of_one_body(store):
    assert answer(store, "together", "other body claims", person="ann") == [
        ("bob", "red-party", "ann-leads bob-member"),
        ("cleo", "red-party", "ann-leads cleo-member"),
    ]
    assert answer(store, "together", "other", person="dora") == []
