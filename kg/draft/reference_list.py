"""references.yaml of a new article, filled as far as the list of the text can be read without guessing."""

from collections.abc import Iterator, Mapping

from kg.draft.bibliography import Parsed, parse_entry
from kg.draft.mentions import look_alikes
from kg.draft.yaml_text import comment, flow, scalar, slug
from kg.source.article import Article
from kg.source.entities import Entity
from kg.source.references import find_entries

_HEAD = """\
# yaml-language-server: $schema=../../kg/source/schemas/references.json
# The list of references, by its own numbers. Titles stay titles: what a headline says is nowhere a claim.
"""

#: Fields in the order in which they are written; the names of people and publications are ids.
_FIELDS = ("kind", "title", "part", "page", "issued", "retrieved", "archived", "url")


def write_references(article: Article, entities: Mapping[str, Entity]) -> tuple[bytes | None, tuple[str, ...]]:
    """Return references.yaml and remarks on it; None for an article that has no footnotes and no list.

    Names of people and publications that no entity bears, and whatever could be read in two ways, are comments.
    """
    entries = find_entries(article)
    cited = {int(marker.value) for marker in article.markers if marker.is_citation}
    numbers = sorted({*entries, *cited})
    if not numbers:
        return None, ()
    lines, doubtful = [], 0
    for number in numbers:
        lines.append(f'"{number}":\n')
        entry = entries.get(number)
        if entry is None:
            lines.append("  missing: The stored list of references has no entry of this number.\n")
            continue
        written = list(_entry(article.fold(entry.text), entities))
        doubtful += any(line.lstrip().startswith("# ") for line in written[1:])
        lines += written
    missing = ", ".join(map(str, sorted(cited - set(entries))))
    remarks = [f"{len(entries)} references, {doubtful} of them with something to look at; see the comments."]
    if missing:
        remarks.append(f"Footnotes without an entry in a list of references: {missing}.")
    return (_HEAD + "".join(lines)).encode(), tuple(remarks)


def _entry(text: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    parsed = parse_entry(text)
    yield comment(text, "  ")
    known: dict[str, str] = {}
    notes = [f"unsure: {doubt}" for doubt in parsed.doubts]
    authors = [_bearer(name, entities, "Person") for name in parsed.authors]
    for name, author in zip(parsed.authors, authors, strict=True):
        notes += [] if author else [_missing("author", name, "Person", entities)]
    _add_places(parsed, entities, known, notes)
    _add_kind(parsed, known, notes)
    if "kind" in parsed.fields:
        yield f"  kind: {parsed.fields['kind']}\n"
    if any(authors):
        yield f"  author: [{', '.join(author for author in authors if author)}]\n"
    for key in _FIELDS[1:]:
        if key in parsed.fields:
            yield f"  {key}: {scalar(parsed.fields[key])}\n"
        if key == "title":
            yield from (f"  {place}: {thing}\n" for place, thing in known.items())
    yield from (comment(note, "  ") for note in notes)


def _add_places(parsed: Parsed, entities: Mapping[str, Entity], known: dict[str, str], notes: list[str]) -> None:
    for name in parsed.places:
        publication, other = (_bearer(name, entities, "Publication"), _bearer(name, entities, None))
        if publication and "in" not in known:
            known["in"] = publication
        elif other and "publisher" not in known and not publication:
            known["publisher"] = other
        else:
            book = parsed.fields.get("kind") == "book"
            notes.append(
                _missing("publisher", name, "Enterprise", entities)
                if book
                else _missing("in", name, "Publication", entities)
            )
    archive = parsed.fields.pop("archive", None)
    if archive:
        found = _bearer(archive, entities, "Publication")
        if found:
            known["archive"] = found
        else:
            notes.append(_missing("archive", archive, "Publication", entities))


def _add_kind(parsed: Parsed, known: dict[str, str], notes: list[str]) -> None:
    """Add the kind of document where the form of the entry shows it."""
    if "kind" in parsed.fields:
        return
    if "in" in known and "issued" in parsed.fields:
        parsed.fields["kind"] = "news-article"
    else:
        notes.append("kind: news-article, book, web-page, video or blog-post?")


def _bearer(name: str, entities: Mapping[str, Entity], kind: str | None) -> str | None:
    """Return the one thing of a kind that has exactly this name; None where there is none or a choice."""
    found = [
        e.id for e in entities.values() if name in e.names and (e.type == kind or (kind is None and e.type != "Person"))
    ]
    return found[0] if len(found) == 1 else None


def _missing(key: str, name: str, kind: str, entities: Mapping[str, Entity]) -> str:
    near = look_alikes(name, entities)
    like = f"; like it: {', '.join(near)}" if near else ""
    return f"{key}: no entity is called '{name}'{like}; new: {slug(name)}: {flow({'a': kind, 'label': name})}"
