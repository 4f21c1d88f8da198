"""The page of the ontology: every term, nothing from elsewhere, and nobody's word as a fact."""

import itertools
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import html5rdf
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import SKOS

from kg.compile.names import PAO
from kg.compile.vocabulary import ontology, predicates
from kg.share.diagram import ARROWS, BOXES, draw
from kg.share.examples import examples
from kg.share.ontology_page import document_ontology
from kg.share.terms import KINDS, Term, terms
from kg.words.prefixes import expand, shorten


@pytest.fixture(scope="module")
def made():
    return document_ontology()


@pytest.fixture(scope="module")
def page(made):
    return made["index.html"].decode()


@pytest.fixture(scope="module")
def elements(page):
    """Every start tag, with its attributes."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            found.append((tag, dict(attributes)))

    Reader().feed(page)
    return found


def section(page, name):
    return unescape(re.search(rf'<section id="{name}">(.*?)</section>', page, re.DOTALL)[1])


def test_the_page_is_html_without_a_fault(made):
    html5rdf.HTMLParser(strict=True).parse(made["index.html"].decode())


def test_every_term_is_on_the_page_with_what_is_said_of_it(page):
    own = {s for s in ontology().subjects(RDFS.isDefinedBy) if str(s).startswith(PAO)}
    assert {term.iri for term in terms()} == set(map(str, own))
    for term in own:
        text = section(page, str(term).removeprefix(PAO))
        for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote):
            assert all(str(o) in text for o in ontology().objects(term, predicate)), term
        for predicate in (
            RDFS.domain,
            RDFS.range,
            RDFS.subClassOf,
            RDFS.subPropertyOf,
            SKOS.closeMatch,
            OWL.disjointWith,
        ):
            for other in ontology().objects(term, predicate):
                target = f"#{other.removeprefix(PAO)}" if other in own else str(other)
                assert f'href="{target}"' in text, (term, other)


def test_the_kind_of_every_term_is_told_by_itself_or_once_for_all_around_it(page):
    for kind in KINDS:
        around = re.search(rf'<h2 id="{kind}">(.*?)(?=<h2|</main>)', page, re.DOTALL)[1]
        usual = re.search(r"<p>Kind of each, where no other is given: (.*?)\.</p>", around)
        for term in (term for term in terms() if term.kind == kind):
            own = re.search(r"<dt>Kind</dt>\s*<dd>(.*?)</dd>", section(page, term.name))
            told = re.sub("<.*?>", "", (own or usual)[1]).split(", ")
            named = {other.iri: other.label for other in terms()}
            assert told == [unescape(named.get(iri, shorten(iri))) for iri in term.type], term.iri


def test_whoever_reads_of_a_sensitive_predicate_is_told_what_that_means(page):
    assert "said of a living person, is no fact without a footnote" in page
    for term in terms():
        assert ("<dt>Care</dt>\n<dd>sensitive</dd>" in section(page, term.name)) == term.sensitive


def test_anchors_are_local_names_and_each_is_there_once(elements):
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {term.name for term in terms()} <= set(ids)
    for _, attributes in elements:
        for name in ("href", "aria-labelledby", "aria-describedby"):
            for target in attributes.get(name, "").split():
                if name != "href" or target.startswith("#"):
                    assert target.removeprefix("#") in ids


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(page, elements, made):
    assert not {"script", "iframe", "img", "object", "embed", "form", "base"} & {tag for tag, _ in elements}
    for tag, attributes in elements:
        assert not any(name == "style" or name.startswith("on") for name in attributes), tag
        assert "src" not in attributes
        if tag == "link":
            assert attributes["href"] in made
        assert not attributes.get("href", "").casefold().startswith(("javascript:", "data:"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    assert "url(" not in style
    assert "@import" not in style
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_headings_go_down_by_one_step(elements):
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    tags = {tag for tag, _ in elements}
    assert {"header", "nav", "main", "section"} <= tags
    assert ("html", {"lang": "en"}) in elements


def test_colours_suit_light_and_dark(page):
    assert "color-scheme: light dark" in page
    assert "prefers-color-scheme: dark" in page


def test_what_looks_like_markup_is_written_out(monkeypatch):
    from kg.share import ontology_page

    bad = '<script>alert("x")</script>&amp;'
    term = Term(f"{PAO}bad", "classes", (), bad, bad, (bad,), (), (), (), (), (), False)
    monkeypatch.setattr(ontology_page, "examples", lambda _: (bad,))
    text = "\n".join(ontology_page._term(term, ()))
    assert "<script" not in text
    assert text.count("&lt;script&gt;") == 4
    assert "&amp;amp;" in text


def test_examples_are_facts_or_say_whose_word_they_are():
    told = 0
    for term in terms():
        found = examples(term)
        assert len(found) <= 2
        if term.kind != "claim-predicates":
            continue
        assert all(
            re.match(r"Fact: |Said by .+ \(.+\): |In the article, not a fact: |Denied by the article: it is not so", e)
            for e in found
        )
        told += bool(found)
    assert told > 60


def test_a_predicate_without_facts_shows_the_speaker():
    term = next(term for term in terms() if term.name == "seeksInfluenceOn")
    assert all(example.startswith("Said by ") for example in examples(term))


def test_an_example_that_is_called_a_fact_is_one(graphs):
    labels = {**{s: str(o) for s, o in graphs["entities"].subject_objects(RDFS.label)}}
    facts = set()
    for predicate in predicates().values():
        name = ontology().value(predicate.iri, RDFS.label)
        # the label of a view is a sentence, which must not look like a fact
        views = set(graphs["entities"].subjects(RDF.type, PAO.View))
        for s, o in graphs["facts"].subject_objects(predicate.iri):
            first, last = (f"the view “{labels[t]}”" if t in views else labels.get(t, str(t)) for t in (s, o))
            facts.add(f"Fact: {first} – {name} – {last}".casefold())
    shown = [e.casefold() for term in terms() for e in examples(term) if e.startswith("Fact: ")]
    assert len(shown) > 60
    assert set(shown) <= facts


def test_the_drawing_shows_what_the_ontology_says():
    graph = ontology()
    for start, name, end in ARROWS:
        assert {start, end} <= set(BOXES)
        first, property_, last = (URIRef(expand(n)) for n in (start, name, end))
        if property_ == RDFS.subClassOf:
            assert (first, property_, last) in graph
            continue
        for domain in graph.objects(property_, RDFS.domain):
            assert domain in set(graph.transitive_objects(first, RDFS.subClassOf))
        for range_ in graph.objects(property_, RDFS.range):
            assert last in set(graph.transitive_subjects(RDFS.subClassOf, range_))
    assert draw().count("<rect") == len(BOXES)


def test_turtle_and_json_ld_beside_it_are_the_ontology(made):
    whole = to_isomorphic(ontology())
    assert to_isomorphic(Graph().parse(data=made["ontology.ttl"], format="turtle")) == whole
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(data=made["ontology.jsonld"], format="json-ld")
    assert set(dataset.triples((None, None, None))) == set(whole)


def test_the_header_has_what_miro_and_foops_ask_for():
    """https://w3id.org/miro and https://w3id.org/foops, as far as it is true: there is no DOI and no registered host."""
    home = URIRef("https://w3id.org/pao/ns")
    said = {str(p) for p in ontology().predicates(home)}
    wanted = """dcterms:title dcterms:description dcterms:abstract dcterms:creator dcterms:publisher dcterms:license
        dcterms:created dcterms:modified dcterms:bibliographicCitation dcterms:language bibo:status owl:versionIRI
        owl:versionInfo vann:preferredNamespacePrefix vann:preferredNamespaceUri rdfs:comment skos:scopeNote"""
    assert {expand(name) for name in wanted.split()} <= said


def test_every_kind_has_terms():
    assert {term.kind for term in terms()} == set(KINDS)


def test_the_command_writes_the_page(kg, tmp_path, made):
    done = kg("ontology", "--output", tmp_path / "out")
    assert done.returncode == 0
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == made
    assert "as it was" in kg("ontology", "--output", tmp_path / "out").stdout
    assert all((None, RDF.type, None) in Graph().parse(p) for p in (tmp_path / "out").glob("*.ttl"))
