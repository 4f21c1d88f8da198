"""The page of the ontology: one HTML file with every term, and Turtle and JSON-LD beside it.

It needs nothing from elsewhere and runs no script; its content security policy says so.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path

from kg.share.dataset_record import record
from kg.share.diagram import draw
from kg.share.examples import examples
from kg.share.jsonld import graphs_of, write_jsonld
from kg.share.terms import HOME, KINDS, Term, of, terms
from kg.share.turtle import write_turtle
from kg.store.own import dataset
from kg.words.formats import graph_format
from kg.words.layers import LAYERS
from kg.words.prefixes import BASE, shorten

_STYLE = Path(__file__).with_name("page.css")

_COMMENT = """\
The ontology with its alignments, in one file; made from core.ttl, beyond-owl.ttl and alignments.ttl.
CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)."""


def document_ontology() -> dict[str, bytes]:
    """Return the page and the files beside it, by name."""
    graph = next(layer.graph for layer in LAYERS if layer.name == "ontology")
    quads = sorted((quad for quad in dataset() if str(quad.graph_name)[1:-1] == graph), key=str)
    return {
        "index.html": write_page(),
        "ontology.jsonld": write_jsonld(graphs_of(quads)),
        "ontology.ttl": write_turtle((quad.triple for quad in quads), _COMMENT),
    }


def write_page() -> bytes:
    """Return the page."""
    style = _STYLE.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    title = escape(" ".join(of(HOME, "dcterms:title")))
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f'<link rel="alternate" type="{_media_type("turtle")}" href="ontology.ttl">',
        f'<link rel="alternate" type="{_media_type("jsonld")}" href="ontology.jsonld">',
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        write_head(),
        "<main>",
        write_terms(),
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def write_head() -> str:
    """Return what stands above the terms: title, description, record of the ontology and the list of its terms."""
    return "\n".join(_head())


def write_terms() -> str:
    """Return the drawing of a claim, and every term with what is said of it."""
    drawing = (
        '<section aria-labelledby="how-a-claim-hangs-together">',
        '<h2 id="how-a-claim-hangs-together">How a claim hangs together</h2>',
        draw(),
        "</section>",
    )
    return "\n".join([*drawing, *(line for kind in KINDS for line in _kind(kind))])


def _head() -> Iterable[str]:
    title = escape(" ".join(of(HOME, "dcterms:title")))
    yield "<header>"
    yield f"<h1>{title}</h1>"
    for text in of(HOME, "dcterms:abstract", "dcterms:description"):
        yield f"<p>{escape(text)}</p>"
    rows = [
        ("Namespace", [f"<code>{escape(text)}</code>" for text in of(HOME, "vann:preferredNamespaceUri")]),
        ("Prefix", [f"<code>{escape(text)}</code>" for text in of(HOME, "vann:preferredNamespacePrefix")]),
        ("Base", [f"<code>{escape(BASE)}</code>: addresses in angle brackets go on from it."]),
        ("Version", [f"{escape(' '.join(of(HOME, 'owl:versionInfo')))} ({_links(of(HOME, 'owl:versionIRI'))})"]),
        ("Made by", [escape(record().authors)]),
        ("Created", [escape(" ".join(of(HOME, "dcterms:created")))]),
        ("Modified", [escape(" ".join(of(HOME, "dcterms:modified")))]),
        ("Licence", [_links(of(HOME, "dcterms:license"))]),
        ("Cite as", [escape(" ".join(of(HOME, "dcterms:bibliographicCitation")))]),
        ("Files", ['<a href="ontology.ttl">Turtle</a>', '<a href="ontology.jsonld">JSON-LD</a>']),
        ("Care", ["A claim with a sensitive predicate, said of a living person, is no fact without a footnote."]),
        ("Example", ["A number in brackets says how many there are in the dataset, where nothing else is named."]),
        ("Notes", [escape(text) for text in of(HOME, "rdfs:comment", "skos:scopeNote", "skos:changeNote")]),
    ]
    yield _list(rows)
    yield '<nav aria-label="Terms">'
    yield "<ul>"
    for kind, (heading, _) in KINDS.items():
        named = ", ".join(f'<a href="#{escape(t.name)}">{escape(t.label)}</a>' for t in terms() if t.kind == kind)
        yield f'<li><a href="#{kind}">{heading}</a>: {named}</li>'
    yield "</ul>"
    yield "</nav>"
    yield "</header>"


def _kind(kind: str) -> Iterable[str]:
    heading, what = KINDS[kind]
    yield f'<section aria-labelledby="{kind}">'
    yield f'<h2 id="{kind}">{heading}</h2>'
    yield f"<p>{what}</p>"
    found = [term for term in terms() if term.kind == kind]
    usual, number = Counter(term.type for term in found).most_common(1)[0]
    if 2 * number > len(found):
        yield f"<p>Kind of each, where no other is given: {_links(usual, own_only=True)}.</p>"
    else:
        usual = ()
    for term in found:
        yield from _term(term, usual)
    yield "</section>"


def _term(term: Term, usual: tuple[str, ...]) -> Iterable[str]:
    """Yield the section of a term; a kind that is the usual one stands above, once for all."""
    below = [other.iri for other in terms() if term.iri in other.supers]
    rows = [
        ("Kind", [_links(term.type, own_only=True)] if term.type != usual else []),
        ("Below", [_links(term.supers)]),
        ("Above", [_links(below)]),
        ("Of", [_links(term.domain)]),
        ("To", [_links(term.range)]),
        ("Never also", [_links(term.disjoint)]),
        ("Like", [_links(term.aligned)]),
        ("Note", [escape(note, quote=False) for note in term.notes]),
        ("Care", ["sensitive"] if term.sensitive else []),
        ("Example", [escape(text, quote=False) for text in examples(term)]),
    ]
    yield f'<section id="{escape(term.name)}">'
    yield f"<h3>{escape(term.label)} <code>{escape(shorten(term.iri))}</code></h3>"
    yield f"<p>{escape(term.definition, quote=False)}</p>"
    yield _list(rows)
    yield "</section>"


def _list(rows: Iterable[tuple[str, list[str]]]) -> str:
    """Return a list of descriptions, without those that say nothing."""
    parts = []
    for name, values in rows:
        kept = [value for value in values if value]
        parts += [f"<dt>{name}</dt>", *(f"<dd>{value}</dd>" for value in kept)] if kept else []
    return "\n".join(["<dl>", *parts, "</dl>"])


def _links(iris: Iterable[str], own_only: bool = False) -> str:
    """Return links: within the page for our own terms, and else, unless only ours are wanted, to where a term lies."""
    known = {term.iri: term for term in terms()}
    return ", ".join(
        f'<a href="#{escape(known[iri].name)}">{escape(known[iri].label)}</a>'
        if iri in known
        else escape(shorten(iri).strip("<>"))
        if own_only
        else f'<a href="{escape(iri)}">{escape(shorten(iri).strip("<>"))}</a>'
        for iri in iris
    )


def _media_type(name: str) -> str:
    form = graph_format(name)
    assert form is not None
    return form.media_type
