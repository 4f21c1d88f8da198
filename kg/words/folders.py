"""Where the bundled folders lie: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_BUNDLE = _PACKAGE / "bundle"

#: The folder that holds articles/, entities/, ontology/, shapes/, queries/ and dataset/.
ROOT = _BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent


def bundled(relative: str) -> Path:
    """Return the path of a bundled file or folder, such as ``ontology/core.ttl``."""
    return ROOT / relative


def is_checkout() -> bool:
    """Return whether the package runs from a checkout, where the built dataset may be rewritten."""
    return ROOT is not _BUNDLE
