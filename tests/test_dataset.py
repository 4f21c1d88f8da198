"""The dataset: committed, canonical, the same bytes everywhere, and no claim of somebody's word in it as a fact."""

import json
import os
import subprocess
import sys

import pyoxigraph
import pytest
import yaml
from rdflib import RDF, BNode, Graph, URIRef

from kg.compile.dataset import serialise_dataset
from kg.compile.names import OA, PAO
from kg.compile.vocabulary import ontology, predicates
from kg.words.folders import bundled
from kg.words.layers import BUILT
from tests.conftest import ROOT
from tests.reckoning import eligible


def test_the_committed_dataset_is_what_the_articles_give(corpus, graphs):
    for name, data in serialise_dataset(corpus, graphs).items():
        assert (ROOT / "dataset" / name).read_bytes() == data, f"{name} has drifted; run 'kg build'"


@pytest.mark.parametrize(
    ("seed", "locale", "folder"), [("0", "C", "."), ("1", "C.UTF-8", "tests"), ("random", "tr_TR.UTF-8", "/")]
)
def test_the_build_gives_the_same_bytes_everywhere(tmp_path, seed, locale, folder):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    output = tmp_path / "dataset"
    command = [sys.executable, "-m", "kg", "build", "--quiet", "--source", str(ROOT), "--output", str(output)]
    subprocess.run(command, cwd=ROOT / folder, env=environment, check=True)
    for layer in BUILT:
        name = f"{layer.name}.ttl"
        assert (output / name).read_bytes() == (ROOT / "dataset" / name).read_bytes()


def test_no_node_is_blank(graphs):
    assert not any(isinstance(term, BNode) for graph in graphs.values() for triple in graph for term in triple)


def test_the_layers_share_no_triple(graphs):
    layers = [ontology(), *graphs.values()]
    assert len(set().union(*map(set, layers))) == sum(map(len, layers))


def test_every_file_is_read_by_the_strict_parser(graphs):
    for layer in BUILT:
        data = (ROOT / "dataset" / f"{layer.name}.ttl").read_bytes()
        quads = list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
        assert len(quads) == len(graphs[layer.name])


def test_every_quote_is_the_text_at_its_place(corpus, graphs):
    sources = graphs["sources"]
    articles = {source.article.slug: source.article for source in corpus.articles}
    for node in sources.subjects(RDF.type, PAO.Passage):
        home = str(sources.value(node, OA.hasSource)).rpartition("/")[2].partition("-related-")[0]
        article = articles[home]
        start, end = (int(sources.value(node, term)) for term in (OA.start, OA.end))
        assert str(sources.value(node, OA.exact)) == article.text[start:end]
        before, after = (str(sources.value(node, term) or "") for term in (OA.prefix, OA.suffix))
        assert before + article.text[start:end] + after in article.text


def test_a_changed_claim_changes_few_lines(authored):
    from kg.compile.dataset import compile_dataset
    from kg.source.corpus import read_corpus

    path = authored / "articles/socialist-action-uk/passages/lead.yaml"
    path.write_text(path.read_text().replace("p: describedAs, v: small}", "p: describedAs, v: a small}"))
    corpus = read_corpus(authored)
    changed = serialise_dataset(corpus, compile_dataset(corpus))
    old = (ROOT / "dataset/claims.ttl").read_text().splitlines()
    new = changed["claims.ttl"].decode().splitlines()
    assert len(set(new) ^ set(old)) == 2


def test_the_authored_files_are_rdf_under_our_context(graphs):
    """YAML-LD: read as JSON-LD with our context, the claims are a subset of the compiled ones."""
    context = json.loads(bundled("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    claims = graphs["claims"]
    compiled = {
        (claims.value(c, RDF.subject), claims.value(c, RDF.predicate), str(claims.value(c, RDF.object)))
        for c in claims.subjects(RDF.type, PAO.Claim)
    }
    read = 0
    for path in sorted((ROOT / "articles").glob("*/passages/*.yaml")):
        passages = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        document = json.dumps({"@context": context, "@graph": passages})
        graph = Graph().parse(data=document, format="json-ld")
        for node in graph.subjects(RDF.predicate):
            value = graph.value(node, RDF.object)
            triple = (graph.value(node, RDF.subject), graph.value(node, RDF.predicate), str(value))
            assert triple in compiled
            read += 1
    assert read == len(list(claims.subjects(RDF.predicate)))


def test_whoever_speaks_is_read_from_the_authored_files_too():
    context = json.loads(bundled("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    path = ROOT / "articles/socialist-action-uk/passages/history.yaml"
    passages = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    graph = Graph().parse(data=json.dumps({"@context": context, "@graph": passages}), format="json-ld")
    assert URIRef("https://w3id.org/pao/id/cnd-officer") in set(graph.objects(None, PAO.speaker))


def test_no_claim_that_is_not_a_fact_is_a_plain_triple(graphs):
    claimable = {predicate.iri for predicate in predicates().values()}
    plain = {triple for triple in graphs["facts"] if triple[1] in claimable}
    assert plain == eligible(graphs)
    assert len(plain) > 100
