"""Every limit and address of the server: one table, from which the flags, the file and the help are made."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kg.words.errors import BadData, UsageError, did_you_mean
from kg.words.files import read_text


def _setting(default: Any, sentence: str, group: str, least: float | None = None) -> Any:
    """Return the field of a setting: its default, what it means, where it belongs, and the least that it may be."""
    return field(default=default, metadata={"sentence": sentence, "group": group, "least": least})


@dataclass(frozen=True)
class Settings:
    """What ``kg serve`` may be told; a number of 0 means what its sentence says that it means."""

    host: str = _setting("localhost", "name or address to listen at; :: and 0.0.0.0 are all there are", "address")
    port: int = _setting(8000, "port to listen at; 0 takes a free one", "address", 0)
    hosts: tuple[str, ...] = _setting(
        (),
        "names by which clients may call, as in their Host header; on localhost, its own names may always",
        "address",
    )
    url: str = _setting(
        "", "public address of the server, where a proxy stands before it; else as clients call it", "address"
    )
    proxies: tuple[str, ...] = _setting(
        (), "addresses or networks whose X-Forwarded-For is believed; otherwise the client is who connects", "address"
    )
    data: tuple[str, ...] = _setting((), "RDF files to serve instead of our dataset", "data")
    endpoint: str = _setting("", "SPARQL server that has our dataset (kg publish) and is asked for each answer", "data")
    insecure: bool = _setting(False, "whether that server may be one without https", "data")

    load_seconds: float = _setting(120.0, "how long loading may take before anything is answered", "data", 0.1)

    seconds: float = _setting(10.0, "how long a query may take", "queries", 0.05)
    memory_mib: int = _setting(512, "memory that a query may use beside the dataset", "queries", 16)
    answer_mib: int = _setting(20, "largest answer; what is larger is an error, never cut", "queries", 1)
    workers: int = _setting(0, "processes that answer queries; 0 takes four for each processor", "queries", 0)
    page_workers: int = _setting(2, "processes that make pages and addresses of our dataset", "queries", 1)
    waiting: int = _setting(256, "queries that may wait for a worker; more are refused with 503", "queries", 0)
    wait_seconds: float = _setting(5.0, "how long a query may wait for a worker", "queries", 0.05)
    yield_seconds: float = _setting(
        0.1, "after how long a query gives way to shorter ones (nice); its worker is then replaced", "queries", 0
    )
    pause_seconds: float = _setting(
        10.0, "how long a query that broke a limit is refused at once when it comes again; 0 never", "queries", 0
    )
    processes: str = _setting("fork", "how workers start: fork, or spawn for systems without it", "queries")

    body_kib: int = _setting(256, "largest body of a request; what is larger is refused with 413", "requests", 1)
    head_kib: int = _setting(32, "largest head of a request, all its lines; else 431", "requests", 1)
    url_kib: int = _setting(16, "longest address of a request; else 414: longer queries are posted", "requests", 1)
    read_seconds: float = _setting(10.0, "time in which a request must have arrived, whole; else 408", "requests", 0.1)
    write_seconds: float = _setting(30.0, "time in which a client must have taken its answer", "requests", 0.1)
    slowest_kib: int = _setting(
        64, "KiB a second that a client must take at least, when that time is over", "requests", 1
    )
    idle_seconds: int = _setting(15, "how long a connection may stay open between two requests", "requests", 1)
    connections: int = _setting(512, "connections at a time; more are refused with 503", "requests", 1)
    client_connections: int = _setting(64, "connections of one client at a time; 0 is no limit", "clients", 0)
    client_queries: int = _setting(8, "queries of one client at work or waiting; 0 is no limit", "clients", 0)
    client_rate: float = _setting(
        30.0, "requests of one client in a second, in the long run; 0 is no limit", "clients", 0
    )
    client_burst: int = _setting(300, "requests of one client at once, before its rate holds", "clients", 1)
    outgoing_mib: int = _setting(256, "answers on their way to slow clients, together; more get 503", "requests", 1)

    cache_mib: int = _setting(64, "answers kept in memory; 0 keeps none", "answers", 0)
    metrics: bool = _setting(True, "whether /metrics is answered", "answers")
    log: bool = _setting(True, "one line of JSON for each request to standard error, without personal data", "answers")
    drain_seconds: float = _setting(
        4.5, "how long answers may still take when the server is told to stop", "answers", 0
    )


#: What belongs together, in the order of the help, with its title.
GROUPS = {
    "address": "address",
    "data": "data",
    "queries": "limits of queries",
    "requests": "limits of requests",
    "clients": "limits of one client (those of this machine have none)",
    "answers": "answers",
}


def settings_of(told: Mapping[str, Any]) -> Settings:
    """Return the settings with these values; raises UsageError for values that do not fit."""
    return _checked({name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})


def read_settings(path: Path | None, given: Mapping[str, Any]) -> Settings:
    """Return the settings of a TOML file, or the defaults, with what is given on the command line on top.

    Raises BadData for a file that is not TOML, UsageError for unknown names and values that do not fit.
    """
    told = dict(_read_file(path)) if path else {}
    told.update(given)
    return settings_of(told)


def _read_file(path: Path) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{path}: this is not TOML: {error}. Mend it there.") from None
    known = {f.name: f for f in fields(Settings)}
    for name, value in table.items():
        if name not in known:
            hint = did_you_mean(name, list(known)) or " 'kg serve --help' lists them, with _ for -."
            raise UsageError(f"{path}: there is no setting '{name}'.{hint}")
        wanted = _kind(known[name].default)
        if not _fits(value, known[name].default):
            raise UsageError(f"{path}: the setting '{name}' is {wanted}, not {value!r}.")
    return table


def _fits(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, (int, float) if isinstance(default, float) else type(default))


def _kind(default: object) -> str:
    kinds = {bool: "true or false", tuple: "a list of texts", str: "a text", int: "a whole number", float: "a number"}
    return kinds[type(default)]


def _checked(told: Mapping[str, Any]) -> Settings:
    for f in fields(Settings):
        least = f.metadata["least"]
        if f.name in told and least is not None and not least <= told[f.name] < 2**31:
            raise UsageError(f"The setting {f.name} is {told[f.name]}, and {least:g} is the least that it may be.")
    settings = Settings(**told)
    if settings.processes not in ("fork", "spawn"):
        raise UsageError(f"The setting processes is '{settings.processes}'; it can be fork or spawn.")
    if settings.endpoint and settings.data:
        raise UsageError("What is served comes from files or from an endpoint, not from both; leave one out.")
    if settings.port > 65535:
        raise UsageError(f"There is no port {settings.port}; 65535 is the last.")
    return settings


def write_settings(settings: Settings) -> str:
    """Return a TOML file with all settings, each under the sentence that explains it."""
    lines = ["# Every setting of 'kg serve', with its default; a flag on the command line goes before its line here."]
    group = None
    for f in sorted(fields(Settings), key=lambda f: list(GROUPS).index(f.metadata["group"])):
        if f.metadata["group"] != group:
            group = f.metadata["group"]
            lines += ["", f"## {GROUPS[group]}"]
        lines += ["", f"# {f.metadata['sentence']}", f"{f.name} = {_toml(getattr(settings, f.name))}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    import json

    return json.dumps(list(value) if isinstance(value, tuple) else value)
