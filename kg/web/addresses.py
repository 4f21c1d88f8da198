"""Addresses of ours: the thing itself answers 303 with the document about it, in the form that the client wants.

https://www.w3.org/TR/cooluris/, section 4.2. Documents have suffixes; ``?format=`` and the suffix are ways out for who
cannot set Accept. The path of an address after our base is its path here.
"""

from functools import lru_cache
from posixpath import dirname, relpath

from kg.share.dataset_record import DATASET, record
from kg.share.description import addresses, write_description
from kg.share.terms import HOME
from kg.web.message import Request, Response
from kg.web.negotiation import negotiate
from kg.web.pages.contents import documents, page_of
from kg.web.pages.missing import answer_missing
from kg.web.problems import problem
from kg.web.sharing import READABLE
from kg.words.errors import KGError
from kg.words.formats import GRAPH_FORMATS, PAGE, Format
from kg.words.prefixes import BASE

#: The answer for an address that is none; it repeats nothing of it.
_NOTHING = "There is nothing at this address; the search of the site and its list of questions lead further."

#: How many documents are kept once they are made.
_KEPT = 512


def answer_address(request: Request) -> Response:
    """Return what an address of ours answers: 303 for what it names, 200 for a document about it, or 404.

    With 406 and the list of what there is when the client accepts none of it.
    """
    address = request.path.removeprefix("/")
    version = f"{HOME}/{record().version}".removeprefix(BASE)
    if address == version:
        address = HOME.removeprefix(BASE)
    try:
        if address in addresses():
            return _see_other(request, address)
        stem, form = _read_suffix(address)
        if stem not in addresses() and stem + PAGE.extensions[0] in documents():
            # nobody types the suffix of a page
            return _redirect(303, request.path, stem + PAGE.extensions[0], {})
        if form is None or stem not in addresses():
            return answer_missing(request, _NOTHING)
        if form is PAGE:
            page = _page(stem)
            if page is None or page == address:
                return answer_missing(request, _NOTHING)
            return _redirect(303, request.path, page, {"link": _links(address, stem)})
        return _document(address, stem, form)
    except KGError as error:
        return problem(error, request)


def answer_well_known(request: Request) -> Response:
    """Return the way from ``/.well-known/void`` to the description of the dataset (VoID, section 7.2)."""
    dataset = DATASET.removeprefix(BASE)
    try:
        form = negotiate(request, GRAPH_FORMATS).format
    except KGError as error:
        return problem(error, request)
    return _redirect(302, request.path, dataset + form.extensions[0], {"vary": "Accept"})


def _see_other(request: Request, address: str) -> Response:
    """Return 303 to the document that the client wants (RFC 9110, section 15.4.4)."""
    page = _page(address)
    form = negotiate(request, (PAGE, *GRAPH_FORMATS) if page else GRAPH_FORMATS).format
    target = page if form is PAGE and page else address + form.extensions[0]
    return _redirect(303, request.path, target, {"vary": "Accept", "link": _links(address, address)})


def _redirect(status: int, path: str, target: str, headers: dict[str, str]) -> Response:
    return Response(status, {"location": _relative(path.removeprefix("/"), target), **headers, **READABLE})


def _document(path: str, address: str, form: Format) -> Response:
    headers = {"content-type": _content_type(form), "link": _links(path, address, form), **READABLE}
    return Response(200, headers, _written(address, form))


@lru_cache(maxsize=_KEPT)
def _written(address: str, form: Format) -> bytes:
    return write_description(address, form)


def _content_type(form: Format) -> str:
    return f"{form.media_type}; charset=utf-8" if form.media_type.startswith("text/") else form.media_type


def _read_suffix(path: str) -> tuple[str, Format | None]:
    """Return the address that a document is about, and the format that its suffix names, or None."""
    for form in (PAGE, *GRAPH_FORMATS):
        for extension in form.extensions:
            if path.endswith(extension):
                return path.removesuffix(extension), form
    return path, None


def _page(address: str) -> str | None:
    """Return where on the site people read of an address, with a fragment where it is part of a page."""
    own = address + PAGE.extensions[0]
    return page_of(BASE + address) or (own if own in documents() else None)


def _links(path: str, address: str, shown: Format | None = None) -> str:
    """Return the header Link: the forms that there are, the licence, and where the dataset is described (RFC 8288)."""
    page = _page(address)
    links = [(page, "alternate", PAGE)] if page else []
    links += [(address + form.extensions[0], "alternate", form) for form in GRAPH_FORMATS if form is not shown]
    parts = [f'<{_relative(path, to)}>; rel="{rel}"; type="{form.media_type}"' for to, rel, form in links]
    if shown:
        parts.append(f'<{_relative(path, address)}>; rel="describes"')
    parts.append(f'<{record().licence}>; rel="license"')
    parts.append(f'<{_relative(path, DATASET.removeprefix(BASE))}>; rel="describedby"')
    return ", ".join(parts)


def _relative(path: str, target: str) -> str:
    """Return the way from one path of the site to another, so that it holds wherever the site lies."""
    place, mark, fragment = target.partition("#")
    return relpath(place, dirname(path) or ".") + mark + fragment
