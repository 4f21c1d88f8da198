"""Names, words, questions and addresses with markup, hidden marks or scripts in them stay text on every page."""

import hashlib
import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.web.pages import results
from kg.web.pages.frame import fill
from tests.conftest import ROOT

EVIL = "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\"> \u202egnp.exe\u2066 & 'x' {{ 7 * 7 }}"
ADDRESS = "javascript:alert(3)"

#: Everything that our templates are made of; nothing else may stand on a page.
ELEMENTS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "nav",
    "ul",
    "ol",
    "li",
    "main",
    "h1",
    "h2",
    "h3",
    "p",
    "footer",
    "section",
    "article",
    "aside",
    "div",
    "span",
    "small",
    "sup",
    "b",
    "i",
    "em",
    "strong",
    "q",
    "br",
    "code",
    "pre",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "form",
    "label",
    "input",
    "button",
    "figure",
    "figcaption",
    "svg",
    "desc",
    "defs",
    "lineargradient",
    "stop",
    "marker",
    "path",
    "rect",
    "text",
    "line",
    "noscript",
    "datalist",
    "option",
    "textarea",
}

_SCRIPT = """
import sys
from pathlib import Path
from kg.words import folders
folders.ROOT = Path(sys.argv[1])
from kg.web.pages.contents import documents
out = Path(sys.argv[2])
for path, document in documents().items():
    if path.endswith((".html", "search.json")):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(document.render())
"""


def replaced(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """The pages of a dataset, an article and questions that somebody has spoilt."""
    root, out = tmp_path_factory.mktemp("spoilt"), tmp_path_factory.mktemp("site")
    for folder in ("articles", "dataset", "entities", "ontology", "queries", "shapes"):
        shutil.copytree(ROOT / folder, root / folder)
    literal = json.dumps(EVIL, ensure_ascii=False)[1:-1]
    entities, sources, claims = (root / "dataset" / f"{name}.ttl" for name in ("entities", "sources", "claims"))
    replaced(entities, 'rdfs:label "John Ross"@en', f'rdfs:label "John {literal} Ross"@en')
    replaced(entities, '"Livingstone"@en', f'"{literal}"@en')
    replaced(
        entities,
        "id:atma-singh\n    a foaf:Person ;",
        f"id:atma-singh\n    a foaf:Person ;\n    <http://www.w3.org/2004/02/skos/core#exactMatch> <{ADDRESS}> ;",
    )
    replaced(claims, '"They used to produce Livingstone\'s socialist economic policies."@en', f'"{literal}"@en')
    replaced(
        sources, "dcterms:source <https://en.wikipedia.org/wiki/Socialist_Action_(UK)>", f"dcterms:source <{ADDRESS}>"
    )
    replaced(sources, '"Revenge of the Killer Newt"@en', f'"{literal}"@en')
    text = root / "articles/socialist-action-uk/article.txt"
    before = hashlib.sha256(text.read_bytes()).hexdigest()
    replaced(text, "\n\nIn 1997, along", f"\n\n{EVIL}\n\nIn 1997, along")
    after = hashlib.sha256(text.read_bytes()).hexdigest()
    replaced(root / "articles/socialist-action-uk/article.yaml", before, after)
    question = root / "queries/lineage/splits.rq"
    lines = question.read_text(encoding="utf-8").splitlines()
    lines[0] = f"#+ summary: Which {EVIL} splits?"
    question.write_text("\n".join([*lines, f"# {EVIL}", ""]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, root, out], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.*")}


def elements(text):
    """Return the elements of a page with their attributes, and what it shows."""
    found, shown = [], []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            found.append((tag, dict(attributes)))

        def handle_data(self, data):
            shown.append(data)

    reader = Reader()
    reader.feed(text)
    reader.close()
    return found, "".join(shown)


def check(path, text):
    assert not set("\u202e\u2066") & set(text), path
    found, shown = elements(text)
    for tag, attributes in found:
        assert tag in ELEMENTS, (path, tag)
        assert not any(name.startswith("on") or name == "style" for name in attributes), (path, tag)
        assert not any("javascript:" in (attributes.get(name) or "") for name in ("href", "src", "action")), (path, tag)
        if tag == "script":
            assert attributes.get("type") == "application/ld+json" or attributes["src"].endswith(".js")
    return shown


def test_nothing_spoilt_comes_alive_on_any_page(spoilt):
    assert len(spoilt) > 400
    for path, text in spoilt.items():
        if path.endswith(".html"):
            check(path, text)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "id/john-ross.html",
            "id/ken-livingstone.html",
            "names.html",
            "search.html",
            "sources/socialist-action-uk.html",
            "questions.html",
        ),
        *("article/socialist-action-uk.html", "article/socialist-action-uk/ken-livingstone.html", "query/splits.html"),
    ],
)
def test_what_is_spoilt_is_shown_as_it_is_written(spoilt, path):
    shown = check(path, spoilt[path])
    assert "<script>alert(1)</script>" in shown
    assert "\\u202egnp.exe\\u2066" in shown
    assert "{{ 7 * 7 }}" in shown


def test_an_address_that_is_none_of_the_web_is_no_link(spoilt):
    shown = check("id/atma-singh.html", spoilt["id/atma-singh.html"])
    assert ADDRESS in shown


def test_data_in_a_page_does_not_end_before_its_end(spoilt):
    found, _ = elements(spoilt["id/john-ross.html"])
    assert sum(tag == "script" for tag, _ in found) == 1
    body = spoilt["id/john-ross.html"].partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert EVIL in json.loads(body)["rdfs:label"][0]["@value"]
    names = {name for _, names, _ in json.loads(spoilt["assets/search.json"]) for name in names}
    assert f"John {EVIL} Ross" in names
    assert spoilt["assets/search.json"].isascii()


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_whatever_is_looked_for_stays_text(words):
    text = results.render(words).decode("utf-8")
    check("find", text)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60), st.dictionaries(st.text(max_size=9), st.text(max_size=30)))
def test_whatever_a_page_is_called_stays_text(title, description, data):
    text = fill(
        "ontology.html", "a/b.html", title=title, description=description, data=data, head="", terms=""
    ).decode()
    check("page", text)
    if data:
        body = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        assert json.loads(body) == data
