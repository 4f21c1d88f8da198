"""The tables of the CSV export: their columns, what each means, and where its cells come from."""

from typing import NamedTuple

#: Stands between the values of a cell that holds several.
SEPARATOR = " | "


class Column(NamedTuple):
    """One column; ``term`` is the property that it holds, ``points_to`` the table of which every cell names a row.

    An address is written without the beginning that all of ours share.
    """

    name: str
    title: str
    term: str = ""
    datatype: str = "string"
    several: bool = False
    points_to: str = ""


class Table(NamedTuple):
    """One file; ``part`` is the layer that it shows."""

    name: str
    part: str
    title: str
    columns: tuple[Column, ...]


ADDRESS = "anyURI"
_ID = Column("id", "address", datatype=ADDRESS)

#: What tables of statements begin with; a statement has an object with an address, or a value, or only words.
_STATEMENT = (
    Column("subject", "address of what it is about", "rdf:subject", ADDRESS, points_to="entities"),
    Column("subject_label", "name of what it is about"),
    Column("predicate", "address of the relation", "rdf:predicate", ADDRESS),
    Column("predicate_label", "name of the relation"),
    Column("object", "address of the other thing, where it is one", "rdf:object", ADDRESS),
    Column("object_label", "name of the other thing"),
    Column("value", "the value, where it is no thing"),
    Column("value_type", "kind of the value"),
)
_BEHIND = Column("claims", "addresses of the claims behind it", several=True)

TABLES = (
    Table(
        "entities",
        "entities",
        "The things that are spoken of",
        (
            _ID,
            Column("label", "name", "rdfs:label"),
            Column("kind", "classes", "rdf:type", several=True),
            Column("aliases", "further names", "skos:altLabel", several=True),
            Column("different_from", "not to be confused with", "owl:differentFrom", several=True),
            Column("wikidata", "address of the item of Wikidata that it is", "skos:exactMatch", ADDRESS),
            Column("wikidata_near", "address of the item that it is nearly, or not surely", "skos:closeMatch", ADDRESS),
            Column("note", "note of those who encoded it", "skos:editorialNote"),
        ),
    ),
    Table(
        "claims",
        "claims",
        "What the passages state or report; only those whose standing is 'fact' are facts",
        (
            _ID,
            Column("standing", "whether it is a fact and, if not, why not"),
            Column("denied", "whether it is said not to be so", datatype="boolean"),
            Column("speaker", "address of who says it, if it is not the article", datatype=ADDRESS),
            Column("speaker_label", "name of who says it"),
            Column("act", "how it is said"),
            Column("medium", "address of the reference in which it is said", datatype=ADDRESS),
            Column("said_when", "when it was said (EDTF)"),
            *_STATEMENT,
            Column("gist", "what it says in words", "pao:gist"),
            Column("role", "role in the words of the text", "pao:roleLabel"),
            Column("purpose", "purpose", "pao:purpose"),
            Column("context", "address of that in which it holds", "pao:context", ADDRESS),
            Column("unit", "unit of the value", "pao:unit"),
            Column("hedges", "hedges of the text", several=True),
            Column("time", "when it held or happened (EDTF)"),
            Column("time_words", "the words for that"),
            Column("start_earliest", "earliest day of the beginning", datatype="date"),
            Column("start_latest", "latest day of the beginning", datatype="date"),
            Column("end_earliest", "earliest day of the end", datatype="date"),
            Column("end_latest", "latest day of the end", datatype="date"),
            Column("voice", "address of the voice: the article's or somebody's", "pao:voice", ADDRESS),
            Column("support", "address of the support: cited, uncited, citation needed", "pao:support", ADDRESS),
            Column("contradicts", "addresses of claims that cannot be so with it", "pao:contradicts", several=True),
            Column("disputes", "addresses of claims that it disputes", "cito:disputes", several=True),
            Column("quote", "the words of the text"),
            Column("passage", "address of the passage", "pao:statedIn", ADDRESS, points_to="passages"),
            Column("footnotes", "addresses of the references cited there", several=True),
            Column("note", "note of those who encoded it", "skos:editorialNote"),
        ),
    ),
    Table("facts", "facts", "The claims that are facts, each fact once", (*_STATEMENT, _BEHIND)),
    Table("derived", "derived", "What follows from facts by rules", (*_STATEMENT, _BEHIND)),
    Table(
        "passages",
        "sources",
        "The quotes, with their places in the stored texts",
        (
            _ID,
            Column("source", "address of the article or abstract", "oa:hasSource", ADDRESS, points_to="sources"),
            Column("section", "section", "pao:section"),
            Column("start", "where it starts, in characters", "oa:start", "integer"),
            Column("end", "where it ends, in characters", "oa:end", "integer"),
            Column("before", "the sentence before the quote", "oa:prefix"),
            Column("quote", "the quote", "oa:exact"),
            Column("after", "the sentence after the quote", "oa:suffix"),
            Column("footnotes", "addresses of the references cited", "cito:citesAsEvidence", several=True),
            Column("tags", "addresses of the tags of editors", "pao:editorialTag", several=True),
            Column("note", "note of those who encoded it", "skos:editorialNote"),
        ),
    ),
    Table(
        "sources",
        "sources",
        "Articles, abstracts and references",
        (
            _ID,
            Column("kind", "class", "rdf:type", ADDRESS),
            Column("title", "title", "dcterms:title"),
            Column("part_of", "address of the article that holds it", "dcterms:isPartOf", ADDRESS),
            Column("about", "address of its subject", "foaf:primaryTopic", ADDRESS),
            Column("number", "number of the reference", "pao:number", "integer"),
            Column("entry", "the entry of the list of references", "oa:exact"),
            Column("document_kind", "address of the kind of document", "pao:documentKind", ADDRESS),
            Column("creators", "addresses of the authors", "dcterms:creator", several=True),
            Column("published_in", "address of the periodical or site", "pao:publishedIn", ADDRESS),
            Column("publisher_name", "name of the publisher", "dc:publisher"),
            Column("publisher", "address of the publisher", "dcterms:publisher", ADDRESS),
            Column("issued", "day of publication (EDTF)", "dcterms:issued"),
            Column("part", "part", "pao:part"),
            Column("page", "page", "pao:page"),
            Column("retrieved_on", "day on which it was retrieved", "pao:retrievedOn", "date"),
            Column("archive", "address of the archive", "pao:archive", ADDRESS),
            Column("archived_on", "day on which it was archived", "pao:archivedOn", "date"),
            Column("listed", "whether it stands in the stored list", "pao:listed", "boolean"),
            Column("back_links", "how often the list says it is cited", "pao:backLinks", "integer"),
            Column("license", "licence", "dcterms:license"),
            Column("source", "where the text is from", "dcterms:source"),
            Column("description", "what the stored text is", "dcterms:description"),
            Column("sha256", "SHA-256 of the stored text", "pao:sha256"),
            Column("note", "note of those who encoded it", "skos:editorialNote"),
        ),
    ),
)
