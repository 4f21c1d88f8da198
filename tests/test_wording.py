"""The words that the text gate listens for: each is heard in a sentence, and no other is."""

import pytest
import yaml

from kg.check import wording
from tests.conftest import ROOT

CASES = yaml.load((ROOT / "tests/cases/words.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(("sentence", "word"), CASES["reporting"])
def test_reported_speech_is_heard(sentence, word):
    assert word.casefold() in [found.casefold() for found in wording.reporting_words(sentence)]


@pytest.mark.parametrize("sentence", CASES["silent"])
def test_what_reports_nothing_is_not_heard(sentence):
    assert wording.reporting_words(sentence) == []


@pytest.mark.parametrize(("sentence", "word"), CASES["negation"])
def test_negations_are_heard(sentence, word):
    assert word in [found for _, found in wording.negations(sentence)]


@pytest.mark.parametrize(("sentence", "kind"), CASES["hedges"])
def test_hedges_are_heard(sentence, kind):
    assert kind in [found for found, _ in wording.hedges(sentence)]


@pytest.mark.parametrize(("sentence", "word"), CASES["views"])
def test_views_are_heard(sentence, word):
    assert wording.views(sentence) == [word]


@pytest.mark.parametrize(("cue", "act"), CASES["acts"])
def test_a_cue_stands_for_an_act(cue, act):
    assert act in wording.acts(cue)


@pytest.mark.parametrize("sentence", ["The group's allegations of antisemitism", "The claims in the documentary"])
def test_a_noun_is_no_view(sentence):
    assert wording.views(sentence) == []


@pytest.mark.parametrize(("sentence", "word"), CASES["reporting"])
def test_every_word_that_reports_speech_can_stand_in_a_cue(sentence, word):
    assert wording.acts(sentence), f"nobody could encode a sentence with '{word}'"


def test_every_word_of_the_acts_has_a_case():
    for act, words in wording._words()["acts"].items():
        for word in words:
            assert any(a == act and wording._pattern(word).search(cue) for cue, a in CASES["acts"]), (act, word)


@pytest.mark.parametrize(
    ("sentence", "phrases", "found"),
    [
        ("Singh, a former member, accused them", ["Singh", "accused"], True),
        ("Singh, a former member, accused them", ["accused", "Singh"], False),
        ("Singh, a former member", ["Singh", "accused"], False),
    ],
)
def test_phrases_follow_each_other(sentence, phrases, found):
    assert wording.follow(sentence, phrases) is found


def test_every_word_of_the_lists_has_a_case():
    words = wording._words()
    for key in ("reporting", "views", "negation"):
        for word in words[key]:
            assert any(wording._pattern(word).search(sentence) for sentence, _ in CASES[key]), word
    for kind, patterns in words["hedges"].items():
        for pattern in patterns:
            import re

            assert any(k == kind and re.search(pattern, s, re.IGNORECASE) for s, k in CASES["hedges"]), pattern


@pytest.mark.parametrize(
    ("sentence", "date", "missing"),
    [
        ("on 16 March 1983", "1983-03-16", []),
        ("on 16 March 1983", "1983-03-17", ["17"]),
        ("in September 1983", "1983-09", []),
        ("in September 1983", "1983-10", ["October"]),
        ("by the mid-1980s", "[1984..1986]", []),
        ("by the mid-1980s", "[1984..1987]", ["1987"]),
        ("in the late 1970s", "[1977..1979]", []),
        ("in the 1980s", "1985", []),
        ("the 2000–2008 administrations", "2000/2008", []),
        ("in 1982", "1987", ["1987"]),
        ("in 19820", "1982", ["1982"]),
    ],
)
def test_a_date_says_no_more_than_the_sentence(sentence, date, missing):
    assert wording.unsupported_dates(sentence, date) == missing


@pytest.mark.parametrize(
    ("sentence", "number", "found"),
    [
        ("around 500 members", "500", True),
        ("around 500 members", "50", False),
        ("around 500 members", "5000", False),
        ("£200,000 each", "200000", True),
        ("£1.6m", "1.6", True),
        ("Four of the advisers", "4", True),
        ("his eight advisers, four of them", "8", True),
        ("fourteen people", "4", False),
    ],
)
def test_a_number_is_found_as_it_is_written(sentence, number, found):
    assert wording.has_number(sentence, number) is found
