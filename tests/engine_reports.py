"""What reports of SHACL engines say, in a form that can be compared (SHACL, section 3.6)."""

from collections import Counter
from decimal import Decimal

from rdflib import RDF, SH, BNode, Literal

TERMS = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.sourceShape, SH.resultSeverity)
COMPARING = {str(SH.LessThanConstraintComponent), str(SH.LessThanOrEqualsConstraintComponent)}


def rows(report):
    """Return what a report says of each result, a path that is no predicate as a mark, a value written in one way."""
    return sorted(
        tuple(_name(report.value(result, term)) for term in TERMS)
        for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def _name(term):
    if isinstance(term, BNode):
        return "_"
    if isinstance(getattr(term, "value", None), Decimal):
        return str(term.value.normalize())
    return str(term.normalize() if isinstance(term, Literal) else term)


def agree(found, reference):
    """Return whether a report says what the reference does, and nothing more but of values that cannot be compared.

    pySHACL passes over values that cannot be compared, such as a day that does not exist with one that does; SHACL
    (section 4.5.3) and TopQuadrant's engine report them. The reference must then report the datatype of one of them.
    """
    more, less = Counter(found) - Counter(reference), Counter(reference) - Counter(found)
    untyped = {row[0] for row in reference if row[3] == str(SH.DatatypeConstraintComponent)}
    return not less and all(row[3] in COMPARING and row[0] in untyped for row in more)
