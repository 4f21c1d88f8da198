"""What a client would take, and what it gets of what there is: content negotiation (RFC 9110, section 12).

Our own reading of Accept: that of werkzeug serves a type that ``q=0`` excludes and does not find one that is asked for
with a ``charset``; python-mimeparse raises an error where a header is malformed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.web.message import Request
from kg.words.errors import NotInThisFormat
from kg.words.formats import Format

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
# one that is not closed ends with the header; so each character is looked at once
_QUOTED = r'"(?:[^"\\]|\\.?)*(?:"|\Z)'
_ELEMENT = re.compile(rf'(?:{_QUOTED}|[^,"])+')
_RANGE = re.compile(rf"\s*({_NAME})(?:/({_NAME}))?\s*(?:;|$)")
_PARAMETER = re.compile(rf"\s*({_NAME})\s*=\s*({_NAME}|{_QUOTED})\s*$")
_PART = re.compile(rf'(?:{_QUOTED}|[^;"])+')
_WEIGHT = re.compile(r"(?:0?\.\d{0,6}|[01](?:\.\d{0,6})?)$")


#: From this fit on, a media type is named, not only covered.
_NAMED = 3


class Range(NamedTuple):
    """One element of Accept: types that it covers, their parameters, and how much they are wanted (0 to 1)."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    weight: float

    def fit(self, type_: str, subtype: str, parameters: frozenset[tuple[str, str]]) -> int:
        """Return how closely this names a media type: 0 not at all, then ``*/*``, ``type/*``, its name, parameters.

        A parameter that what there is does not have makes the fit looser, not void: a profile or a version is a wish.
        """
        if self.type != "*" and self.type != type_:
            return 0
        if self.subtype != "*" and self.subtype != subtype:
            return 0
        if self.subtype == "*":
            return 1 if self.type == "*" else 2
        return 4 + len(self.parameters & parameters) if self.parameters <= parameters else 3


class Choice(NamedTuple):
    """The format that is chosen, and the media type under which the client asked for it."""

    format: Format
    media_type: str


def read_ranges(header: str) -> tuple[Range, ...]:
    """Return the elements of an Accept, Accept-Encoding or like header; what is malformed in it is left out.

    The character set is left out too, for everything here is UTF-8; ``*`` alone stands for ``*/*``.
    """
    found = (_read_range(element) for element in _ELEMENT.findall(header))
    return tuple(range_ for range_ in found if range_ is not None)


def _read_range(element: str) -> Range | None:
    head = _RANGE.match(element)
    if head is None:
        return None
    weight, parameters = 1.0, set()
    for part in _PART.findall(element[head.end() :]):
        parameter = _PARAMETER.match(part)
        if parameter is None:
            continue
        name, value = parameter[1].lower(), re.sub(r"\\(.)", r"\1", parameter[2].strip('"'))
        if name == "q":
            if not _WEIGHT.match(value):
                return None
            weight = min(float(value), 1.0)
            break
        if name != "charset":
            parameters.add((name, value.lower()))
    kind = head[1].lower()
    return Range(kind, (head[2] or ("*" if kind == "*" else "")).lower(), frozenset(parameters), weight)


@lru_cache(512)
def choose(header: str, offers: tuple[Format, ...]) -> Choice | None:
    """Return what there is of what a client wants most, or None; without a (readable) header, the first offer.

    The weight of an offer is that of the element that names it most closely. Among equals, what is named more closely
    comes first, then what the client names first, then what we offer first. Other names of a format count only where
    the client uses them.
    """
    ranges = read_ranges(header)
    if not ranges:
        return Choice(offers[0], offers[0].media_type)
    best: tuple[tuple[float, int, int, int], Choice] | None = None
    for number, (form, media_type) in enumerate((f, m) for f in offers for m in (f.media_type, *f.also)):
        offered = read_ranges(media_type)[0]
        fit, place = max((r.fit(*offered[:3]), -place) for place, r in enumerate(ranges))
        rank = (ranges[-place].weight, fit, place, -number)
        is_named = fit >= _NAMED or media_type == form.media_type
        if fit and rank[0] and is_named and (best is None or rank > best[0]):
            best = rank, Choice(form, media_type)
    return best[1] if best else None


def format_called(word: str, offers: Iterable[Format]) -> Format | None:
    """Return the format that a person calls by its name, its suffix, its label or its media type, or None.

    >>> from kg.words.formats import GRAPH_FORMATS
    >>> [format_called(word, GRAPH_FORMATS).name for word in ("ttl", ".rdf", "JSON-LD", "text/turtle", "json")]
    ['turtle', 'rdfxml', 'jsonld', 'turtle', 'jsonld']
    """
    wanted = word.strip().lower()
    for form in offers:
        types = (form.media_type, *form.also)
        names = {form.name, form.label.lower(), *types, *(t.partition("/")[2] for t in types)}
        if wanted in names or f".{wanted.removeprefix('.')}" in form.extensions:
            return form
    return None


def negotiate(request: Request, offers: tuple[Format, ...], words: Sequence[str] | None = None) -> Choice:
    """Return what a request gets of the offers: by ``format=``, the first that we know, or else by Accept.

    ``words`` are the values of ``format``, where they are not those of the request's query string. Raises
    NotInThisFormat, with what there is, when the request wants none of them.
    """
    if words is None:
        words = [value for name, value in request.parameters if name == "format"]
    if words:
        found = next((form for form in (format_called(word, offers) for word in words) if form), None)
        choice = Choice(found, found.media_type) if found else None
    else:
        choice = choose(request.header("accept"), offers)
    if choice is None:
        known = ", ".join(f"{form.media_type} ({form.name})" for form in offers)
        raise NotInThisFormat(f"This is not there in a format that you accept; ask with Accept or format= for {known}.")
    return choice


def choose_coding(header: str, codings: Sequence[str]) -> str | None:
    """Return the content coding to use: one of ours, in our order among equals, or ``identity``; None if none will do.

    RFC 9110, section 12.5.3: what is not named is acceptable only as identity, unless that is excluded.
    """
    weights = {range_.type: range_.weight for range_ in reversed(read_ranges(header))}
    rest = weights.get("*", 0.0)
    best, most = None, 0.0
    for coding in codings:
        weight = weights.get(coding, rest)
        if weight > most:
            best, most = coding, weight
    plain = weights.get("identity", rest if "*" in weights else None)
    if plain is None:
        return best or "identity"
    if plain > most:
        return "identity"
    return best
