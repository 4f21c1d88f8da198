"""The links to Wikidata as they are written and compiled: each with its evidence, none from memory, no candidate a match."""

import csv
import json
import re
from collections import Counter

import pytest
import yaml
from rdflib import OWL, RDF, SKOS, URIRef

from kg.compile.names import PAO, WD, thing
from kg.compile.vocabulary import ontology
from kg.source.edits import with_link
from kg.source.entities import read_entities
from kg.source.links import ENOUGH
from kg.words.errors import RuleBroken
from tests.conftest import ROOT

ENTITIES = read_entities(ROOT / "entities")
LINKS = [(entity, link) for entity in ENTITIES.values() for link in entity.links]
FILES = sorted((ROOT / "entities").glob("*.yaml"))


def load(text):
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def listed(shared):
    with (shared / "wikidata/links.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_id_is_one_that_was_seen(shared):
    known = {row["qid"] for row in listed(shared)}
    notes = set(re.findall(r"\bQ\d+\b", (shared / "wikidata/notes.md").read_text(encoding="utf-8")))
    for entity, link in LINKS:
        assert link.item in known or (link.item in notes and link.match in ("candidate", "different")), entity.id
    terms = {str(item).removeprefix(WD) for item in ontology().objects(None, PAO.item)}
    assert terms <= {row["qid"] for row in listed(shared) if row["kind"] == "class"}


def test_every_id_of_something_that_we_name_is_linked(shared):
    """By label or alias; what is left out is left out for a reason."""
    elsewhere = {
        "Trotskyism": "",
        "Leninism (not Marxism-Leninism)": "marxism-leninism",
    }
    names = {name.casefold(): entity for entity in ENTITIES.values() for name in entity.names}
    for row in listed(shared):
        bare = re.sub(r" \(.*\)$", "", row["entity"]).casefold()
        entity = names.get(bare) or ENTITIES.get(elsewhere.get(row["entity"], ""))
        if row["kind"] != "class" and entity is not None:
            assert row["qid"] in {link.item for e in ENTITIES.values() for link in e.links}, row["entity"]


def test_no_link_is_surer_than_its_sources(shared):
    rows = {row["qid"]: row["confidence"] for row in listed(shared)}
    for entity, link in LINKS:
        told = rows.get(link.item, "")
        if link.match != "different" and told:
            assert link.confidence in (told.split(" ")[0].rstrip(","), "name-only", "once"), entity.id
            assert "label only" not in told or link.confidence == "name-only"
            assert "one repository" not in told or link.confidence == "once"


def test_evidence_is_that_of_the_list(shared):
    rows = {row["qid"]: row["evidence"] for row in listed(shared)}
    for entity, link in LINKS:
        if link.match != "different" and link.item in rows:
            assert list(link.seen) == [part.strip() for part in rows[link.item].split(" ; ")], entity.id


def test_nobody_has_confirmed_a_person_yet_and_each_that_is_matched_says_why():
    people = [(e, link) for e, link in LINKS if e.type == "Person"]
    assert {link.match for _, link in people} >= {"exact", "close", "candidate", "different"}
    for _, link in people:
        assert link.confidence != "confirmed"
        assert link.because
    assert all(link.confidence == "many" for _, link in people if link.match == "exact")


def test_a_candidate_is_no_match(graphs):
    graph = graphs["entities"]
    for entity, link in LINKS:
        said = set(graph.predicates(thing(entity.id), WD[link.item]))
        plain = {"exact": {SKOS.exactMatch}, "close": {SKOS.closeMatch}, "different": {OWL.differentFrom}}
        assert said == plain.get(link.match, set()), (entity.id, link.item)


def test_every_match_has_its_evidence(graphs):
    graph = graphs["entities"]
    nodes = {
        (graph.value(node, PAO.linkOf), graph.value(node, PAO.item)) for node in graph.subjects(RDF.type, PAO.Link)
    }
    matched = {(s, o) for p in (SKOS.exactMatch, SKOS.closeMatch) for s, o in graph.subject_objects(p)}
    assert matched <= nodes
    assert len(nodes) == len(LINKS)
    assert all(isinstance(item, URIRef) and item.startswith(WD) for _, item in nodes)


def test_the_classes_of_the_ontology_are_linked_too():
    graph = ontology()
    assert (PAO.PoliticalParty, SKOS.closeMatch, WD.Q7278) in graph
    assert not list(graph.subject_objects(SKOS.exactMatch))


BROKEN = [
    ("{id: q42, match: exact, confidence: many, seen: [here]}", "such as Q42"),
    ("{id: Q42, match: same, confidence: many, seen: [here]}", "is not one of exact, close"),
    ("{id: Q42, match: exact, confidence: sure, seen: [here]}", "is not one of confirmed"),
    ("{id: Q42, match: exact, confidence: many, seen: []}", "places where the id was seen"),
    ("{id: Q42, match: exact, confidence: many}", "the key 'seen' is missing"),
    ("{id: Q42, match: exact, confidence: once, seen: [here]}", "'exact' needs more than 'once'"),
    ("{id: Q42, match: close, confidence: name-only, seen: [here]}", "'close' needs more than 'name-only'"),
    ("{id: Q42, match: exact, confidence: confirmed, seen: [here]}", "says by whom"),
    ("{id: Q42, match: exact, confidence: many, seen: [here], by: Ann, on: '2026-11-24'}", "says by whom"),
    ("{id: Q42, match: exact, confidence: confirmed, seen: [here], by: Ann, on: '2026-02-30'}", "says by whom"),
    (
        "{id: Q42, match: candidate, confidence: once, seen: [a]}, {id: Q42, match: different, confidence: once, seen: [a]}",
        "two links to Q42",
    ),
    (
        "{id: Q42, match: exact, confidence: many, seen: [a]}, {id: Q43, match: close, confidence: once, seen: [a]}",
        "matched to two items",
    ),
]


@pytest.mark.parametrize(("links", "message"), BROKEN)
def test_a_link_that_cannot_be_so_is_told_with_its_line(tmp_path, links, message):
    (tmp_path / "x.yaml").write_text(f"ann: {{a: Place, label: Ann,\n  wikidata: [{links}]}}\n")
    with pytest.raises(RuleBroken, match=re.escape(message)) as caught:
        read_entities(tmp_path)
    assert re.search(r"x\.yaml:2\b", str(caught.value))


def test_two_things_are_not_one_item(tmp_path):
    link = "{id: Q42, match: exact, confidence: many, seen: [here]}"
    (tmp_path / "x.yaml").write_text(
        "".join(f"{key}: {{a: Place, label: {key}, wikidata: [{link}]}}\n" for key in ("a1", "b1"))
    )
    with pytest.raises(RuleBroken, match="Q42 is the item of 'a1' already"):
        read_entities(tmp_path)


@pytest.mark.parametrize("match", list(ENOUGH))
def test_a_person_is_linked_with_a_reason(tmp_path, match):
    text = f"ann: {{a: Person, label: Ann, wikidata: [{{id: Q42, match: {match}, confidence: many, seen: [here]}}]}}\n"
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(RuleBroken, match="needs a reason"):
        read_entities(tmp_path)


NEW = {"id": "Q999", "match": "candidate", "confidence": "once", "label": 'a "name": {x} # y', "seen": ("here, there",)}


def test_a_link_is_written_into_every_entity_and_nothing_else_changes():
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        before = load(text)
        for key in before:
            changed = with_link(text, key, NEW)
            after = load(changed)
            added = after[key]["wikidata"].pop()
            assert added == {**NEW, "seen": ["here, there"]}
            if not after[key]["wikidata"]:
                del after[key]["wikidata"]
            assert after == before
            assert list(after) == list(before)
            kept = [line for line in changed.splitlines() if line in text.splitlines()]
            assert len(text.splitlines()) - len(kept) <= 1, "at most the line of the entity itself is another"
            assert [line for line in changed.splitlines() if line.startswith("#")] == [
                line for line in text.splitlines() if line.startswith("#")
            ]


@pytest.mark.parametrize(
    ("entity", "link"), LINKS, ids=lambda one: getattr(one, "id", None) or getattr(one, "item", "")
)
def test_a_link_takes_the_place_of_the_one_to_the_same_item(entity, link):
    text = entity.path.read_text(encoding="utf-8")
    after = load(with_link(text, entity.id, {**NEW, "id": link.item}))
    before = load(text)
    place = [other.item for other in entity.links].index(link.item)
    before[entity.id]["wikidata"][place] = {**NEW, "id": link.item, "seen": ["here, there"]}
    assert after == before


FORMS = [
    "ann: {a: Place, label: Ann} # a comment\n",
    "ann: {a: Place, label: Ann, wikidata: [{id: Q1, match: candidate, confidence: once, seen: [x]}]}\n",
    "ann:\n  a: Place\n  label: Ann # a comment\n  # another\nben: {a: Place, label: Ben}\n",
    "ann:\n  a: Place\n  label: Ann\n  wikidata: [{id: Q1, match: candidate, confidence: once, seen: [x]}]\n",
    "ann:\n  wikidata:\n    - {id: Q1, match: candidate, confidence: once, seen: [x]} # why\n  a: Place\n  label: Ann",
]


@pytest.mark.parametrize("text", FORMS)
def test_every_form_of_yaml_takes_a_link(text):
    changed = with_link(text, "ann", NEW)
    assert load(changed)["ann"]["wikidata"][-1]["id"] == "Q999"
    assert all(comment in changed for comment in re.findall(r"# .*", text))
    again = with_link(changed, "ann", {**NEW, "match": "different"})
    links = load(again)["ann"]["wikidata"]
    assert [link["match"] for link in links if link["id"] == "Q999"] == ["different"]


def test_the_status_counts_each_thing_once(kg):
    done = kg("link", "status", "--format", "json")
    found = json.loads(done.stdout)
    assert sum(kind["things"] for kind in found["kinds"]) == len(ENTITIES)
    for kind in found["kinds"]:
        assert kind["things"] == kind["exact"] + kind["close"] + kind["candidate"] + kind["open"]
    open_ = {row["thing"] for row in found["to_reconcile"]}
    matched = {row["thing"] for row in found["matched"]}
    assert {"john-ross", "kate-hudson", "militant"} <= open_
    assert not open_ & matched
    assert "To reconcile: " in kg("link", "status").stdout


def test_show_tells_the_item_and_how_sure_it_is(kg):
    assert "Wikidata: Q220723 (the same; many sources)" in kg("show", "Ken Livingstone").stdout
    assert "Wikidata: Q6375550 (candidate; name only)" in kg("show", "Kate Hudson").stdout
    namesake = [line for line in kg("show", "Kate Hudson").stdout.splitlines() if "Q169946" in line]
    assert len(namesake) == 1
    assert namesake[0].startswith("not to be confused with: ")


def test_the_counts_in_the_documentation_are_those_of_the_files():
    counts = Counter(link.match for _, link in LINKS)
    text = " ".join((ROOT / "docs/wikidata.md").read_text(encoding="utf-8").split())
    told = f"{counts['exact']} things are exact, {counts['close']} close, {counts['candidate']} have a candidate"
    assert told in text
