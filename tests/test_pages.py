"""The pages: they parse, every link leads somewhere, nobody's word stands without its speaker, text stays text."""

import itertools
import json
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

import html5rdf
import pytest

from kg.ask.answers import query
from kg.ask.catalogue import queries
from kg.ask.rows import CLAIMS
from kg.web.message import Request
from kg.web.pages import downloads, results
from kg.web.pages.cards import card_pages
from kg.web.pages.contents import documents, page_of
from kg.web.pages.frame import way
from kg.web.pages.layout import laid_out
from kg.web.pages.references import references, source_pages
from kg.web.pages.search import ROUTE
from kg.web.pages.view import claims, known, passages, sources
from kg.words.formats import GRAPH_FORMATS
from kg.words.prefixes import BASE

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "line"}
#: Elements that layout may put apart from one another; what is inside of one stays together.
BLOCKS = {
    "title",
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "caption",
    "figcaption",
    "summary",
    "pre",
    "desc",
    "text",
    "button",
    "label",
    "option",
}
SPEAKING = [claim for claim in claims().values() if claim.evidence.speaker]


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def own_text(self):
        """Return the text of a block without that of the blocks inside of it."""
        parts = [
            child if isinstance(child, str) else " " if child.tag in BLOCKS else child.own_text()
            for child in self.children
        ]
        return "".join(parts)

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, dict(attributes), self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attributes):
        self.at.children.append(Element(tag, dict(attributes), self.at))

    def handle_endtag(self, tag):
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def tree(data):
    reader = Reader()
    reader.feed(data.decode())
    reader.close()
    assert reader.at is reader.root
    return reader.root


@cache
def rendered(path):
    return documents()[path].render()


@cache
def read(path):
    return tree(rendered(path))


PAGES = [path for path in documents() if path.endswith(".html")]
#: One page of each kind, and those with most on them.
KINDS = [
    *(
        "index.html",
        "articles.html",
        "names.html",
        "sources.html",
        "search.html",
        "questions.html",
        "downloads.html",
        "ontology.html",
    ),
    *("article/socialist-action-uk.html", "article/socialist-action-uk/ken-livingstone.html"),
    *("article/socialist-action-uk-related-john-ross.html", "id/ken-livingstone.html", "id/socialist-action.html"),
    *("id/degenerated-workers-state.html", "id/channel-4.html", "query/accusations.html", "query/said-by.html"),
]


def folded(text):
    return " ".join(text.split())


@cache
def blocks(path):
    return [folded(e.own_text()) for e in read(path).walk() if e.tag in BLOCKS]


def test_every_kind_of_thing_has_its_page():
    assert {f"id/{thing.id}.html" for thing in known().values()} <= set(documents())
    assert {f"query/{query.name}.html" for query in queries()} <= set(documents())
    assert {f"article/{iri.rpartition('/')[2]}.html" for iri in sources() if iri.startswith(f"{BASE}article/")} <= set(
        documents()
    )


@pytest.mark.parametrize("path", KINDS)
def test_a_page_of_each_kind_is_html_without_a_fault(path):
    html5rdf.HTMLParser(strict=True).parse(rendered(path).decode())


def test_every_page_is_well_formed_and_has_its_frame():
    for path in PAGES:
        page = read(path)
        elements = list(page.walk())
        ids = [e.attributes["id"] for e in elements if "id" in e.attributes]
        assert len(ids) == len(set(ids)), path
        tags = [e.tag for e in elements if e.tag != "title" or e.parent.tag == "head"]
        assert tags.count("h1") == tags.count("main") == tags.count("title") == 1, path
        assert {"header", "nav", "footer"} <= set(tags)
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1, path
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (path, levels)
        assert next(e for e in elements if e.tag == "html").attributes == {"lang": "en"}
        foot = next(e for e in elements if e.tag == "footer").text()
        assert "Socialist Action (UK)" in foot
        assert "CC BY-SA 4.0" in foot
        assert any(e.attributes.get("href") == "#content" for e in elements)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere():
    for path in PAGES:
        for element in read(path).walk():
            names = set(element.attributes)
            assert "style" not in names, path
            assert not any(name.startswith("on") for name in names), path
            assert element.tag not in ("style", "iframe", "object", "embed", "base", "img")
            if element.tag == "script":
                data = element.attributes.get("type") == "application/ld+json"
                assert data or element.attributes["src"].endswith(".js")
            for name in ("src", "href", "action"):
                target = element.attributes.get(name) or ""
                if element.tag != "a" and element.attributes.get("rel") != "license":
                    assert "://" not in target, (path, target)
                assert re.match(r"https?://|[^:]*$|[^:]*#", target), (path, target)
                assert not target.startswith("/"), (path, target)


@cache
def anchors(path):
    return {e.attributes["id"] for e in read(path).walk() if "id" in e.attributes}


def test_every_link_and_anchor_leads_somewhere():
    for path in PAGES:
        for element in read(path).walk():
            target = element.attributes.get("href") or element.attributes.get("src")
            if target is None or target.startswith("http"):
                continue
            place, fragment = urldefrag(urljoin(f"https://site/{path}", target))
            place = unquote(place.removeprefix("https://site/"))
            if place not in documents():
                form = next((f for f in GRAPH_FORMATS for end in f.extensions if place.endswith(end)), None)
                stem = place.rpartition(".")[0]
                assert place.startswith("id/"), (path, target)
                assert form, (path, target)
                assert BASE + stem in known(), (path, target)
                continue
            if fragment:
                assert unquote(fragment) in anchors(place), (path, target)


def test_every_address_has_a_place_on_the_site():
    addresses = [*known(), *claims(), *passages(), *(source.iri for source in references()), f"{BASE}ns"]
    for iri in addresses:
        place, _, fragment = page_of(iri).partition("#")
        assert place in documents(), iri
        assert not fragment or fragment in anchors(place), iri
    assert page_of(f"{BASE}id/nobody") is None
    assert page_of("https://example.org/id/john-ross") is None
    assert page_of(f"{BASE}claim/a") is None
    assert page_of(f"{BASE}query/splits") == "query/splits.html"
    assert page_of(f"{BASE}ns#memberOf") == "ontology.html#memberOf"


def test_pages_are_light():
    heavy = {path: len(rendered(path)) for path in PAGES if len(rendered(path)) > 150_000}
    assert not heavy
    assert len(rendered("assets/search.json")) < 100_000


def needles():
    for claim in SPEAKING:
        sentence = claim.sentence
        for words in (claim.evidence.gist, claim.evidence.quote):
            if words and len(words.split()) > 1:
                yield claim, folded(words)
        if sentence.predicate and sentence.object:
            yield claim, folded(f"{sentence.subject} – {sentence.predicate} – {sentence.object}")


def also_in_own_voice():
    """Return statements that the article makes in its own voice as well, so that they may stand without a speaker."""
    return {
        folded(f"{c.sentence.subject} – {c.sentence.predicate} – {c.sentence.object}")
        for c in claims().values()
        if not c.evidence.speaker
    }


@cache
def speakers_of(words):
    return {claim.evidence.speaker for claim, needle in needles() if needle == words}


def first_speaker(text, words):
    return min((text.find(who) for who in speakers_of(words) if who in text), default=-1)


def test_nobody_is_quoted_without_a_name_in_any_block_of_any_page():
    own = also_in_own_voice()
    wanted = {words for _, words in needles()} - own
    # what members of a group did, in the article's own voice, ends like what somebody says of the group
    longer = {words: [other for other in own if words in other] for words in wanted}
    assert len(wanted) > 80
    met = 0
    for path in PAGES:
        whole = "\n".join(blocks(path))
        for words in (w for w in wanted if w in whole):
            for text in (text for text in blocks(path) if words in text):
                for other in longer[words]:
                    text = text.replace(other, "")
                if words not in text:
                    continue
                met += 1
                assert -1 < first_speaker(text, words) <= text.index(words), (path, words, text)
    assert met > 400


def test_in_the_text_of_an_article_every_phrase_that_is_said_names_its_speaker():
    met = 0
    for slug, laid in laid_out().items():
        page = list(read(f"article/{slug}.html").walk())
        for passage in laid.stating:
            who = passages()[f"{BASE}passage/{slug}/{passage.id}"].speakers
            mark = next(e for e in page if e.attributes.get("id") == f"words/{passage.id}")
            if mark.tag == "span":
                after = mark.parent.children[mark.parent.children.index(mark) :]
                mark = next(e for e in after if isinstance(e, Element) and e.tag == "a")
            if who:
                met += 1
                assert all(mark.text().find(f"{name}: ") >= 0 for name in who), (slug, passage.id, mark.text())
                assert "said" in mark.attributes["class"] or "denied" in mark.attributes["class"]
    assert met > 20


def test_no_attribute_tells_what_somebody_says_without_the_name():
    wanted = {words for _, words in needles()} - also_in_own_voice()
    for path in PAGES:
        for element in read(path).walk():
            for name, value in element.attributes.items():
                if name not in ("href", "id", "class") and value and len(value) > 12:
                    text = folded(value)
                    assert all(first_speaker(text, w) > -1 for w in wanted if w in text), (path, name, value)


def test_programs_and_suggestions_are_told_no_one_s_word():
    gists = {folded(claim.evidence.gist) for claim in SPEAKING if claim.evidence.gist}
    quotes = {folded(claim.evidence.quote) for claim in SPEAKING if len(claim.evidence.quote.split()) > 2}
    index = json.loads(rendered("assets/search.json"))
    assert {path for path, *_ in index} == {f"id/{thing.id}.html" for thing in known().values()}
    telling = [rendered("assets/search.json").decode()]
    for path in PAGES:
        for element in read(path).walk():
            if element.tag == "script" and element.attributes.get("type") == "application/ld+json":
                telling.append(json.dumps(json.loads(element.text()), ensure_ascii=False))
    assert len(telling) > 300
    for text in telling:
        assert not any(words in text for words in gists | quotes)


def test_embedded_data_are_facts_of_the_dataset(graphs):
    from rdflib import Dataset, URIRef

    facts = set().union(*(set(graphs[layer]) for layer in ("facts", "entities", "derived")))
    for name in ("john-ross", "atma-singh", "socialist-action", "simon-fletcher"):
        script = next(e for e in read(f"id/{name}.html").walk() if e.tag == "script" and "type" in e.attributes)
        found = Dataset(default_union=True).parse(data=script.text(), format="json-ld")
        triples = {triple[:3] for triple in found.quads()} if hasattr(found, "quads") else set(found)
        assert triples <= facts
        about = URIRef(f"{BASE}id/{name}")
        assert set(graphs["facts"].triples((about, None, None))) <= triples


def test_rows_that_rest_on_somebody_s_word_begin_with_it():
    met = 0
    for question in queries():
        rows = query(question.name)
        named = [i for i, column in enumerate(rows.columns) if column in CLAIMS]
        path = f"query/{question.name}.html"
        shown = [e for e in read(path).walk() if e.tag == "tr"][1:]
        for row, element in zip(rows.cells, shown, strict=False):
            for iri in (iri for i in named for iri in str(row[i] or "").split()):
                who = claims()[iri].evidence.speaker
                head = next(child for child in element.children if isinstance(child, Element))
                if who:
                    met += 1
                    assert f"{who} says" in head.text(), (path, iri)
    assert met > 200


def test_search_results_name_the_speaker():
    for words in ("hatchet job", "secret Marxist cell", "bourgeois democratic revolution", "stooges"):
        page = tree(results.render(words))
        said = [e for e in page.walk() if e.tag == "li" and "said" in e.attributes.get("class", "")]
        assert said
        for element in said:
            text = folded(element.text())
            assert any(text.startswith(claim.evidence.speaker) for claim in SPEAKING), text
    assert "no words to look for" in results.render("?!").decode()
    assert "Nothing here holds these words" in results.render("xyzzyx").decode()
    some = results.render("Livingstone xyzzyx").decode()
    assert "Nothing here holds all these words" in some
    assert "Nothing here holds" not in results.render("Livingstone").decode()


def test_a_search_is_answered_and_one_for_nothing_leads_to_the_form():
    found = results.answer_search(Request("GET", "/find", "q=livingston"))
    assert found.status == 200
    assert "Ken Livingstone" in found.body.decode()
    for asked in ("", "q=", "q=%20", "other=1"):
        assert results.answer_search(Request("GET", "/find", asked)).headers == {"location": "search.html"}


def test_its_item_and_its_look_alikes_are_told_apart():
    page = read("id/the-guardian.html")
    item, *others = (folded(e.text()) for e in page.walk() if e.attributes.get("class") == "remark")
    assert item == "Wikidata: Q11148 (the same; many sources)"
    assert all("Q11148" not in text for text in others)
    assert any(text.startswith("Not to be confused with: ") for text in others)


def test_the_text_of_an_article_stands_on_its_page_whole(article):
    page = read("article/socialist-action-uk.html")
    main = next(e for e in page.walk() if e.tag == "article")
    for label in [e for e in main.walk() if e.attributes.get("class") == "who"]:
        label.parent.children.remove(label)
    shown = folded(main.text())
    for section in article.sections:
        if section.article is None and section.form == "prose":
            for line in article.text[section.start : section.end].splitlines():
                assert folded(line) in shown, line


def test_phrases_lead_to_claims_and_claims_back_to_phrases():
    for slug, laid in laid_out().items():
        phrases = [e for e in read(f"article/{slug}.html").walk() if "phrase" in e.attributes.get("class", "").split()]
        assert {e.attributes.get("href", "").partition("#")[2] for e in phrases} >= {
            f"claims/{p.id}" for p in laid.stating if not any(q is not p and p.quote in q.quote for q in laid.stating)
        } - {f"claims/{p.id}" for p in laid.stating if any(q is not p and q.quote in p.quote for q in laid.stating)}
        for passage in laid.stating:
            card = card_pages()[f"{BASE}passage/{slug}/{passage.id}"]
            entry = next(e for e in read(card).walk() if e.attributes.get("id") == f"claims/{passage.id}")
            targets = [urljoin(card, e.attributes["href"]) for e in entry.walk() if e.tag == "a"]
            assert f"article/{slug}.html#words/{passage.id}" in targets
            assert len([e for e in entry.walk() if "claim" in e.attributes.get("class", "").split()]) == len(
                passage.claims
            )


def test_what_would_fall_without_a_reference_rests_on_nothing_else(corpus):
    cited = {}
    for claim in claims().values():
        if claim.look == "fact":
            fact = (claim.evidence.subject, claim.evidence.predicate, claim.evidence.object)
            cited.setdefault(fact, []).append(set(passages()[claim.passage].references))
    told = 0
    for source in references():
        expected = {fact for fact, found in cited.items() if all(held == {source.iri} for held in found)}
        falling = [claims()[iri].evidence for iri in source.falls]
        assert {(e.subject, e.predicate, e.object) for e in falling} == expected
        told += len(expected)
    assert told > 50
    assert len(references()) == sum(len(source.references) for source in corpus.articles)


def test_files_of_the_downloads_are_those_of_a_release():
    made = downloads.released()
    for name in (*downloads.DESCRIPTIONS, "dataset.ttl", "claims.csv"):
        assert documents()[f"data/{name}"].render() == made[name], name
    assert {path for path in documents() if path.startswith(("data/shapes/", "data/queries/"))} == {
        f"data/{name}" for name in made if name.startswith(("shapes/", "queries/"))
    }


def test_ways_between_pages_are_relative():
    assert way("index.html", "id/a.html") == "id/a.html"
    assert way("id/a.html", "id/b.html#c") == "b.html#c"
    assert way("article/a/b.html", "article/a.html") == "../a.html"
    assert way("article/a/b.html", "index.html") == "../../index.html"
    assert way("id/a.html", "") == "../"
    assert way("search.html", ROUTE) == "find"


def test_the_same_bytes_each_time():
    for path in KINDS:
        assert documents()[path].render() == rendered(path)


def test_many_names_have_a_page_for_each_letter(monkeypatch):
    from kg.web.pages import names, search

    monkeypatch.setattr(names, "MOST", 100)
    pages = {document.path: tree(document.render()) for document in names.documents()}
    linked = [e.attributes["href"] for page in pages.values() for e in page.walk() if e.tag == "a"]
    assert {urljoin("names/", href).removeprefix("names/").removeprefix("../") for href in linked} >= {
        f"id/{thing.id}.html" for thing in known().values()
    }
    assert set(names.letter_pages().values()) | {"names.html"} == set(pages)
    index = tree(next(d for d in search.documents() if d.path == "search.html").render())
    assert set(names.letter_pages().values()) <= {e.attributes.get("href") for e in index.walk()}


def test_several_articles_have_pages_of_sources_of_their_own():
    pages = {slug: [part.path for part in parts] for slug, parts in source_pages().items()}
    assert set(pages) == {source.slug for source in references()}
    assert len(pages) > 1
    links = {e.attributes.get("href") for e in read("sources.html").walk() if e.tag == "a"}
    for slug, paths in pages.items():
        assert paths[0] in links
        own = {source.id for source in references() if source.slug == slug}
        assert own <= {e.attributes.get("id") for path in paths for e in read(path).walk()}
