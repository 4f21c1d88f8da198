"""The stylesheet and the small scripts, as they lie in the folder beside the templates."""

from collections.abc import Iterable
from pathlib import Path

from kg.web.pages.document import Document
from kg.words.formats import web_type

_FOLDER = Path(__file__).parent.parent / "assets"


def documents() -> Iterable[Document]:
    """Yield every stylesheet and script of our own."""
    for path in sorted(_FOLDER.iterdir()):
        if path.suffix in (".css", ".js"):
            yield Document(f"assets/{path.name}", web_type(path.name), path.read_bytes)
