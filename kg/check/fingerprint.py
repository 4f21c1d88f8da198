"""A hash of what the gates depend on besides the authored files: the rules, and the code that applies them."""

import hashlib
import os
import re
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from kg.words.files import read_raw
from kg.words.folders import bundled

_RULES = (bundled("ontology"), bundled("shapes"), Path(__file__).resolve().parent.parent)
_ENDINGS = (".json", ".jsonld", ".py", ".rq", ".ttl", ".txt", ".yaml", ".yml")


def fingerprint_program() -> str:
    """Return the SHA-256 over the rules, this program, Python and the libraries that the project requires."""
    digest = hashlib.sha256(f"{sys.version}\0{_libraries()}".encode())
    add_files(digest, *_RULES)
    return digest.hexdigest()


def add_files(digest: Any, *folders: Path) -> None:
    """Add the names and bytes of all files under some folders that a program of ours reads to a hash.

    Folders are added by their names, and those that a link leads to are looked into as well, each once.
    """
    for folder in folders:
        seen: set[tuple[int, int]] = set()
        for directory, subfolders, names in os.walk(folder, followlinks=True):
            status = Path(directory).stat()
            if (status.st_dev, status.st_ino) in seen:
                subfolders.clear()
                continue
            seen.add((status.st_dev, status.st_ino))
            subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
            digest.update(os.fsencode("".join(f"{name}/\0" for name in subfolders)))
            for name in sorted(names):
                if name.endswith(_ENDINGS):
                    path = Path(directory, name)
                    data = read_raw(path)
                    digest.update(os.fsencode(f"{path.relative_to(folder)}\0{len(data)}\0"))
                    digest.update(data)


def _libraries() -> str:
    """Return the versions of the libraries that this project requires."""
    found = []
    for line in requires("socialist-action-kg") or ():
        name = re.split(r"[<>=!~; ]", line, maxsplit=1)[0]
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return ",".join(found)
