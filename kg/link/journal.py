"""The journal of what was asked of services and decided by people: lines of JSON, only ever appended.

A line about a question has its hash, the address, the time, the status and, where the answer came whole, the answer and
its hash. Only such an answer is used again; a line that is cut, or whose hash is not that of its answer, is as none.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.words.errors import CannotWrite, KGError, UsageError
from kg.words.progress import told

#: The status of an answer that came whole and had the form of one.
COMPLETE = "complete"

#: Asks for the answers to some questions; returns each by its question.
AskBatch = Callable[[Sequence[str]], Mapping[str, Any]]


def default_path() -> Path:
    """Return where the journal lies if nobody says otherwise: in the folder that the system has for such files."""
    from platformdirs import user_state_path

    return user_state_path("socialist-action-kg") / "links.jsonl"


class Journal:
    """One journal file, read when it is opened and appended to line by line."""

    def __init__(self, path: Path, max_age: timedelta, now: Callable[[], datetime] = lambda: datetime.now(UTC)):
        """Read the journal, if there is one; answers older than ``max_age`` are asked for again."""
        self.path = path
        self._now = now
        self._max_age = max_age
        self._answers: dict[str, Any] = {}
        self._refused: set[tuple[str, str]] = set()
        if path.is_dir():
            raise UsageError(f"{path}: is a folder; name a file for the journal.")
        try:
            data = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise UsageError(f"{path}: the journal cannot be read ({error.strerror}); name another file.") from None
        self._is_cut = bool(data) and not data.endswith(b"\n")
        for line in data.splitlines():
            self._take(line)

    def answers(self, address: str, questions: Sequence[str], ask: AskBatch, size: int) -> dict[str, Any]:
        """Return the answer to each question; those that are not here are asked for, so many at a time.

        What is asked is kept at once, so that whoever is interrupted asks nothing twice; a failure is kept as such.
        """
        found, missing = {}, []
        for question in dict.fromkeys(questions):
            key = _key(address, question)
            if key in self._answers:
                found[question] = self._answers[key]
            else:
                missing.append(question)
        for start in told("questions asked", range(0, len(missing), size)):
            batch = missing[start : start + size]
            try:
                answers = ask(batch)
            except KGError as error:
                keys = [_key(address, question) for question in batch]
                self._write(*({"question": key, "address": address, "status": _status(error)} for key in keys))
                raise
            self._keep(address, {question: answers[question] for question in batch})
            found |= {question: answers[question] for question in batch}
        return found

    def is_refused(self, thing: str, item: str) -> bool:
        """Return whether a person has said that the item is not the thing, and this journal still counts."""
        return (thing, item) in self._refused

    def note(self, decision: Mapping[str, str]) -> None:
        """Append what a person decided."""
        self._write({"decision": dict(decision)})

    def _keep(self, address: str, answers: Mapping[str, Any]) -> None:
        entries = []
        for question, answer in answers.items():
            entry = {"question": _key(address, question), "asked": question, "address": address, "status": COMPLETE}
            entries.append({**entry, "sha256": _hash(answer), "answer": answer})
            self._answers[entry["question"]] = answer
        self._write(*entries)

    def _take(self, line: bytes) -> None:
        try:
            entry = json.loads(line)
            when = datetime.fromisoformat(entry["time"])
            if entry.get("decision", {}).get("answer") == "no" and self._max_age:
                self._refused.add((entry["decision"]["thing"], entry["decision"]["item"]))
                return
            is_whole = entry["status"] == COMPLETE and entry["sha256"] == _hash(entry["answer"])
            if is_whole and self._now() - when < self._max_age:
                self._answers[entry["question"]] = entry["answer"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return

    def _write(self, *entries: dict[str, Any]) -> None:
        time = self._now().isoformat(timespec="seconds")
        lines = [json.dumps({"time": time, **entry}, ensure_ascii=False) for entry in entries]
        data = b"\n" * self._is_cut + "".join(f"{line}\n" for line in lines).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab", buffering=0) as stream:
                stream.write(data)
                os.fsync(stream.fileno())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CannotWrite(f"{self.path}: the journal cannot be written ({reason}); name another file.") from None
        self._is_cut = False


def _key(address: str, question: str) -> str:
    return sha256(f"{address}\0{question}".encode()).hexdigest()


def _hash(answer: Any) -> str:
    return sha256(json.dumps(answer, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _status(error: KGError) -> str:
    return type(error).__name__.lower()
