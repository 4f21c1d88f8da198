"""Nothing that the text says is missing: every sentence is encoded, every name is found, every footnote is counted."""

import re

import pytest

import kg
from kg.ask.names import bearers, find_thing, things
from kg.source.coverage import cover, marked_text, structured_share
from kg.source.projection import fold
from kg.words.errors import UsageError
from tests.conftest import encoded

#: Words that join propositions, or that date them and stand in 'words', and so lie in no quote.
GLUE = {
    "and",
    "but",
    "that",
    "who",
    "although",
    "while",
    "later livingstone said",
    "in 2012",
    "in 2020 and 2022",
    "span class mw page title main",
}


@pytest.fixture(scope="module")
def coverage(corpus):
    return cover(encoded(corpus))


def test_every_sentence_has_claims_or_a_reason_why_there_is_nothing(coverage):
    for part in coverage:
        assert part.count("open") == 0, part.section.label


def test_what_has_nothing_to_encode_is_little_and_has_a_reason(coverage):
    nothing = [c for part in coverage for c in part.sentences if c.state == "nothing"]
    assert len(nothing) <= 6
    assert all(len(covered.passages[0].nothing) > 20 for covered in nothing)


def test_no_word_lies_outside_the_quotes_but_those_that_join_them(corpus):
    left = re.findall(r"\[open: (.*?)\]", marked_text(encoded(corpus)))
    assert {" ".join(re.findall(r"\w+", text)).lower() for text in left} <= GLUE


def test_the_marked_text_is_the_text(corpus, article):
    marked = re.sub(r"\[(?:open|nothing): (.*?)\](?=[\s«\[.,]|$)", r"\1", marked_text(encoded(corpus)))
    plain = marked.replace("«", "").replace("»", "")
    assert fold(plain) == fold(article.text)


def test_most_claims_in_an_articles_own_voice_have_a_relation(corpus):
    assert structured_share(encoded(corpus)) >= 0.85


def test_acknowledgements_are_few(corpus):
    """Three in four are reported speech that belongs to another part of the same sentence."""
    passages = encoded(corpus).passages
    checks = [check for p in passages for check in p.acknowledged]
    assert len(checks) <= len(passages) * 0.3
    assert len([check for check in checks if check != "reported-speech"]) <= len(passages) * 0.1


def test_nothing_is_left_over_in_the_entries_of_the_list_of_references(corpus):
    """After everything that references.yaml says of an entry is struck out, only words that join it remain."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    for reference in encoded(corpus).references.values():
        if reference.entry is None:
            continue
        fields, known = reference.fields, set()
        for key in ("in", "publisher", "archive"):
            if key in fields:
                entity = corpus.entities[fields[key]]
                known |= {word for name in entity.names for word in re.findall(r"\w+", name)}
        for author in reference.authors:
            known |= set(re.findall(r"\w+", corpus.entities[author].label))
        for key in ("title", "page", "part"):
            known |= set(re.findall(r"\w+", fields.get(key, "")))
        for key in ("issued", "retrieved", "archived"):
            year, *rest = fields.get(key, "").split("-")
            known |= {
                year,
                *(months[int(rest[0]) - 1 : int(rest[0])] if rest else []),
                *(str(int(d)) for d in rest[1:]),
            }
            known |= (
                {"retrieved": {"Retrieved"}, "archived": {"Archived", "from", "the", "original", "on", "at"}}.get(
                    key, set()
                )
                if key in fields
                else set()
            )
        left = set(re.findall(r"\w+", reference.entry.text)) - known
        assert not left, f"reference {reference.number}: {left}"


@pytest.mark.parametrize("entity", [pytest.param(t, id=t.id) for t in things().values()])
def test_everything_is_found_under_each_of_its_names(entity):
    for name in (entity.label, *entity.names):
        assert entity.id in {bearer.id for bearer in bearers(name)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Socialist Action", {"socialist-action", "socialist-action-journal", "socialist-action-newspaper"}),
        ("Workers' Liberty", {"alliance-for-workers-liberty", "workers-liberty"}),
    ],
)
def test_two_things_of_one_name_are_a_choice(name, expected):
    with pytest.raises(UsageError) as caught:
        find_thing(name)
    assert expected <= set(re.findall(r"[a-z-]+", str(caught.value)))


def test_every_footnote_is_counted_and_agrees_with_the_list():
    marks: dict[int, int] = {}
    links = {}
    for number, _, count, back_links, reference in kg.query("citations"):
        if "/socialist-action-uk/" not in reference:
            continue
        marks[number] = marks.get(number, 0) + count
        links[number] = back_links
    assert sum(marks.values()) == 47
    assert [number for number in marks if links[number] is None] == [1]
    assert all(marks[number] == links[number] for number in marks if number != 1)


def test_each_abstract_is_an_article_of_its_own_and_cites_nothing(graphs):
    from rdflib import RDF

    from kg.compile.names import CITO, OA, PAO

    sources = graphs["sources"]
    abstracts = set(sources.subjects(RDF.type, PAO.Abstract))
    assert len(abstracts) == 20
    quoted = {passage for a in abstracts for passage in sources.subjects(OA.hasSource, a)}
    assert {sources.value(passage, OA.hasSource) for passage in quoted} == abstracts
    assert not any((passage, CITO.citesAsEvidence, None) in sources for passage in quoted)


def test_an_attributed_denial_is_never_shown_as_its_opposite(kg):
    shown = kg("show", "secrecy").stdout
    line = next(line for line in shown.splitlines() if "Ken Livingstone (denial" in line)
    assert "says: it is not so that: Socialist Action – practises – secrecy" in line
