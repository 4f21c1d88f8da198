"""The bundled questions on the web: each has its page, its text and its answer, with the parameters of kg query."""

import json
from urllib.parse import urlencode

import pytest

import kg
from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.ask.rows import read_rows
from kg.store.own import dataset
from kg.web.catalogue import answer_question
from kg.web.message import Request
from kg.web.protocol import answer
from kg.web.reply import answer_from
from kg.web.service import survey
from kg.words.formats import RESULT_FORMATS


@pytest.fixture(scope="module")
def service():
    return survey(dataset(), "test")


@pytest.fixture
def get(service):
    def run(path, accept="", **given):
        request = Request("GET", f"/query/{path}", urlencode(given), {"accept": accept} if accept else {})
        return answer_question(request, lambda asked: answer(asked, service, lambda q: answer_from(q, dataset())))

    return run


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_question_is_answered_as_on_the_command_line(get, query):
    response = get(f"{query.name}.srj")
    assert response.status == 200, response.body
    assert read_rows(response.body) == read_rows(kg.ask.answers.ask(query.name, rows="json").data)
    assert get(f"{query.name}.rq").body.decode() == bound(query.name, {})


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
def test_a_question_leads_to_its_answer_with_the_values_that_are_given(get, form):
    given = {"date": "1986", "organisation": "Socialist League"}
    found = get("members-at-date", form.media_type, **given)
    assert found.status == 303
    name, _, query = found.headers["location"].partition("?")
    assert name == f"members-at-date{form.extensions[0]}"
    assert query == "date=1986&organisation=Socialist+League"
    response = get(name, **given)
    assert response.status == 200
    assert response.headers["content-type"].startswith(form.media_type)
    assert get(f"members-at-date.{form.name}", **given).body == response.body
    assert 'rel="license"' in response.headers["link"]


def test_values_change_the_answer(get):
    rows = read_rows(get("members-at-date.json", date="1986", organisation="Socialist League").body)
    assert rows == kg.query("members-at-date", date="1986", organisation="Socialist League")
    assert rows != read_rows(get("members-at-date.json", date="1986", organisation="Labour Party").body)


def test_people_get_the_page_and_programs_the_text(get):
    assert get("members-at-date", "text/html,*/*;q=0.8").headers["location"] == "members-at-date.html"
    text = get("members-at-date.rq", date="1986")
    assert text.headers["content-type"] == "application/sparql-query; charset=utf-8"
    assert b"1986-01-01" in text.body
    assert get("members-at-date", "application/sparql-query").headers["location"] == "members-at-date.rq"
    assert get("members-at-date", format="csv").headers["location"] == "members-at-date.csv"


@pytest.mark.parametrize(
    "path", ["nothing", "nothing.csv", "members-at-date.exe", "../ask/sparql/things.rq", "", ".csv"]
)
def test_what_is_no_question_is_404(get, path):
    assert get(path).status == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"date": "soon"}, "EDTF"),
        ({"nothing": "1"}, "no parameter"),
        ({"organisation": "Nobody's Party"}, "Nothing here is called"),
        ({"date": '1986" } SERVICE <http://localhost/> { ?s ?p ?o } #'}, "EDTF"),
    ],
)
def test_values_that_do_not_fit_are_400_with_a_sentence(get, given, told):
    for path in ("members-at-date.csv", "members-at-date.rq", "members-at-date"):
        response = get(path, **given)
        assert response.status == 400
        assert told in response.body.decode()
    problem = get("members-at-date.csv", "application/problem+json", **given)
    assert json.loads(problem.body)["status"] == 400


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "Call 0800 now", "it's 'quoted'", "zz\n\u202ezz"])
@pytest.mark.parametrize("name", ["date", "organisation", None])
def test_what_is_wrong_is_told_without_repeating_it(get, name, words):
    response = get("members-at-date.csv", **{name or words: words})
    assert response.status == 400
    assert words.encode() not in response.body
    assert "'…'" in response.body.decode()


def test_a_value_that_stands_twice_is_refused(service):
    request = Request("GET", "/query/members-at-date.csv", "date=1986&date=1987")
    assert answer_question(request, lambda asked: answer(asked, service, None)).status == 400


def test_words_are_bound_and_never_become_part_of_the_text(get):
    """A text that closes the literal and goes on would be a query of somebody else's."""
    texts = [(query, p) for query in queries() for p in query.parameters if p.type == "text"]
    assert texts
    for query, parameter in texts:
        response = get(
            f"{query.name}.json", **{parameter.name: '") } UNION { SERVICE <http://localhost/> { ?s ?p ?o } } #'}
        )
        assert response.status == 200
        assert read_rows(response.body).cells == ()
