"""The query page: what its scripts are given, and how they bind what a person types."""

import json
import re
import shutil
import subprocess

import pyoxigraph
import pytest

from kg.ask.answers import bound
from kg.ask.catalogue import queries
from kg.store.query_text import check_query
from kg.web.pages import query, query_data
from kg.web.pages.contents import documents
from kg.web.pages.view import claims
from tests.conftest import ROOT

ASSETS = ROOT / "kg/web/assets"


def data(name):
    return json.loads(documents()[f"assets/{name}.json"].render())


def page():
    return documents()["query.html"].render().decode()


def test_every_bundled_question_is_one_click_away_and_works_without_scripts():
    text = page()
    for question in queries():
        assert f'<a id="{question.name}" href="query/{question.name}.html" data-question="{question.name}">' in text
        assert f"query/{question.name}.html" in documents()


def test_the_file_of_each_question_is_on_the_site_as_it_is():
    for item, question in zip(data("catalogue"), queries(), strict=True):
        assert documents()[item["file"]].render().decode() == question.text


def test_completion_knows_our_terms_and_things():
    terms = data("terms")
    assert terms["terms"]["pao:memberOf"] == "member of"
    assert terms["terms"]["pao:FactualClaim"] == "Factual claim"
    assert "rdf:subject" in terms["terms"]
    assert terms["things"]["ken-livingstone"][0] == "Ken Livingstone"


def test_every_claim_is_known_by_its_page_its_look_and_a_sentence_that_begins_with_who_speaks():
    known = data("claims")["claims"]
    assert set(known) == set(claims())
    for iri, (path, look, text, speaker) in known.items():
        claim = claims()[iri]
        assert path.partition("#")[0] in documents()
        assert (look == "fact") == claim.evidence.is_fact
        if claim.evidence.speaker:
            assert speaker == claim.evidence.speaker
            assert text.startswith(speaker)


def test_what_somebody_says_is_known_by_its_words():
    said = query_data.said()
    for claim in claims().values():
        if claim.evidence.speaker and claim.evidence.gist:
            assert claim.evidence.speaker in said[claim.evidence.gist]
    assert not any(re.fullmatch(r"[\d.\-]+", text) for text in said)


def test_without_node_a_plain_text_field_is_the_editor(monkeypatch):
    monkeypatch.setattr(query, "_VENDOR", ROOT / "nowhere")
    assert query.vendored() == []
    text = query._render().decode()
    assert "<textarea" in text
    assert "vendor/" not in text


def test_the_policy_of_the_page_allows_nothing_inline():
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page())[1]
    assert "unsafe" not in policy
    assert "default-src &#39;none&#39;" in policy
    for file in ("query.html", "lineage.html", "people.html"):
        text = documents()[file].render().decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_no_script_of_ours_writes_markup_or_evaluates_text():
    for path in ASSETS.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text), path
        assert not re.search(r"https?://(?!www\.w3\.org/)", re.sub(r"https\?:", "", text)), path


@pytest.fixture(scope="module")
def node():
    path = shutil.which("node")
    if path is None:
        pytest.skip("NODE IS MISSING: what the scripts make of a person's values was not tested")

    def run(script, *values):
        names = documents()["assets/terms.json"].render().decode()
        code = f"""
        import {{ readFileSync }} from "node:fs";
        const load = async (name) => import("data:text/javascript," + encodeURIComponent(readFileSync("{ASSETS}/" + name, "utf8")));
        const {{ bind, bounds, literal }} = await load("binding.js");
        const {{ bare }} = await load("ask.js");
        const [names, ...values] = JSON.parse(readFileSync(0, "utf8"));
        const attempt = (make) => {{ try {{ return make(); }} catch (error) {{ return {{ error: error.message }}; }} }};
        console.log(JSON.stringify({script}));
        """
        done = subprocess.run(
            [path, "--input-type=module", "--eval", code],
            input=json.dumps([json.loads(names), *values]),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return json.loads(done.stdout)

    return run


def test_the_browser_binds_defaults_as_the_command_line_does(node):
    known = data("catalogue")
    texts = node(
        "values[0].map(([question, text]) => bind(question, text, Object.fromEntries("
        "question.parameters.map((p) => [p.name, p.default ?? ''])), names))",
        [[item, question.text] for item, question in zip(known, queries(), strict=True)],
    )
    for text, question in zip(texts, queries(), strict=True):
        wanted = bound(question.name, {})
        assert " ".join(text.split()) == " ".join(wanted.split()), question.name


HOSTILE = [
    'a" . } DELETE WHERE { ?s ?p ?o } #',
    "a\\",
    'a\\" } #',
    "line\nbreak\r\x00\x1f",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "\u2028\u2029",
    "?x ?y ?z",
    "'''",
    '"""',
    "\U0001f600",
]


def test_whatever_a_person_types_stays_one_literal(node):
    question = next(item for item in data("catalogue") if any(p["type"] == "text" for p in item["parameters"]))
    name = next(p["name"] for p in question["parameters"] if p["type"] == "text")
    made = node("values[0].map((text) => literal(text))", HOSTILE)
    for value, text in zip(HOSTILE, made, strict=True):
        answer = pyoxigraph.Store().query(f"SELECT ?v {{ VALUES (?v) {{ ({text}) }} }}")
        assert [solution["v"].value for solution in answer] == [value]
    whole = node(
        "values[0].map((text) => bind(values[1], values[2], {[values[3]]: text}, names))",
        HOSTILE,
        question,
        next(q.text for q in queries() if q.name == question["name"]),
        name,
    )
    for text in whole:
        check_query(text)
        pyoxigraph.Store().query(text)


STRANGERS = [
    "nobody at all",
    "id:x> } #",
    "https://evil.example/",
    "__proto__",
    "constructor",
    "ken-livingstone> . ?s ?p ?o",
]


def test_only_things_of_ours_are_bound_as_addresses(node):
    question = next(
        item for item in data("catalogue") if item["parameters"] and item["parameters"][0]["type"] == "entity"
    )
    text = next(q.text for q in queries() if q.name == question["name"])
    bind = "bind(values[0], values[1], {[values[0].parameters[0].name]: value}, names)"
    made = node(f"values[2].map((value) => attempt(() => {bind}))", question, text, STRANGERS)
    assert all("error" in one for one in made)


DATES = ["1983", "1983-02", "1984-02", "1983-03-16", "2001/2007", "../2001", "1997/..", "2000-02-29"]
NO_DATES = ["", "1983-13", "1983-02-30", "yesterday", "1/2/3", "../..", '1983" } #', "83"]


def test_dates_have_the_bounds_that_they_have_elsewhere(node):
    from kg.compile.dates import bounds

    made = node("values[0].map((value) => bounds(value))", DATES)
    for value, found in zip(DATES, made, strict=True):
        days = bounds(value)
        assert found == [day.isoformat() if day else None for day in (days.start_earliest, days.end_latest)], value


def test_what_is_no_date_is_refused_with_a_sentence(node):
    made = node("values[0].map((value) => attempt(() => bounds(value)))", NO_DATES)
    assert all("write 1983" in one["error"] for one in made)


def test_words_in_strings_and_comments_mean_nothing(node):
    texts = [
        "SELECT ?x { ?x ?y 'SERVICE <http://x/>' } # LOAD <x>\n",
        "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
    ]
    assert ["SERVICE" in text for text in node("values[0].map(bare)", texts)] == [False, True]
