"""Formats for other tools: what each keeps, what it tells that it loses, and the standing of every claim in it."""

import os
import stat
import subprocess
import sys

import pytest
from csvw import CSVW
from rdflib import RDF, SKOS, Dataset, URIRef

from kg.ask.evidence import evidence_of
from kg.compile.names import PAO
from kg.share.export import export, export_folder
from tests.conftest import ROOT
from tests.export_readers import BASE, edges_of, quads_by_engine, rows_of, table_of, with_propositions
from tests.reckoning import eligible, propositions

NP = "http://www.nanopub.org/nschema#"
PROV = "http://www.w3.org/ns/prov#"


@pytest.fixture(scope="module")
def spoken(graphs):
    """Each claim by its address, with its proposition."""
    claims = graphs["claims"]
    return {str(claim): propositions(claims, claim) for claim in claims.subjects(RDF.type, PAO.Claim)}


@pytest.fixture(scope="module")
def standings(spoken):
    return {iri: item.standing for iri, item in evidence_of(spoken).items()}


def test_rdf_1_2_loses_nothing():
    whole = {quad.triple for quad in quads_by_engine(export("nquads"), "nquads")}
    assert set(with_propositions(export("turtle12"))) == whole


def test_each_whole_claim_is_one_reifier(spoken):
    found = [quad for quad in quads_by_engine(export("turtle12"), "turtle12") if "reifies" in quad.predicate.value]
    claims = [quad.subject.value for quad in found if "/claim/" in quad.subject.value]
    assert sorted(claims) == sorted(iri for iri, spo in spoken.items() if None not in spo)


@pytest.fixture(scope="module")
def nanopubs():
    dataset = Dataset()
    dataset.parse(data=export("nanopub"), format="trig")
    return {str(graph.identifier): set(graph) for graph in dataset.graphs() if len(graph)}


def test_a_nanopublication_has_four_graphs(nanopubs, spoken):
    """https://nanopub.net/guidelines/working_draft/, section 2."""
    assert len(nanopubs) == 4 * len(spoken)
    for iri in spoken:
        whole = URIRef(iri.replace("/claim/", "/nanopub/"))
        head, assertion, provenance, info = (
            URIRef(f"{whole}#{name}") for name in ("head", "assertion", "provenance", "pubinfo")
        )
        assert nanopubs[str(head)] == {
            (whole, RDF.type, URIRef(NP + "Nanopublication")),
            (whole, URIRef(NP + "hasAssertion"), assertion),
            (whole, URIRef(NP + "hasProvenance"), provenance),
            (whole, URIRef(NP + "hasPublicationInfo"), info),
        }
        assert nanopubs[str(assertion)]
        assert any(s == assertion for s, _, _ in nanopubs[str(provenance)])
        assert any(s == whole for s, _, _ in nanopubs[str(info)])


def test_nanopublications_lose_nothing_of_a_claim(nanopubs, graphs):
    found = set().union(*nanopubs.values())
    assert set(graphs["claims"]) <= found


def test_a_plain_triple_is_asserted_where_it_is_a_fact_and_the_speaker_is_named_where_not(nanopubs, spoken, graphs):
    allowed = eligible(graphs)
    for iri, spo in spoken.items():
        whole = iri.replace("/claim/", "/nanopub/")
        plain = spo in nanopubs[f"{whole}#assertion"]
        assert plain is ((URIRef(iri), RDF.type, PAO.FactualClaim) in graphs["facts"])
        assert spo in allowed or not plain
        saying = graphs["claims"].value(URIRef(iri), PAO.attribution)
        speakers = {o for _, p, o in nanopubs[f"{whole}#provenance"] if str(p) == PROV + "wasAttributedTo"}
        assert speakers == set(graphs["claims"].objects(saying, PAO.speaker) if saying else [])


def test_graphml_holds_every_fact_with_its_claims(graphs, spoken):
    edges = list(edges_of(export("graphml", "facts")))
    assert {statement for statement, _ in edges} == eligible(graphs)
    for statement, values in edges:
        assert values["standing"] == "fact"
        assert values["quotes"]
        assert all(spoken[BASE + claim] == statement for claim in values["claims"].split(" | "))


def test_graphml_of_claims_tells_the_standing_of_each(spoken, standings):
    edges = list(edges_of(export("graphml", "claims")))
    assert len(edges) == sum(None not in spo for spo in spoken.values())
    for statement, values in edges:
        assert spoken[BASE + values["claims"]] == statement
        assert values["standing"] == standings[BASE + values["claims"]]
        assert values["standing"] == "fact" or values["standing"] in values["label"]
        assert values["standing"] != "said by somebody" or values["speaker"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("csvw")
    for name, data in export_folder().items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_the_tables_are_valid_csv_on_the_web(tables, spoken):
    group = CSVW(str(tables / "csv-metadata.json"), validate=True)
    assert group.is_valid, group.warnings
    assert len(spoken) in [len(list(table)) for table in group.tables]


def test_the_tables_hold_every_node_and_every_fact(tables, spoken, standings, graphs):
    claims = table_of((tables / "claims.csv").read_bytes())
    assert {BASE + row["id"]: row["standing"] for row in claims} == standings
    assert all(bool(row["speaker"]) is (row["standing"] == "said by somebody") for row in claims)
    assert set(rows_of((tables / "facts.csv").read_bytes())) == eligible(graphs)
    whole = [row for row in claims if None not in spoken[BASE + row["id"]]]
    for row in whole:
        cells = [row["subject"], row["predicate"], row["object"] or row["value"]]
        assert cells == [str(term).removeprefix(BASE) for term in spoken[BASE + row["id"]]]
    ids = {
        row["id"]
        for name in ("entities", "passages", "sources")
        for row in table_of((tables / f"{name}.csv").read_bytes())
    }
    subjects = {
        str(s)
        for layer in ("entities", "sources")
        for s, _, o in graphs[layer].triples((None, RDF.type, None))
        if o not in (PAO.Citation, PAO.TimeSpec)
    }
    assert {BASE + i for i in ids} == subjects


def test_no_cell_looks_like_a_formula(tables):
    for path in tables.glob("*.csv"):
        for row in table_of(path.read_bytes()):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values())


def test_a_cell_with_several_values_is_taken_apart_again(tables, graphs):
    for row in table_of((tables / "entities.csv").read_bytes()):
        aliases = {str(name) for name in graphs["entities"].objects(URIRef(BASE + row["id"]), SKOS.altLabel)}
        assert set(filter(None, row["aliases"].split(" | "))) == aliases


@pytest.mark.parametrize(("name", "part"), [("nanopub", "facts"), ("graphml", "entities")])
def test_a_format_without_a_form_for_a_layer_says_so(kg, name, part):
    done = kg("export", name, "--only", part)
    assert done.returncode == 2
    assert f"not '{part}'; choose turtle for that." in done.stderr


def test_tables_of_one_layer(kg, tmp_path):
    done = kg("export", "csvw", "--only", "facts", "--output", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"facts.csv", "csv-metadata.json"}
    assert kg("export", "csvw").returncode == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("turtle12", "trig, nquads, jsonld keep them"),
        ("nanopub", "not the names of things; trig keeps everything"),
        ("graphml", "facts as edges"),
        ("trig", ""),
    ],
)
def test_what_is_lost_is_told_in_one_sentence(kg, name, words, tmp_path):
    done = kg("export", name, "--output", tmp_path / "out")
    assert done.returncode == 0
    assert words in done.stderr
    assert done.stderr.count("\n") == bool(words)


def limited(arguments, size):
    """Run kg in a process whose files cannot grow beyond a size, as on a full disk."""
    import resource

    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["graphml", "nanopub", "csvw"])
def test_a_full_disk_leaves_the_old_export(name, tmp_path):
    path = tmp_path / "out"
    if name == "csvw":
        path.mkdir()
        (path / "claims.csv").write_text("old")
    else:
        path.write_text("old")
    done = limited(["export", name, "--output", path], 4096)
    assert done.returncode == 73
    assert done.stderr.splitlines()[-1].endswith("what was there is untouched.")
    assert (path / "claims.csv" if name == "csvw" else path).read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(os.geteuid() == 0, reason="to the superuser every folder is writable")
@pytest.mark.parametrize("name", ["graphml", "csvw"])
def test_a_folder_that_may_not_be_written_is_told(kg, name, tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = kg("export", name, "--output", tmp_path / "out")
    assert (done.returncode, "cannot be written" in done.stderr) == (73, True)
