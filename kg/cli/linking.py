"""Commands for the links to Wikidata: link status, suggest, accept, check, compare, quickstatements."""

import argparse
from typing import Any

from kg.cli import comparing
from kg.cli.commands import add_command


def add_commands(commands: Any) -> None:
    """Add the command of this group and what it is made of."""
    link = commands.add_parser(
        "link",
        help="link our things to Wikidata, check the links, and see what the two sides say",
        description="Link our things to Wikidata, check the links, and see what the two sides say.",
        epilog="example:\n  kg link status",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parts = link.add_subparsers(title="commands", metavar="COMMAND", dest="part", required=True, prog="kg link")
    _add_status(parts)
    comparing.add_parts(parts)


def _add_status(parts: Any) -> None:
    status = add_command(
        parts, "status", "show what is linked, what may be, and what is to be reconciled", "kg link status", _status
    )
    status.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def _status(options: argparse.Namespace) -> int:
    raise NotImplementedError
