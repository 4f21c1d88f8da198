"""What many tests need: the checkout, a copy of the authored files that may be broken, and a way to run kg."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corruptions.summary import pytest_sessionfinish, pytest_terminal_summary  # noqa: F401

#: Run by other programs than this one, whose libraries we do not have.
collect_ignore = ["crate_cache.py", "jena.py"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Let no test see a verdict that was remembered before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def corpus():
    from kg.source.corpus import read_corpus

    return read_corpus(ROOT)


def encoded(corpus, slug="socialist-action-uk"):
    """The article of a name with its references and passages."""
    return next(source for source in corpus.articles if source.article.slug == slug)


@pytest.fixture(scope="session")
def article(corpus):
    return encoded(corpus).article


@pytest.fixture(scope="session")
def graphs(corpus):
    from kg.compile.dataset import compile_dataset

    return compile_dataset(corpus)


@pytest.fixture
def authored(tmp_path):
    """A copy of articles/ and entities/ that a test may break."""
    for folder in ("articles", "entities"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def kg():
    """Run the command line in a process of its own, as a user does."""

    def run(*arguments, stdin=None, cwd=ROOT, env=None, text=True):
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=text,
            cwd=cwd,
            env=env,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def wikidata(tmp_path_factory):
    """The address of a real SPARQL server over the small Wikidata of the tests."""
    from tests.wikidata.server import sparql_server

    with sparql_server(tmp_path_factory.mktemp("wikidata")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def reconciliation():
    """A small reconciliation service over the same items."""
    from tests.wikidata.reconciliation import reconciliation_service

    with reconciliation_service() as service:
        yield service


@pytest.fixture(scope="session")
def faults():
    """A server that plays a fault for each path."""
    from tests.faults.server import fault_server

    with fault_server() as server:
        yield server
