"""What was made of articles, kept under hashes of all that it depends on, outside of the project.

Nothing is believed because it lies here: a name is the hash of every byte that went into what it stands for, and what
is read is held against its own hash. What is lost, damaged or old is made again.
"""

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from kg.check.examined import Examined
from kg.check.findings import Finding
from kg.compile.layers import Group
from kg.words.errors import CannotWrite

#: Seconds after which what nobody has asked for is thrown away.
KEPT = 30 * 24 * 3600


@dataclass(frozen=True)
class Part:
    """What an article gives to one layer, on the disk."""

    path: Path
    groups: tuple[Group, ...]
    prefixes: tuple[str, ...]
    triples: int

    def read(self, group: Group) -> bytes:
        """Return the blocks of a group."""
        with self.path.open("rb") as stream:
            stream.seek(group.start)
            return stream.read(group.size)

    def read_all(self) -> bytes:
        """Return the blocks of all groups."""
        return self.read(Group("", self.groups[0].start, sum(g.size for g in self.groups))) if self.groups else b""


@dataclass(frozen=True)
class Kept:
    """What was made of an article, with its layers on the disk; findings name files by their paths in its folder."""

    about: dict[str, str]
    findings: tuple[Finding, ...]
    passages: int
    claims: int
    layers: dict[str, Part]


class Shelf:
    """A folder with what was made of articles: that of the user, or where none can be written, one for this process."""

    def __init__(self) -> None:
        self._passing: str | None = None
        self.folder = self._lasting()

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(self, *_: object) -> None:
        if self._passing:
            rmtree(self._passing, ignore_errors=True)
            return
        for path in self.folder.iterdir():
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - KEPT:
                    path.unlink()

    def find(self, key: str) -> Kept | None:
        """Return what lies under a key, whole and undamaged, or None."""
        path = self.folder / key
        try:
            with path.open("rb") as stream:
                head = stream.readline()
                digest = hashlib.sha256(stream.read()).hexdigest()
            kept = _read(path, head, digest)
            os.utime(path)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return kept

    def keep(self, key: str, made: Examined) -> Kept:
        """Put what was made of an article under a key and return it; raises CannotWrite when the disk refuses."""
        data = b"".join(part.data for part in made.layers.values())
        head = json.dumps(_head(made, hashlib.sha256(data).hexdigest()), default=str).encode() + b"\n"
        path = self.folder / key
        try:
            # two may make the same at once: whichever comes last puts the same bytes there
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as stream:
                stream.write(head + data)
            Path(stream.name).replace(path)
        except OSError as error:
            with suppress(OSError, UnboundLocalError):
                Path(stream.name).unlink()
            raise CannotWrite(f"{self.folder}: cannot be written ({error.strerror}); make room there.") from None
        return _read(path, head, hashlib.sha256(data).hexdigest())

    def _lasting(self) -> Path:
        from platformdirs import user_cache_path

        folder = user_cache_path("socialist-action-kg") / "articles"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            self._passing = tempfile.mkdtemp(prefix="kg-articles-")
            return Path(self._passing)


def _head(made: Examined, digest: str) -> dict[str, Any]:
    return {
        "digest": digest,
        "about": made.about,
        "findings": [asdict(finding) for finding in made.findings],
        "passages": made.passages,
        "claims": made.claims,
        "layers": {
            name: {"groups": part.groups, "prefixes": part.prefixes, "triples": part.triples, "size": len(part.data)}
            for name, part in made.layers.items()
        },
    }


def _read(path: Path, line: bytes, digest: str) -> Kept:
    """Return what a first line says; raises ValueError unless the hash is that of what stands below it."""
    head = json.loads(line)
    if head["digest"] != digest:
        raise ValueError("damaged")
    start, layers = len(line), {}
    for name, part in head["layers"].items():
        groups = tuple(Group(name, first + start, size) for name, first, size in part["groups"])
        layers[name] = Part(path, groups, tuple(part["prefixes"]), part["triples"])
        start += part["size"]
    findings = tuple(Finding(**{**finding, "path": Path(finding["path"])}) for finding in head["findings"])
    return Kept(head["about"], findings, head["passages"], head["claims"], layers)
