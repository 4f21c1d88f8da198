"""The stylesheet, the small scripts and the icon, as they lie in the folder beside the templates."""

from collections.abc import Iterable
from pathlib import Path

from kg.web.pages.document import Document
from kg.words.formats import web_type

_FOLDER = Path(__file__).parent.parent / "assets"


def documents() -> Iterable[Document]:
    """Yield every file of the folder that a page may load."""
    for path in sorted(_FOLDER.iterdir()):
        if path.suffix in (".css", ".js", ".svg"):
            yield Document(f"assets/{path.name}", web_type(path.name), path.read_bytes)
