"""The W3C's tests of the SPARQL protocol, of service descriptions and of results in JSON, CSV and TSV, over HTTP.

All data are in one server: each file that a test is asked of is a named graph, and the request says which it means.
"""

import csv
import http.client
import io
import json
from urllib.parse import urlencode, urlsplit

import pyoxigraph
import pytest
from rdflib import RDF, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.query import Result

from kg.words.formats import GRAPH_FORMATS, RESULT_FORMATS
from tests.conftest import SHARED
from tests.served import served

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")

SUITE = SHARED / "w3c"
ROW_TYPES = {t for form in RESULT_FORMATS for t in (form.media_type, *form.also)}
GRAPH_TYPES = {t for form in GRAPH_FORMATS for t in (form.media_type, *form.also)}


def manifest(folder):
    path = SUITE / folder / "manifest.ttl"
    return Graph().parse(path, format="turtle", publicID=path.as_uri()) if path.is_file() else Graph()


MANIFESTS = {folder: manifest(folder) for folder in ("protocol", "service-description", "csv-tsv-res", "json-res")}


def entries(folder):
    graph = MANIFESTS[folder]
    return [node for head in graph.objects(None, MF.entries) for node in Collection(graph, head)]


def name(node):
    return str(node).rpartition("#")[2]


def file_of(iri):
    return SUITE / "/".join(str(iri).split("/")[-2:])


#: Results that are not written as they should be, with the reason; whoever mends it takes the line out.
MISSED = {"tsv03": "the engine keeps an integer of a derived datatype, such as xsd:negativeInteger, as an xsd:integer"}

PROTOCOL = entries("protocol")
UPDATES = [node for node in PROTOCOL if "update" in name(node)]
QUERIES = [node for node in PROTOCOL if node not in UPDATES]
RESULTS = [(folder, node) for folder in ("csv-tsv-res", "json-res") for node in entries(folder)]


@pytest.fixture(autouse=True)
def literals_as_written(monkeypatch):
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def server(shared, tmp_path_factory):
    """The address of an endpoint over the files of all tests, each under the name by which its tests call it."""
    graph = MANIFESTS["protocol"]
    files = {(graph.value(n, UT.graph), str(graph.value(n, RDFS_LABEL))) for n in graph.objects(None, UT.graphData)}
    for folder, test in RESULTS:
        file = MANIFESTS[folder].value(MANIFESTS[folder].value(test, MF.action), QT.data)
        files.add((file, graph_name(file)))
    quads = [
        pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, pyoxigraph.NamedNode(iri))
        for file, iri in sorted(files)
        for quad in pyoxigraph.parse(path=str(file_of(file)))
    ]
    path = tmp_path_factory.mktemp("w3c") / "data.nq"
    path.write_bytes(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS))
    with served("--data", path) as address:
        yield address


def send(address, method, path, body=None, headers=()):
    """Return status, headers (lower case) and body of the response to a request with exactly these headers and Host."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def graph_name(file):
    return "http://example.org/" + "/".join(str(file).split("/")[-2:])


def requests(node):
    """Yield the requests of a protocol test, in their order: method, path, body, headers, and what must come back."""
    graph = MANIFESTS["protocol"]
    for request in Collection(graph, graph.value(graph.value(node, MF.action), HT.requests)):
        headers = graph.value(request, HT.headers)
        fields = [
            (str(graph.value(field, HT.fieldName)), str(graph.value(field, HT.fieldValue)))
            for field in (Collection(graph, headers) if headers else ())
        ]
        content = graph.value(request, HT.body)
        body = None
        if content is not None:
            body = str(graph.value(content, CNT.chars)).encode(str(graph.value(content, CNT.characterEncoding)))
        path = "/sparql" + str(graph.value(request, HT.absolutePath)).removeprefix("/sparql/")
        yield str(graph.value(request, HT.methodName)), path, body, fields, graph.value(request, HT.resp)


def test_the_suites_are_there(shared):
    assert (len(QUERIES), len(UPDATES)) == (20, 14)
    assert len(RESULTS) == 10
    assert {name(node) for node in entries("service-description")} == set(DESCRIPTIONS)


@pytest.mark.parametrize("node", QUERIES, ids=name)
def test_a_query_over_the_protocol(server, node):
    graph = MANIFESTS["protocol"]
    seen = 0
    for method, path, body, headers, expected in requests(node):
        status, given, content = send(server, method, path, body, headers)
        wanted = {name(code).removeprefix("StatusCode")[0] for code in graph.objects(expected, MF.expectedStatus)}
        assert str(status)[0] in wanted, content
        media_type = given.get("content-type", "").partition(";")[0]
        kind = str(graph.value(expected, MF.expectedFormat) or "")
        if kind:
            assert media_type in (GRAPH_TYPES if kind == "RDF" else ROW_TYPES)
        if kind == "boolean":
            assert json.loads(content)["boolean"] in (True, False)
        if kind == "tabular":
            assert json.loads(content)["head"]["vars"] == ["value"]
        if kind == "RDF":
            Graph().parse(content, format="turtle")
        for answer in graph.objects(expected, MF.expectedBoolean):
            assert json.loads(content)["boolean"] is answer.toPython()
        seen += 1
    assert seen


@pytest.mark.parametrize("node", UPDATES, ids=name)
def test_an_update_is_refused_with_a_reason(server, node):
    for method, path, body, headers, _ in requests(node):
        is_question = ("content-type", "application/sparql-query") in headers
        status, _, content = send(server, method, path, body, headers)
        assert status // 100 == (2 if is_question else 4)
        assert is_question or content.decode().endswith(".\n")


def described(server):
    status, headers, content = send(server, "GET", "/sparql", headers=[("Accept", "text/turtle")])
    assert status == 200
    assert headers["content-type"].startswith("text/turtle")
    return Graph().parse(content, format="turtle")


def returns_rdf(server):
    for form in GRAPH_FORMATS:
        status, headers, content = send(server, "GET", "/sparql", headers=[("Accept", form.media_type)])
        assert status == 200
        assert headers["content-type"].partition(";")[0] == form.media_type
        names = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}
        parsed = Dataset(default_union=True)
        parsed.parse(content, format=names.get(form.name, form.name))
        assert (None, RDF.type, SD.Service) in parsed


def has_endpoint_triple(server):
    graph = described(server)
    assert [str(o) for o in graph.objects(None, SD.endpoint)] == [f"{server}/sparql"]


#: Terms of the vocabulary by domain and range (SPARQL 1.1 Service Description, section 3); None is any resource.
PROPERTIES = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "supportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}

#: Instances that the standard itself names (section 3.3), and a dataset is a collection of graphs.
KNOWN = {
    "Feature": {
        SD[f]
        for f in ("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery")
    },
    "Language": {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update},
    "EntailmentRegime": {URIRef("http://www.w3.org/ns/entailment/Simple")},
}
CLASSES = {"Service", "Dataset", "Graph", "NamedGraph", "GraphCollection"}


def conforms_to_schema(server):
    graph = described(server)

    def is_a(node, kind):
        types = {name(t) for t in graph.objects(node, RDF.type) if t in SD}
        return kind in types or (kind == "GraphCollection" and "Dataset" in types) or node in KNOWN.get(kind, ())

    used = [(s, p, o) for s, p, o in graph if p in SD]
    assert used
    for subject, predicate, object_ in used:
        domain, range_ = PROPERTIES[name(predicate)]
        assert is_a(subject, domain)
        assert range_ is None or is_a(object_, range_)
        assert not isinstance(object_, Literal)
    assert {name(o) for o in graph.objects(None, RDF.type) if o in SD} <= CLASSES
    for service in graph.subjects(RDF.type, SD.Service):
        assert len(list(graph.objects(service, SD.endpoint))) == 1
        assert len(list(graph.objects(service, SD.defaultDataset))) == 1
    for named in graph.subjects(RDF.type, SD.NamedGraph):
        assert len(list(graph.objects(named, SD.name))) == 1


DESCRIPTIONS = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


@pytest.mark.parametrize("node", entries("service-description"), ids=name)
def test_a_service_description(server, node):
    DESCRIPTIONS[name(node)](server)


def solutions(content, form):
    """Return rows as comparable values, one of each column; what a blank node is called does not matter."""
    if form == "csv":
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        return [{n: cell(c) for n, c in zip(header, row, strict=True)} for row in rows]
    parsed = Result.parse(io.BytesIO(content), format=form)
    if parsed.type == "ASK":
        return parsed.askAnswer
    return [{str(v): value(row.get(v)) for v in parsed.vars if row.get(v) is not None} for row in parsed.bindings]


def cell(text):
    """Return a cell of CSV: a number by its value, for its datatype is not there to say how it is written."""
    if text.startswith("_:"):
        return "_"
    try:
        return float(text)
    except ValueError:
        return text


def value(term):
    if isinstance(term, BNode):
        return "_"
    if isinstance(term, Literal):
        datatype = None if str(term.datatype).endswith("#string") else term.datatype
        number = datatype is not None and name(datatype) in ("double", "decimal", "integer")
        return float(term) if number else str(term), datatype, term.language
    return term


@pytest.mark.parametrize(("folder", "node"), RESULTS, ids=lambda value: name(value) if "#" in str(value) else "")
def test_results_are_written_as_the_standard_has_them(server, folder, node):
    graph = MANIFESTS[folder]
    action, expected = graph.value(node, MF.action), file_of(graph.value(node, MF.result))
    form = {".csv": "csv", ".tsv": "tsv", ".srj": "json"}[expected.suffix]
    media_type = next(f.media_type for f in RESULT_FORMATS if f.name == form)
    query = file_of(graph.value(action, QT.query)).read_text(encoding="utf-8")
    parameters = urlencode({"query": query, "default-graph-uri": graph_name(graph.value(action, QT.data))})
    status, headers, content = send(server, "GET", f"/sparql?{parameters}", headers=[("Accept", media_type)])
    assert status == 200, content
    assert headers["content-type"].partition(";")[0] == media_type
    same = solutions(content, form) == solutions(expected.read_bytes(), form)
    assert same is (name(node) not in MISSED)
