"""The engines that hold a graph against shapes: pySHACL, the reference, and pyshifty, the fast one.

Both get graphs of ours, never a file, a network or rules that infer; the tests hold them to the same results, and
TopQuadrant's engine as a third.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kg.words.errors import BadData
from kg.words.formats import ENGINES

if TYPE_CHECKING:
    from rdflib import Graph


def run_pyshacl(data: "Graph | bytes", shapes: "Graph") -> "Graph":
    """Return the sh:ValidationReport of pySHACL; raises BadData for shapes that cannot be used."""
    from pyshacl import validate
    from rdflib import Graph

    if isinstance(data, bytes):
        data = Graph().parse(data=data, format="nt")
    _, report, text = validate(data, shacl_graph=shapes, advanced=False, js=False, do_owl_imports=False)
    return _report(report, text)


def run_pyshifty(data: "Graph | bytes", shapes: "Graph") -> "Graph":
    """Return the sh:ValidationReport of pyshifty; raises BadData for shapes that cannot be used."""
    import shifty

    try:
        _, report, text = shifty.validate(
            data if isinstance(data, bytes) else _as_bytes(data),
            _as_bytes(shapes),
            graph_mode="data",
            infer=False,
            on_unsupported="error",
        )
    except ValueError as error:
        raise BadData(f"The shapes cannot be used: {error}. Mend the file in shapes/.") from None
    return _report(report, text)


#: Each engine by the name that a report gives it (kg.words.formats.ENGINES).
RUN: "dict[str, Callable[[Graph | bytes, Graph], Graph]]" = {"pyshifty": run_pyshifty, "pyshacl": run_pyshacl}

#: The engine that runs unless another is asked for; pyshifty has no wheel for every system.
DEFAULT = ENGINES[0] if find_spec("shifty") else ENGINES[1]


def _as_bytes(graph: "Graph") -> bytes:
    """Return a graph as N-Triples, which is Turtle."""
    return graph.serialize(format="nt", encoding="utf-8")


def _report(report: object, text: str) -> "Graph":
    from rdflib import Graph

    if not isinstance(report, Graph):
        raise BadData(f"The shapes cannot be used: {text}. Mend the file in shapes/.")
    return report
