"""Commands for readers: show, why, find."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from kg.cli.commands import add_command

if TYPE_CHECKING:
    from collections.abc import Sequence


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    show = add_command(
        commands,
        "show",
        "show what is known of a thing, and apart from it what others say",
        'kg show "Ken Livingstone"',
        _show,
    )
    why = add_command(
        commands,
        "why",
        "show the words behind what is said of a thing, its footnotes and who speaks",
        "kg why socialist-action memberCount",
        _why,
    )
    for parser in (show, why):
        thing = parser.add_argument("thing", metavar="THING", help="id, name or alias")
        thing.completer = _complete_things  # type: ignore[attr-defined]
    predicate = why.add_argument("predicate", nargs="?", metavar="PREDICATE", help="such as memberOf or 'founded on'")
    predicate.completer = _complete_predicates  # type: ignore[attr-defined]
    why.add_argument("object", nargs="?", metavar="OBJECT", help="id, name, alias or value")
    search = add_command(
        commands, "find", "find things and claims by words, typing errors forgiven", "kg find livingston adviser", _find
    )
    search.add_argument("words", nargs="+", metavar="WORD", help="words of a name, a quote or a gist")
    search.add_argument("--limit", type=int, default=20, help="how many to show at most (default: 20)")
    for parser in (show, why, search):
        parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def _show(options: argparse.Namespace) -> int:
    from kg.ask.evidence import why
    from kg.ask.names import find_thing, remarks

    thing = find_thing(options.thing)
    evidence = why(thing.id)
    if options.format == "json":
        _print_json({**thing._asdict(), "remarks": remarks(thing), "claims": [item._asdict() for item in evidence]})
    else:
        from kg.cli.evidence_text import print_thing

        print_thing(thing, remarks(thing), evidence)
    return 0


def _find(options: argparse.Namespace) -> int:
    from kg.ask.search import find

    found = find(" ".join(options.words), max(options.limit, 1))
    if options.format == "json":
        _print_json([item._asdict() for item in found])
    else:
        from kg.cli.evidence_text import print_found

        print_found(found)
    return 0 if found else 1


def _why(options: argparse.Namespace) -> int:
    from kg.ask.evidence import why

    evidence = why(options.thing, options.predicate, options.object)
    if options.format == "json":
        _print_json([item._asdict() for item in evidence])
    elif evidence:
        from kg.cli.evidence_text import print_evidence

        print_evidence(evidence)
    else:
        print("Nothing in the articles says so.")
    return 0 if evidence else 1


def _print_json(value: "dict[str, Any] | Sequence[Any]") -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _complete_things(prefix: str, **_: object) -> list[str]:
    from kg.ask.names import things

    return [thing for thing in things() if thing.startswith(prefix)]


def _complete_predicates(prefix: str, **_: object) -> list[str]:
    from kg.ask.names import predicates

    return [name for name in predicates() if name.startswith(prefix)]
