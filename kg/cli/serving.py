"""Commands for putting the dataset on the web: serve."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.cli.commands import add_command


def add_commands(commands: Any) -> None:
    """Add the commands of this group."""
    serve = add_command(
        commands,
        "serve",
        "answer SPARQL over HTTP, read-only, over the dataset or RDF files",
        "kg serve\n  kg serve --data mine.trig --port 8080\n  kg serve --config kg.toml",
        _serve,
    )
    parse = serve.parse_known_args

    def parse_with_settings(*given: Any, **named: Any) -> Any:
        """Parse as ever; the settings are looked up only now, for no other command should wait for them."""
        serve.parse_known_args = parse  # type: ignore[method-assign]
        _add_settings(serve)
        return parse(*given, **named)

    serve.parse_known_args = parse_with_settings  # type: ignore[method-assign]


def _add_settings(serve: argparse.ArgumentParser) -> None:
    from dataclasses import fields

    from kg.web.settings import GROUPS, Settings

    serve.add_argument(
        "--config", type=Path, metavar="FILE", help="TOML file with these settings, _ for - in their names"
    )
    serve.add_argument("--print-config", action="store_true", help="print such a file with all settings, and leave")
    for group, title in GROUPS.items():
        options = serve.add_argument_group(title)
        for setting in fields(Settings):
            if setting.metadata["group"] == group:
                _add_setting(options, setting.name, setting.default, setting.metadata["sentence"])


def _add_setting(options: Any, name: str, default: object, sentence: str) -> None:
    """Add the flag of a setting; what is not given is not there, so that the file counts."""
    flag = "--" + name.replace("_", "-")
    common = {"dest": name, "default": argparse.SUPPRESS}
    if isinstance(default, bool):
        told = f"{sentence} (default: {'yes' if default else 'no'})"
        options.add_argument(flag, action=argparse.BooleanOptionalAction, help=told, **common)
    elif isinstance(default, tuple):
        metavar = {"data": "FILE", "hosts": "NAME", "proxies": "ADDRESS"}[name]
        options.add_argument(flag, nargs="+", action="extend", metavar=metavar, help=sentence, **common)
    else:
        kinds: dict[type, Callable[[str], object]] = {int: int, float: float, str: str}
        told = f"{sentence} (default: {default})".replace("%", "%%")
        metavar = {int: "N", float: "N", str: "NAME"}[type(default)]
        options.add_argument(flag, type=kinds[type(default)], metavar=metavar, help=told, **common)


def _serve(options: argparse.Namespace) -> int:
    from dataclasses import fields

    from kg.web.settings import Settings, read_settings, write_settings

    given = {f.name: getattr(options, f.name) for f in fields(Settings) if hasattr(options, f.name)}
    settings = read_settings(options.config, given)
    if options.print_config:
        print(write_settings(settings), end="")
        return 0
    from kg.web.server import serve

    return serve(settings, _tell)


def _tell(sentence: str) -> None:
    print(sentence)
    sys.stdout.flush()
