"""Claims as RDF 1.2 has them: each is a reifier of a triple term, which nothing asserts unless it is a fact.

https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph

from kg.share.parts import order
from kg.words.prefixes import expand

_TERMS = tuple(pyoxigraph.NamedNode(expand(f"rdf:{name}")) for name in ("subject", "predicate", "object"))
_REIFIES = pyoxigraph.NamedNode(expand("rdf:reifies"))


def reify(triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    """Yield triples, which come in their order, with each whole proposition as one triple term.

    A claim only in words stays as it is.
    """
    for _, group in groupby(triples, lambda triple: triple.subject):
        yield from sorted(_reify(list(group)), key=order)


def _reify(triples: list[pyoxigraph.Triple]) -> list[pyoxigraph.Triple]:
    """Return the triples of one subject, its proposition as a term where it is whole."""
    found = {triple.predicate: triple.object for triple in triples if triple.predicate in _TERMS}
    if len(found) < len(_TERMS):
        return triples
    kept = [triple for triple in triples if triple.predicate not in _TERMS]
    term = pyoxigraph.Triple(*(found[name] for name in _TERMS))  # type: ignore[arg-type]
    return [*kept, pyoxigraph.Triple(triples[0].subject, _REIFIES, term)]
