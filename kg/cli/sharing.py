"""Commands for passing things on: export, ontology, release, site, mcp, completion."""

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.commands import add_command, write
from kg.cli.progress import progress
from kg.words.errors import UsageError
from kg.words.formats import EXPORT_FORMATS, Format
from kg.words.layers import BUILT


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    export = add_command(
        commands, "export", "write the dataset in a standard format", "kg export turtle --output dataset.ttl", _export
    )
    formats = ", ".join(f.name for f in EXPORT_FORMATS)
    export.add_argument("format", metavar="FORMAT", nargs="?", default="turtle", help=f"{formats} (default: turtle)")
    export.add_argument(
        "--as", metavar="NAME", dest="vocabulary", help="the facts as org, schema.org or wikidata has them"
    )
    export.add_argument("--only", metavar="PART", help=f"one layer: {', '.join(layer.name for layer in BUILT)}; or all")
    export.add_argument("--of", metavar="THING", help="one thing or claim as a document of its own (jsonld)")
    export.add_argument("--hash", action="store_true", help="print the RDFC-1.0 hash of the dataset instead")
    export.add_argument(
        "--output", type=Path, metavar="FILE", help="file or, for csvw, folder (default: standard output)"
    )
    ontology = add_command(
        commands,
        "ontology",
        "write the page of the ontology, with Turtle and JSON-LD beside it",
        "kg ontology --output site/ontology",
        _ontology,
    )
    ontology.add_argument(
        "--output", type=Path, metavar="DIR", required=True, help="folder to write, whole or not at all"
    )
    release = add_command(
        commands,
        "release",
        "write the dataset in all formats with descriptions, ontology, shapes, questions and checksums",
        "kg release dist/release",
        _release,
    )
    release.add_argument("folder", type=Path, metavar="DIR", help="folder to write, whole or not at all")
    site = add_command(commands, "site", "write the pages as files for any web host", "kg site public", _site)
    site.add_argument("folder", type=Path, metavar="DIR", help="folder to write, whole or not at all")
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
    form = find_format(options.format)
    if options.vocabulary is not None:
        return _put(_export_as(options.vocabulary, form.name, options.only), options.output)
    if options.of is not None:
        return _put(_record(options.of, form, options.only), options.output)
    _tell_loss(form, options.only)
    if form.is_folder and options.output is not None:
        from kg.store.swap import replace_folder

        with progress():
            replace_folder(options.output, export_folder(options.only))
        return 0
    with progress():
        data = export(form.name, options.only)
    return _put(data, options.output)


def _record(thing: str, form: Format, part: str | None) -> bytes:
    from kg.share.record import write_record

    if form.name != "jsonld" or part:
        raise UsageError("One thing is written as JSON-LD, and whole: kg export jsonld --of THING.")
    return write_record(thing)


def _export_as(vocabulary: str, form: str, part: str | None) -> bytes:
    from kg.share.alignment import export_as

    if part is not None:
        raise UsageError("--as writes facts alone, so --only has nothing to choose; leave it out.")
    data = export_as(vocabulary, form)
    if not data or b"There are none" in data:
        print(f"kg: no fact of the dataset can be written as {vocabulary} yet.", file=sys.stderr)
    return data


def _put(data: bytes, output: Path | None) -> int:
    if output is None:
        write(data)
    else:
        from kg.store.swap import replace_file

        replace_file(output, data)
    return 0


def _ontology(options: argparse.Namespace) -> int:
    from kg.share.ontology_page import document_ontology
    from kg.store.swap import replace_folder

    with progress():
        changed = replace_folder(options.output, document_ontology())
    return _tell(options.output, changed)


def _release(options: argparse.Namespace) -> int:
    from kg.share.release import release

    with progress():
        changed = release(options.folder)
    return _tell(options.folder, changed)


def _site(options: argparse.Namespace) -> int:
    from kg.web.static_site import answers_queries, write_site

    with progress():
        changed = write_site(options.folder)
    code = _tell(options.folder, changed)
    if not answers_queries():
        print("kg: npm was not there at the build, so the query page of these files cannot answer.", file=sys.stderr)
    return code


def _tell(folder: Path, changed: bool) -> int:
    print(f"{folder} is {'written' if changed else 'as it was'}.")
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
