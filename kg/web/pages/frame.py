"""The frame of every page: templates that escape whatever enters them, links relative to the page, one policy.

The same bytes are right wherever the site lies, because no link begins at the root of a host.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.share.dataset_record import record
from kg.web.pages.notices import MOST_NOTICES, abstracts, licence, notices
from kg.web.pages.parts import Part
from kg.web.pages.places import page_of
from kg.web.pages.view import name_of, reference_text
from kg.words.shown import on_one_line

_TEMPLATES = Path(__file__).parent.parent / "templates"

#: What leads to the ways into the site, from every page: path, and what stands there.
NAVIGATION = (
    ("index.html", "Home"),
    ("articles.html", "Articles"),
    ("names.html", "Names"),
    ("lineage.html", "Lineage"),
    ("people.html", "People"),
    ("sources.html", "Sources"),
    ("questions.html", "Questions"),
    ("query.html", "Query"),
    ("search.html", "Search"),
    ("downloads.html", "Downloads"),
)

#: What a page may load: our own stylesheet, scripts and data, and nothing else (CSP level 3, section 6).
POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}


def fill(template: str, path: str, **values: Any) -> bytes:
    """Return the page at a path of the site, made from a template and its values.

    Every page gives ``title`` and ``description``; it may give ``data`` (JSON-LD), ``alternates`` (path, media type
    and name of the same in other formats), and ``policy``, which allows it more than the others. A page that is one of
    several parts gives its ``part``, and says so in its title. In templates ``link(path)`` is the way from this page to
    another, and ``page_of(iri)`` the page of an address, or None.
    """
    part: Part[Any] | None = values.pop("part", None)
    if part and part.of > 1:
        values["title"] += f", part {part.number} of {part.of}"
    policy = "; ".join(f"{name} {sources}" for name, sources in {**POLICY, **values.pop("policy", {})}.items())
    common = {
        "path": path,
        "link": lambda to: way(path, to),
        "policy": policy,
        "data": None,
        "alternates": (),
        "part": part if part and part.of > 1 else None,
        "navigation": NAVIGATION,
        "site": record().title,
        "notices": notices(),
        "most_notices": MOST_NOTICES,
        "abstracts_used": abstracts(),
        "licence": licence(),
    }
    return _environment().get_template(template).render({**common, **values}).encode()


def way(start: str, end: str) -> str:
    """Return the relative link from one page of the site to another.

    >>> way("id/john-ross.html", "article/a.html#p")
    '../article/a.html#p'
    >>> way("index.html", "search.html")
    'search.html'
    """
    above, below = start.split("/")[:-1], end.split("/")
    while above and len(below) > 1 and above[0] == below[0]:
        above, below = above[1:], below[1:]
    return "/".join([*[".."] * len(above), *below])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"page_of": page_of, "name_of": name_of, "reference_text": reference_text}
    environment.filters |= {"counted": _counted, "web": _on_the_web}
    return environment


def _counted(number: int, noun: str) -> str:
    """Return a number with its noun: no fact, 1 fact, 2 facts."""
    return f"{number or 'no'} {noun}{'s' if number > 1 else ''}"


def _on_the_web(address: str | None) -> str:
    """Return an address that a link may lead to, or an empty string for what is no page of the web."""
    return address if address and re.match(r"https?://[^/]", address) else ""


def visible(text: str) -> str:
    """Return a text with marks that nobody sees, or that turn the direction, written as escapes; lines stay lines."""
    return "\n".join(on_one_line(line) for line in text.split("\n"))


def _shown(value: Any) -> Any:
    """Return what a template shows; what is HTML already has been made visible by who made it."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
