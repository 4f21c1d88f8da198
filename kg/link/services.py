"""Which services are asked: a reconciliation service and a SPARQL endpoint, as a person names them; none unasked.

A flag goes before the environment, and that before the file ``link.toml`` in the user's folder of settings.
"""

import os
import tomllib
from pathlib import Path
from typing import NamedTuple

from kg.words.errors import BadData, UsageError

#: The names in the environment.
ENDPOINT, RECONCILE = "KG_WIKIDATA_ENDPOINT", "KG_RECONCILE"

_NONE = (
    "No service is named, and none is asked by itself; name Wikidata's with "
    "--endpoint https://query.wikidata.org/sparql, --reconcile https://wikidata.reconci.link/en/api, or another."
)


class Services(NamedTuple):
    """The addresses, each or None, the seconds that one question may take in all, and whether http is allowed."""

    endpoint: str | None
    reconcile: str | None
    seconds: float = 60.0
    insecure: bool = False


def settings_path() -> Path:
    """Return where the file of settings lies."""
    from platformdirs import user_config_path

    return user_config_path("socialist-action-kg") / "link.toml"


def find_services(
    endpoint: str | None, reconcile: str | None = None, seconds: float = 60.0, insecure: bool = False
) -> Services:
    """Return the services that a person has named; raises UsageError when there is none at all."""
    kept = _settings()
    found = Services(
        endpoint or os.environ.get(ENDPOINT) or kept.get("endpoint"),
        reconcile or os.environ.get(RECONCILE) or kept.get("reconcile"),
        seconds,
        insecure,
    )
    if found.endpoint is None and found.reconcile is None:
        raise UsageError(_NONE)
    return found


def _settings() -> dict[str, str]:
    path = settings_path()
    if not path.is_file():
        return {}
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(f'{path}: this is not TOML ({error}); write lines such as endpoint = "https://…".') from None
    for name, value in kept.items():
        if name not in ("endpoint", "reconcile") or not isinstance(value, str):
            raise BadData(f"{path}: '{name}' is not known here; known are endpoint and reconcile, both texts.")
    return kept
