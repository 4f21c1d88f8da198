"""What is served: our dataset or somebody's files, loaded once, with what identifies them."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.web.question import Question
from kg.web.service import Service, survey
from kg.web.settings import Settings
from kg.words.errors import TooLarge

if TYPE_CHECKING:
    from kg.store.engine import Result


@dataclass(frozen=True)
class Site:
    """A dataset in memory, as workers have it."""

    settings: Settings
    store: Any
    service: Service
    is_ours: bool

    @classmethod
    def load(cls, settings: Settings) -> "Site":
        """Return the site that the settings name; raises BadData, UsageError, Unavailable for what cannot be served."""
        if settings.endpoint:
            from kg.web.remote_site import load_remote

            return load_remote(settings)
        from kg.store.engine import load_files
        from kg.store.own import dataset
        from kg.words.folders import bundled
        from kg.words.layers import LAYERS

        paths = [Path(name) for name in settings.data]
        store = load_files(tuple(paths)) if paths else dataset()
        digest = hashlib.sha256(__version__.encode())
        for path in paths or [bundled(file) for layer in LAYERS for file in layer.files]:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        page = "" if paths else "query.html"
        return cls(settings, store, survey(store, digest.hexdigest(), settings.url, page), not paths)

    @property
    def calls_out(self) -> bool:
        """Return whether answers come from another server."""
        return bool(self.settings.endpoint)

    @property
    def description(self) -> dict[str, Any]:
        """Return what the server has to know of it: its digest, how many triples it has, whether it is our dataset."""
        return {"hash": self.service.digest, "triples": self.service.counts.triples, "is_ours": self.is_ours}

    def ask(self, question: Question) -> "Result":
        """Return the answer to a question, whole; raises TooLarge for one that is larger than it may be."""
        from kg.web.reply import answer_from

        sink = _Capped(self.settings.answer_mib * 1024**2)
        result = answer_from(question, self.store, sink)
        sink.write(result.data)
        return result._replace(data=sink.getvalue())


class _Capped(BytesIO):
    """A file in memory that does not grow over a size."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        """Write the data or raise TooLarge."""
        if self.tell() + len(data) > self._most:
            raise TooLarge(f"The answer is larger than {self._most // 1024**2} MiB; ask for less, or add a LIMIT.")
        return super().write(data)
