"""The one table of formats for graphs and for rows."""

from typing import NamedTuple


class Format(NamedTuple):
    """One format: the name on the command line, file extensions, media type and what it can hold.

    ``loses`` says what of the whole dataset it cannot keep, as the end of a sentence that begins with the label.
    ``also`` are other media types by which clients ask for it, and ``w3c`` is its name in the list of the W3C
    (http://www.w3.org/ns/formats/).
    """

    name: str
    extensions: tuple[str, ...]
    media_type: str
    label: str
    named_graphs: bool = False
    loses: str = ""
    also: tuple[str, ...] = ()
    w3c: str = ""

    @property
    def is_folder(self) -> bool:
        """Return whether this is a folder of files, which have endings of their own."""
        return not self.extensions


_ONE_GRAPH = "has no named graphs, so the layers are in one graph; trig, nquads, jsonld keep them"


#: Formats of RDF graphs (RDF 1.1).
GRAPH_FORMATS = (
    Format("turtle", (".ttl",), "text/turtle", "Turtle", loses=_ONE_GRAPH, also=("text/n3",), w3c="Turtle"),
    Format("trig", (".trig",), "application/trig", "TriG", named_graphs=True, w3c="TriG"),
    Format("nquads", (".nq",), "application/n-quads", "N-Quads", named_graphs=True, w3c="N-Quads"),
    Format("ntriples", (".nt",), "application/n-triples", "N-Triples", loses=_ONE_GRAPH, w3c="N-Triples"),
    Format(
        "jsonld",
        (".jsonld", ".json"),
        "application/ld+json",
        "JSON-LD",
        named_graphs=True,
        also=("application/json",),
        w3c="JSON-LD",
    ),
    Format("rdfxml", (".rdf", ".xml", ".owl"), "application/rdf+xml", "RDF/XML", loses=_ONE_GRAPH, w3c="RDF_XML"),
)

#: What only an export is written in: RDF 1.2, nanopublications, and what other tools than RDF's read.
SHARED_FORMATS = (
    Format("turtle12", (".ttl",), "text/turtle;version=1.2", "Turtle of RDF 1.2", loses=_ONE_GRAPH),
    Format(
        "nanopub",
        (".trig",),
        "application/trig",
        "The format of nanopublications",
        named_graphs=True,
        loses="holds the claims and what they rest on, not the names of things; trig keeps everything",
    ),
    Format(
        "graphml",
        (".graphml",),
        "application/graphml+xml",
        "GraphML",
        loses="holds facts as edges, with the claims and words behind them, and nothing else; trig keeps everything",
    ),
    Format(
        "csvw",
        (),
        "application/csvm+json",
        "CSV with its metadata",
        loses="has no graphs, only tables, without memberships and the places of footnotes; trig keeps everything",
    ),
)

#: All that the dataset can be exported in.
EXPORT_FORMATS = (*GRAPH_FORMATS, *SHARED_FORMATS)

#: Formats of query results (SPARQL 1.1 Query Results JSON, XML, CSV and TSV).
ROW_FORMATS = (
    Format("table", (".txt",), "text/plain", "a table for people"),
    Format("csv", (".csv",), "text/csv", "CSV", w3c="SPARQL_Results_CSV"),
    Format("tsv", (".tsv",), "text/tab-separated-values", "TSV", w3c="SPARQL_Results_TSV"),
    Format("markdown", (".md",), "text/markdown", "a Markdown table"),
    Format(
        "json",
        (".srj",),
        "application/sparql-results+json",
        "SPARQL JSON",
        also=("application/json",),
        w3c="SPARQL_Results_JSON",
    ),
    Format(
        "xml",
        (".srx",),
        "application/sparql-results+xml",
        "SPARQL XML",
        also=("application/xml", "text/xml"),
        w3c="SPARQL_Results_XML",
    ),
)

#: Those of them in which an endpoint answers, the one for who does not choose first.
RESULT_FORMATS = tuple(next(f for f in ROW_FORMATS if f.name == name) for name in ("json", "xml", "csv", "tsv"))

#: What people read: a page, and the sentence of an error, which programs get as problem details (RFC 9457).
PAGE = Format("html", (".html",), "text/html", "a page")
SENTENCE = Format("text", (".txt",), "text/plain", "a sentence")
PROBLEM = Format("problem", (), "application/problem+json", "problem details", also=("application/json",))

#: How a request carries a query or an update (SPARQL 1.1 Protocol, sections 2.1 and 2.2).
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

#: What pages are made of.
WEB_FORMATS = (
    PAGE,
    Format("css", (".css",), "text/css", "a stylesheet"),
    Format("javascript", (".js",), "text/javascript", "a script"),
    Format("data", (".json",), "application/json", "JSON"),
    Format("svg", (".svg",), "image/svg+xml", "a drawing"),
    Format("wasm", (".wasm",), "application/wasm", "a program for the browser"),
)

#: Media types in which endpoints send rows and graphs, the one that we ask for first.
JSON_TYPES = ("application/sparql-results+json", "application/json")
TURTLE_TYPES = ("text/turtle", "application/x-turtle")

#: Forms of a report of findings.
REPORT_FORMS = ("text", "table", "json", "turtle", "sarif", "junit")

#: The engines that hold a graph against shapes: our own, which is the default and fast, and the reference.
ENGINES = ("sparql", "pyshacl")

#: What RDF files can be held against: the shapes, with our dataset or the ontology alone around them; our terms.
AGAINST = ("dataset", "ontology", "terms")

#: How an article marks its footnotes: [1], (1), ^1, ¹ or not at all; the first is the usual way.
FOOTNOTE_MARKS = ("brackets", "parentheses", "carets", "superscripts", "none")

#: Severities of findings, the gravest first (SHACL, section 2.1.4).
SEVERITIES = ("violation", "warning", "info")


def graph_format(name: str) -> Format | None:
    """Return the graph format of this name, or None."""
    return next((f for f in GRAPH_FORMATS if f.name == name), None)


def export_format(name: str) -> Format | None:
    """Return the format of an export of this name, or None."""
    return next((f for f in EXPORT_FORMATS if f.name == name), None)


def format_of_file(path: str) -> Format | None:
    """Return the graph format that a file's name announces, or None."""
    return next((f for f in GRAPH_FORMATS if path.lower().endswith(f.extensions)), None)


def web_type(path: str) -> str:
    """Return the media type of a page, or of a file beside it, by its ending; texts are UTF-8 and say so.

    >>> web_type("assets/style.css")
    'text/css; charset=utf-8'
    """
    known = (*WEB_FORMATS, *GRAPH_FORMATS, *ROW_FORMATS)
    media_type = next(form.media_type for form in known if path.endswith(form.extensions))
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
