"""The dataset put onto a SPARQL server: each layer in its graph, whole or not at all, and read back.

Only graphs with the names of our layers are written. What was there is saved before; where anything goes wrong, all
graphs that were changed get it back.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from kg.store.graph_file import GraphFile, Sorter, lines_of
from kg.store.graph_server import GraphServer
from kg.store.publication import Publication
from kg.words.errors import BadData, KGError, Malformed, Unavailable, UsageError
from kg.words.folders import bundled
from kg.words.layers import LAYERS, Layer

#: What is told while it goes on: the doing, how many triples are done, and how many there are, or 0 if that is unknown.
Tell = Callable[[str, int, int], None]

#: A graph of ours on a server may be so many times larger than the one here, and so many bytes, to be taken for ours.
_LARGER, _BYTES = 10, 100 * 1024**2

SAME, WRITTEN, RESTORED, UNTOUCHED, UNKNOWN = "same", "written", "restored", "untouched", "unknown"


class Change(NamedTuple):
    """A layer as it is here and, where the server has such a graph, there."""

    ours: GraphFile
    there: GraphFile | None

    @property
    def is_same(self) -> bool:
        """Return whether nothing is to be done."""
        return self.there is not None and self.there.digest == self.ours.digest


class Outcome(NamedTuple):
    """What has become of each graph, and what went wrong if anything did: an error of ours, or an interruption."""

    states: dict[str, str]
    error: BaseException | None


def compare(server: GraphServer, record: Publication, folder: Path | None, tell: Tell) -> tuple[Change, ...]:
    """Return each layer as it is here and there; ``folder`` has the built layers, if it is not the bundled one.

    Raises UsageError for a graph on the server that nobody but others can have made, Malformed for one that is cut.
    """
    changes = []
    for layer in LAYERS:
        ours = _read_here(layer, record.place(layer.graph, "here"), folder, tell)
        there = _read_there(server, ours, record.place(layer.graph, "there"), tell)
        if there is not None and there.has_blank_nodes:
            raise UsageError(
                f"<{layer.graph}> on the server has blank nodes, which no build of ours makes; if nobody needs it, "
                "remove it there first."
            )
        if there is not None and there.digest != ours.digest:
            _check_whole(server, there)
        changes.append(Change(ours, there))
    return tuple(changes)


def _check_whole(server: GraphServer, there: GraphFile) -> None:
    """Raise Malformed unless the server gives all that it has of a graph: what is to be saved must be whole."""
    has = server.count(there.graph)
    if has != there.triples:
        raise Malformed(
            f"{server.address} has {has} triples of <{there.graph}> and gives {there.triples}; let it give all "
            "(Virtuoso: ResultSetMaxRows), for what cannot be saved is not replaced."
        )


def publish(server: GraphServer, record: Publication, changes: tuple[Change, ...], tell: Tell) -> Outcome:
    """Return what has become of each graph, once the server has them all as they are here, or all as they were."""
    states = {change.ours.graph: SAME if change.is_same else UNTOUCHED for change in changes}
    try:
        for change in changes:
            if not change.is_same:
                record.save(change.ours.graph, change.there)
                states[change.ours.graph] = UNKNOWN
                _put(server, record, change.ours, tell)
                states[change.ours.graph] = WRITTEN
    except (KGError, KeyboardInterrupt) as error:
        return Outcome({**states, **restore(server, record, tell).states}, error)
    record.forget()
    return Outcome(states, None)


def restore(server: GraphServer, record: Publication, tell: Tell) -> Outcome:
    """Return what has become of the graphs that the record names, once the server has them as they were before."""
    states = dict.fromkeys(record.before, UNKNOWN)
    fault: KGError | None = None
    for graph, before in reversed(record.before.items()):
        try:
            _put_back(server, record, graph, before, tell)
            states[graph] = RESTORED
        except KGError as error:
            fault = fault or error
    if fault is None:
        record.forget()
    return Outcome(states, fault)


def is_default(server: GraphServer, changes: tuple[Change, ...]) -> bool:
    """Return whether queries that name no graph see all layers there: one triple of each is looked for."""
    return server.holds(" ".join(next(c.ours.lines()).decode() for c in changes if c.ours.triples))


def _read_here(layer: Layer, path: Path, folder: Path | None, tell: Tell) -> GraphFile:
    sorter = Sorter(layer.graph, path)
    for file in layer.files:
        source = bundled(file)
        if folder is not None and file.startswith("dataset/"):
            source = folder / source.name
        try:
            for lines in lines_of(pyoxigraph.parse(path=str(source), format=pyoxigraph.RdfFormat.TURTLE)):
                sorter.write(lines)
        except FileNotFoundError:
            raise BadData(f"{source}: this file of the dataset is missing; run 'kg build'.") from None
        except SyntaxError as error:
            raise BadData(f"{source}: this file of the dataset is damaged ({error}); run 'kg build'.") from None
        tell(f"reading {layer.name}", 0, 0)
    return sorter.finish()


def _read_there(server: GraphServer, ours: GraphFile, path: Path, tell: Tell) -> GraphFile | None:
    most = _LARGER * ours.path.stat().st_size + _BYTES
    name = ours.graph.rpartition("/")[2]
    return server.read(ours.graph, path, most, lambda done: tell(f"comparing {name}", done, ours.triples))


def _other_than(server: GraphServer, record: Publication, file: GraphFile, tell: Tell) -> GraphFile | None:
    """Return the graph as it is on the server if it is not that of the file, and None if it is."""
    found = _read_there(server, file, record.place(file.graph, "there"), tell)
    nothing = file._replace(triples=0, digest="")
    return None if found and found.digest == file.digest else found or nothing


def _put(server: GraphServer, record: Publication, file: GraphFile, tell: Tell, sent: int | None = None) -> None:
    """Write a graph and read it back; raises what went wrong, unless the graph is there all the same."""
    name = file.graph.rpartition("/")[2]

    def note(count: int) -> None:
        record.note_sent(file, count)
        tell(f"writing {name}", count, file.triples)

    begun = record.sent(file) if sent is None else sent
    try:
        server.replace(file, begun, note)
    except Unavailable:
        # the answer may have been lost, and not what was asked for
        if _differs_or_is_silent(server, record, file, tell):
            raise
    other = _other_than(server, record, file, tell)
    if other is not None and begun:
        # what was sent before the interruption is not there any more: from the beginning, then
        _put(server, record, file, tell, sent=0)
    elif other is not None:
        raise Malformed(
            f"{server.address} has taken {file.triples} triples of <{file.graph}> and gives back {other.triples}, "
            "not the same ones; let it give all (Virtuoso: ResultSetMaxRows) and change none."
        )


def _differs_or_is_silent(server: GraphServer, record: Publication, file: GraphFile, tell: Tell) -> bool:
    try:
        return _other_than(server, record, file, tell) is not None
    except KGError:
        return True


def _put_back(server: GraphServer, record: Publication, graph: str, before: GraphFile | None, tell: Tell) -> None:
    if before is not None:
        if _other_than(server, record, before, tell) is not None:
            _put(server, record, before, tell, sent=0)
        return
    server.remove(graph)
    if server.holds(f"GRAPH <{graph}> {{ ?s ?p ?o }}"):
        raise Malformed(f"{server.address} keeps <{graph}> although it was told to remove it.")


def described(changes: tuple[Change, ...]) -> Iterator[tuple[str, int, int | None, str]]:
    """Yield for each layer its name, its triples here and there, and what publishing would do."""
    for change in changes:
        there = change.there.triples if change.there else None
        doing = "nothing: it is the same" if change.is_same else "add" if there is None else "replace"
        yield change.ours.graph.rpartition("/")[2], change.ours.triples, there, doing
