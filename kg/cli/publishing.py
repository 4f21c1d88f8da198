"""The command that puts the dataset onto a SPARQL server: publish."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.answering import seconds
from kg.cli.commands import add_command
from kg.words.errors import UsageError

if TYPE_CHECKING:
    from kg.share.publishing import Outcome
    from kg.store.graph_server import GraphServer
    from kg.store.publication import Publication

_UNITED = "see all layers."
_NOT_UNITED = (
    "do not see the layers; bundled questions name them, and so does 'kg serve --endpoint'. For queries of your own "
    "the server may have a setting that its default graph is the union of all (Oxigraph: --union-default-graph)."
)


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    publish = add_command(
        commands,
        "publish",
        "put the dataset onto a SPARQL server, each layer in its graph; shows only what it would do, without --write",
        "kg publish http://localhost:7878/query\n"
        "  kg publish http://localhost:7878/query --write\n"
        "  KG_USER=dba KG_PASSWORD=… kg publish http://localhost:8890/sparql --write",
        _publish,
    )
    publish.add_argument("url", metavar="URL", help="where the server is asked, as for 'kg query --endpoint'")
    doing = publish.add_mutually_exclusive_group()
    doing.add_argument("--write", action="store_true", help="do it; what was interrupted is gone on with")
    doing.add_argument("--restore", action="store_true", help="undo what an interrupted run has changed")
    doing.add_argument(
        "--check", action="store_true", help="ask every bundled question there and here, and tell which rows differ"
    )
    publish.add_argument(
        "--graph-store", metavar="URL", help="where the server takes graphs (default: where its kind does)"
    )
    publish.add_argument("--update", metavar="URL", help="where it takes updates, used if it takes no graphs")
    publish.add_argument(
        "--dataset", type=Path, metavar="DIR", help="folder that 'kg build --output' has made (default: the bundled)"
    )
    publish.add_argument("--seconds", type=seconds, default=600.0, help="how long one request may take (default: 600)")
    publish.add_argument("--insecure", action="store_true", help="write to a server that has no https")
    publish.add_argument("--quiet", action="store_true", help="no bar and no list, only what goes wrong")


def _publish(options: argparse.Namespace) -> int:
    from kg.store.credentials import Credentials
    from kg.store.graph_server import GraphServer
    from kg.store.publication import default_folder, publication
    from kg.words.servers import doors_of

    stores, updates = doors_of(options.url)
    if options.graph_store or options.update:
        # who names one door wants no other to be tried
        stores = (options.graph_store,) if options.graph_store else ()
        updates = (options.update,) if options.update else ()
    server = GraphServer(options.url, stores, updates, Credentials(), options.seconds, options.insecure)
    if options.dataset and not options.dataset.is_dir():
        raise UsageError(f"{options.dataset}: there is no such folder; name one that 'kg build --output' has made.")
    if options.check:
        return _check(options)
    with publication(default_folder(options.url), options.url) as record:
        return _restore(server, record, options) if options.restore else _compare(server, record, options)


def _compare(server: "GraphServer", record: "Publication", options: argparse.Namespace) -> int:
    from kg.cli.progress import progress
    from kg.share.publishing import compare, described, is_default, publish

    begun = len(record.before)
    with progress(options.quiet) as tell:
        changes = compare(server, record, options.dataset, tell)
    if not options.quiet and not options.write:
        print(f"{'graph':10} {'here':>12} {'there':>12}  what would be done")
        for name, here, there, doing in described(changes):
            print(f"{name:10} {here:12,} {'none' if there is None else f'{there:,}':>12}  {doing}")
    if all(change.is_same for change in changes) and not begun:
        _say(options, f"{options.url} has the dataset as it is here; there is nothing to do.")
    elif not options.write:
        if begun:
            print(f"A run was interrupted after it began on {begun} graphs: --write goes on, --restore undoes it.")
        door = server.doors[0]
        print(f"Nothing has been written. With --write it is, through the {door.name} at {door.address}.")
        return 0
    else:
        with progress(options.quiet) as tell:
            outcome = publish(server, record, changes, tell)
        _report(outcome, record, options)
    seen = is_default(server, changes)
    _say(options, f"Queries there that name no graph {_UNITED if seen else _NOT_UNITED}")
    return 0


def _restore(server: "GraphServer", record: "Publication", options: argparse.Namespace) -> int:
    from kg.cli.progress import progress
    from kg.share.publishing import restore

    if not record.before:
        _say(options, f"No run for {options.url} was interrupted, so there is nothing to restore.")
        return 0
    with progress(options.quiet) as tell:
        outcome = restore(server, record, tell)
    _report(outcome, record, options)
    return 0


def _check(options: argparse.Namespace) -> int:
    from kg.ask.agreement import disagreements
    from kg.ask.catalogue import queries
    from kg.cli.progress import progress

    total, found = len(queries()), []
    with progress(options.quiet) as tell:
        for number, (name, difference) in enumerate(disagreements(options.url, options.insecure), 1):
            tell(f"asking {name}", number, total)
            if difference:
                found.append((name, difference))
    for name, difference in found:
        print(f"{name}: {difference}")
    _say(options, f"{total - len(found)} of {total} bundled questions have the same rows there as here.")
    return 1 if found else 0


def _report(outcome: "Outcome", record: "Publication", options: argparse.Namespace) -> None:
    """Print what has become of each graph; raise what went wrong."""
    stream = sys.stderr if outcome.error else sys.stdout
    if outcome.error or not options.quiet:
        for graph, state in outcome.states.items():
            print(f"{graph.rpartition('/')[2]:10} {state}", file=stream)
    if record.before:
        print(
            f"What was on the server before is kept in {record.folder}; 'kg publish {options.url} --restore' puts it "
            "back, and --write goes on.",
            file=stream,
        )
    if outcome.error:
        raise outcome.error


def _say(options: argparse.Namespace, sentence: str) -> None:
    if not options.quiet:
        print(sentence)
