"""Addresses of ours: things answer 303, documents hold the same triples in every format, and nothing said is a fact."""

import re

import pyoxigraph
import pytest
from rdflib import RDF, Dataset, Graph

from kg.compile.names import PAO
from kg.share.dataset_record import articles
from kg.share.description import addresses, describe, write_description
from kg.share.parts import quads_of
from kg.share.record import write_record
from kg.store.engine import rdf_format
from kg.store.own import dataset
from kg.web.addresses import answer_address, answer_well_known
from kg.web.message import Request
from kg.web.pages.contents import documents, page_of
from kg.words.formats import GRAPH_FORMATS
from kg.words.prefixes import BASE, PREFIXES
from tests.reckoning import eligible, propositions

CLAIM = "claim/socialist-action-uk/livingstone-never-a-member/1"
#: One of each kind.
KINDS = (
    "id/ken-livingstone",
    CLAIM,
    "passage/socialist-action-uk/western-apologists",
    "ref/socialist-action-uk/27",
    "citation/socialist-action-uk/10",
    "article/socialist-action-uk",
    "derived/leads-to/international-group--international-socialist-group",
    "ns",
    "graph/claims",
    "dataset",
    "authors",
    "shape/ClaimShape",
)


def get(path, accept="", query=""):
    return answer_address(Request("GET", f"/{path}", query, {"accept": accept} if accept else {}))


def triples(data, form):
    return {quad.triple for quad in pyoxigraph.parse(data, format=rdf_format(form))}


def about(address, form):
    """Return what a document says of its subject: all but what it says of itself, and of the articles' addresses."""
    own = {f"{BASE}{address}{form.extensions[0]}", *(article.address for article in articles())}
    found = triples(write_description(address, form), form.name)
    return {triple for triple in found if triple.subject.value not in own}


def test_every_address_of_the_dataset_has_a_document():
    ours = {
        subject.removeprefix(BASE).partition("#")[0]
        for subject in {str(quad.subject)[1:-1] for quad in dataset()}
        if subject.startswith(BASE)
    }
    assert ours <= addresses()
    objects = {quad.object.value for quad in dataset() if isinstance(quad.object, pyoxigraph.NamedNode)}
    # the version of the ontology leads to the ontology
    version = {f"{BASE}ns/0.1.0"}
    assert {o.removeprefix(BASE).partition("#")[0] for o in objects - version if o.startswith(BASE)} <= addresses()


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_a_thing_leads_to_its_document_in_the_format_that_is_wanted(address, form):
    for response in (get(address, form.media_type), get(address, "text/html;q=0.1", f"format={form.name}")):
        assert response.status == 303
        assert response.headers["location"] == address.rpartition("/")[2] + form.extensions[0]
        assert "Accept" in response.headers["vary"]
    document = get(address + form.extensions[0])
    assert document.status == 200
    assert document.headers["content-type"].startswith(form.media_type)
    assert pyoxigraph.NamedNode(BASE + address) in {t.subject for t in triples(document.body, form.name)}


@pytest.mark.parametrize("address", [a for a in KINDS if not a.startswith("shape/")])
def test_all_formats_hold_the_same_triples(address):
    first, *others = (about(address, form) for form in GRAPH_FORMATS)
    assert first
    assert all(first == other for other in others)


@pytest.mark.parametrize("address", ["id/john-ross", "id/socialist-action", CLAIM])
def test_json_ld_is_the_record(address):
    assert get(f"{address}.jsonld").body == write_record(address.removeprefix("id/"))


@pytest.fixture(scope="module")
def held_back(graphs):
    """The lines of N-Triples that would state what is no fact."""
    claims = {propositions(graphs["claims"], c) for c in graphs["claims"].subjects(RDF.type, PAO.Claim)}
    lines = {" ".join(term.n3() for term in triple) + " ." for triple in claims - eligible(graphs) if all(triple)}
    assert len(lines) > 50
    return lines


def lines_of(address):
    ntriples = next(form for form in GRAPH_FORMATS if form.name == "ntriples")
    return set(write_description(address, ntriples).decode().splitlines())


@pytest.mark.parametrize("address", KINDS)
def test_what_is_no_fact_is_no_plain_triple(address, held_back):
    assert not lines_of(address) & held_back


@pytest.mark.long
def test_in_no_document_is_what_is_no_fact_a_plain_triple(held_back, graphs):
    facts = {" ".join(term.n3() for term in triple) + " ." for triple in eligible(graphs) if all(triple)}
    seen = set()
    for address in sorted(addresses()):
        found = lines_of(address)
        assert not found & held_back, address
        seen |= found & facts
    # the same comparison finds the facts, so it would find the others
    assert seen == facts


@pytest.mark.long
def test_a_record_holds_what_the_other_formats_hold():
    for address in sorted(a for a in addresses() if a.startswith(("id/", "claim/"))):
        written = triples(write_record(address.removeprefix("id/")), "jsonld")
        assert written == {quad.triple for quad in describe(address)}, address


def test_only_a_graph_is_given_under_its_name():
    for address, names in (("id/ken-livingstone", set()), ("graph/facts", {PREFIXES["graph"] + "facts"})):
        quads = Dataset().parse(data=get(f"{address}.trig").body.decode(), format="trig")
        assert {str(graph.identifier) for graph in quads.graphs() if len(graph)} - {"urn:x-rdflib:default"} == names


def test_a_document_says_what_it_is_about_and_under_which_licence():
    graph = Graph().parse(data=get("id/john-ross.ttl").body, format="turtle")
    answer = graph.query(
        """PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        ASK { ?document foaf:primaryTopic <https://w3id.org/pao/id/john-ross> ; dcterms:source ?article ;
              dcterms:license <https://creativecommons.org/licenses/by-sa/4.0/> . ?article dcterms:title ?title }"""
    )
    assert answer.askAnswer
    assert get("id/john-ross.ttl").body.startswith(b"# CC BY-SA 4.0")


@pytest.mark.parametrize("path", ["id/john-ross", "id/john-ross.ttl", CLAIM, f"{CLAIM}.nt"])
def test_links_name_the_other_forms_the_licence_and_the_dataset(path):
    link = get(path).headers["link"]
    relations = re.findall(r'<([^>]+)>; rel="(\w+)"', link)
    assert ("https://creativecommons.org/licenses/by-sa/4.0/", "license") in relations
    assert any(rel == "describedby" and target.endswith("dataset") for target, rel in relations)
    shown = path.rpartition(".")[2]
    alternates = {target.rpartition(".")[2] for target, rel in relations if rel == "alternate"}
    wanted = {form.extensions[0][1:] for form in GRAPH_FORMATS}
    assert wanted - alternates == ({shown} & wanted)


def test_people_get_pages():
    for address in ("id/john-ross", CLAIM, "ref/socialist-action-uk/27", "passage/socialist-action-uk/merger-of-1987"):
        page = page_of(BASE + address)
        assert page, address
        for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""):
            location = get(address, accept).headers["location"]
            assert location.replace("../", "") == page.removeprefix("id/" if "../" not in location else "")
        if "#" in page:
            assert get(f"{address}.html").headers["location"].endswith(page)


def test_a_page_needs_no_suffix():
    assert get("lineage").headers["location"] == "lineage.html"
    assert get("lineage").status == 303


@pytest.mark.parametrize(
    "path",
    [
        "id/nobody",
        "id/nobody.ttl",
        "id",
        "id/",
        "nowhere",
        "id/john-ross.ttl.ttl",
        "id/../../etc/passwd",
        "id/john-ross/",
        "claim/x/<script>alert(1)</script>",
        "ns/9.9.9",
        "id/\x00",
        "shape/NoShape.ttl",
        "sparql.ttl",
        "",
    ],
)
def test_what_there_is_not_is_404_and_is_not_repeated(path):
    response = get(path)
    assert response.status == 404
    assert len(path) < 4 or path.encode() not in response.body
    assert b"<" not in response.body


@pytest.mark.parametrize(("accept", "query"), [("image/png", ""), ("", "format=docx"), ("text/turtle;q=0", "")])
def test_a_format_that_there_is_not_is_406_with_those_that_there_are(accept, query):
    response = get("id/john-ross", accept, query)
    assert response.status == 406
    assert b"text/turtle" in response.body
    assert b"docx" not in response.body


def test_the_version_of_the_ontology_leads_to_it():
    assert get("ns/0.1.0", "text/turtle").headers["location"] == "../ns.ttl"


def test_well_known_void_leads_to_the_counts():
    response = answer_well_known(Request("GET", "/.well-known/void"))
    assert (response.status, response.headers["location"]) == (302, "../dataset.ttl")
    graph = Graph().parse(data=get("dataset.ttl").body, format="turtle")
    (count,) = graph.query(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n { <https://w3id.org/pao/dataset> void:triples ?n ; "
        "void:sparqlEndpoint <https://w3id.org/pao/sparql> }"
    )
    assert int(count.n) == len(quads_of())
    dumps = {
        str(row[0]).removeprefix(BASE)
        for row in graph.query("PREFIX void: <http://rdfs.org/ns/void#> SELECT ?dump { ?graph void:dataDump ?dump }")
    }
    assert all(get(dump).status == 200 for dump in dumps)


@pytest.mark.long
def test_every_page_that_an_address_leads_to_is_there():
    missing = set()
    for address in addresses():
        page = page_of(BASE + address)
        if page and page.partition("#")[0] not in documents():
            missing.add(page.partition("#")[0])
    assert not missing


@pytest.mark.parametrize("path", ["nothing", "id/nobody", "id/nobody/and/nothing", "article/none.html"])
def test_who_asks_for_pages_is_told_in_one_that_there_is_nothing_with_links_that_are_right_there(path):
    response = get(path, accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert response.status == 404
    assert response.headers["content-type"].startswith("text/html")
    page = response.body.decode()
    assert path.rpartition("/")[2] not in page.replace("There is nothing", "")
    up = "../" * path.count("/")
    assert f'href="{up}assets/style.css"' in page
    assert f'href="{up}names.html"' in page
    assert get(path).headers["content-type"].startswith("text/plain")
