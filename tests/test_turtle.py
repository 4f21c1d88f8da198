"""Our Turtle beside rdflib's: the same bytes, whatever the texts hold, and the strict parser reads the same triples."""

from io import BytesIO

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer

from kg.compile.names import EDTF, PAO, claim, part, thing
from kg.compile.turtle import prefixes_of, write_blocks, write_turtle
from kg.store.graph import as_graph
from kg.words.prefixes import PREFIXES

TEXT = st.text(st.sampled_from('ab "\\\n\t\r.,;<>^@:é\u2028') | st.characters(codec="utf-8", exclude_categories=["C"]))
THINGS = st.sampled_from(
    [
        thing("a"),
        thing("2007-election"),
        claim("x", "y-z", "1"),
        part(claim("x", "y", "1"), "time"),
        PAO.Claim,
        PAO["tag-when?"],
        URIRef(PREFIXES["id"]),
        URIRef("https://example.org/a_(b)"),
    ]
)
LITERALS = (
    st.builds(lambda text: Literal(text, lang="en"), TEXT)
    | st.builds(Literal, TEXT)
    | st.builds(Literal, st.integers() | st.booleans())
    | st.builds(lambda text: Literal(text, datatype=EDTF.EDTF), st.sampled_from(["1985~", "[..1986]"]))
    | st.just(Literal("2.50", datatype=XSD.decimal, normalize=False))
    | st.just(Literal("1985-01-01", datatype=XSD.date))
)
VERBS = st.sampled_from([RDF.type, RDFS.label, RDF.subject, PAO.voice, PAO.memberOf])


class Peer(LongTurtleSerializer):
    """rdflib's long Turtle with the subjects in the order of their addresses."""

    def orderSubjects(self):
        return sorted(self._subjects, key=str)


def peer(graph):
    """The blocks of rdflib's serialiser, without the prefixes before them."""
    plain = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        plain.bind(prefix, namespace)
    plain += graph
    stream = BytesIO()
    Peer(plain).serialize(stream)
    lines = stream.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith("PREFIX "))


@given(st.lists(st.tuples(THINGS, VERBS, THINGS | LITERALS), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_it_is_what_rdflib_writes_and_the_strict_parser_reads(triples):
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    data = write_turtle(graph, "A comment.")
    assert "".join(block for _, block in write_blocks(graph)).strip() == peer(graph).strip()
    assert set(as_graph(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))) == set(graph)


def test_a_prefix_in_a_text_or_an_address_is_not_used():
    graph = Graph()
    graph.add((URIRef("https://example.org/skos:a"), RDFS.label, Literal('says "foaf:a" and\n" org: b', lang="en")))
    assert prefixes_of(block for _, block in write_blocks(graph)) == {"rdfs"}
