"""Commands that hold our facts beside Wikidata's statements: link compare, link quickstatements."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.commands import add_command, is_watched, write
from kg.cli.progress import progress
from kg.words.errors import UsageError

if TYPE_CHECKING:
    from kg.link.journal import Journal
    from kg.link.sides import Sides

_COLUMNS = (
    "status",
    "thing",
    "item",
    "property",
    "ours",
    "our_date",
    "theirs",
    "their_date",
    "rank",
    "sources",
    "remark",
)


def add_parts(parts: Any) -> None:
    """Add these commands to those of link."""
    compare = add_command(
        parts,
        "compare",
        "hold our facts beside Wikidata's statements",
        "kg link compare 'Socialist Action' --endpoint https://query.wikidata.org/sparql\n"
        "  kg link compare --status different --format mismatch --output mismatches.csv",
        _compare,
    )
    compare.add_argument(
        "things", nargs="*", metavar="THING", help="default: every linked thing of which we have facts"
    )
    compare.add_argument(
        "--status",
        action="append",
        default=[],
        metavar="STATUS",
        help="only rows with this status; may stand several times",
    )
    compare.add_argument(
        "--format", choices=["table", "markdown", "csv", "mismatch"], help="default: table on a screen, CSV in a pipe"
    )
    _add_options(compare)
    lines = add_command(
        parts,
        "quickstatements",
        "propose what Wikidata does not have: a preview, or the lines of QuickStatements",
        "kg link quickstatements --endpoint https://query.wikidata.org/sparql\n"
        "  kg link quickstatements --output proposals.tsv",
        _quickstatements,
    )
    lines.add_argument("things", nargs="*", metavar="THING", help="default: every linked thing of which we have facts")
    lines.add_argument("--format", choices=["preview", "quickstatements"], help="default: a preview in words")
    _add_options(lines)


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_service_options(parser)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file")


def add_service_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that asks a service."""
    from kg.cli.answering import seconds

    parser.add_argument(
        "--endpoint", metavar="URL", help="the SPARQL endpoint of Wikidata; none is asked unless it is named"
    )
    parser.add_argument("--insecure", action="store_true", help="ask an endpoint that has no https")
    parser.add_argument(
        "--seconds", type=seconds, default=60.0, help="how long one question may take in all (default: 60)"
    )
    parser.add_argument("--journal", type=Path, metavar="FILE", help="where answers are kept")
    parser.add_argument("--fresh", action="store_true", help="ask again what has been answered before")


def open_journal(options: argparse.Namespace) -> "Journal":
    """Return the journal that is named, or that of the user; answers of a week are used again, or with --fresh none."""
    from kg.link.journal import Journal, default_path

    return Journal(options.journal or default_path(), timedelta(0) if options.fresh else timedelta(days=7))


def _sides(options: argparse.Namespace) -> "Sides":
    from kg.link.services import find_services
    from kg.link.sides import asking, read_sides

    services = find_services(options.endpoint, None, options.seconds, options.insecure)
    with progress():
        sides = read_sides(asking(services, open_journal(options)), options.things)
    for item in sides.moved:
        what = f"has been merged into {item.target}" if item.target else "is not there"
        print(f"kg: {item.id} {what}; look its link up again.", file=sys.stderr)
    return sides


def _compare(options: argparse.Namespace) -> int:
    from kg.ask.rows import Rows
    from kg.ask.tabular import write_rows
    from kg.link.comparison import STATUSES
    from kg.link.mismatches import mismatches

    for status in options.status:
        if status not in STATUSES:
            raise UsageError(f"There is no status '{status}'; there are {', '.join(STATUSES)}.")
    sides = _sides(options)
    kept = [row for row in sides.rows if not options.status or row.status in options.status]
    form = options.format or ("table" if is_watched() and not options.output else "csv")
    if form == "mismatch":
        _put("".join(write_rows(mismatches(kept), "csv")), options.output)
        return 0
    rows = Rows(
        _COLUMNS,
        tuple(
            (
                *(r.status, r.link.label, r.item, f"{r.label} ({r.pid})", r.ours, r.our_time, r.theirs, r.their_time),
                *(r.rank, "; ".join(r.references), r.remark),
            )
            for r in kept
        ),
    )
    if form == "table" and not options.output:
        from kg.cli.tables import print_rows

        print_rows(rows)
        return 0
    _put("".join(write_rows(rows, "markdown" if form == "table" else form)), options.output)
    return 0


def _quickstatements(options: argparse.Namespace) -> int:
    from kg.ask.names import labels
    from kg.link.preview import preview
    from kg.link.quickstatements import Proposal
    from kg.link.quickstatements import write as write_lines
    from kg.link.sides import proposals

    found = proposals(_sides(options))
    if (options.format or ("quickstatements" if options.output else "preview")) == "preview":
        _put("".join(f"{line}\n" for line in preview(found, labels())), options.output)
    else:
        _put(write_lines(proposal for _, proposal in found if isinstance(proposal, Proposal)), options.output)
    return 0


def _put(text: str, path: Path | None) -> None:
    """Print a text, or put it into a file, whole or not at all."""
    if path is None:
        write(text.encode())
        return
    from kg.store.swap import replace_file

    replace_file(path, text.encode())
