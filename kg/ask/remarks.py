"""What somebody should know of a query of their own before they trust its rows."""

from kg.ask.answers import is_name
from kg.ask.own_queries import ask_named
from kg.store.query_text import terms_in
from kg.words.errors import did_you_mean
from kg.words.prefixes import PREFIXES

#: Terms by which a query reads claims; those that tell who says a claim; and the one that tells whether it is denied.
_CLAIMS = {"rdf:subject", "rdf:object", "pao:gist"}
_VOICE = {"pao:voice", "pao:attribution", "pao:speaker"}
_DENIAL = "pao:polarity"
_FACTS = "pao:FactualClaim"


def remarks_on(text: str, with_evidence: bool = False, of_others: bool = False) -> list[str]:
    """Return a sentence for each term of ours that does not exist, and one where claims may be taken for facts.

    With the evidence beside them, rows say themselves what they are. Of what others have, nothing is told unless the
    query asks for terms or things of ours, which a file or an endpoint may hold as well.
    """
    if is_name(text):
        return []
    names = terms_in(text)
    if of_others and not any(name.startswith(("pao:", "id:")) for name in names):
        return []
    remarks = []
    if any(name.startswith("pao:") for name in names):
        known = {str(iri).removeprefix(PREFIXES["pao"]) for iri, *_ in ask_named("definitions")}
        unknown = sorted({name.removeprefix("pao:") for name in names if name.startswith("pao:")} - known)
        remarks += [f"'pao:{n}' is no term of the ontology.{did_you_mean(n, sorted(known))}" for n in unknown]
    if names & _CLAIMS and _FACTS not in names and not with_evidence:
        unasked = [("somebody's word", "pao:attribution/pao:speaker")] if not names & _VOICE else []
        unasked += [("denied", _DENIAL)] if _DENIAL not in names else []
        if unasked:
            remarks.append(
                f"these rows are claims, and some may be {' or '.join(what for what, _ in unasked)}; ask for "
                f"pao:FactualClaim, or for {' and '.join(term for _, term in unasked)} as well, or select ?claim and "
                "ask for the evidence."
            )
    return remarks
