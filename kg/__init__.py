"""A knowledge graph of one encyclopedia article in which every fact leads to the words that state it."""

__version__ = "0.1.0"
