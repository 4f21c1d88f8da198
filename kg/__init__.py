"""A knowledge graph of one encyclopedia article in which every fact leads to the words that state it.

``load()`` gives the dataset to those who work with rdflib, ``query(…)`` the rows of a question, ``why(…)`` the
evidence for what is said of a thing, ``find(…)`` what some words stand in.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ask.answers import query
    from kg.ask.evidence import why
    from kg.ask.search import find
    from kg.store.graph import load

__version__ = "0.1.0"
__all__ = ["__version__", "find", "load", "query", "why"]

#: Public names and where they live; loaded when they are first used, so that the command line starts at once.
_HOMES = {"find": "kg.ask.search", "load": "kg.store.graph", "query": "kg.ask.answers", "why": "kg.ask.evidence"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
