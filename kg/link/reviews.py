"""A file of candidates for a person to answer in: written by ``kg link suggest``, read by ``kg link accept``."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.link.acceptance import Decision
from kg.link.suggestions import Suggestion
from kg.source.yaml_file import read_yaml
from kg.words.errors import UsageError
from kg.words.shown import on_one_line

_HEAD = """\
# Candidates of Wikidata for our things; nothing is linked until somebody has answered here.
# Write your name after 'by', and to each candidate that you have looked up an answer: yes (it is the thing),
# close (nearly, or not wholly sure), different (it only looks like it) or no (not this one, and no need to say so).
# For a person, write after 'because' what shows that they are one. Then run: kg link accept THIS-FILE
"""


class Review(NamedTuple):
    """The answers of a file: by whom, on which day, and those that are given."""

    by: str
    on: str
    decisions: tuple[Decision, ...]


def write_review(suggestions: Sequence[Suggestion], on: str) -> bytes:
    """Return the file of candidates as YAML, each with a place for the answer."""
    lines = [_HEAD + 'by: ""', f'on: "{on}"', "things:" if suggestions else "things: []"]
    for profile, ranked in suggestions:
        lines += [f"  - thing: {profile.id}", f"    name: {_quoted(profile.label)}", f"    kind: {profile.type}"]
        lines.append("    candidates:" if ranked else "    candidates: []")
        for candidate, score, reasons in ranked:
            told = [f"{text} ({points:+d})" for text, points in reasons]
            lines += [
                f"      - item: {candidate.item}",
                f"        label: {_quoted(candidate.label)}",
                f"        description: {_quoted(candidate.description)}",
                f'        score: "{score}"',
                f"        reasons: [{', '.join(map(_quoted, told))}]",
                f"        seen: [{', '.join(_quoted(place_on(place, on)) for place in candidate.seen)}]",
                '        answer: ""',
                '        because: ""',
            ]
    return ("\n".join(lines) + "\n").encode()


def read_review(path: Path) -> Review:
    """Return the answers of a file; raises BadData for what is none, UsageError for answers of nobody."""
    content = read_yaml(path, "reviews").content
    decisions = tuple(_decisions(content["things"]))
    if decisions and not content["by"].strip():
        raise UsageError(f"{path}: the answers are nobody's; write your name after 'by'.")
    return Review(content["by"], content["on"], decisions)


def place_on(place: str, on: str) -> str:
    """Return where and when an item was seen, as a link keeps it."""
    return f"{place}, read on {on}"


def _decisions(things: Sequence[dict[str, object]]) -> Iterator[Decision]:
    for thing in things:
        candidates = thing["candidates"]
        assert isinstance(candidates, list)
        for one in candidates:
            if one["answer"]:
                yield Decision(
                    str(thing["thing"]),
                    one["item"],
                    one["answer"],
                    one.get("label", ""),
                    one.get("description", ""),
                    tuple(one.get("seen", ())),
                    one.get("because", ""),
                )


def _quoted(text: str) -> str:
    return json.dumps(on_one_line(text), ensure_ascii=False)
