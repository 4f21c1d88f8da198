"""What is linked and what is not: counts by kind, the candidates, the look-alikes, and what is to be reconciled."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from kg.source.entities import Entity
from kg.source.links import MATCHED, Link

#: Classes of which the labels are descriptions of ours: nobody else has a name for these things.
OURS_ALONE = ("Group", "View")


class Kind(NamedTuple):
    """The counts of one class of things: each thing is in one of the columns after ``things``."""

    name: str
    things: int
    exact: int
    close: int
    candidate: int
    open: int


class Status(NamedTuple):
    """The counts by class; pairs of thing and link that are candidates or look-alikes; what is to be reconciled."""

    kinds: tuple[Kind, ...]
    matched: tuple[tuple[Entity, Link], ...]
    candidates: tuple[tuple[Entity, Link], ...]
    different: tuple[tuple[Entity, Link], ...]
    to_reconcile: tuple[Entity, ...]
    ours_alone: int


def status(entities: Mapping[str, Entity]) -> Status:
    """Return what is linked and what is not."""
    counts = Counter((entity.type, _standing(entity)) for entity in entities.values())
    kinds = tuple(
        Kind(
            name,
            sum(count for (kind, _), count in counts.items() if kind == name),
            *(counts[name, standing] for standing in ("exact", "close", "candidate", "open")),
        )
        for name in sorted({kind for kind, _ in counts})
    )
    links = [(entity, link) for entity in entities.values() for link in entity.links]
    return Status(
        kinds,
        tuple(pair for pair in links if pair[1].match in MATCHED),
        tuple(pair for pair in links if pair[1].match == "candidate"),
        tuple(pair for pair in links if pair[1].match == "different"),
        to_reconcile(entities),
        sum(_standing(entity) == "open" and entity.type in OURS_ALONE for entity in entities.values()),
    )


def to_reconcile(entities: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """Return the things without an item that may have one, in the order of their ids."""
    return tuple(
        entity
        for entity in entities.values()
        if entity.type not in OURS_ALONE and _standing(entity) in ("open", "candidate")
    )


def _standing(entity: Entity) -> str:
    matches = {link.match for link in entity.links}
    return next((match for match in (*MATCHED, "candidate") if match in matches), "open")
