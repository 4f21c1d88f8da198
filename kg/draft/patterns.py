"""The patterns by which claims are proposed: data in patterns.yaml, read into regular expressions over tokens."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.compile.vocabulary import classes, predicates
from kg.draft.tokens import TOKEN
from kg.source.yaml_file import read_yaml
from kg.words.errors import RuleBroken

_FILE = Path(__file__).with_name("patterns.yaml")
_PLACE = re.compile(r"\{(?P<name>[A-Z]+)(?::(?P<kind>[A-Z][A-Za-z]*))?\}")

#: What stands for a place in a pattern that is no name; a time is a token of its own kind.
_OTHERS = {
    "WHEN": "(?P<WHEN>⟨[0-9]+⟩)",
    "DATE": "(?P<DATE>⟨[0-9]+⟩)",
    "NUMBER": "(?P<NUMBER>[0-9][0-9,]*)",
    "HEDGE": "(?:around|about|approximately|roughly|nearly|some|over|circa|ca?\\.|an estimated"
    "|more than|at least|fewer than|less than|up to)",
    "ABBREVIATION": "(?P<ABBREVIATION>⟦[0-9]+⟧)",
    "WORDS": "(?P<WORDS>[a-z][^.;,⟦⟨()]{3,60}?)",
}


@dataclass(frozen=True)
class Pattern:
    """One pattern: what it finds, the class that each name must have, the words it needs, the claims it proposes."""

    name: str
    finds: tuple[tuple[re.Pattern[str], dict[str, str]], ...]
    only: str | None
    claims: tuple[dict[str, str], ...]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns; raises RuleBroken for one that is no regular expression or names no term."""
    file = read_yaml(_FILE, "patterns")
    found = []
    for i, entry in enumerate(file.content):
        finds = []
        for j, text in enumerate(entry["finds"]):
            kinds = {m["name"]: m["kind"] for m in _PLACE.finditer(text) if m["kind"]}
            unknown = [kind for kind in kinds.values() if kind not in {*classes(), "Agent", "Undertaking"}]
            try:
                expression = re.compile(_PLACE.sub(_expression, text))
            except re.error as error:
                raise RuleBroken(f"{file.where(i, 'finds', j)}: this is no regular expression: {error}.") from None
            if unknown:
                raise RuleBroken(f"{file.where(i, 'finds', j)}: there is no class '{unknown[0]}'.")
            finds.append((expression, kinds))
        for claim in entry["claims"]:
            if claim["p"] not in predicates():
                raise RuleBroken(f"{file.where(i, 'claims')}: there is no predicate '{claim['p']}'.")
        found.append(Pattern(entry["name"], tuple(finds), entry.get("only"), tuple(entry["claims"])))
    return tuple(found)


def _expression(match: re.Match[str]) -> str:
    if match["name"] in _OTHERS:
        return _OTHERS[match["name"]]
    # a name may have its abbreviation behind it, where the pattern does not ask for that itself
    short = "" if match.string.startswith(" \\(", match.end()) else rf"(?: \({TOKEN}\))?"
    return f"(?:the |The )?(?P<{match['name']}>{TOKEN}){short}"
