"""Pages that other programs show in a frame: a thing in brief; and the page that explains the scores (section 5)."""

from kg.ask.evidence import why
from kg.ask.names import remarks, things
from kg.ask.sentences import sentence_of
from kg.web.message import Response
from kg.web.pages.frame import POLICY, fill
from kg.web.reconciliation.manifest import ROOT
from kg.web.sharing import READABLE
from kg.words.errors import UsageError
from kg.words.formats import web_type
from kg.words.prefixes import PREFIXES

#: How many facts are shown.
_FACTS = 5


def preview(ident: str) -> Response:
    """Return the page that shows a thing in a frame: its names, notes and first facts, and the way to all the rest.

    What is only said is counted, not told, because there is no room for all that would have to stand beside it.
    """
    thing = things().get(ident.removeprefix(PREFIXES["id"]))
    if thing is None:
        raise UsageError("There is nothing here with this id.")
    claims = why(thing.id)
    stated = sorted((claim for claim in claims if claim.is_fact), key=lambda claim: claim.subject != thing.iri)
    facts = list(dict.fromkeys(sentence_of(claim).text for claim in stated))
    body = fill(
        "preview.html",
        f"{ROOT}/preview".removeprefix("/"),
        title=thing.label,
        description=thing.kind,
        thing=thing,
        remarks=remarks(thing),
        facts=facts[:_FACTS],
        more=len(facts[_FACTS:]),
        others=sum(not claim.is_fact for claim in claims),
    )
    return _page(body, framed=True)


def explain_scores() -> Response:
    """Return the page that says what the scores are made of; each feature has an anchor of its id."""
    title = "How rows are matched with things"
    path = f"{ROOT}/scores".removeprefix("/")
    return _page(fill("scores.html", path, title=title, description="Scores, features and values."), framed=False)


def _page(body: bytes, framed: bool) -> Response:
    """Return a page with its policy as a header, too, where it also says who may frame it (CSP level 3, 6.4.2)."""
    policy = {**POLICY, "frame-ancestors": "*" if framed else "'none'"}
    headers = {
        "content-type": web_type("preview.html"),
        "content-security-policy": "; ".join(f"{name} {sources}" for name, sources in policy.items()),
        "x-content-type-options": "nosniff",
        **READABLE,
    }
    return Response(200, headers, body)
