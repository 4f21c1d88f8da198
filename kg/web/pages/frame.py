"""The frame of every page: templates that escape whatever enters them, links relative to the page, one policy.

The same bytes are right wherever the site lies, because no link begins at the root of a host.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.words.shown import on_one_line

_TEMPLATES = Path(__file__).parent.parent / "templates"

#: What leads to the ways into the site, from every page: path, and what stands there.
NAVIGATION = (("index.html", "Home"),)

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

    In templates ``link(path)`` is the way from this page to another; ``policy`` may be given to allow a page more.
    """
    policy = "; ".join(f"{name} {sources}" for name, sources in {**POLICY, **values.pop("policy", {})}.items())
    text = (
        _environment()
        .get_template(template)
        .render(path=path, link=lambda to: way(path, to), navigation=NAVIGATION, policy=policy, **values)
    )
    return text.encode()


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
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _visible(value: Any) -> Any:
    """Return what a template shows, with marks that nobody sees, or that turn the direction, written as escapes."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return "\n".join(on_one_line(line) for line in value.split("\n"))
