"""Commands for the web: site."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.commands import add_command


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    site = add_command(
        commands, "site", "write the pages as files for any web host, whole or not at all", "kg site public", _site
    )
    site.add_argument(
        "folder", type=Path, metavar="DIR", help="folder to write; one that is not a site of ours is left"
    )


def _site(options: argparse.Namespace) -> int:
    from kg.web.static_site import answers_queries, write_site

    changed = write_site(options.folder)
    print(f"{options.folder} is {'written' if changed else 'as it was'}.")
    if not answers_queries():
        print("kg: Node was not there at the build, so the query page of these files cannot answer.", file=sys.stderr)
    return 0
