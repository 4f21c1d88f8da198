"""What somebody should know of a query of their own before they trust its rows."""

import re

from kg.ask.answers import is_name
from kg.ask.own_queries import ask_named
from kg.store.query_text import terms_in
from kg.words.errors import did_you_mean
from kg.words.prefixes import PREFIXES

#: Terms by which a query reads claims, and those by which it tells facts from what is only said or denied.
_CLAIMS = {"rdf:subject", "rdf:object", "pao:gist"}
_STANDING = {"pao:FactualClaim", "pao:voice", "pao:polarity", "pao:attribution", "pao:speaker"}


def remarks_on(text: str) -> list[str]:
    """Return a sentence for each term of ours that does not exist, and one where claims may be taken for facts."""
    if is_name(text):
        return []
    names = terms_in(text)
    remarks = []
    if any(name.startswith("pao:") for name in names):
        known = {str(iri).removeprefix(PREFIXES["pao"]) for iri, *_ in ask_named("definitions")}
        unknown = sorted({name.removeprefix("pao:") for name in names if name.startswith("pao:")} - known)
        remarks += [f"'pao:{n}' is no term of the ontology.{did_you_mean(n, sorted(known))}" for n in unknown]
    if names & _CLAIMS and not names & _STANDING and not re.search(r"[?$]claims?\b", text):
        remarks.append(
            "these rows are claims, and some may be somebody's word or denied; ask for pao:FactualClaim, or select "
            "?claim and add --evidence."
        )
    return remarks
