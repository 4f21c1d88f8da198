"""The table of contents of the catalogue: every bundled question, by subject, as Markdown."""

from itertools import groupby

from kg.ask.catalogue import Parameter, Query, with_tag

_HEAD = """\
# The bundled questions

Ask one with `kg query NAME`, or in Python with `kg.query("NAME", parameter="value")`. A parameter that has no default
may be left out, and one that has may be empty (`--organisation ''`); the question then answers for all. An entity is
given by its id, its name or an alias; a date is a day, a month, a year or a span of them in EDTF: `1985-09-01`,
`1985-09`, `1985`, `1983/1987`, `../1985`. Rows hold the addresses of things, and in the last column the claims that
they rest on.
"""


def contents(tag: str | None = None) -> str:
    """Return the bundled questions, or those with a tag, as Markdown: name, question, rows, parameters and tags."""
    parts = [_HEAD]
    for subject, group in groupby(with_tag(tag), key=lambda query: query.subject):
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
