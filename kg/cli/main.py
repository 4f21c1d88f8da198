"""The command ``kg``: parse, call one function, print; and one sentence for everything that goes wrong."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from kg import __version__
from kg.cli.commands import Help
from kg.words.errors import KGError, RuleBroken

_EPILOG = """\
examples:
  kg why socialist-action foundedOn     the sentence that states it, its footnotes, who speaks
  kg query splits                       a bundled question; 'kg queries' lists them
  kg show "Ken Livingstone"             what is known of a person, and what others say

exit codes: 0 yes or done, 1 findings, 2 wrong call, 65 bad data, 69 no answer in time,
            70 a fault of ours, 73 cannot write, 74 cannot read, 75 busy, 130 interrupted
"""


#: Which module has which commands; only that of the command which is asked for is loaded.
GROUPS = {
    "making": ("build", "coverage", "read", "validate"),
    "writing": ("check", "draft", "new"),
    "answering": ("queries", "query"),
    "reading": ("find", "show", "why"),
    "linking": ("link",),
    "serving": ("serve",),
    "publishing": ("publish",),
    "sharing": ("completion", "export", "mcp", "ontology", "release", "site"),
}

#: Those that ask the dataset once, and end.
BRIEF = ("find", "query", "show", "why")


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, or what of it concerns one command, where there is such a one."""
    top = argparse.ArgumentParser(
        prog="kg",
        description="A knowledge graph in which every fact leads to the words that state it.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    top.add_argument("--version", action="version", version=f"kg {__version__}")
    top.add_argument("--debug", action="store_true", help="show a traceback when something goes wrong")
    if command == "--version":
        return top
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True, prog="kg")
    wanted = [group for group, names in GROUPS.items() if command in names] or GROUPS
    for group in wanted:
        import_module(f"kg.cli.{group}").add_commands(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (sysexits.h where it has a number)."""
    _prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    top = parser(next((word for word in given if word != "--debug"), None))
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(top)
    options, rest = top.parse_known_args(arguments)
    if rest and not hasattr(options, "given"):
        top.error(f"unrecognized arguments: {' '.join(rest)}")
    options.given = rest
    if options.command in BRIEF:
        from kg.store.own import be_brief

        be_brief(lambda sentence: print(f"kg: {sentence}", file=sys.stderr))
    try:
        code: int = options.run(options)
        if not sys.stdout.closed:
            sys.stdout.flush()
        return code
    except KGError as error:
        if options.debug:
            raise
        # what breaks rules is told line by line, all else in one line, whatever a file is called or holds
        lines = str(error).split("\n") if isinstance(error, RuleBroken) else [str(error)]
        from kg.words.shown import on_one_line

        print("kg: " + "\n".join(map(on_one_line, lines)), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("kg: interrupted; nothing is left half-done.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader has seen enough; nothing more is written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if options.debug:
            raise
        print(f"kg: cannot read or write: {error.strerror or error}.", file=sys.stderr)
        return 74
    except Exception as error:
        if options.debug:
            raise
        print(f"kg: this is a fault of ours ({type(error).__name__}); 'kg --debug …' shows where.", file=sys.stderr)
        return 70


def _prepare_streams() -> None:
    """Let output that is closed go nowhere, and show what the terminal cannot write as escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        # before there was a command, or while what it had open was closed
        sys.exit(130)
