"""The page of what a search found: things by name, and claims with their standing and their speaker."""

from kg.ask.search import find
from kg.web.message import Request, Response
from kg.web.pages.frame import fill
from kg.web.pages.search import FORM, ROUTE
from kg.web.pages.view import Claim, claims, passages
from kg.words.errors import UsageError
from kg.words.formats import web_type


def answer_search(request: Request) -> Response:
    """Return the page of what a search found; 303 to the form where nothing is looked for."""
    words = next((value for name, value in request.parameters if name == "q"), "").strip()
    if not words:
        return Response(303, {"location": FORM})
    return Response(200, {"content-type": web_type(FORM)}, render(words))


def render(words: str) -> bytes:
    """Return the page for the words that somebody looks for; of words without a letter or a digit it says so.

    It lies where the route ``find`` is, at the root of the site.
    """
    fault = ""
    hits = []
    try:
        for item in find(words[:200]):
            claim = claims().get(item.address)
            hits.append((item, claim, _words(claim) if claim else ""))
    except UsageError:
        fault = "These are no words to look for; give a name or a few words."
    return fill(
        "results.html",
        ROUTE,
        title="Search results",
        description="What the search found: things by name, and claims with who says them.",
        words=words[:200],
        hits=hits,
        fault=fault,
        route=ROUTE,
    )


def _words(claim: Claim) -> str:
    """Return the quote of a claim; where somebody else than the article speaks in it, they stand before it."""
    passage = passages()[claim.passage]
    return f"{passage.voices}, in the article’s words: “{passage.words}”" if passage.voices else f"“{passage.words}”"
