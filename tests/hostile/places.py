"""What stands in the place of a file and is none, or cannot be read; made in a folder, since it is more than bytes."""

import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.hostile.authored import ABOUT, ARTICLE, ENTITIES, PASSAGES, REFERENCES, TEXT


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def _loop(path: Path) -> None:
    path.with_name("other").symlink_to(path.name)
    path.symlink_to("other")


#: What can stand where a file should, by how it is made.
KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "socket": _socket,
    "link-to-a-device": lambda path: path.symlink_to("/dev/zero"),
    "link-to-the-terminal": lambda path: path.symlink_to("/dev/tty"),
    "link-to-nothing": lambda path: path.symlink_to("nothing"),
    "link-to-itself": lambda path: path.symlink_to(path.name),
    "links-in-a-ring": _loop,
    "link-to-a-folder": lambda path: path.symlink_to("."),
    "link-to-a-file-of-the-system": lambda path: path.symlink_to("/etc/passwd"),
    "link-to-endless-numbers": lambda path: path.symlink_to("/dev/urandom"),
    "nothing": lambda path: None,
}

#: Where each of them stands: an RDF file, and each kind of authored file.
FOREIGN = tuple((kind, f"place{ending}") for kind in KINDS for ending in (".ttl", ".rdf", ".jsonld"))
AUTHORED = tuple((kind, path) for kind in KINDS for path in (PASSAGES, ENTITIES, REFERENCES, ABOUT, TEXT))


def text_of_another_encoding(folder: Path) -> None:
    """Store a text that is not UTF-8, described with its true hash."""
    text, about = folder / TEXT, folder / ABOUT
    before = text.read_bytes()
    after = before.replace(b"Socialist", b"Soci\xe4list", 1)
    text.write_bytes(after)
    hashes = (hashlib.sha256(data).hexdigest().encode() for data in (before, after))
    about.write_bytes(about.read_bytes().replace(*hashes))


def text_over_the_cap(folder: Path) -> None:
    (folder / TEXT).write_bytes(b"x" * (10 * 1024 * 1024 + 1))


def no_passages(folder: Path) -> None:
    (folder / ARTICLE / "passages").rename(folder / "elsewhere")


#: Folders that are whole file by file, and wrong together.
FOLDERS = (text_of_another_encoding, text_over_the_cap, no_passages)
