"""The pictures in time: facts and nothing else are drawn, dates are as uncertain as in the text, and words say it all."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from kg.ask.evidence import evidence_of
from kg.ask.own_queries import ask_rows
from kg.compile.dates import bounds
from kg.web.pages.contents import documents
from kg.web.pages.view import claims
from kg.web.pictures import careers, changes, lineage
from kg.web.pictures.axis import CERTAIN, POSSIBLE, Axis, Stop
from kg.web.pictures.dates import in_words
from kg.web.pictures.sources import Told

AXIS = Axis(1980, 2009, 0.0, 3000.0)
SVG = "{http://www.w3.org/2000/svg}"


def strengths(text):
    return [stop.strength for stop in AXIS.extent(bounds(text)).stops]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990/2000", [0.0, CERTAIN, CERTAIN, 0.0]),  # whole between, fading within both years
        ("1990", [POSSIBLE, POSSIBLE]),  # at some time within the year, and not outside
        ("1990/", [POSSIBLE, POSSIBLE, 0.0]),  # began within the year; until when is not said
        ("1990/..", [POSSIBLE, POSSIBLE, 0.0]),
        ("../1990", [0.0, POSSIBLE, POSSIBLE]),
        ("[..1990]", [0.0, POSSIBLE, POSSIBLE]),
        ("[1990..]", [POSSIBLE, POSSIBLE, 0.0]),
    ],
)
def test_a_bar_is_as_sure_as_its_bounds(text, expected):
    assert strengths(text) == expected


def test_what_was_only_observed_fades_on_both_sides():
    from kg.compile.dates import Bounds

    seen = Bounds(None, date(1985, 12, 31), date(1985, 1, 1), None)
    assert [stop.strength for stop in AXIS.extent(seen).stops] == [0.0, POSSIBLE, POSSIBLE, 0.0]


def test_a_time_without_bounds_has_no_place_on_the_axis():
    assert AXIS.extent(bounds("../..")) is None


def test_a_bar_never_claims_more_days_than_every_reading_allows():
    extent = AXIS.extent(bounds("1990/2000"))
    places = [extent.x + stop.offset * extent.width for stop in extent.stops if stop.strength == CERTAIN]
    assert places[0] == pytest.approx(AXIS.place(date(1990, 12, 31)), abs=1)
    assert places[-1] == pytest.approx(AXIS.place(date(2000, 1, 1)), abs=1)


def drawn_claims(name):
    """The addresses on which a picture's bars, lines and words of dates rest."""
    if name == "lineage":
        behind = [item for change in changes.changes() for item in change.claims]
        return behind + [item for body in changes.bodies() for item in changes.lifetime(body)[1]]
    return [item for rows in careers.people().values() for row in rows for item in row.claims]


@pytest.mark.parametrize("name", ["lineage", "people"])
def test_only_facts_are_drawn(name):
    drawn = {item.claim for item in drawn_claims(name)}
    assert len(drawn) > 20
    assert all(item.is_fact for item in evidence_of(drawn).values())


@pytest.mark.parametrize("name", ["lineage", "people"])
def test_every_link_of_a_picture_leads_to_what_the_site_has(name):
    tree = ET.fromstring(documents()[f"{name}.svg"].render())
    links = [element.get("href") for element in tree.iter(f"{SVG}a")]
    assert len(links) > 20
    for link in links:
        path, _, fragment = link.partition("#")
        assert path in documents()
        if fragment:
            assert f'id="{fragment}"' in documents()[path].render().decode()


@pytest.mark.parametrize("name", ["lineage", "people"])
def test_a_picture_says_what_it_shows_and_where_it_is_from(name):
    tree = ET.fromstring(documents()[f"{name}.svg"].render())
    title, words = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title.text
    assert len(words.text) > 500
    assert "CC BY-SA" in "".join(tree.itertext())
    assert all(
        element.find(f"{SVG}title") is not None or element.find(f"{SVG}text") is not None
        for element in tree.iter(f"{SVG}a")
    )


def not_facts():
    """Every claim about the careers of people that is no fact, with its speaker."""
    return [item for item in careers.claims() if not item.fact]


def test_what_is_no_fact_is_in_words_only_and_begins_with_who_says_it():
    page = documents()["people.html"].render().decode()
    undrawn = page[page.index("Not drawn") :]
    spoken = [claims()[item.claim] for item in not_facts() if item.evidence.speaker]
    assert spoken
    text = re.sub(r"<[^>]+>", "", undrawn)
    for claim in spoken:
        assert f"{claim.evidence.speaker} (" in text or f"{claim.evidence.speaker} says" in text
    for item in re.findall(r'<li class="claim said">(.*?)</li>', undrawn, re.DOTALL):
        assert 'class="by"' in item
        assert item.index('class="by"') < item.index("<q>")


def test_an_attributed_membership_is_on_no_line_of_the_picture():
    svg = documents()["people.svg"].render().decode()
    rows = ask_rows(
        "SELECT ?who ?of { ?c <https://w3id.org/pao/ns#attribution> ?a ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <https://w3id.org/pao/ns#memberOf> ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>/<http://www.w3.org/2000/01/rdf-schema#label> ?who ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>/<http://www.w3.org/2000/01/rdf-schema#label> ?of }"
    )
    assert len(rows)
    for who, of in rows:
        assert f"{who} – member of – {of}" not in svg


def test_a_claim_that_is_no_fact_draws_nothing(monkeypatch):
    """The rule itself: with every claim marked as no fact, both pictures are empty of changes and people."""
    unsure = tuple(Told(*item[:5], False, *item[6:]) for item in changes.claims())
    monkeypatch.setattr(changes, "claims", lambda: unsure)
    assert changes.changes.__wrapped__() == ()
    doubtful = tuple(Told(*item[:5], False, *item[6:]) for item in careers.claims())
    monkeypatch.setattr(careers, "claims", lambda: doubtful)
    assert careers.people.__wrapped__() == {}


def test_the_lineage_has_the_changes_of_the_text_in_their_order():
    told = [change.sentence for change in changes.changes()]
    assert told[0] == "Renaming, 1982: International Marxist Group → Socialist Action"
    assert "Merger, 1987: International Group and Socialist Group → International Socialist Group" in told
    assert "Split, 1991 or later: Socialist Action → no body named" in told
    assert told[-1].startswith("Expulsion, no date in the text")


def test_a_change_without_a_date_stands_apart():
    picture = lineage.draw(lambda iri: None, "")
    undated = [line for line in picture.lines if "no date in the text" in line.says]
    assert undated
    for line in undated:
        x = float(re.match(r"M([\d.]+)", line.path)[1])
        assert picture.undated[0] - 10 <= x <= picture.undated[1] + 10


def test_a_body_stands_below_what_it_came_from():
    order = changes.bodies()
    for change in changes.changes():
        for before in change.before:
            for after in change.after:
                assert order.index(before) < order.index(after)


def test_hostile_names_stay_text(monkeypatch):
    from kg.ask import names
    from kg.web.pages.pictures import _written

    evil = '"><script>alert(1)</script>\u202e'
    monkeypatch.setattr(lineage, "labels", lambda: dict.fromkeys(names.labels(), evil))
    data = _written("lineage", lineage.draw).decode()
    ET.fromstring(data)
    assert "<script" not in data
    assert "\u202e" not in data


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1983-09", "September 1983"),
        ("[1947..1949]", "between 1947 and 1949"),
        ("../2001", "until 2001"),
        ("18XX", "18XX"),
    ],
)
def test_dates_are_in_words(value, words):
    assert in_words(value) == words


def test_bars_have_gradients_of_their_own():
    picture = careers.draw(lambda iri: None, "")
    assert all(isinstance(stop, Stop) and 0 <= stop.offset <= 1 for bar in picture.bars for stop in bar.stops)
    svg = documents()["people.svg"].render().decode()
    assert len(re.findall(r"<linearGradient id=", svg)) == len(picture.bars) + len(picture.legend)
