"""Claims as RDF 1.2 has them: each is a reifier of a triple term, which nothing asserts unless it is a fact.

https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification
"""

from collections.abc import Iterable

import pyoxigraph

from kg.words.prefixes import expand

_TERMS = tuple(pyoxigraph.NamedNode(expand(f"rdf:{name}")) for name in ("subject", "predicate", "object"))
_REIFIES = pyoxigraph.NamedNode(expand("rdf:reifies"))


def reify(triples: Iterable[pyoxigraph.Triple]) -> list[pyoxigraph.Triple]:
    """Return the triples with each whole proposition as one triple term; a claim only in words stays as it is."""
    kept: list[pyoxigraph.Triple] = []
    spoken: dict[str, list[pyoxigraph.Triple]] = {}
    for triple in triples:
        place = spoken.setdefault(str(triple.subject), []) if triple.predicate in _TERMS else kept
        place.append(triple)
    for parts in spoken.values():
        found = {part.predicate: part.object for part in parts}
        if len(found) < len(_TERMS):
            kept += parts
        else:
            term = pyoxigraph.Triple(*(found[name] for name in _TERMS))  # type: ignore[arg-type]
            kept.append(pyoxigraph.Triple(parts[0].subject, _REIFIES, term))
    return kept
