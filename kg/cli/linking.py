"""Commands for the links to Wikidata: link status, suggest, accept, check; compare and quickstatements are beside."""

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli import comparing
from kg.cli.commands import Help, add_command
from kg.cli.progress import progress
from kg.words.errors import UsageError
from kg.words.folders import ROOT, is_checkout

if TYPE_CHECKING:
    from kg.link.journal import Journal
    from kg.link.services import Services
    from kg.link.suggestions import Suggestion


def add_commands(commands: Any) -> None:
    """Add the command of this group and what it is made of."""
    link = commands.add_parser(
        "link",
        help="link our things to Wikidata, check the links, and see what the two sides say",
        description="Link our things to Wikidata, check the links, and see what the two sides say.",
        epilog="example:\n  kg link status",
        formatter_class=Help,
        allow_abbrev=False,
    )
    parts = link.add_subparsers(title="commands", metavar="COMMAND", dest="part", required=True, prog="kg link")
    status = add_command(
        parts, "status", "show what is linked, what may be, and what is to be reconciled", "kg link status", _status
    )
    suggest = add_command(
        parts,
        "suggest",
        "look for items that may be our things, the likeliest first; nothing is linked by itself",
        "kg link suggest 'Kate Hudson' --endpoint https://query.wikidata.org/sparql\n"
        "  kg link suggest --review candidates.yaml",
        _suggest,
    )
    suggest.add_argument("things", nargs="*", metavar="THING", help="default: everything that is to be reconciled")
    suggest.add_argument("--reconcile", metavar="URL", help="a reconciliation service (API 0.2)")
    how = suggest.add_mutually_exclusive_group()
    how.add_argument("--confirm", action="store_true", help="ask about each candidate, and write what is answered")
    how.add_argument("--review", type=Path, metavar="FILE", help="write the candidates to a file, to be answered there")
    suggest.add_argument("--by", metavar="NAME", help="who confirms (default: it is asked for)")
    accept = add_command(
        parts,
        "accept",
        "write what a person answered in a file of candidates",
        "kg link accept candidates.yaml",
        _accept,
    )
    accept.add_argument("file", type=Path, metavar="FILE", help="a file that 'kg link suggest --review' wrote")
    check = add_command(
        parts,
        "check",
        "read the linked items again: there, of that name and kind, and nobody nearer",
        "kg link check --endpoint https://query.wikidata.org/sparql",
        _check,
    )
    check.add_argument("things", nargs="*", metavar="THING", help="default: everything that is linked")
    for parser in (status, suggest, check):
        parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
    for parser in (suggest, check):
        comparing.add_service_options(parser)
    for parser in (status, suggest, accept, check):
        parser.add_argument("--source", type=Path, help="folder with entities/ (default: the bundled one)")
    comparing.add_parts(parts)


def _status(options: argparse.Namespace) -> int:
    from kg.cli.link_text import print_status, status_json
    from kg.link.status import status
    from kg.source.entities import read_entities

    found = status(read_entities((options.source or ROOT) / "entities"))
    if options.format == "json":
        print(json.dumps(status_json(found), ensure_ascii=False, indent=2))
    else:
        print_status(found)
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from kg.cli.link_text import print_suggestions, suggestions_json
    from kg.link.suggestions import suggest

    if options.confirm:
        _own_source(options)
    if options.review is not None and options.review.exists():
        raise UsageError(f"{options.review} is there already, and may hold answers; name another file.")
    services, journal = _asking(options)
    with progress():
        found = suggest(options.source or ROOT, options.things, services, journal)
    if options.review is not None:
        return _write_review(options.review, found)
    if options.confirm:
        from kg.cli.confirming import confirm

        return confirm(_own_source(options), found, options.by, journal)
    if options.format == "json":
        print(json.dumps(suggestions_json(found), ensure_ascii=False, indent=2))
    else:
        print_suggestions(found)
    return 0


def _write_review(path: Path, found: "tuple[Suggestion, ...]") -> int:
    from kg.cli.link_text import today
    from kg.link.reviews import write_review
    from kg.store.swap import replace_file

    replace_file(path, write_review(found, today()))
    things = "thing" if len(found) == 1 else "things"
    print(f"{path} is written: {len(found)} {things} to answer for; then run kg link accept {path}")
    return 0


def _accept(options: argparse.Namespace) -> int:
    from kg.cli.link_text import print_accepted
    from kg.link.acceptance import accept
    from kg.link.reviews import read_review

    root = _own_source(options)
    review = read_review(options.file)
    print_accepted(accept(root, review.decisions, review.by, review.on) if review.decisions else [])
    return 0


def _check(options: argparse.Namespace) -> int:
    from kg.link.checks import check
    from kg.words.shown import on_one_line

    services, journal = _asking(options)
    with progress():
        checked = check(options.source or ROOT, tuple(options.things), services, journal)
    if options.format == "json":
        print(json.dumps([trouble._asdict() for trouble in checked.troubles], ensure_ascii=False, indent=2))
    else:
        for trouble in checked.troubles:
            print(f"{trouble.thing}: {trouble.rule}: {on_one_line(trouble.message)}")
        wrong = len(checked.troubles)
        print(
            f"{checked.links} links read again; {'nothing is' if not wrong else f'{wrong} findings are'} to be mended."
        )
    return 1 if checked.troubles else 0


def _asking(options: argparse.Namespace) -> "tuple[Services, Journal]":
    from kg.link.services import find_services

    named = getattr(options, "reconcile", None)
    services = find_services(options.endpoint, named, options.seconds, options.insecure)
    return services, comparing.open_journal(options)


def _own_source(options: argparse.Namespace) -> Path:
    """Return the folder whose files may be changed; raises UsageError for what is installed."""
    if options.source is None and not is_checkout():
        raise UsageError("What is installed is not changed; name the folder with entities/ in --source.")
    root = Path(options.source or ROOT)
    if not os.access(root / "entities", os.W_OK):
        raise UsageError(f"{root / 'entities'} cannot be written to; name another folder in --source.")
    return root
