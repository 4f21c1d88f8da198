"""The built dataset many times over, as a checkout of its own: what a benchmark of growth asks.

Each copy has its own articles, claims and things; the things that both articles name are shared by all copies, as they
are by the articles. A copy's own things have its number in their addresses and names. The first is as it is.
"""

import re
import shutil
from pathlib import Path

import pyoxigraph

from kg.store.engine import serialise
from kg.store.own import dataset
from kg.words.folders import ROOT
from kg.words.layers import BUILT
from kg.words.prefixes import BASE, PREFIXES

#: What stands in an address before the name of an article or of a thing.
_OF_ARTICLES = ("article", "citation", "claim", "derived", "passage", "ref")
_OF_THINGS = ("id", "link")

_NAMES = (f"<{PREFIXES['rdfs']}label>", f"<{PREFIXES['skos']}altLabel>")

#: Where the number of a copy goes; neither stands in N-Triples, which write them as escapes.
_ADDRESS_ENDS, _NAME_ENDS = "\x01", "\x02"


def checkout_of(folder: Path, copies: int) -> Path:
    """Return a checkout in a folder that is not there yet, whose dataset holds so many copies of the dataset."""
    left_out = shutil.ignore_patterns("__pycache__", "vendor")
    for name in ("kg", "ontology", "queries", "shapes"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    (folder / "dataset").mkdir()
    for layer in BUILT:
        (file,) = layer.files
        (folder / file).write_bytes(_turtle(copied(layer.graph, copies)))
    return folder


def copied(graph: str, copies: int) -> bytes:
    """Return the N-Triples of a graph of the dataset, so many times over; what all copies share is there once."""
    name, own = pyoxigraph.NamedNode(graph), _own()
    lines = sorted(f"{quad.triple} .\n" for quad in dataset().quads_for_pattern(None, None, None, name))
    marked = "".join(line for line in (_marked(line, own) for line in lines) if _ADDRESS_ENDS in line)
    copied = (
        marked.replace(_ADDRESS_ENDS, f"-{number:03}").replace(_NAME_ENDS, f" {number}") for number in range(1, copies)
    )
    return "".join((*lines, *copied)).encode()


def _marked(line: str, own: set[str]) -> str:
    """Return a line with a mark wherever a copy's number goes."""
    marked = re.sub(
        rf"<{BASE}({'|'.join(_OF_ARTICLES + _OF_THINGS)})/([^/>]*)",
        lambda match: match[0] + _ADDRESS_ENDS if match[1] in _OF_ARTICLES or match[2] in own else match[0],
        line,
    )
    is_name = line.startswith(f"<{BASE}id/") and any(name in line for name in _NAMES) and marked != line
    return re.sub(r'"(@[a-z-]+)? \.\n$', rf'{_NAME_ENDS}"\1 .\n', marked) if is_name else marked


def _own() -> set[str]:
    """Return the ids of the things that not every article names."""
    found: dict[str, set[str]] = {}
    articles = {path.name for path in (ROOT / "articles").iterdir() if path.is_dir()}
    for quad in dataset():
        article = re.match(rf"{BASE}claim/([^/]+)", quad.subject.value if _is_named(quad.subject) else "")
        for term in (quad.subject, quad.object):
            if _is_named(term) and term.value.startswith(PREFIXES["id"]):
                names = found.setdefault(term.value.removeprefix(PREFIXES["id"]), set())
                names |= {a for a in articles if article and article[1].startswith(a)}
    return {thing for thing, names in found.items() if names != articles}


def _is_named(term: object) -> bool:
    return isinstance(term, pyoxigraph.NamedNode)


def _turtle(triples: bytes) -> bytes:
    """Return N-Triples as Turtle with our prefixes, about as long as what the build writes."""
    parsed = pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return serialise((quad.triple for quad in parsed), "turtle", PREFIXES)
