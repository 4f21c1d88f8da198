"""A graph of rdflib whose triples lie in the embedded engine: as small, as fast to fill, and asked like any other."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph
from rdflib import Graph, URIRef
from rdflib.store import Store

from kg.store.terms import as_own, as_term

_DEFAULT = pyoxigraph.DefaultGraph()


class EngineStore(Store):
    """The default graph of a store of the engine, as rdflib asks for it.

    The engine reads values: a number or a day that can be written in two ways comes back in one of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.engine = pyoxigraph.Store()
        self._prefixes: dict[str, URIRef] = {}

    def add(self, triple: Any, context: Any = None, quoted: bool = False) -> None:
        """Add one triple."""
        self.engine.add(_quad(triple))

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802 - rdflib's name
        """Add many triples."""
        self.engine.extend(_quad(quad[:3]) for quad in quads)

    def remove(self, triple: Any, context: Any = None) -> None:
        """Remove all triples of a pattern."""
        for quad in list(self._find(triple)):
            self.engine.remove(quad)

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[tuple[Any, Iterator[None]]]:
        """Yield the triples of a pattern, in which None is any."""
        for quad in self._find(triple_pattern):
            yield (as_term(quad.subject), as_term(quad.predicate), as_term(quad.object)), iter(())

    def __len__(self, context: Any = None) -> int:
        return len(self.engine)

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Keep a prefix, for who writes the graph; of one namespace there is one prefix."""
        if override:
            self._prefixes = {known: name for known, name in self._prefixes.items() if name != namespace}
        if override or (prefix not in self._prefixes and namespace not in self._prefixes.values()):
            self._prefixes[prefix] = namespace

    def namespace(self, prefix: str) -> URIRef | None:
        """Return the namespace of a prefix."""
        return self._prefixes.get(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        """Return the prefix of a namespace."""
        return next((known for known, name in self._prefixes.items() if name == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Yield each prefix with its namespace."""
        return iter(tuple(self._prefixes.items()))

    def _find(self, pattern: Any) -> Iterator[pyoxigraph.Quad]:
        try:
            own: list[Any] = [None if term is None else as_own(term) for term in pattern]
        except ValueError:
            # what is no absolute address is in no store
            return iter(())
        # a literal is the subject of nothing; the engine would refuse to be asked
        if isinstance(own[0], pyoxigraph.Literal):
            return iter(())
        return self.engine.quads_for_pattern(own[0], own[1], own[2], _DEFAULT)


def _quad(triple: Any) -> pyoxigraph.Quad:
    subject, predicate, value = map(as_own, triple)
    return pyoxigraph.Quad(subject, predicate, value)  # type: ignore[arg-type]


def load_backed(documents: Iterable[bytes | Graph]) -> Graph:
    """Return N-Triples and graphs as one graph over a store of its own; blank nodes keep their names."""
    store = EngineStore()
    for document in documents:
        triples = document if isinstance(document, bytes) else document.serialize(format="nt", encoding="utf-8")
        load_triples(store.engine, triples)
    return Graph(store)


def load_triples(store: pyoxigraph.Store, triples: bytes) -> None:
    """Add N-Triples to a store."""
    if b"_:" in triples:
        store.extend(pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES))
    else:
        store.bulk_load(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
