"""Asking a person about each candidate; what is answered is written at once, so that nothing is asked twice."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.link_text import describe, today
from kg.words.errors import RuleBroken

if TYPE_CHECKING:
    from kg.link.journal import Journal
    from kg.link.scores import Scored
    from kg.link.suggestions import Suggestion

#: What may be typed, and the answer that it is; the rest of the thing, or of all, is left for another time.
_ANSWERS = {"y": "yes", "c": "close", "d": "different", "n": "no"}
_SKIP, _QUIT = "s", "q"

_QUESTION = "  is it this one? y yes, c close, d different, n no, s skip the thing, q quit: "


class _Leave(Exception):
    """The person has had enough."""


def confirm(root: Path, suggestions: "Sequence[Suggestion]", by: str | None, journal: "Journal") -> int:
    """Ask about each candidate of each thing until one is it; return the exit code."""
    try:
        name = by or _ask("Your name, under which the links are confirmed: ")
        for suggestion in suggestions:
            _confirm_thing(root, suggestion, name, journal)
    except _Leave:
        print("\nThe rest is left for another time.")
    print("Run kg build for what was written to enter the dataset.")
    return 0


def _confirm_thing(root: Path, suggestion: "Suggestion", by: str, journal: "Journal") -> None:
    profile = suggestion.profile
    ranked = [scored for scored in suggestion.ranked if not journal.is_refused(profile.id, scored.candidate.item)]
    print(f"{profile.label} ({profile.type}, {profile.id})" + ("" if ranked else ": nothing more of that name"))
    for scored in ranked:
        print(f"  {describe(scored)}\n    https://www.wikidata.org/wiki/{scored.candidate.item}")
        answer = ""
        while answer not in (*_ANSWERS, _SKIP, _QUIT):
            answer = _ask(_QUESTION).lower()[:1]
        if answer == _QUIT:
            raise _Leave
        if answer == _SKIP:
            return
        if _decide(root, suggestion, scored, _ANSWERS[answer], by, journal):
            return


def _decide(root: Path, suggestion: "Suggestion", scored: "Scored", answer: str, by: str, journal: "Journal") -> bool:
    """Write one answer; return whether the thing has its item now."""
    from kg.link.acceptance import MATCH, Decision, accept
    from kg.link.reviews import place_on

    profile, candidate = suggestion.profile, scored.candidate
    is_match = answer in ("yes", "close")
    because = ""
    if answer in MATCH:
        needed = profile.is_person and is_match
        while not because:
            because = _ask("  what shows it? " + ("" if needed else "(may be empty) "))
            if not needed:
                break
    seen = tuple(place_on(place, today()) for place in candidate.seen)
    decision = Decision(profile.id, candidate.item, answer, candidate.label, candidate.description, seen, because)
    journal.note({"thing": profile.id, "item": candidate.item, "answer": answer, "by": by, "because": because})
    try:
        written = accept(root, [decision], by, today())
    except RuleBroken as error:
        print(f"  not written: {error}", file=sys.stderr)
        return False
    if written:
        print(f"  written: {profile.id} – {candidate.item}, {answer}")
    return is_match


def _ask(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        raise _Leave from None
