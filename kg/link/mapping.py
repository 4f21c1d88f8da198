"""Which property of Wikidata says what a relation of ours says: the table properties.csv, read.

A row is a relation and a property: whether it is the main value of a statement or a qualifier of another (``place``),
of what classes the two ends are, whether it runs the same way, whether there is one true value or many, whether a fact
may be proposed or only compared, and whether that holds for people presumed living too. Labels and datatypes are those
of ``../shared/wikidata/properties.csv`` (a test); the ontology names the same properties (a test).
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.words.prefixes import PREFIXES, expand

_TABLE = Path(__file__).parent / "properties.csv"


class Mapping(NamedTuple):
    """One row of the table."""

    predicate: str
    pid: str
    label: str
    datatype: str
    place: str
    subject: str
    object: str
    runs: str
    values: str
    use: str
    living: str

    @property
    def iri(self) -> str:
        """Return the address of our relation."""
        return PREFIXES["pao"] + self.predicate

    @property
    def is_inverse(self) -> bool:
        """Return whether the statement stands on the item of our object."""
        return self.runs == "inverse"

    def fits(self, subject_classes: frozenset[str], object_classes: frozenset[str]) -> bool:
        """Return whether the ends of a fact, given by the addresses of their classes, are of the classes asked for."""
        return _is_of(self.subject, subject_classes) and _is_of(self.object, object_classes)


@cache
def mappings() -> tuple[Mapping, ...]:
    """Return the rows of the table, in its order."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(Mapping(**row) for row in csv.DictReader(stream))


def _is_of(wanted: str, classes: frozenset[str]) -> bool:
    if wanted.startswith("!"):
        return expand(wanted[1:]) not in classes
    return not wanted or expand(wanted) in classes
