"""A release: whole or not at all, the same bytes every time, and every description of it true."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, VOID, Graph, Literal, Namespace, URIRef

import kg as package
from kg.compile.names import PAO, SCHEMA
from kg.compile.vocabulary import ontology
from kg.share import release as module
from kg.share.dataset_record import DATASET, articles, record
from kg.share.export import dataset_hash
from kg.store.swap import replace_folder
from kg.words.errors import CannotWrite
from kg.words.formats import GRAPH_FORMATS
from kg.words.prefixes import PREFIXES
from tests.conftest import ROOT

SPDX = Namespace(PREFIXES["spdx"])
SHAPES = Graph().parse(ROOT / "shapes/release/description.ttl")
THE_DATASET = URIRef(DATASET)
PLACE = "https://x.example/release/"


@pytest.fixture(scope="module")
def files():
    return {file.path: file for file in module.release_files()}


@pytest.fixture(scope="module")
def described(files):
    return Graph().parse(data=files["dcat.ttl"].data, format="turtle", publicID=PLACE)


def test_a_release_is_whole(files):
    assert {f"dataset{form.extensions[0]}" for form in GRAPH_FORMATS} <= set(files)
    assert {"LICENSE", "LICENSE-DATA", "README.md", "SHA256SUMS", "claims.csv", "ontology/index.html"} <= set(files)
    for folder in ("ontology", "queries", "shapes"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".ttl", ".rq"):
                assert files[path.relative_to(ROOT).as_posix()].data == path.read_bytes()


def test_checksums_are_those_of_the_files(files):
    lines = files["SHA256SUMS"].data.decode().splitlines()
    assert len(lines) == len(files) - 1
    for line in lines:
        digits, path = line.split("  ")
        assert hashlib.sha256(files[path].data).hexdigest() == digits


def test_no_file_tells_where_it_was_made(files):
    for file in files.values():
        assert str(ROOT).encode() not in file.data
        assert str(Path.home()).encode() + b"/" not in file.data


def test_the_bytes_are_the_same_under_another_hash_seed_and_in_another_folder(tmp_path, files):
    for seed, where in (("1", ROOT), ("2", tmp_path)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "TZ": "Asia/Tokyo"}
        folder = tmp_path / seed
        command = [sys.executable, "-m", "kg", "release", str(folder)]
        subprocess.run(command, cwd=where, env=environment, capture_output=True, check=True)
        found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        assert found == {path: file.data for path, file in files.items()}


def test_a_release_takes_the_place_of_the_one_before(tmp_path, monkeypatch, files):
    monkeypatch.setattr(module, "release_files", lambda: list(files.values()))
    gone = b"# from before\n"
    old = f"{hashlib.sha256(gone).hexdigest()}  old/gone.ttl\n".encode()
    assert replace_folder(tmp_path / "out", {"SHA256SUMS": old, "old/gone.ttl": gone})
    assert module.release(tmp_path / "out")
    assert not (tmp_path / "out/old").exists()
    assert not module.release(tmp_path / "out")


@pytest.mark.parametrize("name", ["mine.txt", "queries/mine.txt", "mine/deep/file"])
def test_a_folder_with_other_files_is_left_alone(tmp_path, monkeypatch, files, name):
    monkeypatch.setattr(module, "release_files", lambda: list(files.values()))
    (tmp_path / "out" / name).parent.mkdir(parents=True)
    (tmp_path / "out" / name).write_text("precious")
    with pytest.raises(CannotWrite, match=name):
        module.release(tmp_path / "out")
    assert [p for p in (tmp_path / "out").rglob("*") if p.is_file()] == [tmp_path / "out" / name]


def test_a_release_that_cannot_be_read_again_changes_nothing(tmp_path, monkeypatch, files):
    monkeypatch.setattr(module, "release_files", lambda: list(files.values()))
    module.release(tmp_path / "out")
    broken = [file._replace(data=b"<a> <b>") if file.path == "shapes/claim.ttl" else file for file in files.values()]
    monkeypatch.setattr(module, "release_files", lambda: broken)
    with pytest.raises(SyntaxError):
        module.release(tmp_path / "out")
    assert (tmp_path / "out/shapes/claim.ttl").read_bytes() == files["shapes/claim.ttl"].data


def test_the_hash_is_that_of_the_canonical_dataset(files, described):
    """RDFC-1.0, by the engine's own canonicalisation of a file in another format."""
    quads = pyoxigraph.parse(files["dataset.trig"].data, format=pyoxigraph.RdfFormat.TRIG)
    canonical = pyoxigraph.Dataset(quads)
    canonical.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = pyoxigraph.serialize(canonical, format=pyoxigraph.RdfFormat.N_QUADS).splitlines(keepends=True)
    assert hashlib.sha256(b"".join(sorted(lines))).hexdigest() == dataset_hash()
    node = described.value(THE_DATASET, SPDX.checksum)
    assert str(described.value(node, SPDX.checksumValue)) == dataset_hash()
    assert dataset_hash() in files["schema-org.jsonld"].data.decode()


def test_the_description_conforms_to_its_shapes(described):
    conforms, _, text = validate(described, shacl_graph=SHAPES)
    assert conforms, text
    for shape in SHAPES.subjects(RDF.type, SH.NodeShape):
        assert list(described.subjects(RDF.type, SHAPES.value(shape, SH.targetClass))), f"{shape} matches nothing"


@pytest.mark.parametrize(
    "shape", sorted(SHAPES.subjects(RDF.type, SH.PropertyShape)), ids=lambda s: s.rpartition("/")[2]
)
def test_each_rule_of_the_shapes_can_fail(described, shape):
    broken = Graph()
    for triple in described:
        if triple[1] != SHAPES.value(shape, SH.path):
            broken.add(triple)
    conforms, report, _ = validate(broken, shacl_graph=SHAPES)
    assert not conforms
    assert (None, SH.sourceShape, shape) in report


def test_the_counts_are_true(described, files):
    quads = list(pyoxigraph.parse(files["dataset.nq"].data, format=pyoxigraph.RdfFormat.N_QUADS))
    assert described.value(THE_DATASET, VOID.triples) == Literal(len(quads))
    for partition, term, unit in (
        (VOID.propertyPartition, VOID.property, VOID.triples),
        (VOID.classPartition, VOID["class"], VOID.entities),
    ):
        nodes = list(described.objects(THE_DATASET, partition))
        assert len(nodes) > 20
        for node in nodes:
            name = pyoxigraph.NamedNode(str(described.value(node, term)))
            if partition == VOID.propertyPartition:
                found = [q for q in quads if q.predicate == name]
            else:
                found = {q.subject for q in quads if q.object == name and q.predicate.value == str(RDF.type)}
            assert described.value(node, unit) == Literal(len(found)), name
    whole = sum(int(described.value(graph, VOID.triples)) for graph in described.objects(THE_DATASET, VOID.subset))
    assert whole == len(quads)


def test_every_description_names_the_same_files_with_the_same_checksums(files, described):
    expected = {(f.path, f.listed.sha256) for f in files.values() if f.holds_dataset}
    in_dcat = set()
    for node in described.objects(THE_DATASET, DCAT.distribution):
        address = str(described.value(node, DCAT.downloadURL))
        digits = described.value(described.value(node, SPDX.checksum), SPDX.checksumValue)
        in_dcat.add((address.removeprefix(PLACE), str(digits)))
        assert int(described.value(node, DCAT.byteSize)) == len(files[address.removeprefix(PLACE)].data)
    assert in_dcat == expected
    for name in ("schema-org.jsonld", "croissant.json"):
        entries = json.loads(files[name].data)["distribution"]
        assert {(entry["contentUrl"], entry["sha256"]) for entry in entries} == expected
    crate = {node["@id"] for node in json.loads(files["ro-crate-metadata.json"].data)["@graph"]}
    assert set(files) - {"SHA256SUMS"} <= crate


def test_the_same_record_is_behind_every_description(files, described):
    search = Graph().parse(data=files["schema-org.jsonld"].data, format="json-ld")
    assert (
        str(search.value(THE_DATASET, SCHEMA.name))
        == str(described.value(THE_DATASET, DCTERMS.title))
        == record().title
    )
    assert str(search.value(THE_DATASET, SCHEMA.version)) == record().version
    crate = {node["@id"]: node for node in json.loads(files["ro-crate-metadata.json"].data)["@graph"]}
    assert crate["./"]["name"] == record().title
    assert crate["./"]["license"] == {"@id": record().licence}
    learning = json.loads(files["croissant.json"].data)
    assert (learning["name"], learning["version"], learning["license"]) == (
        record().title,
        record().version,
        record().licence,
    )
    sources = {article.address for article in articles() if article.address}
    assert sources == {
        "https://en.wikipedia.org/wiki/Socialist_Action_(UK)",
        "https://simple.wikipedia.org/wiki/International_Marxist_Group",
    }
    for address in sources:
        assert all(address in files[name].data.decode() for name in ("CITATION.cff", "croissant.json", "dcat.ttl"))


def test_versions_and_dates_agree():
    home = URIRef("https://w3id.org/pao/ns")
    assert record().version == package.__version__
    assert f"\n## {record().version}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (version,) = ontology().objects(home, URIRef(PREFIXES["owl"] + "versionIRI"))
    assert str(version) == f"{home}/{record().version}"
    assert f"version {record().version}." in str(ontology().value(home, DCTERMS.bibliographicCitation))
    assert record().created <= record().issued <= record().modified
    assert record().authors == str(ontology().value(URIRef(record().authors_iri), URIRef(PREFIXES["rdfs"] + "label")))


def test_the_citation_beside_the_readme_is_the_generated_one(files):
    assert (ROOT / "CITATION.cff").read_bytes() == files["CITATION.cff"].data


def test_the_table_of_claims_tells_the_standing_of_each(files, graphs):
    rows = list(csv.DictReader(io.StringIO(files["claims.csv"].data.decode(), newline="")))
    facts = {str(claim) for claim in graphs["facts"].subjects(RDF.type, PAO.FactualClaim)}
    claims = set(map(str, graphs["claims"].subjects(RDF.type, PAO.Claim)))
    assert {row["claim"] for row in rows} == claims
    assert {row["claim"] for row in rows if row["standing"] == "fact"} == facts
    attributed = {str(claim) for claim in graphs["claims"].subjects(PAO.attribution)}
    assert {row["claim"] for row in rows if row["speaker"]} == attributed


def test_what_goes_wrong_is_told_in_one_sentence(kg, tmp_path):
    (tmp_path / "mine.txt").write_text("precious")
    done = kg("release", tmp_path)
    assert done.returncode == 73
    assert "holds 'mine.txt'" in done.stderr
