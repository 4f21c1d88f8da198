"""What all commands share: how one is declared, and whether a person is looking."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(
    commands: Any, name: str, help_text: str, example: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """Return the parser of a new command, with its help and an example."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_text,
        description=help_text[0].upper() + help_text[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
