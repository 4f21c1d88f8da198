"""Drafts propose and never decide: only comments are written, and the documentation tells how often they are right."""

import re
import shutil

import pytest
import yaml

from benchmarks.draft import table
from kg.draft.bibliography import parse_entry
from kg.draft.drafting import draft_article
from kg.draft.measure import measure
from kg.draft.mentions import find_mentions, look_alikes, unknown_names
from kg.draft.new_article import new_article
from kg.draft.patterns import patterns
from kg.draft.proposals import propose
from kg.draft.time_words import find_times
from kg.source.corpus import read_corpus
from kg.words.errors import UsageError
from tests.conftest import ROOT, encoded

SLUG = "international-marxist-group-simple"


@pytest.fixture
def opened(authored):
    """The authored files with the second article as 'kg new' makes it, its passages open."""
    text = authored / "text.txt"
    shutil.move(authored / "articles" / SLUG / "article.txt", text)
    shutil.rmtree(authored / "articles" / SLUG)
    address = "https://simple.wikipedia.org/wiki/International_Marxist_Group"
    new_article(authored, SLUG, text, "International Marxist Group", address, "CC BY-SA 4.0")
    return authored


def files(root):
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "articles" / SLUG / "passages").iterdir()}


def test_a_draft_writes_comments_and_nothing_else(opened):
    before = files(opened)
    claims, passages, lines = draft_article(opened, SLUG)
    after = files(opened)
    assert claims > 10
    assert passages == 10
    assert lines
    for name, text in after.items():
        added = [line for line in text.splitlines() if line not in before[name].splitlines()]
        assert all(re.match(r" *#\? ", line) for line in added)
        assert [line for line in text.splitlines() if not re.match(r" *#\? ", line)] == before[name].splitlines()
        assert yaml.safe_load(text) == yaml.safe_load(before[name])


def test_a_draft_as_it_stands_gives_no_claim_and_no_fact(opened):
    from kg.check.build import check
    from kg.compile.dataset import compile_dataset

    draft_article(opened, SLUG)
    corpus = read_corpus(opened)
    source = encoded(corpus, SLUG)
    assert all(not passage.claims for passage in source.passages)
    graphs = compile_dataset(corpus)
    assert {f.check for f in check(opened).findings if SLUG in str(f.path)} == {"open", "second-reading"}
    assert not any(
        SLUG in str(s) and "/claim/" in str(s) for name in ("claims", "facts") for s in graphs[name].subjects()
    )


def test_drafting_again_changes_nothing_and_keeps_what_people_wrote(opened):
    path = opened / "articles" / SLUG / "passages/lead.yaml"
    draft_article(opened, SLUG)
    once = path.read_text()
    draft_article(opened, SLUG)
    assert path.read_text() == once
    mine = once.replace('  open: "yes"\n', '  # mine: ask Ann\n  open: "yes"\n', 1)
    path.write_text(mine)
    draft_article(opened, SLUG)
    assert path.read_text() == mine


def test_only_open_passages_are_drafted(authored):
    claims, passages, lines = draft_article(authored, SLUG)
    assert (claims, passages, lines) == (0, 0, ())
    with pytest.raises(UsageError, match=r"no article 'international-marxist'"):
        draft_article(authored, "international-marxist")


def test_windows_line_ends_stay(opened):
    path = opened / "articles" / SLUG / "passages/lead.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    draft_article(opened, SLUG)
    data = path.read_bytes()
    assert b"#? claims:" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_proposals_without_their_marks_are_yaml_that_the_gates_take(opened):
    """Taken blindly, they still pass for this article's plain sentences, apart from the things that nobody knows."""
    draft_article(opened, SLUG)
    text = files(opened)["lead.yaml"]
    taken = re.sub(r"^( *)#\? (?!new|look)", r"\1", text, flags=re.MULTILINE)
    content = yaml.safe_load(re.sub(r'^  open: "yes"\n(?=  (?:coref|said|claims):)', "", taken, flags=re.MULTILINE))
    claims = [claim for passage in content for claim in passage.get("claims", ())]
    assert {"s": "red-mole", "p": "replacedBy", "o": "red-weekly", "when": "1973-05/", "words": "In May 1973"} in claims


def test_the_table_of_the_documentation_is_the_measurement():
    text = (ROOT / "docs/draft.md").read_text(encoding="utf-8")
    assert text.endswith("\n\n" + table()), "write what 'python -m benchmarks.draft' prints into docs/draft.md"


def test_drafts_are_right_more_often_than_not(corpus):
    for slug in ("socialist-action-uk", SLUG):
        everything = measure(encoded(corpus, slug), corpus.entities)[-1]
        assert everything.precision >= 0.8
        assert everything.right >= 15


def test_every_pattern_has_a_name_of_its_own():
    names = [pattern.name for pattern in patterns()]
    assert len(names) == len(set(names))


#: A sentence for each pattern, with a claim that it must propose; T is the topic of the article.
SENTENCES = [
    ("founded", "Socialist Outlook was founded in 1987.", ("socialist-outlook", "foundedOn", "1987")),
    ("founded-by", "The Labour Party was founded in 1900 by Tony Benn.", ("labour-party", "foundedBy", "tony-benn")),
    ("first-appeared", "Socialist Outlook first appeared on 3 May 1987.", ("socialist-outlook", "firstAppearedOn", "1987-05-03")),
    ("dissolved", "The Labour Party was dissolved in 1999.", ("labour-party", "dissolvedOn", "1999")),
    ("merged", "In 1987 the International Group merged with the Socialist Group to form the International Socialist Group.", ("merger-1987", "originalOrganisation", "socialist-group")),
    ("split", "The Socialist Group split from the Labour Party in 1988.", ("split-1988", "resultingOrganisation", "socialist-group")),
    ("renamed", "In 1990 it changed its name to the Labour Party.", ("T", "continuesAs", "labour-party")),
    ("abbreviated", "The Labour Party (LP) met.", ("labour-party", "name", "LP")),
    ("leader-of", "The Labour Party, led by Tony Benn and Ken Livingstone, met.", ("ken-livingstone", "leaderOf", "labour-party")),
    ("member-of", "Tony Benn was a leading member of the Labour Party.", ("tony-benn", "memberOf", "labour-party")),
    ("never-member-of", "Tony Benn was never a member of the Labour Party.", ("tony-benn", "memberOf", "labour-party")),
    ("joined", "Tony Benn joined the Labour Party in 1950.", ("tony-benn", "joins", "labour-party")),
    ("left", "Tony Benn resigned from the Labour Party.", ("tony-benn", "leaves", "labour-party")),
    ("editor-of", "Socialist Outlook, a paper edited by Tony Benn, failed.", ("tony-benn", "edits", "socialist-outlook")),
    ("member-of-parliament", "Tony Benn was the Member of Parliament for Brent East from 1950 to 1960.", ("tony-benn", "representsPlace", "brent-east")),
    ("post", "Tony Benn was the Mayor of London.", ("tony-benn", "holdsPost", "mayor-of-london")),
    ("section-of", "The Labour Party was the French section of the Fourth International.", ("labour-party", "affiliatedTo", "fourth-international")),
    ("appointed-by", "Tony Benn was appointed by Ken Livingstone.", ("tony-benn", "appointedBy", "ken-livingstone")),
    ("size", "The Labour Party had around 5,000 members in 1950.", ("labour-party", "memberCount", "5000")),
    ("size-of-topic", "By 1982, membership had fallen to 534.", ("T", "memberCount", "534")),
    ("born", "Tony Benn (born 1925) spoke.", ("tony-benn", "bornOn", "1925")),
    ("died", "the late Tony Benn", ("tony-benn", "deceased", "true")),
    ("publishes", "The Labour Party publishes the newspaper Socialist Outlook.", ("labour-party", "publishes", "socialist-outlook")),
    ("began-publishing", "In 1982 the Labour Party began publishing Socialist Outlook.", ("labour-party", "publishes", "socialist-outlook")),
    ("stopped-publishing", "In 2001 the Labour Party stopped publishing its journal, Socialist Outlook.", ("labour-party", "publishes", "socialist-outlook")),
    ("replaced", "In June 1977, Solidarity replaced Socialist Outlook.", ("socialist-outlook", "replacedBy", "solidarity")),
    ("ideology", "The Labour Party is a Trotskyist party.", ("labour-party", "ideology", "trotskyism")),
    ("located", "The Labour Party is a party in Britain.", ("labour-party", "locatedIn", "britain")),
    ("faction-of", "The Socialist Group was a faction within the Labour Party.", ("socialist-group", "partOf", "labour-party")),
    ("participates", "The Labour Party took part in the Stop the War Coalition.", ("labour-party", "participatesIn", "stop-the-war-coalition")),
    ("leading-role", "Tony Benn played a leading role in the Stop the War Coalition.", ("tony-benn", "leadingRoleIn", "stop-the-war-coalition")),
    ("backs", "The Labour Party backed Tony Benn.", ("labour-party", "backs", "tony-benn")),
    ("supports", "The Labour Party supported Solidarity.", ("labour-party", "supports", "solidarity")),
    ("adviser", "Simon Fletcher was an adviser to Ken Livingstone.", ("simon-fletcher", "advises", "ken-livingstone")),
    ("enters", "The Socialist Group entered the Labour Party.", ("socialist-group", "enters", "labour-party")),
    ("known-as", "The Labour Party, also known as The Workers, met.", ("labour-party", "name", "The Workers")),
    ("described", "The Labour Party was a loose alliance.", ("labour-party", "describedAs", "loose alliance")),
    ("campaigns-against", "The Stop the War Coalition campaigns against the Iraq War.", ("stop-the-war-coalition", "opposes", "iraq-war")),
    ("candidate", "Tony Benn stood for Mayor of London.", ("tony-benn", "candidateFor", "mayor-of-london")),
    ("elected", "Tony Benn was elected Mayor of London.", ("tony-benn", "holdsPost", "mayor-of-london")),
    ("headquarters", "The Labour Party was based in London.", ("labour-party", "headquarters", "london")),
    ("political-position", "Political position Far-left", ("T", "politicalPosition", "far-left")),
    ("affiliate", "The Socialist Group was affiliated to the Fourth International.", ("socialist-group", "affiliatedTo", "fourth-international")),
    ("affiliate-of-campaign", "The Socialist Group is affiliated to the Stop the War Coalition.", ("socialist-group", "affiliateOf", "stop-the-war-coalition")),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "sentence", "expected"), SENTENCES, ids=[case[0] for case in SENTENCES])
def test_each_pattern_finds_what_it_is_for(corpus, pattern, sentence, expected):
    topic = "international-marxist-group"
    draft = propose(sentence, corpus.entities, topic)
    found = {
        (c["s"], c["p"], c.get("o") or c.get("v")) for c in (p.claim for p in draft.proposals if p.pattern == pattern)
    }
    assert tuple(topic if part == "T" else part for part in expected) in found


def test_there_is_a_sentence_for_each_pattern():
    assert [case[0] for case in SENTENCES] == [pattern.name for pattern in patterns()]


def test_a_denial_is_proposed_as_one(corpus):
    (proposal,) = propose(
        "Tony Benn was never a member of the Labour Party.", corpus.entities, "labour-party"
    ).proposals
    assert proposal.claim["negated"] == "yes"


def test_who_speaks_is_filled_in_where_it_is_plain_and_else_asked_for(corpus):
    said = propose(
        "According to Atma Singh, Tony Benn was a member of the Labour Party.", corpus.entities, "labour-party", ("4",)
    )
    assert said.said == {"by": "atma-singh", "act": "statement", "cue": "According to Atma Singh", "in": "4"}
    asked = propose("It is alleged that Tony Benn was a member of the Labour Party.", corpus.entities, "labour-party")
    assert not asked.said
    assert "who says what?" in asked.warnings[0]


def test_unknown_names_are_suggested_with_those_that_are_like_them(corpus):
    assert unknown_names("Tariq Alli joined the Blue League in London.", corpus.entities) == (
        "Tariq Alli",
        "Blue League",
    )
    assert look_alikes("Tariq Alli", corpus.entities)[0] == "tariq-ali"
    draft = propose("Tariq Alli joined the Labour Party.", corpus.entities, "labour-party")
    assert draft.new["tariq-alli"].startswith("{a: Person, label: Tariq Alli}   # like it: tariq-ali")


def test_a_name_that_several_things_bear_is_a_choice(corpus):
    (mention,) = find_mentions("Socialist Action met.", corpus.entities)
    assert set(mention.things) == {"socialist-action", "socialist-action-journal", "socialist-action-newspaper"}
    draft = propose("Socialist Action first appeared in 1983.", corpus.entities, "labour-party")
    assert "may be socialist-action-journal or socialist-action-newspaper" in draft.warnings[0]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("in 1983", "1983"), ("in September 1983", "1983-09"), ("on 16 March 1983", "1983-03-16"),
        ("on March 16, 1983", "1983-03-16"), ("between 1968 and 1982", "1968/1982"), ("from 2001 to 2007", "2001/2007"),
        ("2000–2008", "2000/2008"), ("since 1997", "1997/"), ("until 2001", "../2001"), ("by 1982", "[..1982]"),
        ("by the mid-1980s", "[..1986]"), ("in the late 1970s", "[1977..1979]"), ("in early 2017", "2017"),
    ],
)  # fmt: skip
def test_words_of_time_become_dates_that_the_gate_takes(words, edtf):
    from kg.check.wording import unsupported_dates
    from kg.compile.dates import bounds

    (when,) = find_times(f"It met {words}, and left.")
    assert (when.words, when.edtf) == (words, edtf)
    assert bounds(edtf)
    assert unsupported_dates(words, edtf) == []


def test_the_list_of_the_first_article_is_read_as_people_read_it(corpus):
    """Of the fields that people gave, most are found, and what is found and is not doubted is what they gave."""
    given = found = wrong = 0
    for reference in encoded(corpus).references.values():
        if reference.entry is None:
            continue
        parsed = parse_entry(reference.entry.text)
        for key in ("title", "issued", "retrieved", "archived", "page"):
            if key in reference.fields:
                given += 1
                found += parsed.fields.get(key) == reference.fields[key]
            if key in parsed.fields and not parsed.doubts:
                wrong += parsed.fields[key] != reference.fields.get(key)
        names = {corpus.entities[author].label for author in reference.authors}
        given += len(names)
        found += len(names & set(parsed.authors))
    assert found / given >= 0.95
    assert wrong == 0


def test_only_what_a_proposal_needs_is_suggested_and_other_unknown_names_are_listed(corpus):
    draft = propose(
        "Anna Quill met Peder Lund, and Anna Quill joined the Labour Party.", corpus.entities, "labour-party"
    )
    assert list(draft.new) == ["anna-quill"]
    assert draft.unknown == ("Peder Lund",)


def test_a_part_of_a_name_stands_for_the_topic_or_for_the_one_person_of_that_surname(corpus):
    draft = propose("Murshid joined the Alliance in 1950.", corpus.entities, "anti-racist-alliance")
    (claim,) = [p.claim for p in draft.proposals if p.pattern == "joined"]
    assert (claim["s"], claim["o"]) == ("kumar-murshid", "anti-racist-alliance")
    assert draft.coref == {"kumar-murshid": "Murshid", "anti-racist-alliance": "Alliance"}
