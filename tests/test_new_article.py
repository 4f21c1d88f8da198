"""kg new: every usual form of a page as text becomes a folder, or is refused in one sentence, with nothing written."""

import random
import time

import pytest

from kg.check.build import check
from kg.check.text_gate import check_article
from kg.draft.bibliography import parse_entry
from kg.draft.headings import divide
from kg.draft.new_article import new_article
from kg.source.corpus import read_corpus
from kg.source.coverage import cover
from kg.source.references import find_entries
from kg.words.errors import BadData, UsageError
from tests.conftest import ROOT, encoded

ADDRESS = "https://example.org/wiki/Labour_Party"
TITLE = "Labour Party"
TEXT = """\
Labour Party

From Wikipedia, the free encyclopedia

The Labour Party is a party in Britain.[1] It was founded in 1900 by Tony Benn.[2] In 1950 it had around 5,000 members.[1]

History[edit]

Ken Livingstone was a member of the Labour Party.[2] He was never a leader of it.[citation needed] It met.

References[edit]

1. ^ a b Ann Author (1988), A History of It, Arcadia Books
2. ^ a b Penn, Paul (3 May 1990). "The beginning". The Guardian. Retrieved 2 June 2020.
"""


def make(root, text, name="labour", **options):
    path = root / "text.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return new_article(root, name, path, TITLE, ADDRESS, "CC BY-SA 4.0", **options)


def read(root, name="labour"):
    return encoded(read_corpus(root), name)


def violations(root):
    """What the text gate finds in the new article, warnings apart."""
    corpus = read_corpus(root)
    return [f.message for f in check_article(corpus, encoded(corpus, "labour")) if f.severity == "violation"]


def test_a_page_becomes_a_folder_that_can_be_read(authored):
    folder, remarks = make(authored, TEXT)
    source = read(authored)
    assert [s.id for s in source.article.sections] == ["title", "lead", "history", "references"]
    assert (folder / "article.txt").read_bytes() == TEXT.encode()
    assert source.article.about.content["about"] == "labour-party"
    assert source.article.about.content["publisher"] == "Wikipedia, the free encyclopedia"
    assert [passage.cites for passage in source.passages if passage.section == "lead"] == [("1",), ("2",), ("1",)]
    assert [passage.tags for passage in source.passages if passage.section == "history"] == [
        (),
        ("citation needed",),
        (),
    ]
    assert source.references[2].fields == {
        "kind": "news-article", "title": "The beginning", "in": "the-guardian", "issued": "1990-05-03", "retrieved": "2020-06-02",
    }  # fmt: skip
    assert source.references[1].fields["publisher"] == "arcadia-books"
    assert "2 of them with something to look at" in remarks[0]
    text = (folder / "references.yaml").read_text()
    assert "# author: no entity is called 'Ann Author'; new: ann-author: {a: Person, label: Ann Author}" in text
    lead = (folder / "passages/lead.yaml").read_text()
    assert "# names: Labour Party = labour-party; Britain = britain" in lead


def test_a_new_article_has_no_claim_and_only_warnings(authored):
    make(authored, TEXT)
    outcome = check(authored)
    source = read(authored)
    assert outcome.passed
    assert not any(passage.claims for passage in source.passages)
    mine = [finding for finding in outcome.findings if "/labour/" in str(finding.path)]
    assert {finding.check for finding in mine} == {"open", "second-reading"}
    assert all(finding.remedy for finding in mine)
    states = [covered.state for part in cover(source) for covered in part.sentences]
    assert (states.count("open"), states.count("nothing"), states.count("claims")) == (6, 2, 2)


@pytest.mark.parametrize(
    ("what", "change", "cites", "numbers"),
    [
        ("no footnotes", lambda t: t.partition("References")[0].replace("[1]", "").replace("[2]", ""), [(), (), ()], []),
        ("windows", lambda t: t.replace("\n", "\r\n"), [("1",), ("2",), ("1",)], [1, 2]),
        ("a byte-order mark", lambda t: "\ufeff" + t, [("1",), ("2",), ("1",)], [1, 2]),
        ("spaced marks", lambda t: t.replace("[1]", " [ 1 ]").replace("[2]", " [2]"), [("1",), ("2",), ("1",)], [1, 2]),
        ("brackets in the list", lambda t: t.replace("1. ^ a b", "[1] a b").replace("2. ^ a b", "[2] a b"), [("1",), ("2",), ("1",)], [1, 2]),
        ("a list without numbers", lambda t: t.replace("1. ^ a b", "^ a b").replace("2. ^ a b", "^ a b"), [("1",), ("2",), ("1",)], [1, 2]),
        ("labels with points", lambda t: t.replace("1. ^ a b", "1. ↑ 1.0 1.1").replace("2. ^ a b", "2. ↑ 2.0 2.1"), [("1",), ("2",), ("1",)], [1, 2]),
        ("labels that are numbers", lambda t: t.replace("^ a b", "1 2"), [("1",), ("2",), ("1",)], [1, 2]),
        ("no labels", lambda t: t.replace("^ a b ", ""), [("1",), ("2",), ("1",)], [1, 2]),
        ("jump up", lambda t: t.replace("^ a b", "Jump up to: a b"), [("1",), ("2",), ("1",)], [1, 2]),
        ("wiki headings", lambda t: t.replace("History[edit]", "== History ==").replace("References[edit]", "== References =="), [("1",), ("2",), ("1",)], [1, 2]),
        ("simple headings", lambda t: t.replace("[edit]", "[change | change source]"), [("1",), ("2",), ("1",)], [1, 2]),
        ("bare headings", lambda t: t.replace("[edit]", ""), [("1",), ("2",), ("1",)], [1, 2]),
        ("no heading above the list", lambda t: t.replace("References[edit]\n\n", ""), [("1",), ("2",), ("1",)], [1, 2]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_usual_forms_are_read_alike(authored, what, change, cites, numbers):
    text = change(TEXT)
    folder, _ = make(authored, text)
    source = read(authored)
    assert (folder / "article.txt").read_bytes() == text.encode()
    assert [passage.cites for passage in source.passages if passage.section == "lead"] == cites
    assert [s.id for s in source.article.sections][:3] == ["title", "lead", "history"]
    assert sorted(find_entries(source.article)) == numbers
    assert sorted(source.references) == numbers
    assert (folder / "references.yaml").exists() == bool(numbers)
    assert violations(authored) == []


@pytest.mark.parametrize(
    ("marks", "one", "two"),
    [("parentheses", "(1)", "(2)"), ("superscripts", "¹", "²"), ("carets", "^1", "^2")],
)
def test_other_marks_are_an_option(authored, marks, one, two):
    text = TEXT.replace("[1]", one).replace("[2]", two)
    _, remarks = make(authored, text, name="unmarked")
    if marks == "parentheses":
        assert "No footnotes were found; if they are marked otherwise: --marks parentheses." in remarks
    make(authored, text, marks=marks)
    source = read(authored)
    assert [passage.cites for passage in source.passages if passage.section == "lead"] == [("1",), ("2",), ("1",)]
    assert not any(one in passage.quote for passage in source.passages)
    assert violations(authored) == []


def test_marks_of_a_form_that_is_not_known_are_told(authored):
    _, remarks = make(authored, TEXT.replace("It met.", "It met.[a] So it did.[note 1][who?]"))
    assert "Read as words of the text, because no mark is known of this form: [a], [note 1], [who?]." in remarks


def test_a_long_text_is_taken_in_parts(authored):
    """300 kB without a heading: one section in parts, each in a file that the reader takes."""
    chance = random.Random(11)
    words = [
        "the",
        "party",
        "was",
        "in",
        "of",
        "and",
        "a",
        "to",
        "it",
        "that",
        "harbour",
        "union",
        "member",
        "leader",
        "founded",
        "joined",
        "newspaper",
    ]
    sentences = [" ".join(chance.choices(words, k=14)).capitalize() + f" in {n}." for n in range(3700)]
    body = "\n\n".join(" ".join(sentences[i : i + 8]) for i in range(0, len(sentences), 8))
    assert len(body) > 300_000
    begun = time.perf_counter()
    make(authored, f"Labour Party\n\n{body}\n")
    source = read(authored)
    parts = [s for s in source.article.sections if s.id.startswith("lead")]
    assert len(parts) > 5
    assert all(
        part.start == division.start
        for part, division in zip(source.article.sections, divide(source.article.text, TITLE), strict=True)
    )
    states = [covered.state for part in cover(source) for covered in part.sentences]
    assert states.count("open") == 3700
    assert time.perf_counter() - begun < 120


@pytest.mark.parametrize(
    ("what", "text", "options", "error", "message"),
    [
        ("German", "Die Partei wurde im Jahr 1900 gegründet und hatte danach viele Mitglieder in der Stadt und auf dem Land. " * 8, {}, BadData, "does not read like English"),
        ("two sentences of German", "Das Bündnis wurde 1971 von Anna Meier gegründet. Sie war nie Mitglied einer anderen Partei.", {}, BadData, "does not read like English"),
        ("said to be German", TEXT, {"language": "de"}, UsageError, "listens for English words"),
        ("old Macs", TEXT.replace("\n", "\r"), {}, BadData, "line ends of old Macs"),
        ("a control character", TEXT.replace("It met.", "It met.\x07"), {}, BadData, "text.txt:9: this line holds a control character"),
        ("Latin-1", "Labour Party\n\nCafé.\n".encode("latin-1"), {}, BadData, "is not UTF-8 text"),
        ("UTF-16", TEXT.encode("utf-16"), {}, BadData, "UTF-8"),
        ("empty", "", {}, BadData, "the file is empty"),
        ("an unknown topic", TEXT, {"about": "labour-prty"}, UsageError, "There is no entity 'labour-prty'"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(authored, what, text, options, error, message):
    before = sorted((authored / "articles").rglob("*"))
    with pytest.raises(error, match=message):
        make(authored, text, **options)
    assert sorted((authored / "articles").rglob("*")) == before


def test_a_folder_that_is_there_is_left_alone(authored):
    make(authored, TEXT)
    path = authored / "articles/labour/passages/lead.yaml"
    path.write_text("- mine\n")
    with pytest.raises(UsageError, match="is there already"):
        make(authored, TEXT)
    assert path.read_text() == "- mine\n"


def test_a_title_that_nothing_or_several_things_bear_asks_for_the_topic(authored):
    path = authored / "text.txt"
    path.write_text(TEXT)
    with pytest.raises(
        UsageError, match=r"No entity is called 'Red League'; .* 'red-league: \{a: PoliticalParty, label: Red League\}'"
    ):
        new_article(authored, "red", path, "Red League", ADDRESS, "CC BY-SA 4.0")
    with pytest.raises(UsageError, match="say with --about"):
        new_article(authored, "action", path, "Socialist Action (US)", ADDRESS, "CC BY-SA 4.0")
    with pytest.raises(UsageError, match="is no licence"):
        new_article(authored, "labour", path, TITLE, ADDRESS, "free")
    with pytest.raises(UsageError, match="is no address"):
        new_article(authored, "labour", path, TITLE, "labour", "CC BY-SA 4.0")


def test_the_first_article_is_divided_as_people_divided_it():
    """But for the history, which has no heading, and the abstracts, of which nobody can know that they are some."""
    article = encoded(read_corpus(ROOT)).article
    found = {division.start: division.form for division in divide(article.text, article.title)}
    known = {s.start: s.form for s in article.sections if not s.article and s.id != "history"}
    assert {start: known.get(start) for start in found} == found
    assert len(known) - len(found) == 0


def test_the_command_says_what_comes_next(authored, kg):
    path = authored / "text.txt"
    path.write_text(TEXT)
    done = kg(
        "new", "labour", path, "--title", TITLE, "--url", ADDRESS, "--licence", "CC BY-SA 4.0", "--source", authored
    )
    assert done.returncode == 0, done.stderr
    assert "Next: kg draft labour" in done.stdout
    again = kg(
        "new", "labour", path, "--title", TITLE, "--url", ADDRESS, "--licence", "CC BY-SA 4.0", "--source", authored
    )
    assert again.returncode == 2
    assert again.stderr.count("\n") == 1


def test_a_row_too_short_for_a_quote_is_taken_with_the_row_beside_it(authored):
    rows = "Labour Party\nFounded 1900\nHeadquarters London\n\nThe Labour Party is a party in Britain.\n"
    make(authored, f"Labour Party\n\n{rows}")
    quotes = [passage.quote for passage in read(authored).passages if passage.section == "infobox"]
    assert "Founded 1900 Headquarters London" in quotes


@pytest.mark.parametrize(
    ("entry", "fields", "places"),
    [
        ("Lund, Peder (1996). Small Parties. Skerry University Press. ISBN 978-0-00-000000-2.", {"title": "Small Parties", "issued": "1996", "kind": "book"}, ["Skerry University Press"]),
        ("Hale, Dagmar (1998). Paying Dues. Skerry: Gull Books. pp. 45–47.", {"title": "Paying Dues", "page": "pp. 45–47", "issued": "1998", "kind": "book"}, ["Gull Books"]),
        ('Wray, C. (1992). "How We Began". Left Review. 12 (3): 4–19.', {"title": "How We Began", "part": "12 (3)", "page": "4–19", "issued": "1992"}, ["Left Review"]),
        ("Lund 1996, p. 88.", {"title": "Lund 1996", "page": "p. 88", "issued": "1996"}, []),
        ('Falk, Sune (14 August 2003). "All". Dagposten (in Danish).', {"title": "All", "issued": "2003-08-14"}, ["Dagposten"]),
    ],
)  # fmt: skip
def test_entries_of_other_forms_are_taken_apart(entry, fields, places):
    parsed = parse_entry(entry)
    assert (parsed.fields, parsed.places) == (fields, places)
