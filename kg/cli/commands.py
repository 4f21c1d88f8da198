"""What all commands share: how one is declared, and whether a person is looking."""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the screen, whose width argparse asks of shutil for each argument, and shutil is slow to load."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)


def _width() -> int:
    """Return how many characters a line has: what COLUMNS says, or else the screen, or else 80."""
    if os.environ.get("COLUMNS", "").isdecimal():
        return int(os.environ["COLUMNS"]) or 80
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 80
    except (OSError, ValueError):
        return 80


def add_command(
    commands: Any, name: str, help_text: str, example: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """Return the parser of a new command, with its help and an example."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=Help,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def is_watched() -> bool:
    """Return whether standard output goes to a person's screen."""
    return sys.stdout.isatty()


def write(data: bytes) -> None:
    """Write bytes to standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
