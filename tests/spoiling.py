"""Our dataset, changed as a fault or a hand in the wrong place would change it, for what must not let it pass."""

import pyoxigraph

from kg.store.own import dataset
from kg.words.prefixes import PREFIXES, expand


def node(name):
    """Return a term: a prefixed name, an address, or an id of ours."""
    if "://" in name:
        return pyoxigraph.NamedNode(name)
    return pyoxigraph.NamedNode(expand(name) if ":" in name else PREFIXES["id"] + name)


class Spoilt:
    """A copy of the dataset; each method changes it and returns it."""

    def __init__(self):
        self.store = pyoxigraph.Store()
        self.store.extend(dataset())

    def add(self, layer, subject, predicate, value):
        self.store.add(pyoxigraph.Quad(node(subject), node(predicate), _term(value), node(f"graph:{layer}")))
        return self

    def drop(self, subject, predicate, value=None, layer=None):
        graph = node(f"graph:{layer}") if layer else None
        found = list(self.store.quads_for_pattern(node(subject), node(predicate), value and _term(value), graph))
        assert found, f"there is no {subject} {predicate} to drop"
        for quad in found:
            self.store.remove(quad)
        return self

    def confirm_links(self):
        """Let a person have confirmed every match, close ones as exact ones."""
        return self.link(*{q.object.value.removeprefix(PREFIXES["id"]) for q in self._about("pao:linkOf")})

    def link(self, *things, kind="exact", confidence="confirmed"):
        """Let the matched links of things be of a kind and a confidence."""
        for thing in things:
            for quad in list(self.store.quads_for_pattern(None, node("pao:linkOf"), node(thing), None)):
                link = quad.subject.value
                [item] = [q.object.value for q in self.store.quads_for_pattern(quad.subject, node("pao:item"), None)]
                [was] = [q.object.value for q in self.store.quads_for_pattern(quad.subject, node("pao:linkKind"), None)]
                if was.endswith(("-exact", "-close")):
                    plain = {"exact": "skos:exactMatch", "close": "skos:closeMatch"}
                    self.drop(thing, plain[was.rpartition("-")[2]], item)
                    self.drop(link, "pao:linkKind").drop(link, "pao:confidence")
                    self.add("entities", link, "pao:linkKind", f"pao:link-{kind}")
                    self.add("entities", link, "pao:confidence", f"pao:confidence-{confidence}")
                    if kind in plain:
                        self.add("entities", thing, plain[kind], item)
        return self

    def _about(self, predicate):
        return self.store.quads_for_pattern(None, node(predicate), None, None)


def _term(value):
    return node(value) if isinstance(value, str) else value
