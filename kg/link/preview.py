"""Proposals in words, for a person to weigh before anything is sent: what, of what, when, and by which sources."""

from collections.abc import Iterable, Iterator

from kg.link.facts import Fact
from kg.link.quickstatements import CIRCA, Proposal

_QUALIFIERS = {"P580": "from", "P582": "to", "P585": "in", "P1319": "not before", "P1326": "not after"}

_SOURCES = {
    "S248": "stated in",
    "S304": "page",
    "S577": "published",
    "S813": "seen by the editors of the article on",
    "S854": "at",
    "S1476": "title",
    "S1683": "quote",
    "S2960": "archived on",
    "S4656": "Wikipedia, at",
}


def preview(found: Iterable[tuple[Fact, Proposal | str]], labels: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the preview: each proposal, then what is not proposed and why."""
    several = list(found)
    proposals = [proposal for _, proposal in several if isinstance(proposal, Proposal)]
    for proposal in proposals:
        yield from _proposal(proposal, labels)
    held = [(fact, reason) for fact, reason in several if isinstance(reason, str)]
    if held:
        yield "Only here, and not proposed:"
        for fact, reason in held:
            yield f"  {_words(fact, labels)}: {reason}."
    yield f"{len(proposals)} to propose, {len(held)} not."
    if proposals:
        yield "We have read the article, not the documents in its footnotes; look at them, and at each item, first."


def _proposal(proposal: Proposal, labels: dict[str, str]) -> Iterator[str]:
    dates = [f"{_QUALIFIERS[name]} {_date(text)}" for name, text in proposal.qualifiers if name in _QUALIFIERS]
    circa = ["about then" if CIRCA in proposal.qualifiers else ""]
    yield ", ".join([_words(proposal.fact, labels), *dates, *filter(None, circa)])
    for source in proposal.sources:
        yield "  source: " + ", ".join(f"{_SOURCES[name]} {_date(text)}" for name, text in source)
    yield ""


def _words(fact: Fact, labels: dict[str, str]) -> str:
    other = fact.subject if fact.mapping.is_inverse else str(fact.object)
    value = f" ({fact.value})" if fact.value_link else ""
    return (
        f"{fact.item.label} ({fact.item.item}) – {fact.mapping.label} ({fact.mapping.pid}) – "
        f"{labels.get(other, other)}{value}"
    )


def _date(text: str) -> str:
    """Return a date of QuickStatements as people write it, and any other text without its marks."""
    if text.startswith("+"):
        day, _, precision = text[1:].partition("T00:00:00Z/")
        return day[: {"11": 10, "10": 7}.get(precision, 4)]
    return text.removeprefix("en:").strip('"')
