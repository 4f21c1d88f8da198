"""Search: names before what is said, typing errors forgiven, and no claim without its standing."""

import pytest

import kg
from kg.words.errors import UsageError


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ken Livingstone", "Ken Livingstone"),
        ("livingston", "Ken Livingstone"),
        ("Fourth Internationl", "Fourth International"),
        ("international marxist grup", "International Marxist Group"),
        ("CND", "Campaign for Nuclear Disarmament"),
    ],
)
def test_the_thing_that_is_meant_comes_first(words, name):
    assert kg.find(words)[0].name == name


def test_a_claim_is_found_by_words_of_its_quote_and_its_speaker():
    found = kg.find("founded 1982")
    assert any(item.standing == "fact" and "founded in 1982" in item.text for item in found)


def test_what_somebody_says_comes_with_the_speaker():
    found = [item for word in ("secret", "accused", "Trotskyist", "severance") for item in kg.find(word, 50)]
    said = [item for item in found if item.standing == "said by somebody"]
    assert said
    assert all(item.speaker for item in said)


def test_scores_fall():
    scores = [item.score for item in kg.find("socialist")]
    assert scores == sorted(scores, reverse=True)
    assert len(kg.find("socialist", limit=3)) == 3


def test_words_that_are_none_are_refused():
    with pytest.raises(UsageError, match="holds no word"):
        kg.find("?!")


def test_the_command_says_when_nothing_is_found(kg):
    done = kg("find", "qqqqzzzz")
    assert done.returncode == 1
    assert done.stdout == "Nothing here holds these words, or words like them.\n"
    assert kg("find", "livingston", "--format", "json").stdout.startswith("[")
