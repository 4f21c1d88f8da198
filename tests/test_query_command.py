"""The command 'kg query': forms for people and for programs, values for questions, and rows that stream."""

import csv
import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

MEMBERS = "SELECT ?who ?claim { ?claim rdf:subject ?who ; rdf:predicate pao:leaderOf ; rdf:object id:socialist-action } ORDER BY ?who ?claim"


def rows(text, delimiter=","):
    return list(csv.reader(text.splitlines(), delimiter=delimiter))


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_exact_forms_keep_addresses_and_labels_are_asked_for(kg, form, delimiter):
    exact = kg("query", "-", "--format", form, stdin=MEMBERS).stdout
    assert "https://w3id.org/pao/id/john-ross" in exact
    labelled = rows(kg("query", "-", "--format", form, "--labels", stdin=MEMBERS).stdout, delimiter)
    assert labelled[:2] == [["who"], ["John Ross"]]


def test_a_table_has_labels_and_addresses_on_request(kg):
    table = kg("query", "-", "--format", "table", stdin=MEMBERS).stdout
    assert "John Ross" in table
    assert "claim" not in table
    assert "id:john-ross" in kg("query", "-", "--format", "table", "--iris", stdin=MEMBERS).stdout


def test_markdown_shows_no_markup_of_the_data(kg):
    text = "SELECT ?a { BIND('a|b *c* <d>' AS ?a) }"
    assert kg("query", "-", "--format", "markdown", stdin=text).stdout.splitlines()[2] == r"| a\|b \*c\* \<d\> |"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\ta", "＝1"])
def test_a_safe_cell_is_no_formula(kg, cell):
    text = f"SELECT ?a {{ BIND({json.dumps(cell, ensure_ascii=False)} AS ?a) }}"
    assert rows(kg("query", "-", "--format", "csv", "--safe", stdin=text).stdout)[1] == [f"'{cell}"]
    assert rows(kg("query", "-", "--format", "csv", stdin=text).stdout)[1] == [cell]


def test_evidence_stands_with_each_row(kg):
    found = list(csv.DictReader(kg("query", "-", "--format", "csv", "--evidence", stdin=MEMBERS).stdout.splitlines()))
    assert {row["claim_standing"] for row in found} >= {"fact", "said by somebody"}
    assert all(row["claim_quote"] for row in found)
    assert all(row["claim_speaker"] for row in found if row["claim_standing"] == "said by somebody")
    assert "SAID BY SOMEBODY" in kg("query", "-", "--format", "table", "--evidence", stdin=MEMBERS).stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (["-", "--evidence"], "SELECT ?s { ?s a foaf:Person }", "select ?claim as well"),
        (["-", "--labels", "--format", "json"], MEMBERS, "Labels and evidence are written as table"),
        (["-", "--date", "1986"], MEMBERS, "A query of your own has no parameters"),
        (["timeline", "--dat", "1986"], None, "'--dat' says nothing to the question 'timeline'"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(kg, arguments, stdin, message):
    done = kg("query", *arguments, stdin=stdin)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_explain_shows_the_question_the_terms_and_the_text(kg):
    shown = kg("query", "-", "--explain", stdin=MEMBERS).stdout
    assert "pao:leaderOf" in shown
    assert "rdf:predicate" in shown
    assert MEMBERS in shown


def test_a_query_of_somebodys_own_is_told_what_it_mixes_and_misspells(kg):
    mixed = kg("query", "-", "--format", "csv", stdin="SELECT ?s ?o { ?c rdf:subject ?s ; rdf:object ?o }")
    assert "some may be somebody's word or denied" in mixed.stderr
    assert kg("query", "-", "--format", "csv", "--evidence", stdin=MEMBERS).stderr == ""
    unknown = kg("query", "-", "--format", "csv", stdin="SELECT ?x { ?x pao:membrOf ?y }")
    assert unknown.stderr == "kg: 'pao:membrOf' is no term of the ontology. Did you mean 'memberOf'?\n"


#: Who is a member, with a denial and somebody's word among the rows, each time told less than all of it.
MEMBER = "{?c rdf:subject ?who ; rdf:predicate pao:memberOf ; rdf:object id:socialist-action"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("SELECT ?who " + MEMBER.replace("?c", "?claim") + "}", "may be somebody's word or denied"),
        ("SELECT ?who ?c " + MEMBER + "}", "may be somebody's word or denied"),
        ("SELECT ?who " + MEMBER + "; pao:voice pao:ArticleVoice}", "some may be denied"),
        ("SELECT ?who ?by " + MEMBER + " OPTIONAL {?c pao:attribution/pao:speaker ?by}}", "some may be denied"),
        ("SELECT ?who ?no " + MEMBER + " OPTIONAL {?c pao:polarity ?no}}", "some may be somebody's word;"),
        (
            "PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
            "SELECT ?who {?c r:subject ?who ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> id:socialist-action}",
            "may be somebody's word or denied",
        ),
        ("SELECT ?who " + MEMBER + "; a pao:FactualClaim}", None),
        ("SELECT ?who " + MEMBER + "; pao:support pao:Cited; pao:polarity pao:Negative; pao:voice ?v}", None),
        ("SELECT ?who { ?who pao:memberOf id:socialist-action }", None),
    ],
)
def test_whoever_may_take_a_denial_or_somebodys_word_for_a_fact_is_told_in_python_and_on_the_command_line(
    kg, text, remark
):
    import kg as package

    told = kg("query", "-", "--format", "csv", stdin=text).stderr
    if remark is None:
        assert told == ""
        package.query(text)
    else:
        assert remark in told
        with pytest.warns(UserWarning, match=remark):
            package.query(text)


def test_files_that_may_hold_our_claims_are_asked_with_the_same_care(kg):
    own = ("query", "-", "--format", "csv", "--data", "dataset/claims.ttl")
    assert "may be somebody's word or denied" in kg(*own, stdin="SELECT ?who " + MEMBER + "}").stderr
    assert kg(*own, stdin="SELECT ?s { ?c rdf:subject ?s }").stderr == ""


def test_what_a_table_shows_can_be_asked_for(kg):
    shown = kg("query", "by-publisher", "--format", "markdown", "--iris").stdout
    assert "id:evening-standard" in shown
    assert (
        len(kg("query", "by-publisher", "--publisher", "id:evening-standard", "--format", "csv").stdout.splitlines())
        == 3
    )


def test_a_question_that_counts_has_no_evidence(kg):
    done = kg("query", "classes", "--evidence")
    assert done.returncode == 2
    assert done.stderr.startswith("kg: No column of this answer names claims")


def test_the_questions_with_a_tag_are_listed_as_markdown_too(kg):
    listed = kg("queries", "--tag", "lineage", "--format", "markdown").stdout
    assert "### splits\n" in listed
    assert "### classes\n" not in listed


def test_long_results_come_as_they_are_found():
    """The first row is there long before the last: a reader who leaves early waits for nothing."""
    text = "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r }"
    command = [sys.executable, "-m", "kg", "query", "-", "--format", "csv", "--seconds", "600"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(text.encode())
        process.stdin.close()
        lines = [process.stdout.readline() for _ in range(1000)]
        process.kill()
    assert lines[0] == b"a,b\r\n"
    assert len(lines) == 1000


def test_a_stream_that_is_cut_says_so(kg):
    done = kg("query", "-", "--format", "csv", "--seconds", "1", stdin="SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r }")
    assert done.returncode == 69
    assert "takes longer than 1 seconds" in done.stderr
