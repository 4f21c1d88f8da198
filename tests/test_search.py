"""Search: names before what is said, typing errors forgiven, and no claim without its standing."""

import random
import subprocess
import sys
from itertools import islice, product
from pathlib import Path

import pytest
from rapidfuzz import fuzz

import kg
from kg import find
from kg.ask import own_queries
from kg.ask.own_queries import ask_named, ask_rows
from kg.ask.parameters import literal_of
from kg.ask.readings import LIKE, likes_of, readings_of
from kg.ask.search import NEAR, TOGETHER
from kg.ask.text_index import WEIGHTS, containing, words_in
from kg.store.query_text import bind_values
from kg.words.errors import UsageError
from tests.conftest import ROOT


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


def test_a_question_finds_what_answers_it():
    denied = [
        item for item in kg.find("Was Livingstone a member of Socialist Action?") if "denied" in (item.standing or "")
    ]
    assert [item.text for item in denied] == ["Livingstone was never a member"]
    assert kg.find("The Guardian") == kg.find("Guardian")
    assert kg.find("who")


def test_where_nothing_holds_all_words_what_holds_most_is_found_and_says_what_it_lacks(kg):
    found = find("accused of manipulating the mayor")
    assert found[0].standing == "said by somebody"
    assert found[0].lacks == ("accused",)
    assert "manipulating the Mayor" in found[0].name
    assert not any(item.lacks for item in find("manipulating mayor"))
    assert find("qqqqzzzz") == find("qqqqzzzz xxxxyyyy") == ()
    assert kg("find", "Rosser's", "newspaper", "qqqqzzzz").stdout.startswith("Nothing here holds all these words")


def test_readings_are_made_as_they_are_asked_for_the_likeliest_first():
    likeliest = [next(readings_of(("the", "art", "ion", "con", "ing", "sta", "ber")))[1] for _ in range(2)]
    assert likeliest[0] == likeliest[1]
    choices = [likes_of(word) for word in ("art", "livingston", "ber")]
    every = [(sum(s for _, s in r) / len(r), tuple(w for w, _ in r)) for r in product(*choices)]
    made = list(islice(readings_of(("art", "livingston", "ber")), len(every) + 1))
    assert made == sorted(every, key=lambda reading: (-reading[0], reading[1]))


def test_any_number_of_words_is_looked_for():
    words = " ".join(sorted({word for item in find("socialist") for word in words_in(item.text)}))
    assert len(words.split()) > TOGETHER
    assert find(words)


def test_the_command_says_when_nothing_is_found(kg):
    done = kg("find", "qqqqzzzz")
    assert done.returncode == 1
    assert done.stdout == "Nothing here holds these words, or words like them.\n"
    assert kg("find", "livingston", "--format", "json").stdout.startswith("[")


@pytest.fixture(scope="module")
def texts():
    """Every text that can be searched, as the query has them."""
    return [(str(address), str(place), str(text)) for address, place, text in ask_named("texts")]


def scanned(part):
    """Return the addresses that CONTAINS finds in a scan of all texts."""
    query = (Path(own_queries.__file__).parent / "sparql/texts.rq").read_text(encoding="utf-8")
    head, _, rest = query.rpartition("}\nORDER BY")
    text = f"{head}  FILTER(CONTAINS(LCASE(STR(?text)), LCASE(?part)))\n}}\nORDER BY{rest}"
    return {str(address) for address, *_ in ask_rows(bind_values(text, {"part": literal_of(part)}))}


PARTS = [
    "ivingston",
    "socialist",
    "Secret",
    'the "',
    "group's",
    "1982",
    "in",
    "é",
    "a",
    "%",
    "O'Neill",
    "zzz",
    "*",
    " AND ",
]


@pytest.mark.parametrize("part", PARTS)
def test_letters_are_found_where_a_scan_of_all_texts_finds_them(part):
    assert {text.address for text in containing(part)} == scanned(part)


def test_any_part_of_any_text_is_found_as_a_scan_finds_it(texts):
    chance = random.Random(7)
    for _ in range(300):
        _, _, text = chance.choice(texts)
        start = chance.randrange(len(text))
        part = text[start : start + chance.randint(1, 12)]
        found = {text.address for text in containing(part)}
        assert found == {address for address, _, text in texts if part.lower() in text.lower()}, part


def test_letters_in_quotation_marks_are_found_as_they_stand():
    found = kg.find('"ivingston"', 5000)
    assert "Ken Livingstone" in {item.name for item in found}
    assert {item.address for item in found} == scanned("ivingston")


def like_by_a_scan(words, texts):
    """Return the best score of each address by the rules of the search, every word of every text compared."""
    wanted, claims = list(dict.fromkeys(words_in(words))), {}
    names = [(address, place, set(words_in(text))) for address, place, text in texts if place in WEIGHTS]
    for address, place, text in texts:
        if place not in WEIGHTS:
            claims.setdefault(address, set()).update(words_in(text))
    best = {}
    for address, place, held in names + [(address, "claim", held) for address, held in claims.items()]:
        scores = []
        for word in wanted:
            ratios = [max(fuzz.ratio(word, other), LIKE * (len(word) > 2 and word in other)) for other in held]
            scores.append(max((ratio for ratio in ratios if ratio >= LIKE), default=0.0))
        if all(scores):
            share = min(1.0, len(wanted) / len(held)) if place != "claim" else 1.0
            score = sum(scores) / len(scores) * WEIGHTS[place] * (0.9 + 0.1 * share)
            best[address] = max(best.get(address, 0.0), score)
    return best


@pytest.mark.parametrize(
    "words",
    ["livingston adviser", "socialst", "fourth internationl", "accused secret", "marxist grup", "labour", "ross 1985"],
)
def test_the_best_hits_are_those_of_a_scan_that_compares_every_word(words, texts):
    best = like_by_a_scan(words, texts)
    scores = sorted((round(score, 1) for score in best.values() if score >= NEAR * max(best.values())), reverse=True)
    found = [item for item in kg.find(words) if not item.lacks]
    assert [item.score for item in found] == scores[:20]
    assert all(abs(item.score - best[item.address]) < 0.06 for item in found)


def test_the_index_of_a_large_dataset_is_kept_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    code = (
        "import kg.store.own as o; o.LARGE = 0; import kg; "
        "print(*(item.address for item in kg.find('livingston adviser')))"
    )
    run = [sys.executable, "-c", code]
    first, second = (subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT) for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stdout.split() == [item.address for item in kg.find("livingston adviser")]
    (path,) = (path for path in tmp_path.rglob("*") if path.is_file())
    path.write_bytes(b"damaged")
    assert subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout == first.stdout
