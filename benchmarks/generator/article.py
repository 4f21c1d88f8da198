"""One made-up article: its text, its passages, its references and the things of its own, as files."""

import hashlib
import random
from calendar import month_name
from collections.abc import Iterator
from typing import Any

from benchmarks.generator.chapter import Chapter, Thing, fill, kebab, shared_things, thing_words
from benchmarks.generator.names import Names
from benchmarks.generator.plan import FAMILY, FOUNDINGS, PARTS, Part
from benchmarks.generator.yaml_text import write_list, write_mapping

_LENT = {
    "Ideology": "ideology",
    "PoliticalPosition": "position",
    "PoliticalParty": "party",
    "International": "international",
    "Organisation": "federation",
    "Publication": "newspaper",
    "Movement": "movement",
}
_COUNTRIES, _CITIES = ("tordania", "ulmeria", "kestrelland"), ("vesmark", "oud-varrow", "new-ellbrook")


def slug(number: int) -> str:
    """Return the name of the folder of an article."""
    return f"made-up-{number:04}"


def organisation(seed: int, number: int) -> Thing:
    """Return what an article is about."""
    label = Names(seed, number).make("PoliticalOrganisation")
    return Thing(kebab(label), {"a": "PoliticalOrganisation", "label": label, "alias": [f"{label[:6].upper()}"]})


def write_article(seed: int, number: int) -> dict[str, bytes]:
    """Return the files of an article by path: those of its folder, and its own file of entities."""
    return _Writing(seed, number).files()


class _Writing:
    """One article while it is written."""

    def __init__(self, seed: int, number: int) -> None:
        self._number = number
        self._chance = random.Random(f"{seed}/{number}")
        self._names = Names(seed, number)
        self._org = organisation(seed, number)
        self._names.make("PoliticalOrganisation")  # the word that the organisation itself has
        place = number % FAMILY
        self._founding = FOUNDINGS[place]
        parent = organisation(seed, number - 1) if place else self._org
        # those of one line were founded one after the other, each late enough for what it came out of
        family = random.Random(f"{seed}/{number // FAMILY}")
        founded = family.randint(1940, 1955) + 6 * place
        self._given = {"org": self._org, "parent": parent} | self._lent()
        self._words = _founded(founded, self._chance)
        for name, thing in self._given.items():
            self._words |= thing_words(name, thing)
        self._own = {self._org.id: self._org}
        self._references: list[Any] = []
        self._sections: list[dict[str, str]] = []
        self._passages: dict[str, list[dict[str, Any]]] = {}
        self._paragraphs: list[str] = []

    def _lent(self) -> dict[str, Thing]:
        """Return the shared things that this article speaks of, by their slots."""
        shared = shared_things()
        lent = {
            slot: self._chance.choice([thing for thing in shared.values() if thing.described["a"] == kind])
            for kind, slot in _LENT.items()
        }
        lent |= {"country": shared[self._chance.choice(_COUNTRIES)], "city": shared[self._chance.choice(_CITIES)]}
        return lent | {name: shared[name] for name in ("entryism", "hiding-names")}

    def files(self) -> dict[str, bytes]:
        """Return the files of the article, by path."""
        for part in PARTS:
            if part.label:
                self._section(part)
            else:
                self._abstracts(part)
        text = "\n\n".join(self._paragraphs) + "\n"
        text = text.replace(_LIST, "\n".join(self._list(text)))
        folder = f"articles/{slug(self._number)}"
        files = {f"{folder}/passages/{name}.yaml": write_list(found) for name, found in self._passages.items()}
        return {name: content.encode() for name, content in files.items()} | {
            f"{folder}/article.txt": text.encode(),
            f"{folder}/article.yaml": self._about(text).encode(),
            f"{folder}/references.yaml": write_mapping(
                {str(ref.number): ref.described(kebab(ref.author)) for ref in self._references}
            ).encode(),
            f"entities/{slug(self._number)}.yaml": write_mapping(
                {name: thing.described for name, thing in self._own.items()}
            ).encode(),
        }

    def _section(self, part: Part) -> None:
        paragraphs = [part.label] if part.heading else []
        passages = []
        for name, prefix in _counted(part.chapters):
            chapter = self._chapter(self._founding if name == "founding" else name, f"{part.id}-{prefix}-")
            paragraphs.append(chapter.text)
            passages += chapter.passages
        if part.form == "references":
            paragraphs.append(_LIST)
        self._add(part, part.id, part.label, paragraphs, passages)

    def _abstracts(self, part: Part) -> None:
        for name, prefix in _counted(part.chapters):
            chapter = self._chapter(name, f"{prefix}-")
            about = chapter.things[name]
            self._add(part, prefix, about.described["label"], [chapter.text], chapter.passages, about)

    def _add(
        self,
        part: Part,
        name: str,
        label: str,
        paragraphs: list[str],
        passages: list[dict[str, Any]],
        about: Thing | None = None,
    ) -> None:
        starts = paragraphs[0].partition("\n")[0][:60].partition("[")[0]
        section = {"id": name, "label": label, "form": part.form, "starts": starts}
        self._sections.append(section | ({"article": label, "about": about.id} if about else {}))
        self._paragraphs += paragraphs
        if passages:
            self._passages[name] = passages
        elif part.form != "references":
            self._passages[name] = [
                {"id": name, "quote": label, "nothing": "The heading of the abstracts; each is an article of its own."}
            ]

    def _chapter(self, name: str, prefix: str) -> Chapter:
        chapter = fill(name, prefix, self._given, self._words, self._names, self._chance, len(self._references) + 1)
        self._references += chapter.references
        self._own |= {thing.id: thing for thing in chapter.things.values()}
        for ref in chapter.references:
            described = {"a": "Person", "label": ref.author}
            self._own[kebab(ref.author)] = Thing(kebab(ref.author), described)
        return chapter

    def _list(self, text: str) -> Iterator[str]:
        labels = {name: thing.described["label"] for name, thing in shared_things().items()}
        return (ref.entry(text.count(f"[{ref.number}]"), labels) for ref in self._references)

    def _about(self, text: str) -> str:
        title = self._org.described["label"]
        return write_mapping(
            {
                "title": title,
                "about": self._org.id,
                "publisher": "Nobody; the text is made up",
                "source": f"https://example.org/{slug(self._number)}",
                "licence": "https://creativecommons.org/publicdomain/zero/1.0/",
                "snapshot": "Made up by a program, for measuring; nothing in it is about anybody.",
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "sections": self._sections,
            }
        )


#: What stands in the text for the list of references until it is known how often each is cited.
_LIST = "\0"


def _counted(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each name with its place among those of the same name, where there are several."""
    for place, name in enumerate(names):
        yield name, f"{name}-{names[:place].count(name) + 1}" if names.count(name) > 1 else name


def _founded(year: int, chance: random.Random) -> dict[str, str]:
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    return {
        "y0": str(year),
        "founding-month": month_name[month],
        "founding-mm": f"{month:02}",
        "founding-day": str(day),
        "founding-date": f"{year}-{month:02}-{day:02}",
    }
