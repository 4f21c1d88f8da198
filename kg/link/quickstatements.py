"""Facts as lines of QuickStatements V1: one statement a line, with its qualifiers, and a line for each source of it.

Fields are parted by a tab: item, property, value; then qualifiers and sources, each a property and a value, a source's
with S in place of P (Help:QuickStatements of Wikidata). A statement that stands in several lines gets each source.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.link.eligible import Verdict
from kg.link.facts import Fact
from kg.link.own import Claim, Linked, Source
from kg.link.times import their_qualifiers, their_time

#: Sourcing circumstances: circa.
CIRCA = ("P1480", "Q5727902")

#: Characters that a text of Wikidata holds at most.
LONGEST = 1500

#: What would end a field, a line or begin a comment of QuickStatements; a text with one cannot be told.
_BREAKS = re.compile(r"[\x00-\x1f\x7f]|/\*|\*/|\|\|")

#: What Wikidata's property for pages leaves out before their numbers.
_PAGES = re.compile(r"^pp?\.\s*")


class Proposal(NamedTuple):
    """One statement that is proposed: item, property and value as they are written, and what belongs to it."""

    fact: Fact
    value: str
    qualifiers: tuple[tuple[str, str], ...]
    sources: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines, one for each source, without their ends."""
        head = [self.fact.item.item, self.fact.mapping.pid, self.value, *_flat(self.qualifiers)]
        return tuple("\t".join([*head, *_flat(source)]) for source in self.sources)


def propose(
    fact: Fact, verdict: Verdict, sources: Mapping[str, tuple[Source, ...]], links: Mapping[str, Linked]
) -> Proposal | str:
    """Return the proposal of a fact that may be told, or the reason why none can be made of it."""
    if not verdict.is_yes:
        return "; ".join(verdict.reasons) or "nothing stands behind it"
    dates = _dates(verdict.claims)
    if len(dates) > 1:
        return "its claims have several dates; choose one by hand"
    value, qualifiers = _value(fact), dates[0] if dates else ()
    if value is None:
        return "its value cannot be written"
    if fact.mapping.datatype == "time" and "~" in str(fact.object):
        qualifiers = (*qualifiers, CIRCA)
    known = {source.source: source for claim in verdict.claims for source in sources.get(claim.claim, ())}
    told = tuple(parts for source in _sorted(known.values()) if (parts := _source(source, links)))
    if not told:
        return "no source of it has an address, a title or an item"
    return Proposal(fact, value, qualifiers, told)


def write(proposals: Iterable[Proposal]) -> str:
    """Return the lines of proposals as a text, one line each, without repetitions."""
    lines = dict.fromkeys(line for proposal in proposals for line in proposal.lines)
    return "".join(f"{line}\n" for line in lines)


def _dates(claims: tuple[Claim, ...]) -> list[tuple[tuple[str, str], ...]]:
    """Return the different qualifiers that the claims give; a claim without a date gives none."""
    found = []
    for claim in claims:
        times = their_qualifiers(claim.time, claim.observed) if claim.time else None
        if times:
            circa = (CIRCA,) if any(time.circa for _, time in times) else ()
            found.append((*((name, time.text) for name, time in times), *circa))
    return list(dict.fromkeys(found))


def _value(fact: Fact) -> str | None:
    if fact.mapping.datatype == "wikibase-item":
        return fact.value
    time = their_time(str(fact.object)) if fact.mapping.datatype == "time" else None
    return time.text if time else None


def _source(source: Source, links: Mapping[str, Linked]) -> tuple[tuple[str, str], ...]:
    """Return the parts of one source; the article's own words are quoted, a footnote's document we have not read."""
    if source.number == 0:
        parts = [("S4656", _string(source.address)), ("S1683", _english(source.quote))]
        return tuple((name, text) for name, text in parts if text) if parts[0][1] else ()
    work = links.get(source.work or "")
    parts = [
        ("S248", work.item if work and work.is_certain else None),
        ("S854", _string(source.address)),
        ("S1476", _english(source.title)),
        ("S304", _string(_PAGES.sub("", source.page or ""))),
        ("S577", _time(source.issued)),
        ("S813", _time(source.retrieved)),
        ("S2960", _time(source.archived)),
    ]
    told = tuple((name, text) for name, text in parts if text)
    return told if {"S248", "S854", "S1476"} & {name for name, _ in told} else ()


def _string(text: str | None) -> str | None:
    return f'"{text}"' if text and not _BREAKS.search(text) and len(text) <= LONGEST else None


def _english(text: str | None) -> str | None:
    quoted = _string(text)
    return f"en:{quoted}" if quoted else None


def _time(text: str | None) -> str | None:
    time = their_time(text) if text else None
    return time.text if time and not time.circa else None


def _sorted(sources: Iterable[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: (source.number, source.source))


def _flat(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [field for pair in pairs for field in pair]
