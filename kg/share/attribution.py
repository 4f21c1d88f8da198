"""Whom an output has to name: every article that the dataset is made from, with its address and its own licence.

CC BY-SA 4.0, section 3(a), asks for both of whoever passes the material on.
"""

import json

from kg.share.dataset_record import Article, articles


def attributions() -> tuple[str, ...]:
    """Return a line for each article: title, publisher, address, licence; what stands with it has the same licence."""
    return tuple(map(_line, stored()))


def comment() -> bytes:
    """Return the articles that the dataset is made from, each with its licence, as a comment of Turtle and N-Quads."""
    lines = "".join(f"#   {line}\n" for line in attributions())
    head = "# Quotes from and facts after these articles, under their licences; changed as the README says:\n"
    return (head + lines).encode()


def with_attribution(data: bytes, form: str) -> bytes:
    """Return statements in a format with the articles in front of them, where they name none themselves."""
    if form == "rdfxml":
        declaration, end, rest = data.partition(b"?>\n")
        # two hyphens end a comment (XML 1.0, section 2.5)
        return declaration + end + b"<!--\n" + comment().replace(b"--", b"- -") + b"-->\n" + rest
    if form == "jsonld":
        # a term that the context maps to null is no statement (JSON-LD 1.1, section 4.1)
        document = {"@context": {"attribution": None}, "attribution": attributions(), "@graph": json.loads(data)}
        return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    return comment() + data


def stored() -> tuple[Article, ...]:
    """Return the articles that have an address of their own; abstracts stand in one of them."""
    return tuple(article for article in articles() if article.address)


def licences() -> tuple[str, ...]:
    """Return the addresses of the licences of the articles, each once."""
    return tuple(dict.fromkeys(article.licence for article in articles()))


def licence_name(address: str) -> str:
    """Return the SPDX name of a Creative Commons licence by its address, or else the address.

    >>> licence_name("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC-BY-SA-4.0'
    """
    kind, _, version = address.removeprefix("https://creativecommons.org/licenses/").strip("/").rpartition("/")
    return f"CC-{kind.upper()}-{version}" if kind and "/" not in kind and ":" not in address[8:] else address


def _line(article: Article) -> str:
    who = f", {article.publisher}" if article.publisher else ""
    return f"'{article.title}'{who}, {article.address}, {licence_name(article.licence)} ({article.licence})"
