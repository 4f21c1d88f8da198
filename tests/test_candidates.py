"""Which thing a row may mean: names, types and facts count; what is only said does not, and people are never certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ask.candidates import LEAST, Reference, Wanted, candidates
from kg.ask.evidence import why
from kg.ask.kinds import PERSON, find_kind, kinds, kinds_of
from kg.ask.likeness import folded
from kg.ask.names import things
from kg.ask.properties import NAMES, SAID, find_property, properties, properties_of, values
from kg.words.errors import UsageError
from kg.words.prefixes import PREFIXES


def best(text, **more):
    return candidates(Wanted(text, **more))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Socialist Action", "socialist-action"),
        ("SOCIALIST  ACTION", "socialist-action"),
        ("Ken Livingston", "ken-livingstone"),
        ("Livingstone, Ken", "ken-livingstone"),
        ("IMG", "international-marxist-group"),
        ("john-ross", "john-ross"),
        (PREFIXES["id"] + "john-ross", "john-ross"),
        ("The International Marxist Group", "international-marxist-group"),
    ],
)
def test_the_name_that_is_meant_comes_first(text, expected):
    assert best(text).thing.id == expected


def test_every_thing_is_found_by_its_name_and_by_its_id():
    for thing in things().values():
        named = candidates(Wanted(thing.label, limit=50))
        assert any(found.thing == thing and found.score >= 99 for found in named), thing.label
        assert best(thing.id).thing == thing
        assert best(thing.id).score == 100


def test_nobody_is_certain_by_name():
    people = [thing for thing in things().values() if PERSON in kinds_of(thing.iri)]
    assert len(people) > 30
    for thing in people:
        for name in (thing.label, *thing.names):
            assert not any(c.is_certain for c in candidates(Wanted(name, (PERSON,)))), name
    assert best("john-ross").is_certain


def test_a_name_that_several_things_bear_is_certain_for_none_until_a_type_decides():
    assert not any(c.is_certain for c in candidates(Wanted("Socialist Action")))
    for strict in ("any", "all", "should"):
        assert best("Socialist Action", types=("pao:PoliticalOrganisation",), strict=strict).is_certain


def test_a_further_name_is_not_certain():
    found = best("IMG")
    assert found.features["same_name"]
    assert not found.is_certain


def test_the_score_is_what_the_features_say():
    found = best("Socialist League", properties=(("pao:foundedOn", ("1982",)),))
    assert found.features == {
        "name": 99.0,
        "same_name": True,
        "is_id": False,
        "other_name": True,
        "property:pao:foundedOn": 1.0,
    }
    assert found.score == pytest.approx(0.7 * 99 + 0.3 * 100)
    other = best("Socialist League", properties=(("pao:foundedOn", ("1999",)),))
    assert other.score == pytest.approx(0.7 * 99)


def test_types_narrow_and_those_above_count():
    party = find_kind("Political party").id
    for strict in ("any", "all"):
        found = candidates(Wanted("Labour", (party, "pao:Organisation"), strict))
        assert found
        for candidate in found:
            of = kinds_of(candidate.thing.iri)
            assert "pao:Organisation" in of
            assert strict == "any" or party in of
    wished = candidates(Wanted("Labour Party", ("pao:Publication",), "should"))
    assert (wished[0].thing.id, wished[0].features["type"]) == ("labour-party", False)
    assert wished[0].score == pytest.approx(80)


def test_things_are_found_by_what_is_known_of_them():
    found = candidates(Wanted(properties=(("pao:memberOf", (Reference("socialist-action"),)),), limit=50))
    group = PREFIXES["id"] + "socialist-action"
    members = {thing.id for thing in things().values() if group in values(thing.iri, "pao:memberOf")}
    assert {c.thing.id for c in found} == members
    assert "atma-singh" in members
    assert all(c.score == 100 for c in found)


def test_values_are_the_facts_and_nothing_that_is_only_said(graphs):
    """Every value stands in the facts or follows from them; every claim that is no fact has its sentence."""
    plain = {tuple(map(str, triple)) for layer in ("facts", "derived") for triple in graphs[layer]}
    number = 0
    for thing in things().values():
        for name in properties():
            if name in (NAMES, SAID):
                continue
            for value in values(thing.iri, name):
                ends = (str(value), thing.iri) if name.startswith("^") else (thing.iri, str(value))
                text = (ends[0], PREFIXES["pao"] + name.partition(":")[2], ends[1])
                assert text in plain or (*text[:2], text[2].lower()) in plain, text
                number += 1
    assert number > 300


@pytest.mark.parametrize(
    "name", ["john-ross", "ken-livingstone", "socialist-action", "simon-fletcher", "jeremy-corbyn"]
)
def test_what_is_said_has_whoever_says_it_in_every_sentence(name):
    others = [claim for claim in why(name) if not claim.is_fact]
    sentences = values(PREFIXES["id"] + name, SAID)
    assert others
    for claim in others:
        opening = claim.speaker or f"{claim.standing[0].upper()}{claim.standing[1:]}:"
        assert any(s.startswith(opening) for s in sentences)
    openings = {claim.speaker for claim in others if claim.speaker} | {
        "In the article, not a fact",
        "Denied by the article",
    }
    assert all(sentence.startswith(tuple(openings)) for sentence in sentences)


def test_a_score_does_not_tell_that_an_allegation_holds(graphs):
    """For a claim that is no fact, its object as a value of its predicate earns nothing."""
    tried = 0
    for thing in things().values():
        for claim in why(thing.id) if thing.kind == "Person" else ():
            is_about = claim.subject == thing.iri and claim.predicate and claim.object
            name = f"pao:{claim.predicate.removeprefix(PREFIXES['pao'])}" if is_about else ""
            if claim.is_fact or name not in properties() or claim.object in map(str, values(thing.iri, name)):
                continue
            value = Reference(claim.object) if claim.object.startswith(PREFIXES["id"]) else claim.object
            (found,) = [c for c in candidates(Wanted(thing.id, properties=((name, (value,)),))) if c.thing == thing]
            assert found.features[f"property:{name}"] == 0
            tried += 1
    assert tried > 10


def test_values_that_are_the_same_in_other_words_are_met():
    def share(name, value):
        return best("socialist-action", properties=((name, (value,)),)).features[f"property:{name}"]

    assert share("pao:foundedOn", "1982") == share("pao:foundedOn", 1982) == share("pao:foundedOn", "1982-05-01") == 1
    assert share("pao:foundedOn", 1983) == 0
    assert share("^pao:memberOf", "Atma Singh") == share("^pao:memberOf", "atma singh") == 1
    assert share("^pao:memberOf", "Ken Livingstone") == 0


def test_words_for_types_and_properties_are_those_of_people_and_of_programs():
    for name in ("foaf:Person", "Person", "person", PREFIXES["foaf"] + "Person"):
        assert find_kind(name).id == PERSON
    for name in ("pao:memberOf", "memberOf", "member of", PREFIXES["pao"] + "memberOf"):
        assert find_property(name).id == "pao:memberOf"
    for find in (find_kind, find_property):
        with pytest.raises(UsageError, match="There is no such"):
            find("Persson")
    assert all(above in kinds() for kind in kinds().values() for above in kind.broader)
    assert properties_of(PERSON)[-1].id == SAID


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text):
    for found in candidates(Wanted(text, limit=3)) if text else ():
        assert LEAST <= found.score <= 100
    assert folded(folded(text)) == folded(text) or text.casefold().count("the") > 1
