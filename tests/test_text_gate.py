"""The text gate: each check catches the corruption that it is there for."""

import pytest

from kg.check.passage_checks import CHECKS
from kg.check.text_gate import check_text
from kg.source.corpus import read_corpus
from kg.words.errors import RuleBroken

PASSAGES = "articles/socialist-action-uk/passages"
REFERENCES = "articles/socialist-action-uk/references.yaml"

#: Check -> what is broken, by file, words that stand there, words put in their place.
CORRUPTIONS = [
    ("quote", "a word is changed", "lead", "quote: Livingstone was never a member", "quote: Livingstone was once a member"),
    ("quote", "a word is left out", "lead", "are known as", None),
    ("quote", "it occurs twice", "lead", "quote: Livingstone was never a member", "quote: Socialist Action"),
    ("quote", "it is too short", "lead", "quote: It maintains a website", "quote: a website but"),
    ("quote", "it is in another section", "lead", "quote: It maintains a website", "quote: By the mid-1980s, the group had around 500 members."),
    ("cites", "a number is wrong", "lead", "  cites: [2]", "  cites: [3]"),
    ("cites", "a number is dropped", "lead", "  cites: [2]\n", ""),
    ("cites", "one of two is dropped", "lead", "  cites: [3, 4]\n  coref", "  cites: [3]\n  coref"),
    ("cites", "one is invented", "lead", "  quote: It maintains a website\n", "  quote: It maintains a website\n  cites: [3]\n"),
    ("cites", "speech is placed elsewhere", "history", "officer alleged, in: 11", "officer alleged, in: 10"),
    ("tags", "a tag is dropped", "lead", "  tags: [citation needed]\n", ""),
    ("tags", "a tag is invented", "lead", "  cites: [2]\n", "  cites: [2]\n  tags: [when]\n"),
    ("reported-speech", "the speaker is dropped", "history", "  said: {by: cnd-officer, act: allegation, cue: a long-term CND officer alleged, in: 11, when: \"2003\", words: In 2003}\n", ""),
    ("reported-speech", "the quote is cut to hide the speaker", "history", '  quote: a long-term CND officer alleged that, along with the Communist Party of Britain, it was becoming dominant in the organisation, in order to exert influence over the Stop The War Coalition\n  cites: [11]\n  coref: {socialist-action: it}\n  said: {by: cnd-officer, act: allegation, cue: a long-term CND officer alleged, in: 11, when: "2003", words: In 2003}\n', '  quote: along with the Communist Party of Britain, it was becoming dominant in the organisation, in order to exert influence over the Stop The War Coalition\n  cites: [11]\n  coref: {socialist-action: it}\n'),
    ("reported-speech", "the reason is dropped", "lead", "  ack: {reported-speech: \"'Was linked with' names no speaker; the article says it itself.\"}\n", ""),
    ("quotation", "the speaker is dropped", "history", "  said: {by: unnamed, act: statement, in: 4}\n", ""),
    ("speaker", "it is somebody else", "history", "by: cnd-officer, act: allegation", "by: atma-singh, act: allegation"),
    ("cue", "the speaker is another one of the sentence", "history", "by: cnd-officer, act", "by: communist-party-of-britain, act"),
    ("cue", "the speaker is hidden", "history", "by: cnd-officer, act", "by: unnamed, act"),
    ("cue", "an unnamed speaker is given a name", "ken-livingstone", "by: unnamed, act: characterisation, cue: were described as", "by: ken-livingstone, act: characterisation, cue: were described as"),
    ("cue", "it is not given", "history", ", cue: a long-term CND officer alleged", ""),
    ("cue", "it is not in the sentence", "history", "cue: a long-term CND officer alleged", "cue: a long-term CND officer claimed"),
    ("act", "an allegation becomes a statement", "history", "by: cnd-officer, act: allegation", "by: cnd-officer, act: statement"),
    ("act", "a denial becomes a statement", "ken-livingstone", "act: denial", "act: statement"),
    ("act", "a characterisation becomes a statement", "ken-livingstone", "by: ken-livingstone, act: characterisation, cue: Livingstone said", "by: ken-livingstone, act: statement, cue: Livingstone said"),
    ("act", "a denial disputes nothing", "ken-livingstone", ", disputes: [hidden-membership/hidden-affiliation, secret-work/secrecy, secret-cell/spun-as]", ""),
    ("medium", "the footnote is dropped", "history", "officer alleged, in: 11", "officer alleged"),
    ("medium", "the footnote that the sentence names is dropped", "ken-livingstone", "others making these same allegations, in: 15", "others making these same allegations"),
    ("medium", "it is another of two footnotes", "ken-livingstone", "others making these same allegations, in: 15", "others making these same allegations, in: 16"),
    ("unheard", "the one who regards is dropped", "communist-party-of-britain", ", said: {by: communist-party-of-britain, act: characterisation, cue: It … regards as}", ""),
    ("voices", "the article says what somebody says", "jeremy-corbyn", "    - {s: simon-fletcher, p: holdsPost, o: corbyn-chief-of-staff", "    - {s: simon-fletcher, p: memberOf, o: socialist-action-central-committee}\n    - {s: simon-fletcher, p: holdsPost, o: corbyn-chief-of-staff"),
    ("elsewhere", "a claim leaves its quote", "jeremy-corbyn", "    - {s: corbyn-chief-of-staff, p: postUnder", "    - {s: simon-fletcher, p: memberOf, o: corbyn-inner-circle}\n    - {s: corbyn-chief-of-staff, p: postUnder"),
    ("person", "somebody in the quote is swapped", "jeremy-corbyn", "p: appointedBy, o: ed-miliband", "p: appointedBy, o: jeremy-corbyn"),
    ("person", "two have each other's role", "ken-livingstone", "{s: mark-watts, p: advises, o: ken-livingstone, role: green adviser}", "{s: mark-watts, p: advises, o: ken-livingstone, role: culture adviser}"),
    ("person", "two have each other's post and description", "history", "{s: mary-rosser, p: holdsPost, o: morning-star-chief-executive", "{s: kumar-murshid, p: holdsPost, o: morning-star-chief-executive"),
    ("weaker", "a hedge is invented", "history", "o: labour-party, when: \"1982\", words: in 1982}", "o: labour-party, hedge: [almost], when: \"1982\", words: in 1982}"),
    ("denial", "a claim is negated", "history", "p: enters, o: labour-party,", "p: enters, o: labour-party, negated: \"yes\","),
    ("number", "a digit is added", "history", 'v: "500"', 'v: "5000"'),
    ("number", "a group grows", "lead", 'v: "4"', 'v: "5"'),
    ("value", "a name is changed", "history", "v: Socialist League,", "v: Socialist Party,"),
    ("value", "a role is changed", "history", "role: a major role", "role: the decisive role"),
    ("value", "a purpose is changed", "history", "purpose: to guarantee invisibility}", "purpose: to avoid arrest}"),
    ("words", "a year is changed", "history", 'v: "1987", words: In 1987', 'v: "1978", words: In 1987'),
    ("words", "a month is invented", "history", 'v: "1987", words: In 1987', "v: 1987-01, words: In 1987"),
    ("words", "a vague date is made exact", "history", 'when: "[..1986]", words: By', 'when: 1986-06-30, words: By'),
    ("words", "the words are not those of the text", "history", "words: on 16 March 1983", "words: in March 1983"),
    ("name", "the person is swapped", "lead", "{s: ken-livingstone, p: memberOf", "{s: john-ross, p: memberOf"),
    ("name", "the organisation is swapped", "history", "p: enters, o: labour-party", "p: enters, o: communist-party-of-britain"),
    ("name", "the words that stand for it are not there", "history", "coref: {socialist-action: The group, renaming", "coref: {socialist-action: The party, renaming"),
    ("hedge", "'around' is dropped", "history", "hedge: [approximately, by]", "hedge: [by]"),
    ("hedge", "'some' is dropped", "history", "hedge: [some], ", ""),
    ("hedge", "'for example' is dropped", "lead", "hedge: [including], ", ""),
    ("negation", "'never' is dropped", "lead", "o: socialist-action, negated: \"yes\"}", "o: socialist-action}"),
    ("negation", "the quote is cut before 'never'", "lead", "quote: Livingstone was never a member", "quote: Ken Livingstone, although Livingstone was"),
    ("reference", "a title is changed", REFERENCES, "title: Management retreats", "title: Management advances"),
    ("reference", "an author is swapped", REFERENCES, "author: [nick-cohen]", "author: [paul-mason]"),
    ("reference", "a date is changed", REFERENCES, "issued: 2008-01-20", "issued: 2008-01-21"),
    ("reference", "a retrieval is invented", REFERENCES, "issued: 2008-01-20", "issued: 2008-01-20\n  retrieved: 2008-01-20"),
    ("reference", "a paper is swapped", REFERENCES, "in: the-observer", "in: the-times"),
    ("reference", "an entry is dropped", REFERENCES, '"13":\n  kind: news-article\n  author: [leo-mckinstry]\n  title: Revenge of the Killer Newt\n  in: the-spectator\n  issued: 2002-07-13\n', ""),
    ("reference", "a missing one is made up", REFERENCES, "  missing: Cited in the infobox; the stored list starts with number 2.", "  title: Market socialism"),
]  # fmt: skip


def corrupt(root, file, old, new):
    path = root / (file if "/" in file else f"{PASSAGES}/{file}.yaml")
    text = path.read_text(encoding="utf-8")
    if new is None:
        old, new = "From the mid-1980s Socialist Action became", "From the mid-1980s Action became"
    assert old in text, f"the corruption does not fit any more: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("check", "what", "file", "old", "new"), CORRUPTIONS, ids=[f"{c[0]}: {c[1]}" for c in CORRUPTIONS]
)
def test_a_corruption_is_caught_by_its_check(authored, check, what, file, old, new):
    corrupt(authored, file, old, new)
    findings = check_text(read_corpus(authored))
    assert check in {finding.check for finding in findings}
    assert all(finding.line > 0 and finding.message and finding.remedy for finding in findings)


def test_the_encoded_sections_pass(corpus):
    assert check_text(corpus) == []


def test_every_check_has_a_corruption():
    assert {*CHECKS, "quote", "reference"} == {corruption[0] for corruption in CORRUPTIONS}


def test_an_acknowledgement_of_nothing_is_a_finding(authored):
    corrupt(
        authored,
        "lead",
        "  quote: It maintains a website\n",
        "  quote: It maintains a website\n  ack: {hedge: No reason.}\n",
    )
    findings = check_text(read_corpus(authored))
    assert [f.message for f in findings if f.check != "second-reading"] == [
        "'ack: hedge' acknowledges nothing: the check finds nothing here"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("lead", "o: trotskyism", "o: trotskism", r"lead\.yaml:\d+: there is no entity 'trotskism'\. Did you mean 'trotskyism'\?"),
        ("history", "by: cnd-officer", "by: cnd-offcer", r"there is no entity 'cnd-offcer'\. Did you mean 'cnd-officer'\?"),
        ("history", "in: 11", "in: 99", r"there is no reference 99"),
        ("history", "- id: known-as", "- id: founding", r"the passage 'founding' is in .*history\.yaml:2 already"),
        ("entities/people.yaml", "nick-cohen: {", "labour-party: {", r"'labour-party' is declared in"),
        (REFERENCES, "in: the-observer", "in: the-observr", r"there is no entity 'the-observr'"),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_told_with_its_place(authored, file, old, new, message):
    corrupt(authored, file, old, new)
    with pytest.raises(RuleBroken, match=message):
        read_corpus(authored)
