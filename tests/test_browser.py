"""A reader in a real browser, over plain files and with everything else cut off: by click, by keyboard, without scripts."""

import json
import re

import pytest

from kg.ask.answers import query
from kg.ask.catalogue import queries
from kg.web.static_site import answers_queries, write_site
from tests.chromium import KINDS, Visit, chromium, serve_files

pytestmark = pytest.mark.long

#: Milliseconds in which the engine in the browser must have answered; nobody waits for the whole of it.
PATIENCE = 180_000


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def root(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("site") / "under" / "a" / "path"
    write_site(folder)
    with serve_files(folder.parent.parent.parent) as address:
        yield address + "under/a/path/"


@pytest.fixture
def visit(browser, root):
    made = []

    def start(**options):
        made.append(Visit(browser, root, **options))
        return made[-1]

    yield start
    for one in made:
        one.close()


def engine():
    if not answers_queries():
        pytest.skip("THE ENGINE IS MISSING: 'make' brings it from npm, so no query was asked in a browser")


def answered(page):
    page.wait_for_selector("#result table", timeout=PATIENCE)
    return page.locator("#result tbody tr")


def test_from_a_phrase_to_the_thing_to_its_sentence_and_back(visit):
    page = visit().go("index.html")
    page.click("main a[href^='article/']")
    phrase = page.locator("a.phrase.fact[href*='#claims/']").first
    words = phrase.inner_text()
    phrase.click()
    claim = page.locator(":target .claim a[href*='id/'], .panel .claim a[href*='id/']").first
    name = claim.inner_text()
    claim.click()
    assert page.locator("h1").inner_text() == name
    page.locator("a.source").first.click()
    page.wait_for_url(re.compile("#words/"))
    page.wait_for_selector(":target")
    page.go_back()
    assert page.locator("h1").inner_text() == name
    page.go_back()
    assert words in page.inner_text("main")


def test_from_a_bar_of_the_picture_to_the_sentence_and_back(visit):
    page = visit().go("lineage.html")
    link = page.locator("svg.picture a[aria-label^='Merger, 1987']").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.wait_for_url(re.compile("article/.*#claim/merger-of-1987/")) is None
    assert "merged with the Socialist Group" in page.locator("li:has(> ul > :target)").inner_text()
    page.go_back()
    assert page.locator("h1").inner_text() == "Lineage"


def test_a_picture_can_be_had_as_png_and_svg(visit, tmp_path):
    page = visit().go("lineage.html")
    with page.expect_download() as told:
        page.click("text=Download as PNG")
    told.value.save_as(tmp_path / "lineage.png")
    data = (tmp_path / "lineage.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) > 2000
    assert len(data) > 30_000
    with page.expect_download() as told:
        page.click("text=Download as SVG")
    assert told.value.suggested_filename == "lineage.svg"


def test_a_bundled_question_is_asked_with_values_of_ones_own(visit):
    engine()
    page = visit().go("query.html")
    assert page.locator("[data-question]").count() == len(queries())
    page.click("[data-question=successors]")
    before = answered(page).count()
    assert before > 3
    page.fill("[name=organisation]", "International Group")
    page.click("#values button")
    page.wait_for_selector("#status:has-text('1 row in')", timeout=PATIENCE)
    row = answered(page).first.inner_text()
    assert "fact" in row
    assert "International Socialist Group" in row
    page.locator("#result td a:has-text('International Socialist Group')").click()
    assert page.locator("h1").inner_text() == "International Socialist Group"


def test_a_question_clicked_before_the_page_is_ready_opens_its_own_page(visit):
    reader = visit()
    reader.page.route("**/terms.json", lambda route: None)
    reader.page.goto(reader.root + "query.html")
    reader.page.click("[data-question=successors]")
    assert reader.page.locator("table.answer tbody tr").count() == len(query("successors"))


def test_a_row_says_on_whose_word_it_rests(visit):
    engine()
    page = visit().go("query.html#members-at-date")
    rows = answered(page)
    heads = page.locator("#result thead th").all_inner_texts()
    assert heads[0] == "on whose word"
    for text in rows.locator("th").all_inner_texts():
        assert text
    said = page.locator("#result tr:has(.voice.said)")
    assert said.count()
    assert all(" says" in text for text in said.locator("th").all_inner_texts())


def test_ones_own_query_that_hides_who_speaks_is_told_so_and_draws_facts_alone(visit):
    engine()
    page = visit().go("query.html")
    made = "CONSTRUCT { ?s ?p ?o } WHERE { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . FILTER(?s = id:ken-livingstone) }"
    write(
        page, "PREFIX id: <https://w3id.org/pao/id/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> " + made
    )
    page.click("#run")
    rows = answered(page)
    assert "nothing here says which" in page.inner_text("#result .notice")
    never = rows.filter(has_text="member of").filter(has_text="Socialist Action")
    assert never.count() == 1
    assert "not in the dataset" in never.inner_text()
    page.click("#views >> text=Graph")
    assert page.locator(".graph a").count() > 3
    assert "member of" not in page.locator(".graph").text_content()


def write(page, text):
    """Put a query into whichever editor is there."""
    if page.locator(".CodeMirror").count():
        page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", text)
    else:
        page.fill("#text", text)


def test_a_query_that_never_ends_is_ended_and_the_next_is_answered(visit):
    engine()
    page = visit().go("query.html")
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.click("#run")
    page.wait_for_selector("#status:has-text('Asking'), #status:has-text('Loading')")
    page.wait_for_selector("#fault:has-text('was ended')", timeout=PATIENCE)
    write(page, "SELECT ?s { ?s a <https://w3id.org/pao/ns#Article> }")
    page.click("#run")
    assert answered(page).count()


def test_a_query_can_be_stopped(visit):
    engine()
    page = visit().go("query.html")
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.click("#run")
    page.click("#stop")
    page.wait_for_selector("#fault:has-text('Stopped')")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * { SERVICE <https://evil.example/> { ?s ?p ?o } }", "calls out"),
        ("SELECT * { \\u0053ERVICE <https://evil.example/> { ?s ?p ?o } }", "calls out"),
        ("LOAD <https://evil.example/>", "calls out"),
        ("DELETE WHERE { ?s ?p ?o }", "update"),
        ("SELECT nonsense", "is not SPARQL"),
        ("", "empty"),
    ],
)
def test_what_is_no_question_is_refused_with_a_sentence(visit, text, told):
    engine()
    page = visit().go("query.html")
    write(page, text)
    page.click("#run")
    page.wait_for_selector(f"#fault:has-text('{told}')", timeout=PATIENCE)


def test_hostile_values_stay_text(visit):
    engine()
    page = visit().go("query.html")
    write(
        page,
        """SELECT ?x ?y { BIND('<img src=x onerror="document.title=1">\u202e' AS ?x) BIND(<javascript:alert(1)> AS ?y) }""",
    )
    page.click("#run")
    answered(page)
    assert page.locator("#result img").count() == 0
    assert page.locator("#result td a").count() == 0
    text = page.inner_text("#result td >> nth=0")
    assert "<img" in text
    assert "\\u202e" in text


def test_dates_are_drawn_in_time_with_who_says_it_in_the_label(visit):
    engine()
    page = visit().go("query.html#timeline")
    answered(page)
    page.click("#views >> text=Timeline")
    assert page.locator(".timeline .bar").count() > 20
    write(
        page,
        """PREFIX pao: <https://w3id.org/pao/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?who ?date ?claim { ?claim rdf:subject ?who ; pao:attribution ?said ; pao:validTime/pao:edtf ?edtf .
        BIND(STR(?edtf) AS ?date) }""",
    )
    page.click("#run")
    answered(page)
    page.click("#views >> text=Timeline")
    labels = page.locator(".timeline a text").all_text_contents()
    assert labels
    assert all(" says" in label for label in labels)
    assert page.locator(".timeline .bar.fact").count() == 0


def test_completion_comes_from_our_own_data(visit):
    engine()
    page = visit().go("query.html")
    page.wait_for_selector(".CodeMirror")
    write(page, "SELECT ?who { ?who ")
    page.evaluate(
        "() => { const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(e.lineCount(), 0); e.execCommand('goDocEnd'); }"
    )
    page.keyboard.type("pao:memberO")
    page.wait_for_selector(".CodeMirror-hints")
    assert "pao:memberOf – member of" in page.locator(".CodeMirror-hints").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.type(" id:living")
    page.wait_for_selector(".CodeMirror-hints:has-text('id:ken-livingstone – Ken Livingstone')")
    page.keyboard.press("Escape")
    query = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    assert query.startswith("PREFIX pao: <https://w3id.org/pao/ns#>")
    assert "?who pao:memberOf id:living" in query


def test_the_page_is_used_with_the_keyboard_alone(visit):
    engine()
    page = visit().go("query.html")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.textContent.slice(0, 20)")
        )
        if seen[-1].startswith("A Skip the list"):
            break
    assert seen[0].startswith("A Skip to the content")
    for _ in range(4):
        # the field that sifts the list, the list, and two questions
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.question")
    page.keyboard.press("Enter")
    answered(page)
    assert page.evaluate("document.activeElement.id") == "question"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.CodeMirror') !== null"):
            break
    else:
        pytest.fail("the editor cannot be reached")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') === null"), "the editor is a trap"


def test_without_scripts_everything_can_be_read(visit):
    page = visit(java_script_enabled=False).go("query.html")
    assert "each bundled question has a page" in page.inner_text("noscript, main")
    page.click("[data-question=paths]")
    assert page.locator("table.answer tbody tr").count() == len(query("paths"))
    page.goto(page.url.partition("/query/")[0] + "/lineage.html")
    assert page.locator("svg.picture a").count() > 20
    assert not page.locator("text=Download as PNG").is_visible()
    page.locator("svg.picture a[aria-label^='Renaming, 1982']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#claim/"))


@pytest.mark.parametrize("width", [360, 800, 1600])
def test_no_page_of_any_kind_is_wider_than_its_window(visit, width):
    reader = visit(viewport={"width": width, "height": 800})
    for path in KINDS:
        page = reader.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


#: Words of a drawing that cover each other, or that the drawing cuts off.
COLLISIONS = """(svg) => {
  const frame = svg.getBoundingClientRect();
  const shown = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const cut = shown.filter(([, at]) => at.left < frame.left - 1 || at.right > frame.right + 1).map(([text]) => text);
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 3 && other.top < one.bottom - 3;
  const covered = shown.flatMap(([text, at], n) => shown.slice(n + 1).filter(([, other]) => meet(at, other)).map(([other]) => `${text} / ${other}`));
  return [...cut, ...covered];
}"""


@pytest.mark.parametrize("path", ["lineage.html", "people.html", "id/ken-livingstone.html", "id/socialist-action.html"])
def test_no_words_of_a_picture_cover_others_or_are_cut_off(visit, path):
    page = visit(viewport={"width": 1440, "height": 900}).go(path)
    assert page.locator("main svg text").count() > 5
    assert page.locator("main svg").first.evaluate(COLLISIONS) == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("question", "view"), [("paths", "Graph"), ("advisers", "Graph"), ("timeline", "Timeline")])
def test_no_words_of_a_drawn_answer_cover_others_or_are_cut_off(visit, question, view, width):
    engine()
    page = visit(viewport={"width": width, "height": 900}).go(f"query.html#{question}")
    answered(page)
    page.click(f"#views >> text={view}")
    assert page.locator("#result svg text").count() > 4
    assert page.locator("#result svg").evaluate(COLLISIONS) == []


def test_the_list_of_questions_is_sifted_by_words(visit):
    page = visit().go("query.html")
    page.fill("#sift", "chain changes")
    assert page.locator("[data-question]:visible").evaluate_all("all => all.map((a) => a.dataset.question)") == [
        "paths"
    ]


def test_a_click_on_a_claim_leads_back_to_its_words(visit):
    page = visit().go("article/socialist-action-uk.html")
    phrase = page.locator("a.phrase.said").nth(3)
    phrase.click()
    claim = page.locator(".panel .claim.said").first
    claim.locator(".by").first.wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    claim.locator(".standing").click()
    page.wait_for_function("phrase => document.activeElement === phrase", arg=phrase.element_handle())
    assert "lit" in phrase.get_attribute("class")


def test_a_phrase_is_followed_with_the_keyboard_alone(visit):
    page = visit().go("article/socialist-action-uk.html")
    page.locator("a.phrase").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel .claim")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.panel') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('phrase')")
    assert not page.locator(".panel").is_visible()


def test_an_answer_is_whole_in_print(visit):
    page = visit(viewport={"width": 700, "height": 900}).go("query/members-at-date.html")
    page.emulate_media(media="print")
    wide = page.locator("table.answer").evaluate("table => table.getBoundingClientRect().right")
    assert wide <= 700


@pytest.mark.parametrize(("media", "width"), [("screen", 360), ("screen", 1600), ("print", 700)])
def test_whoever_speaks_is_seen_before_the_words_at_any_width_and_in_print(visit, media, width):
    reader = visit(viewport={"width": width, "height": 900})
    met = 0
    for path, said, who in (
        ("people.html", "li.claim.said", ".by"),
        ("id/ken-livingstone.html", ".claim.said", ".by"),
        ("article/socialist-action-uk/ken-livingstone.html", ".claim.said", ".by"),
        ("article/socialist-action-uk.html", "a.phrase.said:has(.who)", ".who"),
        ("query/members-at-date.html", "tr:has(.said)", ".voice"),
    ):
        page = reader.go(path)
        page.emulate_media(media=media)
        for item in page.locator(said).all():
            met += 1
            name, words = item.locator(who).first, item.bounding_box()
            assert name.is_visible(), path
            at = name.bounding_box()
            assert at["width"] > 10, path
            assert words["x"] - 1 <= at["x"] < width, path
            assert at["y"] <= words["y"] + 30, path
    assert met > 60


def test_the_site_says_that_the_browser_answers(root, browser):
    one = Visit(browser, root)
    answer = one.go("assets/service.json").inner_text("body")
    assert json.loads(answer)["endpoint"] is None
    one.close()
