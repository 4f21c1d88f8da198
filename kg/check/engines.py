"""The engines that hold a graph against shapes: our own, the fast one, and pySHACL, the reference.

Both get graphs of ours, never a file, a network or rules that infer; the tests hold them to the same results, and
TopQuadrant's engine as a third.
"""

import re
from collections.abc import Callable

from rdflib import Graph

from kg.check.compiled import CompiledShapes
from kg.store.backed import EngineStore, load_backed
from kg.words.errors import BadData
from kg.words.formats import ENGINES

#: The engine that runs unless another is asked for, and the one whose results are the measure.
DEFAULT, REFERENCE = ENGINES

#: Kinds of whole numbers that the store of the fast engine reads as xsd:integer (XML Schema, part 2, section 3.4).
_NARROWER = re.compile(
    r"http://www\.w3\.org/2001/XMLSchema#"
    r"(?:byte|short|int|long|unsigned\w+|(?:nonN|n)egativeInteger|(?:nonP|p)ositiveInteger)\b"
)


def validate(data: Graph | bytes, shapes: Graph, engine: str = DEFAULT) -> tuple[Graph, str]:
    """Return the sh:ValidationReport of an engine, and which one gave it.

    The reference does it where the fast one would see another datatype than the one that is written. Raises BadData
    for shapes that cannot be used.
    """
    able = REFERENCE if _has_narrower(data) else engine
    return RUN[able](data, shapes), able


def backed(data: Graph | bytes) -> tuple[Graph, EngineStore]:
    """Return a graph in the embedded engine, where it may be already, and the store of it."""
    if not isinstance(data, Graph) or not isinstance(data.store, EngineStore):
        data = load_backed([data])
    assert isinstance(data.store, EngineStore)
    return data, data.store


def run_compiled(data: Graph | bytes, shapes: Graph) -> Graph:
    """Return the sh:ValidationReport of our engine; raises BadData for shapes that cannot be used."""
    try:
        return CompiledShapes(shapes, backed(data)[1].engine).validate()
    except (BadData, SyntaxError, ValueError, RuntimeError) as error:
        raise BadData(f"The shapes cannot be used: {error}. Mend the file in shapes/.") from None


def run_pyshacl(data: Graph | bytes, shapes: Graph) -> Graph:
    """Return the sh:ValidationReport of pySHACL; raises BadData for shapes that cannot be used."""
    import pyshacl

    # pySHACL asks so much that a graph in memory pays, wherever the data lies
    plain = Graph().parse(data=data, format="nt") if isinstance(data, bytes) else Graph() + data
    _, report, text = pyshacl.validate(plain, shacl_graph=shapes, advanced=False, js=False, do_owl_imports=False)
    if not isinstance(report, Graph):
        raise BadData(f"The shapes cannot be used: {text}. Mend the file in shapes/.")
    return report


#: Each engine by the name that a report gives it (kg.words.formats.ENGINES).
RUN: dict[str, Callable[[Graph | bytes, Graph], Graph]] = {DEFAULT: run_compiled, REFERENCE: run_pyshacl}


def _has_narrower(data: Graph | bytes) -> bool:
    if isinstance(data, bytes):
        return _NARROWER.search(data.decode()) is not None
    if isinstance(data.store, EngineStore):
        return False
    kinds = {str(getattr(value, "datatype", None)) for value in data.objects()}
    return any(map(_NARROWER.fullmatch, kinds))
