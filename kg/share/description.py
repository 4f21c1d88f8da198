"""What our dataset tells of one address of ours, as RDF: a thing, a claim, a source, a graph, the terms, a shape.

Facts stand plainly and claims as claims; beside them the document itself says what it is about, its licence, and the
articles that it is made from (https://www.w3.org/TR/cooluris/). All of it is in the default graph, in formats with
named graphs too, because who follows an address to a document asks that; only a graph is given under its name.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ask.evidence import Evidence
from kg.share.dataset_record import DATASET, Article, articles, record
from kg.share.parts import order
from kg.share.surroundings import described, surroundings
from kg.share.terms import HOME
from kg.store.engine import rdf_format, serialise
from kg.store.own import dataset
from kg.words.folders import bundled
from kg.words.formats import Format
from kg.words.layers import LAYERS
from kg.words.prefixes import BASE, PREFIXES, expand

#: Where our endpoint answers, as an address of ours.
ENDPOINT = f"{BASE}sparql"

#: The graph that an address stands for; that of the ontology is its terms.
_GRAPHS = {HOME: PREFIXES["graph"] + "ontology", **{layer.graph: layer.graph for layer in LAYERS}}

_HEAD = (
    b"# CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/); after the articles named as dcterms:source.\n"
    b"# A claim (pao:Claim) is what somebody says; only what stands as a plain triple is a fact.\n"
)


@cache
def addresses() -> frozenset[str]:
    """Return every address that has a description, without the base; what stands after a ``#`` is part of one."""
    ours = (HOME, record().authors_iri, DATASET, *(layer.graph for layer in LAYERS), *described())
    shapes = {quad.subject.value for quad in _shapes() if isinstance(quad.subject, NamedNode)}
    return frozenset(iri.removeprefix(BASE) for iri in (*ours, *shapes, *_links_of_terms()))


def describe(address: str) -> list[Quad]:
    """Return the quads that describe an address of ours, given without the base; an unknown one has none."""
    iri = BASE + address
    if iri in _GRAPHS:
        quads = dataset().quads_for_pattern(None, None, None, NamedNode(_GRAPHS[iri]))
        return sorted(quads if iri == _GRAPHS[iri] else (Quad(*quad.triple) for quad in quads), key=order)
    if iri in (DATASET, record().authors_iri):
        return list(_of_dataset())
    if iri.startswith(PREFIXES["shape"]):
        return sorted(_of_shape(iri), key=order)
    if iri in _links_of_terms():
        return list(_links_of_terms()[iri])
    found = surroundings(iri)
    if found is None:
        return []
    told = {
        _quad(subject, predicate, term)
        for subject, node in found.nodes.items()
        for predicate, terms in node.items()
        for term in terms
    }
    return sorted(told, key=order)


def write_description(address: str, form: Format, known: Mapping[str, Evidence] | None = None) -> bytes:
    """Return the description of an address in a format of graphs; that of a thing or claim in JSON-LD is its record.

    Who has read the evidence of the claims already gives it as ``known``. Raises NotInThisFormat where the format has
    no form for it.
    """
    if form.name == "jsonld" and address.startswith(("id/", "claim/")):
        from kg.share.record import write_record

        return write_record(address.removeprefix("id/"), known)
    told = _of_thing(address) if address.startswith("id/") else describe(address)
    quads = [*_document(address, form, told), *told]
    if form.name == "jsonld":
        from kg.share.jsonld import graphs_of, write_jsonld

        return write_jsonld(graphs_of(quads))
    statements = quads if form.named_graphs else sorted({quad.triple for quad in quads}, key=order)
    used = "".join({str(term) for quad in quads for term in quad})
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in used}
    data = serialise(statements, form.name, prefixes)
    if form.name not in ("turtle", "trig"):
        return data
    # the engine writes prefixes in no fixed order
    lines = data.splitlines(keepends=True)
    head = sorted(line for line in lines if line.startswith(b"@prefix "))
    return b"".join([_HEAD, *head, *lines[len(head) :]])


@lru_cache(maxsize=1)
def _of_thing(address: str) -> list[Quad]:
    """Return what describes a thing; kept, because whoever writes it in one format goes on with the next."""
    return describe(address)


def _document(address: str, form: Format, told: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what a document says of itself: what it is about, its licence, its dataset, and whose words it holds."""
    document = BASE + address + form.extensions[0]
    yield _quad(document, "rdf:type", expand("foaf:Document"))
    yield _quad(document, "foaf:primaryTopic", BASE + address)
    yield _quad(document, "dcterms:license", record().licence)
    yield _quad(document, "void:inDataset", DATASET)
    for layer in LAYERS:
        if layer.graph == BASE + address:
            yield _quad(layer.graph, "dcterms:description", Literal(layer.holds, language="en"))
    for article in _origins(told):
        assert article.address
        yield _quad(document, "dcterms:source", article.address)
        yield _quad(article.address, "dcterms:title", Literal(article.title, language="en"))


def _origins(told: Iterable[Quad]) -> list[Article]:
    """Return the stored articles whose words, or those of whose abstracts, are told; where none is named, all."""
    known = _stored_articles()
    named = {known[iri] for iri in (_iri(quad.object) for quad in told) if iri in known}
    return sorted(named or set(known.values()))


@cache
def _stored_articles() -> dict[str, Article]:
    """Return the stored article of each article and abstract, by the address of either."""
    stored = {article.iri: article for article in articles() if article.address}
    part_of = NamedNode(expand("dcterms:isPartOf"))
    parts = dataset().quads_for_pattern(None, part_of, None, NamedNode(PREFIXES["graph"] + "sources"))
    wholes = {_iri(quad.subject): _iri(quad.object) for quad in parts}
    return stored | {part: stored[whole] for part, whole in wholes.items() if whole in stored}


def _iri(term: Any) -> str:
    return term.value if isinstance(term, NamedNode) else ""


@cache
def _of_dataset() -> tuple[Quad, ...]:
    """Return the record of the dataset and its counts, where it is asked, and where each of its graphs lies."""
    return tuple(sorted(_told_of_dataset(), key=order))


def _told_of_dataset() -> Iterator[Quad]:
    from kg.share.dcat import describe_for_catalogues

    yield from pyoxigraph.parse(describe_for_catalogues([]), format=rdf_format("turtle"))
    yield _quad(DATASET, "void:sparqlEndpoint", ENDPOINT)
    yield _quad(DATASET, "void:exampleResource", PREFIXES["id"] + "socialist-action")
    for layer in LAYERS:
        yield _quad(layer.graph, "void:dataDump", f"{layer.graph}.ttl")
        yield _quad(layer.graph, "dcterms:description", Literal(layer.holds, language="en"))


@cache
def _links_of_terms() -> dict[str, tuple[Quad, ...]]:
    """Return what is told of each link of a term of the ontology, which no other graph holds."""
    found: dict[str, list[Quad]] = {}
    for quad in dataset().quads_for_pattern(None, None, None, NamedNode(_GRAPHS[HOME])):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(f"{BASE}link/"):
            found.setdefault(quad.subject.value, []).append(Quad(*quad.triple))
    return {iri: tuple(sorted(quads, key=order)) for iri, quads in found.items()}


@cache
def _shapes() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for path in sorted(bundled("shapes").glob("*.ttl")):
        text = path.read_bytes()
        store.extend(pyoxigraph.parse(text, format=rdf_format("turtle"), rename_blank_nodes=True))
    return store


def _of_shape(iri: str) -> Iterator[Quad]:
    """Yield a shape with the shapes of its properties and what stands in them without a name."""
    waiting, seen = [NamedNode(iri)], set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for quad in _shapes().quads_for_pattern(node, None, None):
            yield quad
            term = quad.object
            if isinstance(term, pyoxigraph.BlankNode) or getattr(term, "value", "").startswith(PREFIXES["shape"]):
                waiting.append(term)  # type: ignore[arg-type]


def _quad(subject: str, predicate: str, term: Any) -> Quad:
    value = NamedNode(term) if isinstance(term, str) else term
    return Quad(NamedNode(subject), NamedNode(expand(predicate)), value, DefaultGraph())
