"""What the scripts of the query page know: the questions, the terms and names, who says what, and whom to ask."""

import json
from collections.abc import Iterable

from kg.ask.answers import SECONDS
from kg.ask.catalogue import queries
from kg.ask.names import things
from kg.ask.own_queries import ask_named
from kg.store.query_text import place_of_values
from kg.web.pages.document import Document
from kg.web.pages.places import page_of
from kg.web.pages.view import claims, name_of
from kg.words.formats import web_type
from kg.words.prefixes import PREFIXES, shorten

#: The file that says what answers queries: an address from the root of the site, or nothing but the browser.
SERVICE = "assets/service.json"

#: How many rows an answer may have in a page; one that has more is an error, never cut.
MOST = 10_000


def documents() -> Iterable[Document]:
    """Yield the files."""
    for path, make in (
        (SERVICE, service),
        ("assets/catalogue.json", _catalogue),
        ("assets/terms.json", _terms),
        ("assets/claims.json", _claims),
    ):
        yield Document(path, web_type(path), make)


def service(endpoint: str | None = "sparql") -> bytes:
    """Return whom the query page asks, and the limits that it keeps; without an endpoint the browser answers itself."""
    return _json({"endpoint": endpoint, "seconds": SECONDS, "rows": MOST, "data": "data/dataset.trig"})


def _catalogue() -> bytes:
    """Return the bundled questions: the file of each text, and where in it values belong."""
    found = []
    for query in queries():
        place = place_of_values(query.text)
        parameters = [
            {"name": p.name, "type": p.type, "default": p.default, "description": p.description}
            for p in query.parameters
        ]
        found.append(
            {
                "name": query.name,
                "question": query.summary,
                "description": query.description,
                "parameters": parameters,
                "file": f"data/queries/{query.subject}/{query.name}.rq",
                "place": len(query.text[:place].encode("utf-16-le")) // 2,
            }
        )
    return _json(found)


def _terms() -> bytes:
    """Return the prefixes, the terms that are used by prefixed name, and the things by id, each with its label."""
    terms = {shorten(str(iri)): str(label or "") for iri, label in ask_named("terms")}
    terms = {name: label for name, label in terms.items() if not name.startswith("<")}
    known = {thing.id: [name_of(thing.iri), thing.kind, *thing.names] for thing in things().values()}
    return _json({"prefixes": PREFIXES, "terms": terms, "things": known})


def _claims() -> bytes:
    """Return for each claim its page, its look, and its sentence, in which whoever speaks comes first."""
    found = {
        iri: [page_of(iri), claim.look, claim.sentence.text, claim.evidence.speaker or ""]
        for iri, claim in claims().items()
    }
    return _json({"claims": found, "said": said()})


def said() -> dict[str, str]:
    """Return who says each text that is the gist, the value or the words of what somebody says."""
    found: dict[str, dict[str, None]] = {}
    for claim in claims().values():
        evidence = claim.evidence
        value = evidence.object if evidence.object == evidence.object_label else None
        for text in (evidence.gist, evidence.quote, value) if evidence.speaker else ():
            # a bare number or date is nobody's words
            if text and any(map(str.isalpha, text)):
                found.setdefault(text, {})[str(evidence.speaker)] = None
    return {text: ", ".join(speakers) for text, speakers in found.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
