"""The links of our things to items of Wikidata, as people wrote them: which item, how near, where seen, how sure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.source.yaml_file import YamlFile
from kg.words.errors import RuleBroken

#: How sure a link must be for each way of matching; whoever is different may be so by the name alone.
ENOUGH = {
    "exact": ("confirmed", "many", "three", "twice"),
    "close": ("confirmed", "many", "three", "twice", "once"),
}

#: The matches that say that the item is our thing, or nearly.
MATCHED = tuple(ENOUGH)


@dataclass(frozen=True)
class Link:
    """What is known of one item for one thing: ``match`` is exact, close, candidate or different.

    ``confidence`` counts the independent sources of ``seen``, or says that a person, ``by``, confirmed it ``on`` a day.
    """

    item: str
    match: str
    confidence: str
    seen: tuple[str, ...]
    label: str | None
    description: str | None
    because: str | None
    by: str | None
    on: str | None
    path: Path
    line: int


def read_links(file: YamlFile, key: str) -> tuple[Link, ...]:
    """Return the links of one entity of a file, in the order in which they are written."""
    return tuple(
        Link(
            value["id"],
            value["match"],
            value["confidence"],
            tuple(value["seen"]),
            value.get("label"),
            value.get("description"),
            value.get("because"),
            value.get("by"),
            value.get("on"),
            file.path,
            file.line(key, "wikidata", number),
        )
        for number, value in enumerate(file.content[key].get("wikidata", ()))
    )


def check_links(entities: Mapping[str, tuple[str, tuple[Link, ...]]]) -> None:
    """Raise RuleBroken for a link without enough behind it, and for two that cannot both be so.

    ``entities`` gives the class and the links of each entity by its id.
    """
    owners: dict[str, str] = {}
    for key, (kind, links) in entities.items():
        items: dict[str, Link] = {}
        for link in links:
            where = f"{link.path}:{link.line}"
            _check_evidence(where, link, kind)
            if link.item in items:
                raise RuleBroken(f"{where}: '{key}' has two links to {link.item}; keep one.")
            items[link.item] = link
            if link.match not in MATCHED:
                continue
            if owners.setdefault(link.item, key) != key:
                raise RuleBroken(f"{where}: {link.item} is the item of '{owners[link.item]}' already; look both up.")
        if sum(link.match in MATCHED for link in links) > 1:
            raise RuleBroken(f"{links[0].path}:{links[0].line}: '{key}' is matched to two items; keep one of them.")


def _check_evidence(where: str, link: Link, kind: str) -> None:
    if link.confidence not in ENOUGH.get(link.match, (link.confidence,)):
        raise RuleBroken(
            f"{where}: '{link.match}' needs more than '{link.confidence}'; write 'close' or 'candidate', "
            "or let a person confirm it with 'kg link suggest'."
        )
    if {link.by is not None, link.on is not None} != {link.confidence == "confirmed"} or not _is_day(link.on):
        raise RuleBroken(f"{where}: what a person confirmed says by whom and on which day, and nothing else does.")
    if kind == "Person" and link.match in MATCHED and not link.because:
        raise RuleBroken(f"{where}: that an item is this person needs a reason; write it in 'because'.")


def _is_day(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text))
    except ValueError:
        return False
