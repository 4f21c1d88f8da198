"""The one table of what the server answers: a path, its methods, where the work is done, and which function does it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from re import Pattern

from kg.web.graph_store import answer_graph
from kg.web.message import Request, Response
from kg.web.problems import Refusal
from kg.web.protocol import METHODS, answer
from kg.web.site import Site

#: Where a route is answered: by a worker that can open nothing, because strangers' text runs there; by one that may
#: read our own files; or at once by the server, because it knows the answer.
SEALED, OPEN, INLINE = "sealed", "open", "inline"

READ = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Route:
    """One row of the table: ``kind`` is what the log and the metrics call it."""

    kind: str
    path: Pattern[str]
    methods: tuple[str, ...]
    lane: str
    answer: Callable[[Request, Site], Response]
    ours_only: bool = False


def _sparql(request: Request, site: Site) -> Response:
    return answer(request, site.service, site.ask)


def _graph_store(request: Request, site: Site) -> Response:
    return answer_graph(request, site.service, site.ask)


def _openapi(request: Request, site: Site) -> Response:
    from kg.web.openapi import answer_openapi

    return answer_openapi(request)


def _void(request: Request, site: Site) -> Response:
    from kg.web.addresses import answer_well_known

    return answer_well_known(request)


def _reconcile(request: Request, site: Site) -> Response:
    from kg.web.reconciliation.service import answer_reconciliation

    return answer_reconciliation(request, site.settings.url)


def _question(request: Request, site: Site) -> Response:
    from kg.web.catalogue import answer_question

    return answer_question(request, lambda asked: _sparql(asked, site))


def _page(request: Request, site: Site) -> Response:
    from kg.web.addresses import answer_address
    from kg.web.pages.contents import documents

    document = documents().get(request.path.removeprefix("/") or "index.html")
    if document is None:
        return answer_address(request)
    return Response(200, {"content-type": document.media_type}, document.render())


def _find(request: Request, site: Site) -> Response:
    from kg.web.pages.results import answer_search

    return answer_search(request)


def _elsewhere(request: Request, site: Site) -> Response:
    if request.path == "/":
        return Response(303, {"location": "sparql"})
    if request.path == "/.well-known/void":
        # the description of the service counts what is in the data (VoID, section 7.2)
        return Response(302, {"location": "../sparql"})
    raise Refusal(404, "There is nothing at this address; questions are answered at /sparql.")


def _known_to_the_server(request: Request, site: Site) -> Response:
    raise NotImplementedError


#: In the order of look-up; the first whose path matches answers.
ROUTES = (
    Route("sparql", re.compile("/sparql"), METHODS, SEALED, _sparql),
    Route("graph", re.compile("/graph-store"), READ, SEALED, _graph_store),
    Route("health", re.compile("/health"), READ, INLINE, _known_to_the_server),
    Route("metrics", re.compile("/metrics"), READ, INLINE, _known_to_the_server),
    Route("openapi", re.compile(r"/openapi\.json"), READ, OPEN, _openapi),
    Route("void", re.compile(r"/\.well-known/void"), READ, OPEN, _void, ours_only=True),
    Route("reconcile", re.compile("/reconcile(/.*)?"), (*READ, "POST"), OPEN, _reconcile, ours_only=True),
    Route("question", re.compile(r"/query/[^.]*(\.(?!html$).*)?"), READ, OPEN, _question, ours_only=True),
    Route("find", re.compile("/find"), READ, OPEN, _find, ours_only=True),
    Route("page", re.compile("/.*", re.DOTALL), READ, OPEN, _page, ours_only=True),
    Route("elsewhere", re.compile("/.*", re.DOTALL), READ, OPEN, _elsewhere),
)


def find_route(path: str, is_ours: bool) -> int:
    """Return the number of the route that answers a path; the last one takes what no other does."""
    return next(n for n, route in enumerate(ROUTES) if (is_ours or not route.ours_only) and route.path.fullmatch(path))
