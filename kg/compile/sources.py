"""Articles, passages and references -> the graph of sources."""

from rdflib import DC, DCTERMS, RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import FOAF, SKOS

from kg.compile.names import CITO, OA, PAO, SCHEMA, article, citation, part, passage, reference, thing
from kg.compile.times import add_time, edtf_literal
from kg.source.article import Article
from kg.source.corpus import ArticleSource
from kg.source.references import Reference
from kg.source.scope import Located
from kg.store.plain import plain_graph


def compile_sources(source: ArticleSource, located: dict[str, Located]) -> Graph:
    """Return an article with its references and the passages that have claims, as RDF."""
    graph = compile_frame(source)
    for place in located.values():
        if place.passage.claims:
            add_passage(graph, source.article, place)
    return graph


def compile_frame(source: ArticleSource) -> Graph:
    """Return an article with its references and footnote marks, without its passages, as RDF."""
    graph = plain_graph()
    _add_article(graph, source.article)
    _add_abstracts(graph, source.article)
    _add_citations(graph, source.article)
    for entry in source.references.values():
        _add_reference(graph, source.article, entry)
    return graph


def _add_article(graph: Graph, stored: Article) -> None:
    iri, about = article(stored.slug), stored.about.content
    graph.add((iri, RDF.type, PAO.Article))
    graph.add((iri, DCTERMS.title, Literal(about["title"], lang="en")))
    graph.add((iri, DCTERMS.source, URIRef(about["source"])))
    graph.add((iri, DCTERMS.license, URIRef(about["licence"])))
    graph.add((iri, FOAF.primaryTopic, thing(about["about"])))
    graph.add((iri, PAO.sha256, Literal(about["sha256"])))
    if "publisher" in about:
        graph.add((iri, DC.publisher, Literal(about["publisher"], lang="en")))
    if "snapshot" in about:
        graph.add((iri, DCTERMS.description, Literal(about["snapshot"], lang="en")))


def _add_abstracts(graph: Graph, stored: Article) -> None:
    """Add the abstracts of other articles in the stored text, each as an article of its own under the same licence."""
    for section in stored.sections:
        if section.article:
            iri = article(section.abstract_slug(stored.slug))
            graph.add((iri, RDF.type, PAO.Abstract))
            graph.add((iri, DCTERMS.title, Literal(section.article, lang="en")))
            graph.add((iri, DCTERMS.isPartOf, article(stored.slug)))
            graph.add((iri, DCTERMS.license, URIRef(stored.about.content["licence"])))
            graph.add((iri, FOAF.primaryTopic, thing(str(section.about))))
            if section.note:
                graph.add((iri, SKOS.editorialNote, Literal(section.note, lang="en")))


def _add_citations(graph: Graph, stored: Article) -> None:
    """Add every footnote mark of the text with its place and the entry that it points to."""
    marks = [marker for marker in stored.markers if marker.is_citation]
    for number, marker in enumerate(marks, 1):
        iri = citation(stored.slug, number)
        section = next(s for s in stored.sections if s.start <= marker.start < s.end)
        graph.add((iri, RDF.type, PAO.Citation))
        graph.add((iri, OA.hasSource, article(stored.slug)))
        graph.add((iri, OA.start, Literal(marker.start)))
        graph.add((iri, OA.end, Literal(marker.end)))
        graph.add((iri, PAO.section, Literal(section.label)))
        graph.add((iri, PAO.ofReference, reference(stored.slug, int(marker.value))))


def add_passage(graph: Graph, stored: Article, place: Located) -> None:
    """Add one passage: its quote, where it stands, its footnotes and its tags."""
    slug = place.slug(stored)
    iri = passage(slug, place.passage.id)
    first, last = place.sentences[0], place.sentences[-1]
    graph.add((iri, RDF.type, PAO.Passage))
    graph.add((iri, OA.hasSource, article(slug)))
    _add_span(graph, iri, stored.text, place.start, place.end)
    for predicate, text in (
        (OA.prefix, stored.text[first.start : place.start]),
        (OA.suffix, stored.text[place.end : last.end]),
    ):
        if text:
            graph.add((iri, predicate, Literal(text, lang="en")))
    graph.add((iri, PAO.section, Literal(first.section.label)))
    for number in place.citations:
        graph.add((iri, CITO.citesAsEvidence, reference(stored.slug, int(number))))
    for tag in place.tags:
        graph.add((iri, PAO.editorialTag, PAO["tag-" + tag.replace(" ", "-")]))
    for check, reason in place.passage.acknowledged.items():
        graph.add((iri, PAO.acknowledgement, Literal(f"{check}: {reason}")))
    if place.passage.note:
        graph.add((iri, SKOS.editorialNote, Literal(place.passage.note, lang="en")))


def _add_reference(graph: Graph, stored: Article, entry: Reference) -> None:
    iri, fields = reference(stored.slug, entry.number), entry.fields
    graph.add((iri, RDF.type, PAO.Reference))
    graph.add((iri, DCTERMS.isPartOf, article(stored.slug)))
    graph.add((iri, PAO.number, Literal(entry.number)))
    graph.add((iri, PAO.listed, Literal(entry.entry is not None)))
    if entry.entry:
        _add_span(graph, iri, stored.text, entry.entry.start, entry.entry.end)
        graph.add((iri, OA.hasSource, article(stored.slug)))
        if entry.entry.backlinks is not None:
            graph.add((iri, PAO.backLinks, Literal(entry.entry.backlinks)))
    for author in entry.authors:
        graph.add((iri, DCTERMS.creator, thing(author)))
    if "title" in fields:
        graph.add((iri, DCTERMS.title, Literal(fields["title"], lang="en")))
    if "in" in fields:
        graph.add((iri, PAO.publishedIn, thing(fields["in"])))
    if "publisher" in fields:
        graph.add((iri, DCTERMS.publisher, thing(fields["publisher"])))
    if "archive" in fields:
        graph.add((iri, PAO.archive, thing(fields["archive"])))
    if "url" in fields:
        graph.add((iri, SCHEMA.url, URIRef(fields["url"])))
    if "kind" in fields:
        graph.add((iri, PAO.documentKind, PAO["kind-" + fields["kind"]]))
    if "issued" in fields:
        graph.add((iri, DCTERMS.issued, edtf_literal(fields["issued"])))
        graph.add((iri, PAO.issuedTime, part(iri, "issued")))
        add_time(graph, part(iri, "issued"), fields["issued"], None)
    for key, predicate in (("retrieved", PAO.retrievedOn), ("archived", PAO.archivedOn)):
        if key in fields:
            graph.add((iri, predicate, Literal(fields[key], datatype=XSD.date)))
    for key, predicate in (("page", PAO.page), ("part", PAO.part)):
        if key in fields:
            graph.add((iri, predicate, Literal(fields[key])))
    for key in ("note", "missing"):
        if key in fields:
            graph.add((iri, SKOS.editorialNote, Literal(fields[key], lang="en")))


def _add_span(graph: Graph, iri: URIRef, text: str, start: int, end: int) -> None:
    """Add a quote and its place, in code points of the stored text (Web Annotation, sections 4.2.4 and 4.2.5)."""
    graph.add((iri, OA.exact, Literal(text[start:end], lang="en")))
    graph.add((iri, OA.start, Literal(start)))
    graph.add((iri, OA.end, Literal(end)))
