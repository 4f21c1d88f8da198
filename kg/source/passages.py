"""Passages and their claims, as people wrote them: one file for each section of an article."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.source.yaml_file import read_yaml
from kg.words.errors import RuleBroken


@dataclass(frozen=True)
class Said:
    """The saying of something: who (the id of an entity, or ``unnamed``), speech act, reference, date, and the cue.

    The cue is the words of the sentence that name the speaker and report the speech.
    """

    speaker: str
    act: str
    reference: int | None
    when: str | None
    words: str | None
    cue: str | None


@dataclass(frozen=True)
class Claim:
    """One proposition; ``name`` is its id or its place in the passage, counted from 1."""

    name: str
    subject: str
    predicate: str | None
    object: str | None
    value: str | None
    gist: str | None
    when: str | None
    at: str | None
    words: str | None
    role: str | None
    purpose: str | None
    unit: str | None
    context: str | None
    negated: bool
    hedges: tuple[str, ...]
    said: Said | None
    disputes: tuple[str, ...]
    note: str | None
    line: int


@dataclass(frozen=True)
class Passage:
    """A quote with the claims that it states, or the reason why there is nothing to encode; else it is open."""

    id: str
    quote: str
    cites: tuple[str, ...]
    tags: tuple[str, ...]
    said: Said | None
    coref: dict[str, str]
    acknowledged: dict[str, str]
    note: str | None
    nothing: str | None
    claims: tuple[Claim, ...]
    section: str
    path: Path
    line: int

    @property
    def is_open(self) -> bool:
        """Return whether nobody has encoded it yet: it has neither claims nor a reason why it has none."""
        return not self.claims and self.nothing is None

    def said_of(self, claim: Claim) -> Said | None:
        """Return who says a claim of this passage: its own speaker, or that of the passage."""
        return claim.said or self.said


def read_passages(folder: Path) -> tuple[Passage, ...]:
    """Return the passages in a folder, file by file; a file is named after the section that it encodes."""
    passages: list[Passage] = []
    seen: dict[str, Passage] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = read_yaml(path, "passages")
        for i, value in enumerate(file.content):
            passage = _passage(
                value, path, file.line(i), [file.line(i, "claims", j) for j in range(len(value.get("claims", ())))]
            )
            if passage.id in seen:
                first = seen[passage.id]
                raise RuleBroken(
                    f"{file.where(i)}: the passage '{passage.id}' is in {first.path}:{first.line} already."
                )
            seen[passage.id] = passage
            passages.append(passage)
    return tuple(passages)


def _passage(value: dict[str, Any], path: Path, line: int, lines: list[int]) -> Passage:
    claims = tuple(_claim(c, i, at) for i, (c, at) in enumerate(zip(value.get("claims", ()), lines, strict=True), 1))
    names = [claim.name for claim in claims]
    for claim in claims:
        if names.count(claim.name) > 1:
            raise RuleBroken(
                f"{path}:{claim.line}: two claims of '{value['id']}' are called '{claim.name}'; rename one."
            )
    return Passage(
        id=value["id"],
        quote=value["quote"],
        cites=tuple(value.get("cites", ())),
        tags=tuple(value.get("tags", ())),
        said=_said(value.get("said")),
        coref=value.get("coref", {}),
        acknowledged=value.get("ack", {}),
        note=value.get("note"),
        nothing=value.get("nothing"),
        claims=claims,
        section=path.stem,
        path=path,
        line=line,
    )


def _claim(value: dict[str, Any], position: int, line: int) -> Claim:
    return Claim(
        name=value.get("id", str(position)),
        subject=value["s"],
        predicate=value.get("p"),
        object=value.get("o"),
        value=value.get("v"),
        gist=value.get("gist"),
        when=value.get("when"),
        at=value.get("at"),
        words=value.get("words"),
        role=value.get("role"),
        purpose=value.get("purpose"),
        unit=value.get("unit"),
        context=value.get("context"),
        negated="negated" in value,
        hedges=tuple(value.get("hedge", ())),
        said=_said(value.get("said")),
        disputes=tuple(value.get("disputes", ())),
        note=value.get("note"),
        line=line,
    )


def _said(value: dict[str, str] | None) -> Said | None:
    if value is None:
        return None
    number = value.get("in")
    return Said(
        value["by"],
        value["act"],
        int(number) if number else None,
        value.get("when"),
        value.get("words"),
        value.get("cue"),
    )
