"""Exports: the same triples in every format, the same bytes every time, and nobody's word as a fact in any of them."""

import difflib
import hashlib
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
from kg.share import parts
from kg.share.export import dataset_hash, export
from kg.share.jsonld import graphs_of, write_jsonld
from kg.share.parts import PARTS
from tests.conftest import ROOT
from tests.export_readers import FORMATS, RDF_FORMATS, RDFLIB, quads_by_engine, read, triples_in
from tests.reckoning import eligible, propositions

#: A home, a clock and a language other than those of the tests.
ELSEWHERE = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"},
]


@pytest.fixture(scope="module")
def triples(graphs):
    return set().union(*map(set, graphs.values()))


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_every_format_is_read_back_to_the_same_triples(name, triples):
    assert read(export(name), name) == triples


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_the_engine_reads_every_format_back_to_the_same_statements(name):
    quads = quads_by_engine(export("nquads"), "nquads")
    found = quads_by_engine(export(name), name)
    if name in ("trig", "nquads", "jsonld"):
        assert found == quads
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in quads}


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


@pytest.mark.parametrize("name", ["nquads", "jsonld", "rdfxml"])
def test_what_names_the_articles_of_a_layer_is_no_statement(name, graphs):
    assert read(export(name, "facts"), name) == set(graphs["facts"])


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_all_is_the_whole(name):
    assert export(name, "all") == export(name)


@pytest.mark.parametrize("name", [*FORMATS, "record"])
def test_the_bytes_are_the_same_elsewhere(name, tmp_path):
    """Another hash seed, folder, locale and time zone."""
    arguments = ["jsonld", "--of", "john-ross"] if name == "record" else [name]
    if name == "csvw":
        arguments += ["--output", tmp_path / "tables"]
    outputs = set()
    for number, environment in enumerate(ELSEWHERE):
        folder = tmp_path / str(number)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **environment},
            capture_output=True,
            check=True,
        )
        tables = sorted((tmp_path / "tables").iterdir()) if name == "csvw" else []
        outputs.add(done.stdout + b"".join(path.read_bytes() for path in tables))
    assert len(outputs) == 1
    if name in RDF_FORMATS:
        assert outputs == {export(name)}


def test_the_hash_is_that_of_the_canonical_dataset(kg):
    dataset = pyoxigraph.Dataset(quads_by_engine(export("trig"), "trig"))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS).splitlines(keepends=True)
    expected = hashlib.sha256(b"".join(sorted(lines))).hexdigest()
    assert dataset_hash() == expected
    assert kg("export", "--hash").stdout == f"{expected}\n"
    assert dataset_hash("facts") != expected


def test_a_changed_claim_changes_few_lines(authored, monkeypatch):
    from kg.compile.dataset import compile_dataset
    from kg.source.corpus import read_corpus

    def turtle():
        layers = {
            f"https://w3id.org/pao/graph/{layer}": graph.serialize(format="nt", encoding="utf-8")
            for layer, graph in compile_dataset(read_corpus(authored)).items()
        }
        monkeypatch.setattr(parts, "read_layer", layers.get)
        return export("turtle").decode().splitlines()

    before = turtle()
    member = "p: memberOf, o: socialist-action}"
    path = next(path for path in sorted(authored.rglob("*.yaml")) if member in path.read_text())
    path.write_text(path.read_text().replace(member, "p: memberOf, o: labour-party}", 1))
    after = turtle()
    changed = [line for line in difflib.unified_diff(before, after, lineterm="", n=0) if line[0] in "+-"]
    assert 2 < len(changed) < 40


def test_nquads_are_sorted():
    lines = export("nquads").decode().splitlines()
    assert lines == sorted(set(lines))


def test_nquads_are_canonical():
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(export("nquads"), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS).splitlines(keepends=True)
    assert b"".join(sorted(lines)) == export("nquads")


def test_jsonld_keeps_every_character():
    """Texts are taken over as N-Triples escape them."""
    # each that a text of RDF may hold, beside those by which a text, a line or a term could end
    ranges = (range(0xD800), range(0xE000, 0x10000), range(0x1F600, 0x1F610))
    whole = "".join(chr(code) for codes in ranges for code in codes)
    one, said, graph = (pyoxigraph.NamedNode(f"https://example.org/{name}") for name in ("é", "said", "graph"))
    texts = (whole, '" .\n', 'a "b"@en', '"^^<c> .', "\\", "\\u0041", "", " . <https://w3id.org/pao/id/x>")
    quads = [
        pyoxigraph.Quad(one, said, value, graph)
        for text in texts
        for value in (
            pyoxigraph.Literal(text),
            pyoxigraph.Literal(text, language="en-GB"),
            pyoxigraph.Literal(text, datatype=said),
        )
    ]
    quads += [pyoxigraph.Quad(pyoxigraph.BlankNode("b"), said, pyoxigraph.BlankNode("c"))]
    assert quads_by_engine(write_jsonld(graphs_of(quads)), "jsonld") == set(quads)


def test_a_node_is_one_object_in_jsonld(graphs):
    for graph in json.loads(export("jsonld"))["@graph"]:
        nodes = [node["@id"] for node in graph["@graph"]]
        assert len(set(nodes)) == len(nodes)
        assert len(nodes) == len(set(graphs[graph["@id"].removeprefix("graph:")].subjects()))


def test_what_stands_twice_is_written_once(monkeypatch):
    """As lines of two layers may, in the formats that have none."""
    line = b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"
    monkeypatch.setattr(parts, "read_layer", lambda graph: line * 2)
    assert export("ntriples") == line
    assert export("turtle").count(b"<https://example.org/a>") == 1
    assert export("nquads").count(b"<https://example.org/a>") == len(PARTS)


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
    found = triples_in(name)
    assert len(allowed & found) > 400
    assert len(held_back) > 100
    assert not held_back & found
    roles = dict(ontology().subject_objects(PAO.membershipRole))
    holdings = {(s, roles[p], o) for s, p, o in allowed if p in roles}
    memberships = [s for s, p, o in found if p == RDF.type and o == ORG.Membership]
    assert len(memberships) > 30 or name not in (*RDF_FORMATS, "turtle12")
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
