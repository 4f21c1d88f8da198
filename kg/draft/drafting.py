"""Drafts in the files of passages: proposals as comments under each open passage, and not a word that counts.

A line of a draft begins with ``#?``. Drafting again takes the earlier lines away; what a person has written, comments
among it, stays as it is, byte for byte, and is read again before the file is replaced.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from kg.check.reports import shorten_path
from kg.draft.mentions import look_alikes
from kg.draft.proposals import propose
from kg.draft.sentence_draft import Draft
from kg.draft.yaml_text import flow, slug
from kg.source.corpus import ArticleSource, read_corpus
from kg.source.entities import Entity
from kg.source.passages import read_passages
from kg.store.swap import replace_file
from kg.words.errors import Fault, UsageError, did_you_mean

#: What begins each line of a draft; without it the line is YAML at its place.
MARK = "#? "
_DRAFT = re.compile(r"^ *#\?.*\n?", re.MULTILINE)

#: Where the things of a class are written down.
_HOMES = {
    "Person": "people",
    "Publication": "media",
    "Place": "places",
    "Post": "posts",
    "Group": "groups",
    "Campaign": "campaigns",
}
_EVENTS = {"Event", "Merger", "Split", "Renaming", "Expulsion", "Payment", "OrganisationalChange"}
_IDEAS = {"Ideology", "View", "Practice", "PoliticalPosition"}


def draft_article(root: Path, name: str, write: bool = True) -> tuple[int, int, tuple[str, ...]]:
    """Put proposals under the open passages of an article; return the number of claims, of passages, and the lines.

    Nothing but comments is written. Raises UsageError for an unknown article, CannotWrite when the disk refuses.
    """
    corpus = read_corpus(root)
    source = find_article(corpus.articles, name)
    places = {passage.id: passage for passage in source.passages if passage.is_open}
    claims, lines = 0, []
    seen: set[str] = set()
    order = {part.id: number for number, part in enumerate(source.article.sections)}
    # in the order of the text, so that a new thing is suggested where it is first named
    for path in dict.fromkeys(p.path for p in sorted(source.passages, key=lambda passage: order[passage.section])):
        with path.open(encoding="utf-8", newline="") as stream:
            before = stream.read()
        drafts: dict[str, str] = {}
        for passage in (passage for passage in places.values() if passage.path == path):
            draft = propose(passage.quote, corpus.entities, topic_of(source, passage.section), passage.cites)
            claims += len(draft.proposals)
            drafts[passage.id] = _written(draft, seen, corpus.entities)
        after = _with_drafts(_DRAFT.sub("", before), drafts)
        lines += [line for line in after.splitlines() if line.lstrip().startswith(MARK.strip())]
        if write and after != before:
            _put(path, before, after)
    return claims, len(places), tuple(lines)


def find_article(articles: tuple[ArticleSource, ...], name: str) -> ArticleSource:
    """Return the article of a name; raises UsageError, with a suggestion, if there is none."""
    known = {source.article.slug: source for source in articles}
    if name not in known:
        raise UsageError(f"There is no article '{name}'.{did_you_mean(name, sorted(known))} 'kg new' makes one.")
    return known[name]


def topic_of(source: ArticleSource, section: str) -> str:
    """Return the entity that a section is about: that of its abstract, or that of the article."""
    topics = {part.id: part.about for part in source.article.sections}
    return topics.get(section) or str(source.article.about.content["about"])


def _written(draft: Draft, seen: set[str], entities: Mapping[str, Entity]) -> str:
    """Return a draft as lines of comments; a new thing is suggested once in an article."""
    lines = [
        f"new, in entities/{_home(value)}.yaml: {name}: {value}"
        for name, value in draft.new.items()
        if name not in seen
    ]
    told = {*seen, *draft.new}
    unknown = [n for n in draft.unknown if not any(t == slug(n) or t.endswith(f"-{slug(n)}") for t in told)]
    if unknown:
        names = ((name, ", ".join(look_alikes(name, entities))) for name in unknown)
        lines.append(
            f"names that nothing bears: {'; '.join(f'{n} (like it: {near})' if near else n for n, near in names)}"
        )
    seen |= {*draft.new, *map(slug, unknown)}
    lines += [f"look: {warning}" for warning in draft.warnings]
    if draft.coref:
        lines.append(f"coref: {flow(draft.coref)}")
    if draft.said and draft.proposals:
        lines.append(f"said: {flow(draft.said)}")
    if draft.proposals:
        lines.append("claims:")
        lines += [f"  - {flow(proposal.claim)}   # {proposal.pattern}" for proposal in draft.proposals]
    return "".join(f"  {MARK}{line}\n" for line in lines)


def _home(value: str) -> str:
    kind = re.match(r"\{a: (\w+)", value)
    name = kind[1] if kind else ""
    return _HOMES.get(name) or ("events" if name in _EVENTS else "ideas" if name in _IDEAS else "organisations")


def _with_drafts(text: str, drafts: Mapping[str, str]) -> str:
    """Return a file of passages with the lines of a draft at the end of each passage that has one."""
    pieces = re.split(r"(?m)^(?=- )", text)
    newline = "\r\n" if "\r\n" in text else "\n"
    for number, piece in enumerate(pieces):
        match = re.match(r"- id: *[\"']?([a-z0-9-]+)", piece)
        lines = drafts.get(match[1], "") if match else ""
        if lines:
            body = piece.rstrip("\r\n \t")
            pieces[number] = body + newline + lines.replace("\n", newline) + piece[len(body) :].lstrip("\r\n")
    return "".join(pieces)


def _put(path: Path, before: str, after: str) -> None:
    """Replace a file by itself with comments added; what it says must be the same."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for name, text in (("before", before), ("after", after)):
            place = Path(folder) / name / path.name
            place.parent.mkdir()
            place.write_bytes(text.encode())
            copies.append([_bare(passage) for passage in read_passages(place.parent)])
    if copies[0] != copies[1]:
        raise Fault(f"{shorten_path(path)}: a draft would change what the file says, so it is not written.")
    replace_file(path, after.encode())


def _bare(passage: object) -> dict[str, object]:
    """Return what a passage says, wherever it stands."""
    from dataclasses import asdict, is_dataclass

    assert is_dataclass(passage)
    assert not isinstance(passage, type)
    said = {key: value for key, value in asdict(passage).items() if key not in ("path", "line")}
    said["claims"] = [{k: v for k, v in claim.items() if k != "line"} for claim in said["claims"]]
    return said
