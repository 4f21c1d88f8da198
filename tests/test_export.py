"""Exports: the same triples in every format, the same bytes every time, and nobody's word as a fact in any of them."""

import json
import os
import subprocess
import sys

import pyoxigraph
import pytest
from rdflib import ORG, RDF, Dataset, Graph

import kg
from kg.compile.names import PAO
from kg.compile.vocabulary import ontology
from kg.share.export import PARTS, export
from kg.words.formats import GRAPH_FORMATS
from tests.conftest import ROOT
from tests.reckoning import eligible, propositions

RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
FORMATS = [f.name for f in GRAPH_FORMATS]


def read(data, name):
    """Every triple of an export, whatever graph it is in, as rdflib reads it."""
    dataset = Dataset(default_union=True)
    if name in ("trig", "nquads", "jsonld"):
        dataset.parse(data=data, format=RDFLIB[name])
        return set(dataset.triples((None, None, None)))
    return set(Graph().parse(data=data, format=RDFLIB[name]))


@pytest.fixture(scope="module")
def triples(graphs):
    return set().union(*map(set, graphs.values()))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_back_to_the_same_triples(name, triples):
    assert read(export(name), name) == triples


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_formats_with_named_graphs_keep_the_layers(name, graphs):
    dataset = Dataset()
    dataset.parse(data=export(name), format=RDFLIB[name])
    for layer, graph in graphs.items():
        found = dataset.graph(f"https://w3id.org/pao/graph/{layer}")
        assert set(found) == set(graph)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_one_layer(part, graphs):
    assert read(export("ntriples", part), "ntriples") == set(graphs[part])


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_are_the_same_under_another_hash_seed_and_in_another_folder(name):
    outputs = set()
    for seed, folder in (("1", ROOT), ("2", ROOT / "tests")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
        command = [sys.executable, "-m", "kg", "export", name]
        outputs.add(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
    assert outputs == {export(name)}


def test_nquads_are_sorted():
    lines = export("nquads").decode().splitlines()
    assert lines == sorted(set(lines))


def test_nquads_are_canonical():
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(export("nquads"), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS).splitlines(keepends=True)
    assert b"".join(sorted(lines)) == export("nquads")


def test_jsonld_needs_nothing_from_outside():
    document = json.loads(export("jsonld"))
    assert isinstance(document["@context"], dict)
    assert all(isinstance(value, str) for value in document["@context"].values())


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_holds_as_a_fact_what_is_only_said_denied_or_disputed(name, graphs):
    """Walks every format, and reckons from the claims themselves, not from what the rules made of them."""
    claims = graphs["claims"]
    allowed = eligible(graphs)
    held_back = {propositions(claims, claim) for claim in claims.subjects(RDF.type, PAO.Claim)} - allowed
    found = read(export(name), name)
    assert len(held_back) > 100
    assert not held_back & found
    roles = dict(ontology().subject_objects(PAO.membershipRole))
    holdings = {(s, roles[p], o) for s, p, o in allowed if p in roles}
    memberships = [s for s, p, o in found if p == RDF.type and o == ORG.Membership]
    assert len(memberships) > 30
    graph = Graph()
    for triple in found:
        graph.add(triple)
    for node in memberships:
        what = graph.value(node, PAO.post) or graph.value(node, ORG.organization)
        assert (graph.value(node, ORG.member), graph.value(node, ORG.role), what) in holdings


def test_the_rdflib_dataset_is_the_exported_one(triples):
    dataset = kg.load()
    ours = {str(graph.identifier): set(graph) for graph in dataset.graphs()}
    assert set().union(*(ours[f"https://w3id.org/pao/graph/{part}"] for part in PARTS)) == triples
