"""What a second person has read against the text: each passage with a fingerprint of what it said then.

No program can know whether a sentence says of the one or of the other what a claim says of one of them; a second
reader can. What has been changed since that reading, nobody has read.
"""

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

from kg.source.passages import Passage
from kg.source.yaml_file import read_yaml

FILE = "readings.yaml"

_HEAD = """\
# yaml-language-server: $schema=../../kg/source/schemas/readings.json
# Passages that a second person has read against the text, with a fingerprint of what they said then.
# 'kg read' shows those that nobody has, and notes them here when it is told to.
"""


def read_readings(folder: Path) -> dict[str, str]:
    """Return the fingerprint that each passage of an article had when it was read a second time, by its id."""
    path = folder / FILE
    if not path.exists():
        return {}
    return {str(name): str(mark) for name, mark in read_yaml(path, "readings").content.items()}


def fingerprint(passage: Passage) -> str:
    """Return the first twelve hexadecimal digits of the SHA-256 of all that a passage says, wherever it stands."""
    claims = tuple(replace(claim, line=0) for claim in passage.claims)
    said = asdict(replace(passage, claims=claims, line=0, path=Path()))
    del said["path"]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


def write_readings(marks: dict[str, str]) -> bytes:
    """Return the file of readings."""
    return (_HEAD + "".join(f'{name}: "{mark}"\n' for name, mark in sorted(marks.items()))).encode()
