"""The query page: the bundled questions with forms for their parameters, and an editor for questions of one's own.

The editor is that of YASGUI where the build has brought it (``browser/``), and a plain text field where it has not.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from kg.ask.catalogue import queries
from kg.ask.names import things
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.names import are_many
from kg.words.formats import web_type
from kg.words.prefixes import PREFIXES

_PATH = "query.html"
_VENDOR = Path(__file__).parent.parent / "assets" / "vendor"

#: What the editor starts with.
_START = """
SELECT ?who ?claim
WHERE {
  ?claim a pao:FactualClaim ;
    rdf:subject ?who ;
    rdf:predicate pao:advises ;
    rdf:object id:ken-livingstone .
}
ORDER BY ?who ?claim
"""


def documents() -> Iterable[Document]:
    """Yield the page, and of its outside parts those that the build has brought."""
    yield Document(_PATH, web_type(_PATH), _render)
    for path in vendored():
        yield Document(f"assets/vendor/{path.name}", web_type(path.name), path.read_bytes)


def vendored() -> list[Path]:
    """Return the files that the build has brought from npm; without Node there are none."""
    return sorted(_VENDOR.iterdir()) if _VENDOR.is_dir() else []


def _render() -> bytes:
    return fill(
        _PATH,
        _PATH,
        title="Query",
        description="Ask the dataset: bundled questions with values of your own, or SPARQL.",
        subjects=[(name, list(group)) for name, group in groupby(queries(), key=lambda question: question.subject)],
        # the script offers names out of many while somebody types
        things=[] if are_many() else sorted(things().values(), key=lambda thing: (thing.label.casefold(), thing.id)),
        start="".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("id", "pao", "rdf")) + _START,
        has_editor=any(path.name == "yasqe.js" for path in vendored()),
    )
