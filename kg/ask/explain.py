"""What a query asks and what it relies on: its question, its parameters, and the terms that it uses."""

import re
from collections.abc import Mapping

from kg.ask.answers import bound, is_name
from kg.ask.catalogue import find_query
from kg.ask.own_queries import ask_named
from kg.store.query_text import terms_in
from kg.words.prefixes import expand

#: What is said of a name without a definition, by its prefix.
_OTHERS = {"id": "a thing of the dataset", "pao": "no term of the ontology"}


def explain(name_or_text: str, parameters: Mapping[str, object]) -> str:
    """Return a query in words, line by line: question, rows, parameters, terms with their definitions, and its text."""
    lines = []
    query = find_query(name_or_text) if is_name(name_or_text) else None
    text = query.text if query and query.sends else bound(name_or_text, parameters)
    if query:
        lines += [query.summary, query.description, ""]
        for parameter in query.parameters:
            value = parameters.get(parameter.name, parameter.default)
            given = "any" if value in (None, "") else f"'{value}'"
            lines.append(f"--{parameter.name} ({parameter.type}, here {given}): {parameter.description}")
        lines += [""] if query.parameters else []
    names = sorted(terms_in(text))
    definitions = {str(iri): (label, definition) for iri, label, definition in ask_named("definitions")}
    lines.append("It relies on these terms:")
    for name in names:
        label, definition = definitions.get(expand(name), (None, None))
        other = _OTHERS.get(name.partition(":")[0], "a term of another vocabulary")
        lines.append(f"  {name:26} {definition or label or other}")
    body = re.sub(r"\A(#\+.*\n)*\n*", "", text)
    return "\n".join([*lines, "", body.rstrip(), ""])
