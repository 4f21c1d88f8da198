"""The table of contents of the catalogue: every bundled question, by subject, as Markdown."""

from itertools import groupby

from kg.ask.catalogue import Parameter, Query, queries

_HEAD = """\
# The bundled questions

Ask one with `kg query NAME`, or in Python with `kg.query("NAME", parameter="value")`. A parameter that has no default
may be left out; the question then answers for all. Rows hold the addresses of things, and in the last column the
claims that they rest on.
"""


def contents() -> str:
    """Return all bundled questions as a Markdown document: name, question, what a row is, parameters and tags."""
    parts = [_HEAD]
    for subject, group in groupby(queries(), key=lambda query: query.subject):
        parts += [f"## {subject.capitalize()}\n", *map(_entry, group)]
    return "\n".join(parts)


def _entry(query: Query) -> str:
    lines = [f"### {query.name}\n", f"{query.summary}\n", f"{query.description}\n"]
    if query.parameters:
        lines += ["\n".join(map(_parameter, query.parameters)) + "\n"]
    return "\n".join([*lines, f"Tags: {', '.join(query.tags)}.\n"])


def _parameter(parameter: Parameter) -> str:
    default = f", `{parameter.default}` when it is not given" if parameter.default else ""
    return f"- `{parameter.name}` ({parameter.type}): {parameter.description}{default}"
