"""Asking: a bundled query, or anybody's SPARQL, of our dataset, of named files or of a remote endpoint."""

import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.ask.catalogue import find_query, find_text, has_defaults, is_federated
from kg.ask.own_queries import ask_rows
from kg.ask.rows import Rows, read_rows
from kg.store.query_text import bind_values, prefixes_of, variables_in
from kg.words.errors import UsageError, did_you_mean
from kg.words.layers import LAYERS
from kg.words.prefixes import PREFIXES

if TYPE_CHECKING:
    from kg.store.engine import Result

#: Seconds that a query of somebody else's may take.
SECONDS = 20.0


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a bundled query, not a query itself."""
    return text.replace("-", "").isalnum()


def ask(
    text: str,
    rows: str = "json",
    graph: str = "turtle",
    files: tuple[Path, ...] = (),
    endpoint: str | None = None,
    seconds: float = SECONDS,
    parameters: Mapping[str, object] | None = None,
    sink: BinaryIO | None = None,
    insecure: bool = False,
    online: bool = False,
) -> "Result":
    """Return the answer to a bundled query, by name, or to a SPARQL text, serialised.

    With a ``sink``, rows are written there as they are found, however many there are, except those of an endpoint.
    An endpoint has an address with https, unless it is on this machine or ``insecure`` is true. A bundled query that
    asks an endpoint besides asks the one that is named, or its own where ``online`` is true, and else nobody. Of an
    endpoint that has our layers as named graphs, a bundled query is asked of these; a text is sent as it is.

    Raises UsageError for an unknown name, BadData for a text that is not SPARQL, LimitReached when it takes too much.
    """
    if is_name(text) and is_federated(text):
        from kg.ask.federated import ask_federated
        from kg.ask.parameters import terms_of

        if files:
            raise UsageError(
                "A federated question is asked of our dataset and an endpoint, not of files; leave them out."
            )
        found = find_query(text)
        return ask_federated(found, terms_of(found, parameters or {}), rows, endpoint, online, seconds, insecure)
    query = bound(text, parameters or {})
    if endpoint is not None:
        if files:
            raise UsageError("A query is asked of files or of an endpoint, not of both; leave one out.")
        from kg.store.remote import ask_remote

        layers = tuple(layer.graph for layer in LAYERS) if is_name(text) else ()
        return ask_remote(endpoint, query, rows, graph, seconds, insecure, layers)
    from kg.store.engine import ask_isolated, ask_own

    if is_name(text) and not files:
        return ask_own(query, rows, graph, sink)
    return ask_isolated(query, files, rows, graph, seconds, sink)


def query(name_or_text: str, **parameters: object) -> Rows:
    """Return the rows of a bundled query, or of a SPARQL SELECT or ASK, asked of our dataset, as Python values.

    Integers, decimals, booleans and days become int, Decimal, bool and date; addresses are Address, which is a text;
    everything else is text. Parameters of a bundled query are names of things, dates in EDTF, numbers or words; those
    of a text bind its variables to numbers, days, words or things. Raises UsageError for what does not fit; a text that
    may take somebody's word for a fact, or uses a term that there is not, gets a warning.

    >>> import kg
    >>> [row[4] for row in kg.query("splits")]
    [None, '1985', '[1991..]']
    """
    if is_name(name_or_text):
        return ask_rows(bound(name_or_text, parameters))
    from kg.ask.remarks import remarks_on

    for remark in remarks_on(name_or_text):
        warnings.warn(remark, stacklevel=2)
    result = ask(name_or_text, rows="json", parameters=parameters)
    if result.kind == "graph":
        raise UsageError(
            "This query makes a graph, not rows; ask for it with kg.load().query(…), or on the command line."
        )
    return read_rows(result.data)


def bound(name_or_text: str, parameters: Mapping[str, object]) -> str:
    """Return the text of a bundled query, or a text with our prefixes, its variables bound to what is given."""
    if not is_name(name_or_text):
        text = _with_prefixes(name_or_text)
        if parameters:
            from kg.ask.parameters import literal_of

            _refuse_unknown(text, parameters)
            text = bind_values(text, {name: literal_of(value) for name, value in parameters.items()})
        return text
    if not parameters:
        return _with_defaults(name_or_text)
    _refuse_federated(name_or_text)
    return _with_values(name_or_text, parameters)


@cache
def _with_defaults(name: str) -> str:
    """Return the text of a bundled query as it is asked when nothing is given: a process asks one many times."""
    _refuse_federated(name)
    text = find_text(name)
    return _with_values(name, {}) if has_defaults(text) else text


def _with_values(name: str, parameters: Mapping[str, object]) -> str:
    from kg.ask.parameters import terms_of

    query = find_query(name)
    return bind_values(query.text, terms_of(query, parameters))


def _refuse_unknown(text: str, parameters: Mapping[str, object]) -> None:
    """Raise UsageError for a value that no variable of a text would have."""
    variables = variables_in(text)
    for name in parameters:
        if name not in variables:
            raise UsageError(f"The query has no variable ?{name}.{did_you_mean(name, sorted(variables))}")


def _refuse_federated(name: str) -> None:
    if is_federated(name):
        raise UsageError(f"'{name}' asks an endpoint besides; ask it with 'kg query {name} --online'.")


def _with_prefixes(text: str) -> str:
    """Return a query with our prefixes in front of it, those that it declares itself left out."""
    from kg.store.engine import OURS

    declared, used = prefixes_of(text)
    missing = [prefix for prefix in PREFIXES if prefix in used - declared]
    if not missing:
        return text
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + f"{OURS}\n{text}"
