"""The check of persons: nobody whom a quote names is left out, and a role is that of the person beside it."""

from collections.abc import Iterator

from kg.check import wording
from kg.check.setting import Problem, Setting
from kg.source.entities import Entity
from kg.source.passages import Claim


def check_person(setting: Setting) -> Iterator[Problem]:
    """Every person whom the quote names is spoken of or speaks, and has the role that stands nearest to the name."""
    named = _people(setting)
    yield from _left_out(setting, named)
    yield from _roles(setting, named)


def _left_out(setting: Setting, named: list[Entity]) -> Iterator[Problem]:
    entities, passage = setting.corpus.entities, setting.located.passage
    used = {name for claim in passage.claims for name in (claim.subject, claim.object, claim.context) if name}
    used |= {said.speaker for _, said, _ in setting.sayings}
    texts = [name for used_one in used & set(entities) for name in entities[used_one].names]
    texts += [claim.gist for claim in passage.claims if claim.gist]
    for person in named:
        if person.id not in used and not any(wording.has_phrase(text, n) for text in texts for n in person.names):
            yield passage.line, f"the quote names {person.label}, of whom no claim speaks"


def _roles(setting: Setting, named: list[Entity]) -> Iterator[Problem]:
    people = {person.id: person for person in named}
    for claim in setting.located.passage.claims:
        for words in _words(setting, claim):
            near = {
                name: distance
                for name, person in people.items()
                if name != claim.object
                and (distance := wording.distance(setting.quote, words, person.names)) is not None
            }
            if claim.subject in near and near[claim.subject] > min(near.values()):
                other = people[min(near, key=lambda name: near[name])].label
                yield claim.line, f"'{words}' stands nearer to {other} than to {people[claim.subject].label}"


def _words(setting: Setting, claim: Claim) -> list[str]:
    """Return the words that describe the subject of a claim: its role, the description, the post."""
    described = [claim.value] if claim.predicate == "describedAs" else []
    post = setting.corpus.entities[claim.object] if claim.object else None
    return [words for words in (claim.role, *described, *(post.names if post and post.type == "Post" else ())) if words]


def _people(setting: Setting) -> list[Entity]:
    """Return the persons whom the quote names."""
    quote, entities = setting.quote, setting.corpus.entities.values()
    return [e for e in entities if e.type == "Person" and any(wording.has_phrase(quote, n) for n in e.names)]
