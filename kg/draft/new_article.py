"""The folder of a new article: its text as it is, and beside it all that can be known without reading it."""

import hashlib
import re
import tempfile
from pathlib import Path

from kg.draft.headings import Division, divide
from kg.draft.language import require_english
from kg.draft.open_passages import write_passages
from kg.draft.reference_list import write_references
from kg.draft.yaml_text import flow, scalar, slug
from kg.source.article import read_article
from kg.source.corpus import read_corpus
from kg.source.entities import Entity, read_entities
from kg.source.markers import USUAL, find_markers
from kg.source.passages import read_passages
from kg.source.references import FILE, read_references
from kg.source.yaml_file import UNPRINTABLE
from kg.store.swap import replace_folder
from kg.words.errors import BadData, UsageError
from kg.words.files import read_raw, read_text

_LICENCES = "https://creativecommons.org/licenses/"
_HEAD = """\
# yaml-language-server: $schema=../../kg/source/schemas/article.json
# The stored text: what it is, where it comes from, under which licence, and how it is divided.
"""


def new_article(
    root: Path,
    name: str,
    text: Path,
    title: str,
    address: str,
    licence: str,
    about: str | None = None,
    language: str = "en",
    retrieved: str | None = None,
    marks: str = USUAL,
) -> tuple[Path, tuple[str, ...]]:
    """Make the folder of a new article under ``root``/articles; return it, and remarks for whoever goes on writing.

    Everything is written or nothing is. Raises UsageError for a folder that exists already, for a topic that no entity
    is, and for a language whose words the text gate does not know; BadData for a text that cannot be kept or quoted.
    """
    folder = root / "articles" / name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(f"'{name}' cannot name a folder; use small letters, digits and hyphens, as in '{slug(name)}'.")
    if folder.exists():
        raise UsageError(f"{folder}: is there already; nothing is written over it. Choose another name or remove it.")
    data, content = _read(text)
    require_english(content, language, text)
    entities = read_entities(root / "entities")
    topic = _topic(about, title, entities)
    description = _describe(data, content, title, topic, address, _licence(licence), retrieved, marks)
    files = {"article.txt": data, "article.yaml": description}
    with tempfile.TemporaryDirectory() as place:
        # the folder is written and read back elsewhere first, so that what is put in place can be read
        draft = Path(place) / "articles" / name
        replace_folder(draft, files)
        article = read_article(draft)
        wanted = [division.start for division in divide(content, title)]
        if [section.start for section in article.sections] != wanted:
            raise BadData(f"{text}: two of its sections begin alike; write 'sections' of article.yaml by hand.")
        references, doubts = write_references(article, entities)
        files |= {FILE: references} if references else {}
        files |= {f"passages/{path}": data for path, data in write_passages(article, entities).items()}
        replace_folder(draft, files)
        read_references(draft, read_article(draft))
        read_passages(draft / "passages")
    replace_folder(folder, files)
    read_corpus(root)
    return folder, (*_remarks(content, marks), *doubts)


def _read(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a text, which are kept as they are, and what they say."""
    content = read_text(path)
    if "\r" in content.replace("\r\n", ""):
        raise BadData(f"{path}: has line ends of old Macs; save it with those of Unix or Windows.")
    strange = UNPRINTABLE.search(content)
    if strange:
        line = content.count("\n", 0, strange.start()) + 1
        raise BadData(f"{path}:{line}: this line holds a control character, which no quote can keep; remove it.")
    return read_raw(path), content


def _topic(about: str | None, title: str, entities: dict[str, Entity]) -> str:
    """Return the entity that the article is about: the one that is named, or the only one that bears the title."""
    if about is not None:
        if about not in entities:
            raise UsageError(f"There is no entity '{about}'; write it into a file of entities/ first.")
        return about
    plain = re.sub(r" \([^)]*\)$", "", title)
    for name in (title, plain):
        found = [entity.id for entity in entities.values() if name in entity.names]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"'{name}' is the name of {', '.join(found)}; say with --about which the article is about."
            )
    line = f"{slug(plain)}: {flow({'a': 'PoliticalParty', 'label': plain})}"
    raise UsageError(
        f"No entity is called '{plain}'; write it into a file of entities/, such as '{line}', and try again."
    )


def _licence(given: str) -> str:
    """Return the address of a licence, which may be given as ``CC BY-SA 4.0``."""
    match = re.fullmatch(r"CC[ -](BY(?:-SA)?)[ -]([0-9]\.[0-9])", given.strip(), re.IGNORECASE)
    if match:
        return f"{_LICENCES}{match[1].lower()}/{match[2]}/"
    if not re.fullmatch(r"https://[^\s<>\"{}|\\^`]+", given):
        raise UsageError(f"'{given}' is no licence; give its address with https, or 'CC BY-SA 4.0'.")
    return given


def _describe(
    data: bytes, text: str, title: str, topic: str, address: str, licence: str, retrieved: str | None, marks: str
) -> bytes:
    if not re.fullmatch(r"https://[^\s<>\"{}|\\^`]+", address):
        raise UsageError(f"'{address}' is no address of an article; give one with https and without spaces.")
    publisher = re.search(r"^From ((?:[\w ]+ )?Wikipedia, the free encyclopedia)", text, re.MULTILINE)
    lines = [f"title: {scalar(title)}", f"about: {topic}"]
    lines += [f"publisher: {scalar(publisher[1])}"] if publisher else ["# publisher: who publishes it"]
    lines += [f"source: {address}", f"licence: {licence}"]
    lines += [f"marks: {marks}"] if marks != USUAL else []
    if retrieved:
        lines.append(f"snapshot: {scalar(f'The text as it was retrieved on {retrieved}.')}")
    else:
        lines.append("# snapshot: what is known of the copy, such as its revision and its date")
    lines += [f"sha256: {hashlib.sha256(data).hexdigest()}", "sections:"]
    before = 0
    for part in divide(text, title):
        entry = {"id": part.id, "label": part.label, "form": part.form, "starts": _starts(text, part, before)}
        lines.append(f"  - {flow(entry)}")
        before = part.start + 1
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _starts(text: str, part: Division, before: int) -> str:
    """Return enough of the first words of a section that no line from ``before`` on begins with them."""
    line = text[part.start :].partition("\n")[0].rstrip("\r")
    ends = [match.start() for match in re.finditer(r"\s", line) if match.start() > 40]
    for length in (*ends[:20], len(line), *range(len(line), len(line) + 400, 20)):
        words = text[part.start : part.start + length]
        match = re.compile("^" + re.escape(words), re.MULTILINE).search(text, before)
        if match and match.start() == part.start and words.strip() == words.rstrip("\r\n "):
            return words
    return line


def _remarks(text: str, marks: str) -> list[str]:
    """Return what whoever goes on should know: marks that were not taken for marks, and other ways of marking."""
    remarks = []
    known = list(find_markers(text, marks))
    places = {marker.start for marker in known}
    left = dict.fromkeys(m[0] for m in re.finditer(r"\[[^\]\n]{1,25}\]", text) if m.start() not in places)
    left = dict.fromkeys(mark for mark in left if not re.search(r"edit|change|source\]", mark))
    if left:
        remarks.append(
            f"Read as words of the text, because no mark is known of this form: {', '.join(list(left)[:8])}."
        )
    if not any(marker.is_citation for marker in known) and marks != "none":
        for other in ("brackets", "superscripts", "parentheses", "carets"):
            if other != marks and len([m for m in find_markers(text, other) if m.is_citation]) > 1:
                remarks.append(f"No footnotes were found; if they are marked otherwise: --marks {other}.")
                break
    return remarks
