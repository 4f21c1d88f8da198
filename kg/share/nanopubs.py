"""One nanopublication for each claim: what is claimed, what that rests on, and what it is published as.

https://nanopub.net/guidelines/working_draft/. The plain triple stands in an assertion only where the claim is a fact;
what is said, denied or doubted is asserted as a claim, since stores merge the graphs that they load. No clock is read,
so that the same claims give the same bytes; who publishes a nanopublication adds time, signature and trusty address.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph

from kg import __version__
from kg.share.parts import quads_of, refuse_other_parts
from kg.words.formats import export_format
from kg.words.prefixes import BASE, expand

#: What belongs to the content of a claim; everything else about it is how and where it was made.
_CONTENT = {
    "rdf:type",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "pao:context",
    "pao:gist",
    "pao:hedge",
    "pao:objectTime",
    "pao:polarity",
    "pao:purpose",
    "pao:roleLabel",
    "pao:unit",
    "pao:validTime",
}

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def _node(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(expand(name))


_TYPE = _node("rdf:type")
_CONTENTS = {_node(name) for name in _CONTENT}
_PROPOSITION = tuple(_node(f"rdf:{name}") for name in ("subject", "predicate", "object"))
#: Where to go on from a claim to all that it rests on.
_PATHS = {_node(f"pao:{name}") for name in ("attribution", "issuedTime", "medium", "saidTime", "statedIn")}
_PATHS.add(_node("cito:citesAsEvidence"))
_SPEAKER = _node("pao:speaker")
_TIMES = {_node("pao:objectTime"), _node("pao:validTime")}


def nanopubs(part: str | None = None) -> Iterator[pyoxigraph.Quad]:
    """Yield the four graphs of each claim's nanopublication."""
    form = export_format("nanopub")
    assert form is not None
    refuse_other_parts(part, ("claims",), form.label)
    about: dict[Term, list[pyoxigraph.Triple]] = {}
    for quad in quads_of():
        about.setdefault(quad.subject, []).append(quad.triple)
    for subject, triples in about.items():
        if isinstance(subject, pyoxigraph.NamedNode) and _has(triples, _TYPE, _node("pao:Claim")):
            yield from _nanopub(subject, about)


def _nanopub(claim: pyoxigraph.NamedNode, about: dict[Term, list[pyoxigraph.Triple]]) -> Iterator[pyoxigraph.Quad]:
    whole = pyoxigraph.NamedNode(f"{BASE}nanopub/{claim.value.removeprefix(BASE + 'claim/')}")
    head, assertion, provenance, info = (
        pyoxigraph.NamedNode(f"{whole.value}#{name}") for name in ("head", "assertion", "provenance", "pubinfo")
    )
    content = [t for t in about[claim] if t.predicate in _CONTENTS]
    for time in [t.object for t in content if t.predicate in _TIMES]:
        content += about[time]
    if _has(content, _TYPE, _node("pao:FactualClaim")):
        content.append(pyoxigraph.Triple(*(_value(content, name) for name in _PROPOSITION)))
    grounds = [t for t in about[claim] if t.predicate not in _CONTENTS]
    for node in _closure([t.object for t in grounds if t.predicate in _PATHS], about):
        grounds += about[node]
    passage = _value(grounds, _node("pao:statedIn"))
    article = _value(about[passage], _node("oa:hasSource"))
    graphs: dict[Any, list[Any]] = {
        head: [
            (whole, _TYPE, _node("np:Nanopublication")),
            (whole, _node("np:hasAssertion"), assertion),
            (whole, _node("np:hasProvenance"), provenance),
            (whole, _node("np:hasPublicationInfo"), info),
        ],
        assertion: content,
        provenance: [
            (assertion, _node("prov:wasDerivedFrom"), passage),
            *((assertion, _node("prov:wasAttributedTo"), t.object) for t in grounds if t.predicate == _SPEAKER),
            *grounds,
        ],
        info: [
            (whole, _node("dcterms:license"), _value(about[article], _node("dcterms:license"))),
            (whole, _node("dcterms:hasVersion"), pyoxigraph.Literal(__version__)),
            (whole, _node("dcterms:subject"), _value(content, _node("rdf:subject"))),
            (whole, _node("prov:wasDerivedFrom"), article),
        ],
    }
    for graph, triples in graphs.items():
        for subject, predicate, value in triples:
            yield pyoxigraph.Quad(subject, predicate, value, graph)


def _closure(nodes: Iterable[Term], about: dict[Term, list[pyoxigraph.Triple]]) -> list[Term]:
    """Return the nodes and what they lead to, each once."""
    found: list[Term] = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found and node in about:
            found.append(node)
            waiting += [t.object for t in about[node] if t.predicate in _PATHS]
    return found


def _has(triples: Iterable[pyoxigraph.Triple], predicate: pyoxigraph.NamedNode, value: Term) -> bool:
    return any(t.predicate == predicate and t.object == value for t in triples)


def _value(triples: Iterable[pyoxigraph.Triple], predicate: pyoxigraph.NamedNode) -> Any:
    """Return what stands under a predicate in the triples of one node, where it is there but once."""
    return next(t.object for t in triples if t.predicate == predicate)
