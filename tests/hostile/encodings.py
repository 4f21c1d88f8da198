"""Files that are not the UTF-8 text that their names promise, or only half of it; for each RDF format."""

import bz2
import gzip
import io
import zipfile
from collections.abc import Callable

from tests.hostile.files import FORMS, GRAPHS, Hostile, ending


def _zip(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("graph.ttl"), data)
    return stream.getvalue()


def _half_a_letter(data: bytes) -> bytes:
    return data[: data.index("é".encode()) + 1]


def _at(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def _with(bad: bytes) -> Callable[[bytes], bytes]:
    """Put bytes into the middle of the word in the label."""
    return lambda data: data.replace(b"Tooting ", b"Toot" + bad + b"ing ")


def _in_address(bad: str) -> Callable[[bytes], bytes]:
    """Put characters into the address of the thing."""
    return lambda data: data.replace(b"tooting-popular", b"tooting" + bad.encode() + b"popular")


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "utf-16-without-mark": lambda data: data.decode().encode("utf-16-le"),
    "utf-16-big-end": lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be"),
    "utf-32": lambda data: data.decode().encode("utf-32"),
    "latin-1": lambda data: data.decode().encode("latin-1"),
    "utf-7": lambda data: data.decode().encode("utf-7"),
    "mark": lambda data: b"\xef\xbb\xbf" + data,
    "two-marks": lambda data: b"\xef\xbb\xbf\xef\xbb\xbf" + data,
    "mark-inside": _in_address("\ufeff"),
    "invalid-utf-8": _with(b"\xff"),
    "overlong": _with(b"\xc0\xaf"),
    "surrogate-bytes": _with(b"\xed\xa0\x80"),
    "beyond-unicode": _with(b"\xf5\x80\x80\x80"),
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bzip2": bz2.compress,
    "zip": _zip,
    "elf": lambda data: b"\x7fELF\x02\x01\x01" + bytes(9) + data,
    "nul": _with(b"\x00"),
    "only-nul": lambda data: bytes(len(data)),
    "control": _with(b"\x01"),
    "escape-sequence": _with(b"\x1b[2J"),
    "bidi": _with("\u202e".encode()),
    "bidi-address": _in_address("\u202e"),
    "zero-width-address": _in_address("\u200b"),
    "homoglyph-address": _in_address("\u0430"),
    "half-a-letter": _half_a_letter,
    "cut-at-a-quarter": _at(0.25),
    "cut-at-half": _at(0.5),
    "cut-at-nine-tenths": _at(0.9),
    "cut-before-the-end": lambda data: data.rstrip()[:-1],
    "twice": lambda data: data + data,
    "carriage-returns": lambda data: data.replace(b"\n", b"\r"),
    "empty": lambda data: b"",
    "only-space": lambda data: b" \n\t\r\n",
}

FILES = [
    Hostile(f"{way}-{form}", f"{way}{ending(form)}", change(GRAPHS[form]))
    for form in FORMS
    for way, change in WAYS.items()
]

#: Files that announce one format and hold another.
FILES += [
    Hostile(f"{inside}-called-{outside}", f"disguise-{inside}{ending(outside)}", GRAPHS[inside])
    for inside in FORMS
    for outside in FORMS
    if inside != outside
]
