"""What is proposed to Wikidata: facts that only we have, as lines that another library reads back; and nothing else."""

import re

import pytest
from quickstatements_client import DateQualifier, EntityLine, EntityQualifier, TextLine, TextQualifier
from quickstatements_client.model import DateLine

from kg.ask.answers import ask
from kg.ask.names import labels
from kg.ask.rows import read_rows
from kg.link.preview import preview
from kg.link.quickstatements import Proposal, write
from kg.link.sides import proposals, read_sides
from tests.spoiling import Spoilt, node
from tests.wikidata.rdf import turtle
from tests.wikidata.server import sparql_server

PAGE = "https://en.wikipedia.org/wiki/Socialist_Action_(UK)"

#: A fact that only we have: Socialist Action – political position – far-left; and the claim behind it.
FAR_LEFT = "https://w3id.org/pao/claim/socialist-action-uk/infobox-position/1"
FAR_LEFT_LINE = f'Q4430199\tP1387\tQ1129409\tS4656\t"{PAGE}"\tS1683\ten:"Political\u00a0position Far-left"\n'

#: What somebody says, and a proposition that could be told if it were a fact: both its ends are linked.
SAID = "https://w3id.org/pao/claim/socialist-action-uk/power-base/1"
SAYING = "https://w3id.org/pao/passage/socialist-action-uk/power-base#said"
SUBJECT, PREDICATE, OBJECT = "socialist-action", "pao:partOf", "labour-party"

MCDONNELL = "https://w3id.org/pao/claim/socialist-action-uk-related-john-mcdonnell/mcdonnell-shadow-chancellor/3"
ABSTRACT = "https://w3id.org/pao/article/socialist-action-uk-related-john-mcdonnell"


@pytest.fixture(scope="module")
def asked(wikidata):
    """Asks the small Wikidata each question once, whatever dataset it comes from."""
    known = {}

    def ask_once(text):
        if text not in known:
            known[text] = read_rows(ask(text, endpoint=wikidata).data)
        return known[text]

    return ask_once


def lines(spoilt, asked):
    found = proposals(read_sides(asked, store=spoilt.store), spoilt.store)
    return write(proposal for _, proposal in found if isinstance(proposal, Proposal))


def read(line):
    """Return a line as the model of quickstatements-client; it has no class for texts in a language."""
    item, pid, value, *rest = line.split("\t")
    qualifiers = [_qualifier(*pair) for pair in zip(rest[::2], rest[1::2], strict=True)]
    if value.startswith("+"):
        day, precision = re.fullmatch(r"\+(\d{4}-\d{2}-\d{2})T00:00:00Z/(\d+)", value).groups()
        target = day.replace("-00", "-01")
        return DateLine(subject=item, predicate=pid, target=target, precision=int(precision), qualifiers=qualifiers)
    if value.startswith('"'):
        return TextLine(subject=item, predicate=pid, target=value[1:-1], qualifiers=qualifiers)
    return EntityLine(subject=item, predicate=pid, target=value, qualifiers=qualifiers)


def _qualifier(pid, value):
    if value.startswith("Q"):
        return EntityQualifier(predicate=pid, target=value)
    if value.startswith('"'):
        return TextQualifier(predicate=pid, target=value[1:-1])
    return DateQualifier(predicate=pid, target=value)


def confirmed():
    return Spoilt().confirm_links()


def telling():
    """A dataset in which more can be told: the abstracts have an address, so that their facts have a source."""
    return confirmed().add("sources", ABSTRACT, "dcterms:source", "https://en.wikipedia.org/wiki/John_McDonnell")


def test_as_it_is_nothing_is_told_of_what_nobody_has_confirmed(asked):
    assert "Q4430199" not in lines(Spoilt(), asked)


def test_what_only_we_have_is_told_once_the_links_are_confirmed(asked):
    assert lines(confirmed(), asked) == FAR_LEFT_LINE


def test_the_lines_are_those_of_quickstatements_client(asked):
    spoilt = telling().add(
        "sources",
        "https://w3id.org/pao/passage/socialist-action-uk/infobox-position",
        "cito:citesAsEvidence",
        "https://w3id.org/pao/ref/socialist-action-uk/11",
    )
    found = lines(spoilt, asked).splitlines()
    assert len(found) == 3
    assert [read(line).get_line(sep="\t") for line in found] == found
    assert all("|" not in line and '""' not in line for line in found)


def test_reading_a_line_back_gives_the_statement_that_was_meant(asked):
    [line] = [text for text in lines(telling(), asked).splitlines() if text.startswith("Q694695")]
    statement = read(line)
    assert (statement.subject, statement.predicate, statement.target) == ("Q694695", "P39", "Q11013932")
    assert [(q.predicate, q.get_target()) for q in statement.qualifiers] == [
        ("P580", "+2015-00-00T00:00:00Z/9"),
        ("P582", "+2020-00-00T00:00:00Z/9"),
        ("S4656", '"https://en.wikipedia.org/wiki/John_McDonnell"'),
    ]


@pytest.mark.parametrize(
    ("edtf", "qualifiers"),
    [
        ("2015-09-12/2020-04", [("P580", "+2015-09-12T00:00:00Z/11"), ("P582", "+2020-04-00T00:00:00Z/10")]),
        ("2015/", [("P580", "+2015-00-00T00:00:00Z/9")]),
        ("../2020", [("P582", "+2020-00-00T00:00:00Z/9")]),
        ("2016-03", [("P585", "+2016-03-00T00:00:00Z/10")]),
        ("2015~/", [("P580", "+2015-00-00T00:00:00Z/9"), ("P1480", "Q5727902")]),
        ("[2015..2017]", [("P1319", "+2015-00-00T00:00:00Z/9"), ("P1326", "+2017-00-00T00:00:00Z/9")]),
        ("2015?/2020", None),
        ("201X", None),
        ("[..2015]/2020", None),
    ],
)
def test_dates_become_qualifiers_of_their_precision_or_the_fact_is_not_told(asked, edtf, qualifiers):
    import pyoxigraph

    spoilt = telling().drop(f"{MCDONNELL}#time", "pao:edtf")
    spoilt.add("claims", f"{MCDONNELL}#time", "pao:edtf", pyoxigraph.Literal(edtf))
    found = [read(line) for line in lines(spoilt, asked).splitlines() if line.startswith("Q694695")]
    told = [[(q.predicate, q.get_target()) for q in one.qualifiers if q.predicate.startswith("P")] for one in found]
    assert told == ([] if qualifiers is None else [qualifiers])


def test_each_source_has_a_line_of_its_own(asked):
    passage = "https://w3id.org/pao/passage/socialist-action-uk/infobox-position"
    spoilt = confirmed()
    for number in (11, 12):
        spoilt.add("sources", passage, "cito:citesAsEvidence", f"https://w3id.org/pao/ref/socialist-action-uk/{number}")
    first, second, third = map(read, lines(spoilt, asked).splitlines())
    assert [q.predicate for q in first.qualifiers] == ["S4656", "S1683"]
    assert [(q.predicate, q.get_target()) for q in second.qualifiers] == [
        ("S248", "Q11148"),
        ("S1476", 'en:"Far left has hijacked peace group, says CND veteran"'),
        ("S577", "+2003-12-01T00:00:00Z/11"),
        ("S813", "+2022-02-28T00:00:00Z/11"),
    ]
    assert ("S304", '"76"') in [(q.predicate, q.get_target()) for q in third.qualifiers]
    assert {(line.subject, line.predicate, line.target) for line in (first, second, third)} == {
        ("Q4430199", "P1387", "Q1129409")
    }


def test_a_headline_about_a_person_is_not_told(asked):
    passage = "https://w3id.org/pao/passage/socialist-action-uk/infobox-position"
    spoilt = confirmed().add(
        "sources", passage, "cito:citesAsEvidence", "https://w3id.org/pao/ref/socialist-action-uk/16"
    )
    assert "consigliere" not in lines(spoilt, asked)


@pytest.mark.parametrize("text", ['a "word" in it', "a | in it", "é – ’"])
def test_a_text_stays_one_field(asked, text):
    import pyoxigraph

    passage = "https://w3id.org/pao/passage/socialist-action-uk/infobox-position"
    spoilt = (
        confirmed()
        .drop(passage, "oa:exact")
        .add("sources", passage, "oa:exact", pyoxigraph.Literal(text, language="en"))
    )
    [line] = lines(spoilt, asked).splitlines()
    assert line.split("\t")[-1] == f'en:"{text}"'


@pytest.mark.parametrize("text", ["a\tb", "a\nQ1\tP1\tQ1", "/* a */", "a || b", "x" * 1501])
def test_a_text_that_would_break_a_line_is_left_out(asked, text):
    import pyoxigraph

    passage = "https://w3id.org/pao/passage/socialist-action-uk/infobox-position"
    spoilt = (
        confirmed()
        .drop(passage, "oa:exact")
        .add("sources", passage, "oa:exact", pyoxigraph.Literal(text, language="en"))
    )
    assert lines(spoilt, asked) == f'Q4430199\tP1387\tQ1129409\tS4656\t"{PAGE}"\n'


def rewritten():
    """A dataset in which what somebody says is a proposition that could be told if it were a fact."""
    spoilt = confirmed()
    for predicate, value in (("rdf:subject", SUBJECT), ("rdf:predicate", PREDICATE), ("rdf:object", OBJECT)):
        spoilt.drop(SAID, predicate).add("claims", SAID, predicate, value)
    return spoilt.drop(SAID, "pao:gist")


def label(spoilt):
    return spoilt.add("facts", SAID, "rdf:type", "pao:FactualClaim")


def assert_it(spoilt):
    return spoilt.add("facts", SUBJECT, PREDICATE, OBJECT)


def own_voice(spoilt):
    return spoilt.drop(SAID, "pao:voice").add("claims", SAID, "pao:voice", "pao:ArticleVoice")


def unattributed(spoilt):
    return spoilt.drop(SAID, "pao:attribution")


def unsaid(spoilt):
    return spoilt.drop(SAYING, "pao:speaker")


#: Ways to get what somebody says past us: each changes some layers as if it were a fact, never the sentence itself.
SMUGGLING = {
    "as it is": (),
    "marked as a fact": (label,),
    "a plain triple": (assert_it,),
    "marked, and a plain triple": (label, assert_it),
    "in the article's voice, marked": (own_voice, label),
    "in the article's voice, marked, a plain triple": (own_voice, label, assert_it),
    "without its attribution, marked, a plain triple": (unattributed, label, assert_it),
    "without attribution, in the article's voice": (unattributed, own_voice, label, assert_it),
    "without attribution and speaker": (unattributed, unsaid, label, assert_it),
    "without any trace but its words": (unattributed, unsaid, own_voice, label, assert_it),
    "without a voice": (lambda s: s.drop(SAID, "pao:voice"), unattributed, unsaid, label, assert_it),
    "in two voices": (
        lambda s: s.add("claims", SAID, "pao:voice", "pao:ArticleVoice"),
        unattributed,
        unsaid,
        label,
        assert_it,
    ),
    "its attribution in another layer": (
        lambda s: s.drop(SAID, "pao:attribution").add("entities", SAID, "pao:attribution", SAYING),
        own_voice,
        label,
        assert_it,
    ),
    "marked in the wrong layer": (
        lambda s: s.add("claims", SAID, "rdf:type", "pao:FactualClaim"),
        own_voice,
        unattributed,
        unsaid,
        assert_it,
    ),
}


@pytest.mark.parametrize("way", SMUGGLING)
def test_what_somebody_says_is_never_told(asked, way):
    spoilt = rewritten()
    for change in SMUGGLING[way]:
        change(spoilt)
    assert lines(spoilt, asked) == FAR_LEFT_LINE


def test_the_same_proposition_is_told_where_the_article_states_it(asked):
    """The smuggled proposition is one that would pass: so the tests above can fail."""
    spoilt = confirmed()
    for predicate, value in (("rdf:subject", SUBJECT), ("rdf:predicate", PREDICATE), ("rdf:object", OBJECT)):
        spoilt.drop(FAR_LEFT, predicate).add("claims", FAR_LEFT, predicate, value)
    assert lines(assert_it(spoilt), asked).startswith("Q4430199\tP361\tQ9630\tS4656")


def proposition(claim, subject="socialist-action", predicate="pao:politicalPosition", value="far-left"):
    def change(spoilt):
        spoilt.add("claims", claim, "rdf:type", "pao:Claim").add("claims", claim, "rdf:subject", subject)
        return spoilt.add("claims", claim, "rdf:predicate", predicate).add("claims", claim, "rdf:object", value)

    return change


OTHER = "https://w3id.org/pao/claim/socialist-action-uk/infobox-position/99"
POSITION = "https://w3id.org/pao/passage/socialist-action-uk/infobox-position"
LINK = "https://w3id.org/pao/link/socialist-action/Q4430199"

#: Changes after which a fact may not be told any more.
SPOILING = {
    "not marked as a fact": lambda s: s.drop(FAR_LEFT, "rdf:type", "pao:FactualClaim"),
    "without a plain triple": lambda s: s.drop("socialist-action", "pao:politicalPosition", "far-left"),
    "without a claim": lambda s: s.drop(FAR_LEFT, "rdf:type", "pao:Claim"),
    "denied": lambda s: s.add("claims", FAR_LEFT, "pao:polarity", "pao:Negative"),
    "denied by another claim": lambda s: proposition(OTHER)(s).add("claims", OTHER, "pao:polarity", "pao:Negative"),
    "disputed later": lambda s: s.add("claims", SAID, "cito:disputes", FAR_LEFT),
    "the like of it disputed": lambda s: proposition(OTHER)(s).add("claims", SAID, "cito:disputes", OTHER),
    "disputes another": lambda s: s.add("claims", FAR_LEFT, "cito:disputes", SAID),
    "attributed": lambda s: s.add("claims", FAR_LEFT, "pao:attribution", SAYING),
    "hedged": lambda s: s.add("claims", FAR_LEFT, "pao:hedge", "pao:hedge-some"),
    "lightly hedged": lambda s: s.add("claims", FAR_LEFT, "pao:hedge", "pao:hedge-including"),
    "told in words": lambda s: s.add("claims", FAR_LEFT, "pao:gist", "pao:words"),
    "a citation is needed": lambda s: s.add("claims", FAR_LEFT, "pao:support", "pao:CitationNeeded"),
    "support unknown": lambda s: s.drop(FAR_LEFT, "pao:support"),
    "a tag on its sentence": lambda s: s.add("sources", POSITION, "pao:editorialTag", "pao:tag-citation-needed"),
    "a note of doubt": lambda s: s.add("claims", FAR_LEFT, "skos:editorialNote", "pao:doubt"),
    "in a context": lambda s: s.add("claims", FAR_LEFT, "pao:context", "labour-party"),
    "a candidate": lambda s: s.link("socialist-action", kind="candidate"),
    "a candidate at the other end": lambda s: s.link("far-left", kind="candidate"),
    "a close match": lambda s: s.link("socialist-action", kind="close"),
    "a match without its link": lambda s: s.drop(LINK, "pao:linkOf"),
    "a link without its match": lambda s: s.drop("socialist-action", "skos:exactMatch"),
    "one end unlinked": lambda s: s.drop("far-left", "skos:exactMatch"),
    "two items for one thing": lambda s: (
        s.drop(LINK, "pao:item")
        .add("entities", LINK, "pao:item", "wd:Q4430199")
        .add("entities", LINK, "pao:item", "wd:Q7551506")
        .add("entities", "socialist-action", "skos:exactMatch", "wd:Q7551506")
    ),
    "an item that is merged": lambda s: (
        s.drop(LINK, "pao:item")
        .drop("socialist-action", "skos:exactMatch")
        .add("entities", LINK, "pao:item", "wd:Q900000001")
        .add("entities", "socialist-action", "skos:exactMatch", "wd:Q900000001")
    ),
    "an item that is gone": lambda s: (
        s.drop(LINK, "pao:item")
        .drop("socialist-action", "skos:exactMatch")
        .add("entities", LINK, "pao:item", "wd:Q900000002")
        .add("entities", "socialist-action", "skos:exactMatch", "wd:Q900000002")
    ),
    "about somebody living": lambda s: s.add("entities", "socialist-action", "rdf:type", "foaf:Person"),
    "without a source that can be named": lambda s: s.drop(
        "https://w3id.org/pao/article/socialist-action-uk", "dcterms:source"
    ),
}


@pytest.mark.parametrize("way", SPOILING)
def test_a_fact_in_doubt_is_not_told(asked, way):
    assert lines(SPOILING[way](confirmed()), asked) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "wikibase:rank wikibase:NormalRank ; ps:P1387 wd:Q1129409",
        "wikibase:rank wikibase:DeprecatedRank ; ps:P1387 wd:Q1129409",
        "wikibase:rank wikibase:NormalRank ; a wdno:P1387",
    ],
)
def test_what_wikidata_has_denies_or_deprecates_is_not_told(tmp_path, statement):
    extra = f"wd:Q4430199 p:P1387 s:Q4430199-1 . s:Q4430199-1 {statement} ."
    with sparql_server(tmp_path, turtle() + extra) as endpoint:
        assert lines(confirmed(), lambda text: read_rows(ask(text, endpoint=endpoint).data)) == ""


def test_of_the_living_only_public_posts_are_told(asked):
    spoilt = telling().add("facts", "ken-livingstone", "pao:memberOf", "labour-party")
    claim = "https://w3id.org/pao/claim/socialist-action-uk-related-ken-livingstone/livingstone-member/1"
    proposition(claim, "ken-livingstone", "pao:memberOf", "labour-party")(spoilt)
    spoilt.add("claims", claim, "pao:statedIn", POSITION).add("claims", claim, "pao:voice", "pao:ArticleVoice")
    spoilt.add("claims", claim, "pao:support", "pao:Cited").add("facts", claim, "rdf:type", "pao:FactualClaim")
    told = {read(line).predicate for line in lines(spoilt, asked).splitlines() if not line.startswith("Q4430199")}
    assert told == {"P39"}


def test_a_post_of_somebody_whom_nobody_has_confirmed_is_not_told(asked):
    assert "Q694695" in lines(telling(), asked)
    assert "Q694695" not in lines(telling().link("john-mcdonnell", confidence="many"), asked)


def test_the_preview_says_in_words_what_is_told_and_why_the_rest_is_not(asked):
    spoilt = telling()
    text = "\n".join(preview(proposals(read_sides(asked, store=spoilt.store), spoilt.store), labels()))
    assert (
        "John McDonnell (Q694695) – position held (P39) – Shadow Chancellor of the Exchequer (Q11013932), from 2015, to 2020"
        in text
    )
    assert "quote Political\u00a0position Far-left" in text
    assert "it would tell of somebody who is presumed to be living" in text
    assert "2 to propose" in text


def test_the_command_previews_and_writes(kg, wikidata, tmp_path):
    options = ("--endpoint", wikidata, "--journal", tmp_path / "journal.jsonl")
    shown = kg("link", "quickstatements", *options)
    assert shown.returncode == 0, shown.stderr
    assert "to propose" in shown.stdout
    target = tmp_path / "lines.tsv"
    written = kg("link", "quickstatements", *options, "--output", target)
    assert written.returncode == 0, written.stderr
    assert target.exists()
    assert node("socialist-action").value not in target.read_text()
