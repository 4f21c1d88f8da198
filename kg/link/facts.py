"""Our facts about linked things, each with the property of Wikidata that says the same."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kg.link import own
from kg.link.mapping import Mapping, mappings
from kg.link.own import Claim, Linked
from kg.link.times import Times, our_times


class Fact(NamedTuple):
    """One fact in the form of a property: ``item`` is whose statement it would be, ``value`` an id, a date or a text.

    ``value`` is None where the other end is a thing without a link. ``claims`` are those that stand behind it.
    """

    mapping: Mapping
    subject: str
    object: Any
    item: Linked
    value: str | None
    value_link: Linked | None
    claims: tuple[Claim, ...]

    @property
    def times(self) -> tuple[Times, ...]:
        """Return when it held, by each claim that says so."""
        return tuple(our_times(claim.time, claim.observed) for claim in self.claims if claim.time)

    @property
    def words(self) -> str:
        """Return its dates as the dataset writes them."""
        return ", ".join(sorted({claim.time for claim in self.claims if claim.time}))


def facts(store: Any = None) -> list[Fact]:
    """Return every fact of a mapped relation whose statement would stand on a linked item.

    A fact is a plain triple behind which stands a claim that is marked as factual; neither alone is one.
    """
    links, kinds = own.linked(store), own.classes(store)
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in own.claims(store):
        if claim.labelled and claim.stated:
            found.setdefault((claim.subject, claim.predicate, str(claim.object)), []).append(claim)
    return [
        fact
        for (subject, predicate, _), claims in sorted(found.items())
        for fact in _facts(subject, predicate, claims, links, kinds)
    ]


def _facts(
    subject: str, predicate: str, claims: list[Claim], links: dict[str, Linked], kinds: dict[str, frozenset[str]]
) -> Iterator[Fact]:
    value = claims[0].object
    for mapping in mappings():
        if mapping.iri != predicate or not mapping.fits(kinds.get(subject, _NONE), kinds.get(str(value), _NONE)):
            continue
        is_item = mapping.datatype == "wikibase-item"
        here, there = (str(value), subject) if mapping.is_inverse else (subject, str(value))
        if here not in links:
            continue
        link = links.get(there) if is_item else None
        text = (link.item if link else None) if is_item else str(value)
        yield Fact(mapping, subject, value, links[here], text, link, tuple(claims))


_NONE: frozenset[str] = frozenset()
