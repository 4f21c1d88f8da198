"""The reconciliation service as OpenRefine calls it: every answer has the form of the standard, and what is wrong is told."""

import json
import re
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ask.kinds import kinds
from kg.ask.names import things
from kg.ask.properties import SAID, properties
from kg.web.message import Request
from kg.web.reconciliation.manifest import BATCH
from kg.web.reconciliation.service import answer_reconciliation
from kg.words.prefixes import PREFIXES
from tests import reconciliation_forms as forms

FORM = "application/x-www-form-urlencoded"


def ask(path="", /, method="GET", headers=None, **given_):
    encoded = urlencode(given_)
    head = {"host": "kg.example:8000", **(headers or {})}
    if method == "POST":
        request = Request("POST", f"/reconcile{path}", "", {"content-type": FORM, **head}, encoded.encode())
    else:
        request = Request(method, f"/reconcile{path}", encoded, head)
    return answer_reconciliation(request)


def told(response, form):
    assert response.status == 200, response.body
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"
    value = json.loads(response.body)
    jsonschema.Draft202012Validator(form).validate(value)
    return value


def batch(**queries):
    return told(ask(queries=json.dumps(queries)), forms.RESULTS)


def test_without_parameters_it_tells_what_it_is():
    manifest = told(ask(), forms.MANIFEST)
    assert manifest["identifierSpace"] == PREFIXES["id"]
    assert manifest["view"]["url"] == "http://kg.example:8000/id/{{id}}"
    assert {t["id"] for t in manifest["defaultTypes"]} <= kinds().keys()


def test_everything_that_the_manifest_names_is_there():
    manifest = told(ask(), forms.MANIFEST)
    for what, ident in (("entity", "john-ross"), ("type", "foaf:Person"), ("property", "pao:memberOf")):
        parts = manifest["suggest"][what]
        home, path = parts["service_url"], parts["service_path"]
        assert home == "http://kg.example:8000"
        found = told(ask(path.removeprefix("/reconcile"), prefix=ident), getattr(forms, f"{plural(what)}"))
        assert found["result"][0]["id"] == ident
        flyout = parts["flyout_service_path"].replace("${id}", quote(ident, safe=""))
        place, _, query = flyout.removeprefix("/reconcile").partition("?")
        assert told(answer_reconciliation(Request("GET", f"/reconcile{place}", query)), forms.FLYOUT)["id"] == ident
    preview = manifest["preview"]["url"].removeprefix("http://kg.example:8000").replace("{{id}}", "john-ross")
    place, _, query = preview.partition("?")
    page = answer_reconciliation(Request("GET", place, query))
    assert b"John Ross" in page.body
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    scores = answer_reconciliation(Request("GET", manifest["documentation"].removeprefix("http://kg.example:8000")))
    features = batch(q={"query": "John Ross", "type": "foaf:Person", "properties": [{"pid": "pao:memberOf", "v": "x"}]})
    names = {f["id"].partition(":")[0] for c in features["q"]["result"] for f in c["features"]}
    assert {name for name in names if f'id="{name}"' not in scores.body.decode()} == set()


def plural(what):
    return {"entity": "ENTITIES", "type": "TYPES", "property": "PROPERTIES"}[what]


@pytest.mark.parametrize("host", ['evil.example/"><script>', "a b", "", "x" * 300, "a@b", "[::1", "a/b", "a:b"])
def test_a_host_that_can_be_none_is_not_repeated(host):
    manifest = told(ask(headers={"host": host}), forms.MANIFEST)
    assert manifest["view"]["url"] == "http://localhost/id/{{id}}"


def test_it_is_called_as_it_is_reached():
    found = ask(headers={"host": "[::1]:80"})
    assert told(found, forms.MANIFEST)["view"]["url"] == "http://[::1]:80/id/{{id}}"
    assert found.headers["cache-control"] == "no-store"
    behind_a_proxy = answer_reconciliation(
        Request("GET", "/reconcile", "", {"host": "inside"}), "https://kg.example/x/"
    )
    assert told(behind_a_proxy, forms.MANIFEST)["view"]["url"] == "https://kg.example/x/id/{{id}}"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_by_name_each_query_for_itself(method):
    queries = {
        "q0": {"query": "Socialist Action", "type": "pao:PoliticalOrganisation", "limit": 3},
        "q1": {"query": "Livingston", "type": ["foaf:Person"], "type_strict": "should"},
        "another name": {
            "properties": [{"pid": "pao:memberOf", "v": [{"id": "socialist-action", "name": "x"}, "y", 1, True]}]
        },
        "q3": {"query": "nothing like it at all, whatsoever"},
    }
    results = told(ask(method=method, queries=json.dumps(queries)), forms.RESULTS)
    assert results.keys() == queries.keys()
    assert results["q0"]["result"][0]["id"] == "socialist-action"
    assert results["q0"]["result"][0]["match"] is True
    assert len(results["q0"]["result"]) <= 3
    assert results["q1"]["result"][0]["id"] == "ken-livingstone"
    assert results["q1"]["result"][0]["match"] is False
    assert results["q3"]["result"] == []
    for result in results.values():
        scores = [candidate["score"] for candidate in result["result"]]
        assert scores == sorted(scores, reverse=True)
    alone = told(ask(queries=json.dumps({"q1": queries["q1"]})), forms.RESULTS)
    assert alone["q1"] == results["q1"]


def test_an_empty_batch_has_an_empty_answer():
    assert batch() == {}


@pytest.mark.parametrize(
    "queries",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 5000,
        '{"q": NaN}',
        '{"q": []}',
        '{"q": {}}',
        '{"q": {"query": ""}}',
        '{"q": {"query": 5}}',
        '{"q": {"query": "x", "properties": [{"pid": "pao:memberOf"}]}}',
        '{"q": {"query": "x", "properties": [{"v": "pao:memberOf"}]}}',
        '{"q": {"query": "x", "properties": [{"pid": "pao:nothing", "v": "x"}]}}',
        '{"q": {"query": "x", "properties": [{"pid": "pao:memberOf", "v": null}]}}',
        '{"q": {"query": "x", "properties": {}}}',
        '{"q": {"query": "x", "type": "pao:Nothing"}}',
        '{"q": {"query": "x", "type": 5}}',
        '{"q": {"query": "x", "limit": 0}}',
        '{"q": {"query": "x", "limit": "5"}}',
        '{"q": {"query": "x", "limit": 1.5}}',
        '{"q": {"query": "x", "limit": 1e400}}',
        '{"q": {"query": "x", "limit": true}}',
        '{"q": {"query": "x", "type_strict": "perhaps"}}',
        '{"q": {"query": "x", "conditions": []}}',
        json.dumps({"q": {"query": "x" * 5000}}),
    ],
)
def test_what_is_no_batch_is_400_with_a_sentence_that_repeats_nothing(queries):
    response = ask(method="POST", queries=queries)
    assert response.status == 400
    assert re.fullmatch(rb"[^<>]{1,200}[.?]\n", response.body)
    assert b"nothing" not in response.body.lower()
    assert response.headers["access-control-allow-origin"] == "*"


def test_more_than_the_manifest_allows_is_413():
    queries = {f"q{n}": {"query": "x"} for n in range(BATCH + 1)}
    assert ask(method="POST", queries=json.dumps(queries)).status == 413
    asked = {"ids": ["x"] * (BATCH + 1), "properties": []}
    assert ask(method="POST", extend=json.dumps(asked)).status == 413


def test_there_is_no_jsonp_and_nothing_is_done_for_what_is_unknown():
    for parameters in ({"callback": "alert"}, {"query": "x"}, {"queries": "{}", "callback": "f"}):
        response = ask(**parameters)
        assert response.status == 400
        assert response.headers["content-type"].startswith("text/plain")
    assert ask(method="POST").status == 400
    assert ask("/nothing").status == 404
    assert ask("/suggest/nothing", prefix="x").status == 404
    assert ask("/flyout/entity", id="nobody").status == ask("/preview", id="nobody").status == 400
    assert ask(method="DELETE").status == 405
    assert ask(method="OPTIONS").headers["access-control-allow-methods"]
    twice = answer_reconciliation(Request("GET", "/reconcile", "queries=%7B%7D&queries=%7B%7D"))
    assert twice.status == 400


@pytest.mark.parametrize(
    ("what", "prefix", "expected"),
    [
        ("entity", "Livi", "ken-livingstone"),
        ("entity", "ken-l", "ken-livingstone"),
        ("entity", "Internatonal Marxist Group", "international-marxist-group"),
        ("entity", "marxist g", "international-marxist-group"),
        ("type", "pol", "pao:PoliticalOrganisation"),
        ("type", "pers", "foaf:Person"),
        ("property", "member", "pao:memberOf"),
        ("property", "memberof", "pao:memberOf"),
        ("property", "said", SAID),
    ],
)
def test_suggestions_begin_as_it_is_typed(what, prefix, expected):
    found = told(ask(f"/suggest/{what}", prefix=prefix), getattr(forms, plural(what)))
    assert expected in [item["id"] for item in found["result"]][:3]


def test_suggestions_go_on_where_the_cursor_stands_and_are_of_the_type():
    first = told(ask("/suggest/entity", prefix="s"), forms.ENTITIES)["result"]
    rest = told(ask("/suggest/entity", prefix="s", cursor=5), forms.ENTITIES)["result"]
    assert rest[: len(first) - 5] == first[5:]
    people = told(ask("/suggest/entity", prefix="s", type="foaf:Person"), forms.ENTITIES)["result"]
    assert people
    assert {t["id"] for item in people for t in item["notable"]} == {"foaf:Person"}
    assert ask("/suggest/entity", prefix="s", cursor="-1").status == 400
    assert told(ask("/suggest/entity"), forms.ENTITIES) == {"result": []}


def test_properties_are_proposed_for_a_type():
    proposal = told(ask("/properties", type="foaf:Person"), forms.PROPOSAL)
    ids = [p["id"] for p in proposal["properties"]]
    assert {"pao:memberOf", "pao:bornOn", SAID} <= set(ids)
    assert "pao:foundedOn" not in ids
    assert len(told(ask("/properties", type="foaf:Person", limit=2), forms.PROPOSAL)["properties"]) == 2
    assert ask("/properties", type="nothing").status == ask("/properties").status == 400


def extend(ids, *wanted):
    query = {"ids": ids, "properties": [p if isinstance(p, dict) else {"id": p} for p in wanted]}
    return told(ask(method="POST", extend=json.dumps(query)), forms.EXTENSION)


def test_columns_get_facts_as_values():
    answer = extend(["socialist-action", "atma-singh", "nobody"], "pao:foundedOn", "pao:memberOf")
    assert [column["id"] for column in answer["meta"]] == ["pao:foundedOn", "pao:memberOf"]
    assert answer["rows"]["socialist-action"]["pao:foundedOn"] == [{"str": "1982"}]
    assert answer["rows"]["atma-singh"]["pao:memberOf"] == [{"id": "socialist-action", "name": "Socialist Action"}]
    assert answer["rows"]["nobody"] == {"pao:foundedOn": [], "pao:memberOf": []}
    many = extend(["socialist-action"], {"id": "^pao:memberOf", "settings": {"limit": 2}})
    assert len(many["rows"]["socialist-action"]["^pao:memberOf"]) == 2


def test_nobodys_word_is_a_value_in_any_column():
    """Singh says that Fletcher was on the committee: no column has it but the one whose every value names who says it."""
    answer = extend(["simon-fletcher"], *properties())
    row = answer["rows"]["simon-fletcher"]
    elsewhere = json.dumps({name: cells for name, cells in row.items() if name != SAID})
    assert "central-committee" not in elsewhere
    (said,) = [cell["str"] for cell in row[SAID] if "entral" in cell["str"]]
    assert re.match(r"Atma Singh \(.*\) says: Simon Fletcher – ", said)


@pytest.mark.long
def test_every_thing_has_values_of_the_right_form():
    names = list(things())
    wanted = list(properties())
    for start in range(0, len(names), BATCH):
        extend(names[start : start + BATCH], *wanted)
    for name in names:
        assert ask("/preview", id=name).status == 200
        told(ask("/flyout/entity", id=name), forms.FLYOUT)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "[]",
        "{}",
        '{"ids": "x", "properties": []}',
        '{"ids": [], "properties": [{}]}',
        '{"ids": [1], "properties": []}',
        '{"ids": [], "properties": [{"id": "nothing"}]}',
        '{"ids": [], "properties": [{"id": "said", "settings": [1]}]}',
        '{"ids": [], "properties": [{"id": "said", "settings": {"limit": "many"}}]}',
        '{"ids": [], "properties": [{"id": "said", "settings": {"limit": 1e400}}]}',
    ],
)
def test_what_is_no_extension_is_400(query):
    assert ask(method="POST", extend=query).status == 400


def test_a_preview_shows_facts_and_counts_what_is_only_said():
    page = ask("/preview", id="john-ross").body.decode()
    assert "John Ross – advises – Ken Livingstone" in page
    assert "9 further statements are no facts" in page
    assert "supports" not in page
    assert "CC BY-SA 4.0" in page


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(
                    ["q", "query", "type", "limit", "properties", "pid", "v", "id", "ids", "settings", "type_strict"]
                ),
                x,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_json_is_a_fault_of_ours(value):
    for name in ("queries", "extend"):
        assert ask(method="POST", **{name: json.dumps(value)}).status in (200, 400)
