"""What narrows a claim, in a reader's words: hedges, role, purpose, setting, time and gist."""

from kg.ask.evidence import Evidence
from kg.web.pictures.dates import in_words


def details_of(said: Evidence) -> str:
    """Return what narrows a claim, the text's own words in quotation marks; empty where nothing does."""
    parts = (
        *said.hedges,
        f"“{said.role}”" if said.role else "",
        f"purpose: {said.purpose}" if said.purpose else "",
        f"in: {said.context}" if said.context else "",
        _when(said.words or "", in_words(said.date) if said.date else ""),
        said.gist if said.predicate_label and said.gist else "",
    )
    return "; ".join(filter(None, parts))


def _when(words: str, date: str) -> str:
    """Return a time in the words of the text, and beside them what they come to where they do not say it."""
    if not words:
        return date
    return f"“{words}”" if not date or date in words.replace("–", " to ") else f"“{words}” ({date})"
