"""Reading a file that a person named: whole, as UTF-8, or one sentence that says what is wrong."""

from pathlib import Path

from kg.words.errors import BadData, UsageError

#: Nothing that people write for this project, or give it to check, comes near this size.
MAX_BYTES = 10 * 1024 * 1024


def read_raw(path: Path) -> bytes:
    """Return the bytes of a regular file as they are; raises UsageError without one, BadData when it is too large."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file; check the path.")
    if not path.is_file():
        raise UsageError(f"{path}: this is not a file; name a file.")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check its permissions.") from None
    if len(data) > MAX_BYTES:
        raise BadData(f"{path}: is larger than {MAX_BYTES // 1024 // 1024} MiB; split it.")
    return data


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a text file with any one byte-order mark removed.

    Raises UsageError and BadData as read_raw, and BadData when it is empty or not UTF-8.
    """
    data = read_raw(path)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"\xef\xbb\xbf"):
        raise BadData(f"{path}:1: the file begins with two byte-order marks; save it as UTF-8 without any.")
    if not data.strip():
        raise BadData(f"{path}: the file is empty; nothing can be read from it.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadData(f"{path}:{line}: this is not UTF-8 text; save the file as UTF-8.") from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise BadData(f"{path}:{line}: this is a binary file, not text; name a text file.")
    return data


def read_text(path: Path) -> str:
    """Return the text of a file; errors as in read_bytes."""
    return read_bytes(path).decode("utf-8")
