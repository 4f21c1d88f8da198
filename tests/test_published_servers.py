"""Every bundled question has the checked rows on servers that 'kg publish' has filled, and through 'kg serve' before one.

What a server is known to answer otherwise stands in docs/publish.md, and only that.
"""

import json
import os
import re

import pytest

import kg
from kg.ask.answers import ask
from kg.ask.catalogue import find_query, queries
from kg.ask.rows import read_rows
from tests.conftest import ROOT
from tests.served import served
from tests.sparql_servers import VIRTUOSO, oxigraph, virtuoso
from tests.test_queries import NAMES, as_texts, expected

pytestmark = pytest.mark.long

GUIDE = (ROOT / "docs/publish.md").read_text(encoding="utf-8")

#: The questions that the guide says Virtuoso does not answer as we do: at all, and when they are asked about one thing.
KNOWN = re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE)
KNOWN_OF_ONE = re.findall(r"^\| `([a-z-]+)` given", GUIDE, re.MULTILINE)

#: What is asked about where the rows do not name what can be asked about.
WELL_KNOWN = ("international-marxist-group", "ken-livingstone", "socialist-action")


@pytest.fixture(scope="session", params=["oxigraph", "oxigraph with a union", "virtuoso", "virtuoso by updates"])
def published(request, tmp_path_factory):
    """The name of a server, its address, and how it is published to; it has the dataset."""
    folder = tmp_path_factory.mktemp("server")
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state")}
    flags = []
    if request.param.startswith("oxigraph"):
        running = oxigraph(*["--union-default-graph"] * (request.param != "oxigraph"))
    else:
        running, environment = virtuoso(folder), {**environment, **VIRTUOSO}
    with running as address:
        if request.param.endswith("updates"):
            flags = ["--update", address + "-auth"]
        yield request.param, address, flags, environment


@pytest.fixture(scope="session")
def filled(published):
    import subprocess
    import sys

    name, address, flags, environment = published
    command = [sys.executable, "-m", "kg", "publish", address, *flags]
    done = subprocess.run([*command, "--write"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("written") == 6
    assert ("do not see the layers" in done.stdout) == (name == "oxigraph")
    again = subprocess.run([*command, "--write"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "there is nothing to do" in again.stdout
    return name, address


@pytest.mark.parametrize("question", NAMES)
def test_a_published_server_gives_the_checked_rows(filled, question):
    name, address = filled
    if name.startswith("virtuoso") and question in KNOWN:
        pytest.xfail("docs/publish.md says so")
    assert rows(question, address) == expected(question)


@pytest.mark.parametrize(
    ("question", "parameter"), [(q.name, p.name) for q in queries() for p in q.parameters if p.type == "entity"]
)
def test_a_published_server_gives_our_rows_of_one_thing(filled, question, parameter):
    name, address = filled
    if name.startswith("virtuoso") and question in KNOWN_OF_ONE:
        pytest.xfail("docs/publish.md says so")
    free = kg.query(question, **dict.fromkeys((p.name for p in find_query(question).parameters), None))
    cells = {row[free.columns.index(parameter)] for row in free} if parameter in free.columns else set()
    things = sorted(cell.rpartition("/id/")[2] for cell in cells if cell and "/id/" in cell) or WELL_KNOWN
    for thing in {things[0], things[len(things) // 2], things[-1]}:
        given = {parameter: thing}
        own = kg.query(question, **given)
        there = read_rows(ask(question, endpoint=address, parameters=given).data)
        assert sorted(map(unordered, there)) == sorted(map(unordered, own)), given


def unordered(row):
    """Return a row as texts, in which the claims of a cell have no order: it is the engine's."""
    return [" ".join(sorted(str(cell).split())) for cell in row]


def rows(question, address):
    header, _ = expected(question)
    answer = json.loads(ask(question, endpoint=address).data)
    assert answer["head"]["vars"] == header
    cells = [[row.get(column, {}).get("value") for column in header] for row in answer["results"]["bindings"]]
    return header, as_texts(header, cells)


def test_what_is_known_to_be_otherwise_still_is(filled, kg):
    """When a server answers as we do, it leaves the list; nothing is on it that is not asked."""
    name, address = filled
    done = kg("publish", address, "--check")
    told = re.findall(r"^([a-z-]+): ", done.stdout, re.MULTILINE)
    assert sorted(told) == (sorted(KNOWN) if name.startswith("virtuoso") else [])
    assert done.returncode == (1 if told else 0)
    assert all(find_query(question) for question in KNOWN)


def test_a_server_of_ours_before_it_gives_the_checked_rows(filled):
    name, address = filled
    with served("--endpoint", address) as ours:
        for question in NAMES[:: 1 if name == "oxigraph" else 8]:
            if not (name.startswith("virtuoso") and question in KNOWN):
                assert rows(question, f"{ours}/sparql") == expected(question), question
