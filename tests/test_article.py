"""The stored text: byte for byte, and every offset leads back."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.source.article import read_article
from kg.source.markers import blank_markers, find_markers
from kg.source.projection import Projection, fold
from kg.words.errors import RuleBroken
from tests.conftest import ROOT

FOLDER = ROOT / "articles/socialist-action-uk"

#: Texts of the kind that the marks occur in, broken ones among them.
TEXTS = st.lists(
    st.sampled_from(
        [
            "[4]",
            "[12]",
            "[ citation needed ]",
            "[ when? ]",
            "[when?]",
            "[",
            "]",
            "[x]",
            "[0]",
            " ",
            "\n",
            "\xa0",
            "The group",
            "split",
            ".",
            "“so”",
            "é",
            "2008",
        ]
    ),
    max_size=30,
).map("".join)


def test_stored_text_has_the_checksum_that_is_recorded(article):
    data = (FOLDER / "article.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == article.about.content["sha256"]


def test_stored_text_is_the_shared_one(shared):
    assert (FOLDER / "article.txt").read_bytes() == (shared / "article/socialist-action-uk.txt").read_bytes()


def test_a_changed_text_is_refused(authored):
    path = authored / "articles/socialist-action-uk/article.txt"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(RuleBroken, match=r"article\.yaml:\d+:\d+: article\.txt has another SHA-256"):
        read_article(path.parent)


def test_sections_cover_the_whole_text_in_order(article):
    ends = [0, *(section.end for section in article.sections)]
    assert [section.start for section in article.sections] == ends[:-1]
    assert ends[-1] == len(article.text)


def test_sentences_do_not_overlap_and_leave_out_only_white_space_and_headings(article):
    position, between = 0, ""
    for sentence in article.sentences:
        assert sentence.start >= position
        assert article.text[sentence.start : sentence.end] == sentence.text
        between += article.text[position : sentence.start]
        position = sentence.end
    headings = [s.label for s in article.sections if s.form == "prose" and s.label in article.text]
    assert fold(between + article.text[position:]) == fold(" ".join(h for h in headings if h in between))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("The organisation was linked with", "Livingstone was never a member. [3]"),
        ("It became generally known", "on 16 March 1983. [4]"),
        ("As a result, Socialist Action exert", "so small a grouping.[ citation needed ]"),
        ("One, led by Brian Grogan", "Socialist Workers Party (United States)."),
        ("Political", "Far-left"),
    ],
)
def test_a_footnote_belongs_to_the_sentence_that_it_closes(article, start, end):
    found = [s.text for s in article.sentences if s.text.startswith(start)]
    assert len(found) == 1
    assert found[0].endswith(end)


def test_the_history_has_its_sentences(article):
    assert sum(1 for s in article.sentences if s.section.id == "history") == 25


def test_all_marks_of_the_text_are_known(article):
    values = [marker.value for marker in article.markers]
    assert sum(value.isdigit() for value in values) == 47
    assert values.count("citation needed") == 4
    assert values.count("when") == 1


@given(TEXTS)
def test_every_mark_maps_back_to_the_text(text):
    for marker in find_markers(text):
        assert text[marker.start] == "["
        assert text[marker.end - 1] == "]"
        assert marker.value in text[marker.start : marker.end]


@given(TEXTS)
def test_blanking_marks_keeps_offsets_and_is_idempotent(text):
    blanked = blank_markers(text)
    assert len(blanked) == len(text)
    assert blank_markers(blanked) == blanked
    assert list(find_markers(blanked)) == []


@given(TEXTS)
def test_every_offset_of_the_projection_maps_back(text):
    projection = Projection(text)
    assert list(projection.offsets) == sorted(set(projection.offsets))
    for character, offset in zip(projection.text, projection.offsets, strict=True):
        assert character == text[offset] or (character == " " and blank_markers(text)[offset].isspace())


@given(TEXTS)
def test_folding_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS, st.integers(0, 40), st.integers(1, 40))
def test_a_quote_is_found_where_it_was_taken_from(text, start, length):
    projection = Projection(text)
    quote = projection.text[start : start + length].strip()
    if quote:
        spans = projection.find(quote)
        assert spans
        assert all(fold(text[a:b]) == quote for a, b in spans)
