"""The triples around some things, taken out of many: enough to tell in words what is wrong with them."""

import re
from collections.abc import Iterable

from rdflib import Graph
from rdflib.term import Node

_ADDRESS = re.compile(rb"<([^>]*)>")


def neighbourhood(triples: bytes, things: Iterable[Node], steps: int = 2) -> Graph:
    """Return what N-Triples say of some things, of what these lead to, and so on for a number of steps."""
    by_subject: dict[bytes, list[bytes]] = {}
    for line in triples.splitlines():
        subject = line.partition(b" ")[0]
        by_subject.setdefault(subject[1:-1], []).append(line)
    waiting = {part for thing in things for part in (str(thing).encode(), str(thing).partition("#")[0].encode())}
    found: dict[bytes, None] = {}
    for _ in range(steps + 1):
        lines = [line for subject in waiting for line in by_subject.get(subject, ())]
        found.update(dict.fromkeys(lines))
        waiting = {address for line in lines for address in _ADDRESS.findall(line)}
    return Graph().parse(data=b"\n".join(found) + b"\n", format="nt")
