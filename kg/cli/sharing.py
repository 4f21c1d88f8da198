"""Commands for passing things on: export, mcp, completion."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.commands import add_command, write
from kg.words.errors import UsageError
from kg.words.formats import GRAPH_FORMATS
from kg.words.layers import BUILT


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    export = add_command(
        commands, "export", "write the dataset in a standard format", "kg export turtle --output dataset.ttl", _export
    )
    formats = ", ".join(f.name for f in GRAPH_FORMATS)
    export.add_argument("format", metavar="FORMAT", nargs="?", default="turtle", help=f"{formats} (default: turtle)")
    export.add_argument(
        "--as", metavar="NAME", dest="vocabulary", help="the facts as org, schema.org or wikidata has them"
    )
    export.add_argument("--only", metavar="PART", help=f"one layer: {', '.join(layer.name for layer in BUILT)}")
    export.add_argument("--output", type=Path, metavar="FILE", help="file to write (default: standard output)")
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
    from kg.share.export import export, find_format

    form = find_format(options.format)
    if options.vocabulary is not None:
        return _put(_export_as(options.vocabulary, form.name, options.only), options.output)
    data = export(options.format, options.only)
    if not form.named_graphs and options.only is None:
        kept = ", ".join(f.name for f in GRAPH_FORMATS if f.named_graphs)
        print(
            f"kg: {form.label} has no named graphs, so the layers are in one graph; {kept} keep them.", file=sys.stderr
        )
    return _put(data, options.output)


def _export_as(vocabulary: str, form: str, part: str | None) -> bytes:
    from kg.share.alignment import export_as

    if part is not None:
        raise UsageError("--as writes facts alone, so --only has nothing to choose; leave it out.")
    return export_as(vocabulary, form)


def _put(data: bytes, output: Path | None) -> int:
    if output is None:
        write(data)
    else:
        from kg.store.swap import replace_file

        replace_file(output, data)
    return 0


def _mcp(_: argparse.Namespace) -> int:
    from kg.share.agents import server

    server().run("stdio")
    return 0


def _completion(options: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["kg"], shell=options.shell))
    return 0
