"""Three readers, one graph: Apache Jena reads every export of RDF as the engine and rdflib do."""

import subprocess
import sys

import pyoxigraph
import pytest

from kg.share.export import export
from kg.share.record import write_record
from kg.words.formats import EXPORT_FORMATS
from tests.conftest import ROOT
from tests.export_readers import ENGINE, quads_by_engine

ENDINGS = {f.name: f.extensions[0] for f in EXPORT_FORMATS if f.name in ENGINE}
RECORDS = ("ken-livingstone", "socialist-action", "claim/socialist-action-uk/livingstone-never-a-member/1")


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    """Each export in a file of its own, and beside it what Jena reads in it."""
    folder = tmp_path_factory.mktemp("exports")
    paths = {name: folder / f"{name}{ending}" for name, ending in ENDINGS.items()}
    for name, path in paths.items():
        path.write_bytes(export(name))
    for number, name in enumerate(RECORDS):
        paths[name] = folder / f"record{number}.jsonld"
        paths[name].write_bytes(write_record(name))
    subprocess.run([sys.executable, ROOT / "tests/jena.py", *paths.values()], capture_output=True, check=True)
    return paths


@pytest.mark.parametrize("name", [*ENDINGS, *RECORDS])
def test_jena_reads_what_the_engine_reads(name, exports):
    path = exports[name]
    expected = quads_by_engine(path.read_bytes(), name if name in ENGINE else "jsonld")
    found = set(pyoxigraph.parse(path=f"{path}.nq", format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(found) > 10
    assert found == expected
