"""The things that claims are about, shared by all articles."""

from dataclasses import dataclass
from pathlib import Path

from kg.source.links import Link, check_links, read_links
from kg.source.yaml_file import read_yaml
from kg.words.errors import RuleBroken, did_you_mean


@dataclass(frozen=True)
class Entity:
    """One thing: its id, class, label, aliases as the text uses them, and the line that declares it."""

    id: str
    type: str
    label: str
    aliases: tuple[str, ...]
    different_from: tuple[str, ...]
    note: str | None
    links: tuple[Link, ...]
    path: Path
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """Return the label and the aliases."""
        return (self.label, *self.aliases)


def read_entities(folder: Path) -> dict[str, Entity]:
    """Return all entities by id, in the order of their ids.

    Raises RuleBroken if an id is declared twice, or a link to Wikidata breaks a rule of links.
    """
    entities: dict[str, Entity] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = read_yaml(path, "entities")
        for key, value in file.content.items():
            if key in entities:
                first = entities[key]
                raise RuleBroken(f"{file.where(key)}: '{key}' is declared in {first.path}:{first.line} already.")
            entities[key] = Entity(
                key,
                value["a"],
                value["label"],
                tuple(value.get("alias", ())),
                tuple(value.get("different-from", ())),
                value.get("note"),
                read_links(file, key),
                path,
                file.line(key),
            )
    check_links({key: (entity.type, entity.links) for key, entity in entities.items()})
    for entity in entities.values():
        for other in entity.different_from:
            if other not in entities:
                hint = did_you_mean(other, list(entities))
                raise RuleBroken(f"{entity.path}:{entity.line}: there is no entity '{other}'.{hint}")
    return dict(sorted(entities.items()))
