"""Which classes of Wikidata fit a class of ours, and which speak against it: read from the links of the ontology."""

import re
from functools import cache
from pathlib import Path

from rdflib import RDFS, URIRef

from kg.compile.names import PAO
from kg.compile.vocabulary import classes, ontology
from kg.source.yaml_file import read_yaml
from kg.words.prefixes import PREFIXES

FITS, WIDER, AGAINST, UNKNOWN = "fits", "wider", "against", "unknown"

#: Classes under which people, organisations, events and papers all stand.
_TOO_WIDE = {PAO.Undertaking, *(URIRef(PREFIXES["foaf"] + name) for name in ("Agent", "Group"))}


def verdict(our_class: str, kinds: frozenset[str]) -> str:
    """Return whether classes of Wikidata, given by their ids, fit a class of ours: fits, wider, against or unknown.

    Wider are those of a class above ours, or of another one below that; against are those of other classes alone.
    """
    known = known_kinds()
    return _compare(our_class, {home for kind in kinds for home in known.get(kind, ())})


def described(our_class: str, description: str) -> str:
    """Return the same for a short description, by the first word of it that tells what the item is."""
    told = described_kind(description)
    if told is not None and told not in classes():
        return AGAINST
    return _compare(our_class, {classes()[told]} if told else set())


def _compare(our_class: str, met: set[URIRef]) -> str:
    ours = classes()[our_class]
    graph = ontology()
    below = set(graph.transitive_subjects(RDFS.subClassOf, ours))
    above = set(graph.transitive_objects(ours, RDFS.subClassOf)) - below - _TOO_WIDE
    beside = {kind for wide in above for kind in graph.transitive_subjects(RDFS.subClassOf, wide)}
    if met & below:
        return FITS
    if met & (above | beside):
        return WIDER
    return AGAINST if met else UNKNOWN


def described_kind(description: str) -> str | None:
    """Return the class of ours that a short description names, ``Name`` for a mere name, or None.

    >>> described_kind("daily newspaper published by a political party")
    'Publication'
    """
    text, words = description.casefold(), _words()
    found = re.search(r"\b(" + "|".join(map(re.escape, words)) + r")s?\b", text)
    return words[found[1]] if found else None


@cache
def _words() -> dict[str, str]:
    """Return the class by word, the longest words first, so that a whole term goes before a part of it."""
    file = read_yaml(Path(__file__).with_name("kinds.yaml"), "kinds")
    pairs = [(word, kind) for kind, several in file.content.items() for word in several]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def known_kinds() -> dict[str, frozenset[URIRef]]:
    """Return the classes of ours that each class of Wikidata is linked to, by its id."""
    graph = ontology()
    found: dict[str, set[URIRef]] = {}
    for link, home in graph.subject_objects(PAO.linkOf):
        item = str(graph.value(link, PAO.item)).removeprefix(PREFIXES["wd"])
        assert isinstance(home, URIRef)
        found.setdefault(item, set()).add(home)
    return {item: frozenset(homes) for item, homes in sorted(found.items())}
