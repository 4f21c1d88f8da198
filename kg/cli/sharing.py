"""Commands for passing things on: export, mcp, completion."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.commands import add_command, write
from kg.words.errors import UsageError
from kg.words.formats import EXPORT_FORMATS, Format
from kg.words.layers import BUILT


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    export = add_command(
        commands, "export", "write the dataset in a standard format", "kg export turtle --output dataset.ttl", _export
    )
    export.add_argument("format", metavar="FORMAT", nargs="?", help=", ".join(f.name for f in EXPORT_FORMATS))
    export.add_argument("--only", metavar="PART", help=f"one layer: {', '.join(layer.name for layer in BUILT)}; or all")
    export.add_argument("--of", metavar="THING", help="one thing or claim as a document of its own (jsonld)")
    export.add_argument("--hash", action="store_true", help="print the RDFC-1.0 hash of the dataset instead")
    export.add_argument(
        "--output", type=Path, metavar="FILE", help="file or, for csvw, folder (default: standard output)"
    )
    add_command(
        commands,
        "mcp",
        "serve the graph to agents over the Model Context Protocol, by standard input and output",
        "kg mcp",
        _mcp,
    )
    completion = add_command(
        commands,
        "completion",
        "print what makes the shell complete commands, questions and names",
        'eval "$(kg completion bash)"',
        _completion,
    )
    completion.add_argument("shell", choices=["bash", "zsh", "fish", "tcsh", "powershell"])


def _export(options: argparse.Namespace) -> int:
    from kg.share.export import dataset_hash, export, export_folder, find_format

    if options.hash:
        print(dataset_hash(options.only))
        return 0
    form = find_format(options.format or "")
    if form.is_folder and options.output is not None:
        from kg.store.swap import replace_folder

        _tell_loss(form, options.only)
        replace_folder(options.output, export_folder(options.only))
        return 0
    if options.of is None:
        data = export(form.name, options.only)
        _tell_loss(form, options.only)
    else:
        from kg.share.record import write_record

        if form.name != "jsonld" or options.only:
            raise UsageError("One thing is written as JSON-LD, and whole: kg export jsonld --of THING.")
        data = write_record(options.of)
    if options.output is None:
        write(data)
    else:
        from kg.store.swap import replace_file

        replace_file(options.output, data)
    return 0


def _tell_loss(form: Format, part: str | None) -> None:
    """Say what of the whole dataset a format cannot keep."""
    if form.loses and part in (None, "all"):
        print(f"kg: {form.label} {form.loses}.", file=sys.stderr)


def _mcp(_: argparse.Namespace) -> int:
    from kg.share.agents import server

    server().run("stdio")
    return 0


def _completion(options: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["kg"], shell=options.shell))
    return 0
