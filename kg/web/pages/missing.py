"""The page at an address at which there is nothing: it says so, and leads to the search and to the lists."""

from kg.web.message import Request, Response
from kg.web.negotiation import choose
from kg.web.pages.frame import fill
from kg.web.pages.search import ROUTE
from kg.web.problems import refuse
from kg.words.formats import PAGE, PROBLEM, SENTENCE


def answer_missing(request: Request, sentence: str) -> Response:
    """Return the answer 404: a page for who asks for pages, else the sentence or its problem details."""
    plain = refuse(404, sentence, request)
    choice = choose(request.header("accept"), (SENTENCE, PROBLEM, PAGE))
    if choice is None or choice.format is not PAGE:
        return plain
    headers = {**plain.headers, "content-type": f"{PAGE.media_type}; charset=utf-8"}
    return Response(404, headers, render(request.path, sentence))


def render(path: str, sentence: str) -> bytes:
    """Return the page; of the address itself it repeats nothing."""
    # links are relative, so only how deep the address lies counts
    depth = path.count("/") - 1
    return fill(
        "missing.html",
        "_/" * max(depth, 0) + "missing",
        title="There is nothing here",
        description=sentence,
        sentence=sentence,
        words="",
        route=ROUTE,
    )
