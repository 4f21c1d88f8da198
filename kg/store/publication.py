"""What has been done to a server so far, in a folder that outlives the process: so it can be gone on with, or undone.

The folder holds the graphs as they were before, and a journal of lines of JSON: which graph was saved, and how many
triples of its new form the server has taken. It is there from before the first change until all is well.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.store.graph_file import GraphFile
from kg.words.errors import BadData, Busy, CannotWrite


def default_folder(address: str) -> Path:
    """Return the folder for a server, where the system keeps such files."""
    from platformdirs import user_state_path

    return user_state_path("socialist-action-kg") / "publish" / sha256(address.encode()).hexdigest()[:16]


class Publication:
    """The record of one publication, begun earlier or new; ``before`` has each graph that may have been changed."""

    def __init__(self, folder: Path, address: str) -> None:
        """Read the record; raises BadData for one that is damaged or of another server."""
        self.folder, self._address = folder, address
        self._journal = folder / "journal.jsonl"
        self.before: dict[str, GraphFile | None] = {}
        self._sent: dict[str, tuple[str, int]] = {}
        for entry in self._entries():
            if "saved" in entry:
                self.before[entry["saved"]] = self._saved(entry)
            elif "sent" in entry:
                self._sent[entry["sent"]] = (entry["digest"], entry["triples"])

    def _entries(self) -> Iterator[Mapping[str, Any]]:
        lines = self._journal.read_bytes().splitlines(keepends=True) if self._journal.exists() else []
        for number, line in enumerate(lines, 1):
            try:
                entry = json.loads(line)
                if entry.get("server", self._address) != self._address:
                    raise ValueError
            except (ValueError, AttributeError):
                if number == len(lines) and not line.endswith(b"\n"):
                    return  # the process was killed while it wrote this, so nothing followed
                raise BadData(
                    f"{self._journal}:{number}: the record of an earlier publication is damaged; look at the graphs "
                    "saved beside it, and remove the folder."
                ) from None
            yield entry

    def _saved(self, entry: Mapping[str, Any]) -> GraphFile | None:
        if entry["digest"] is None:
            return None
        return GraphFile(entry["saved"], self.place(entry["saved"], "before"), entry["triples"], entry["digest"], False)

    def place(self, graph: str, what: str) -> Path:
        """Return the file for a graph as it is somewhere or was some time: ``here``, ``there`` or ``before``."""
        return self.folder / f"{graph.rstrip('/').rpartition('/')[2]}.{what}.nt"

    def save(self, graph: str, there: GraphFile | None) -> None:
        """Keep a graph as it is before it is changed for the first time."""
        if graph in self.before:
            return
        kept = there
        if there is not None:
            path = self.place(graph, "before")
            there.path.replace(path)
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
            kept = there._replace(path=path)
        self.before[graph] = kept
        self._note(saved=graph, digest=kept and kept.digest, triples=kept.triples if kept else 0)

    def sent(self, file: GraphFile) -> int:
        """Return how many triples of this form of a graph the server has taken, as far as is known."""
        digest, triples = self._sent.get(file.graph, ("", 0))
        return triples if digest == file.digest else 0

    def note_sent(self, file: GraphFile, triples: int) -> None:
        """Note how many triples of this form of a graph the server has taken."""
        self._sent[file.graph] = (file.digest, triples)
        self._note(sent=file.graph, digest=file.digest, triples=triples)

    def _note(self, **entry: Any) -> None:
        try:
            is_new = not self._journal.exists()
            with self._journal.open("ab") as stream:
                for each in ([{"server": self._address}] if is_new else []) + [entry]:
                    stream.write(json.dumps(each).encode() + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise CannotWrite(f"{self._journal}: cannot be written ({error.strerror}).") from None

    def forget(self) -> None:
        """Forget what was before: the server has what it should have."""
        self._journal.unlink(missing_ok=True)
        self.before, self._sent = {}, {}


@contextmanager
def publication(folder: Path, address: str) -> Iterator[Publication]:
    """Give the record of a publication, to one process at a time; raises Busy, CannotWrite, BadData."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock"), timeout=0):
            folder.mkdir(exist_ok=True)
            record = Publication(folder, address)
            try:
                yield record
            finally:
                # the graphs that are to be restored stay; everything else can be read again
                if record.before:
                    for rest in (*folder.glob("*.here.nt"), *folder.glob("*.there.nt")):
                        rest.unlink()
                else:
                    shutil.rmtree(folder, ignore_errors=True)
    except Timeout:
        raise Busy(f"{address} is being published to by another process; try again when it has ended.") from None
    except OSError as error:
        raise CannotWrite(f"{folder}: cannot be read or written ({error.strerror}).") from None
