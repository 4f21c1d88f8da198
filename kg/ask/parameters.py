"""Values for a question: from what a person gives to the terms that its variables are bound to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyoxigraph

from kg.ask.catalogue import Parameter, Query
from kg.words.errors import BadData, RuleBroken, UsageError, did_you_mean
from kg.words.prefixes import PREFIXES

if TYPE_CHECKING:
    from datetime import date

Term = pyoxigraph.NamedNode | pyoxigraph.Literal


def terms_of(query: Query, given: Mapping[str, object]) -> dict[str, Term]:
    """Return the terms for the variables of a bundled query: those given, and the defaults of the others.

    An ``entity`` binds the variable of its name, which decides between things of one name (``organisation``);
    a ``date`` binds the first and the last day that it allows, as
    ``NAME_first`` and ``NAME_last``; an empty value binds nothing, so that the question answers for all.
    Raises UsageError for a name or a value that does not fit, with a suggestion.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            takes = f"takes {', '.join(known)}" if known else "takes none"
            hint = did_you_mean(name, list(known))
            raise UsageError(f"The question '{query.name}' has no parameter '{name}'; it {takes}.{hint}")
    terms: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is None or not str(value).strip():
            continue
        if parameter.type == "entity" and name not in given:
            # the default is an id of ours (a test), which needs no looking up
            terms[name] = pyoxigraph.NamedNode(f"{PREFIXES['id']}{value}")
        else:
            terms |= _terms(parameter, str(value))
    return terms


def literal_of(value: object) -> Term:
    """Return a Python value as a term: a number, a day or words; raises UsageError for anything else."""
    if isinstance(value, Term):
        return value
    iri = getattr(value, "iri", None)
    if isinstance(iri, str):
        return pyoxigraph.NamedNode(iri)
    if isinstance(value, bool | int | str):
        return pyoxigraph.Literal(value)
    from datetime import date

    if isinstance(value, date):
        return _day(value)
    raise UsageError(f"{value!r} cannot be given to a query; give a number, a day, words or a thing.")


def _terms(parameter: Parameter, value: str) -> dict[str, Term]:
    name = parameter.name
    if parameter.type == "entity":
        from kg.ask.names import find_thing

        return {name: pyoxigraph.NamedNode(find_thing(value, parameter.name).iri)}
    if parameter.type == "number":
        try:
            return {name: pyoxigraph.Literal(int(value))}
        except ValueError:
            raise UsageError(f"'{value}' is not a whole number; '{name}' asks for one.") from None
    if parameter.type == "date":
        from kg.compile.dates import bounds

        try:
            days = bounds(value)
        except (RuleBroken, BadData) as error:
            raise UsageError(f"For '{name}': {error}") from None
        ends = {f"{name}_first": days.start_earliest, f"{name}_last": days.end_latest}
        return {key: _day(day) for key, day in ends.items() if day is not None}
    return {name: pyoxigraph.Literal(value)}


def _day(value: "date") -> pyoxigraph.Literal:
    return pyoxigraph.Literal(value.isoformat()[:10], datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + "date"))
