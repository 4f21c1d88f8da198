"""Files that want more time, memory or depth than a file may have, and document types that hide them."""

from itertools import permutations

from tests.hostile.files import FORMS, GRAPHS, HARMLESS, PREFIXES, Hostile, ending

_HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/">'
_OVER = 10 * 1024 * 1024 + 1


def _nested(opening: str, inside: str, closing: str, depth: int) -> bytes:
    return (PREFIXES + "ex:s ex:p " + opening * depth + inside + closing * depth + " .").encode()


def _objects(depth: int, closed: bool = True) -> bytes:
    return ('{"@id": "a:b", "a:p": ' * depth + "1" + "}" * depth * closed).encode()


def _elements(depth: int) -> bytes:
    inner = "<ex:p><rdf:Description>" * depth + "</rdf:Description></ex:p>" * depth
    return f"{_HEAD}<rdf:Description>{inner}</rdf:Description></rdf:RDF>".encode()


def _document_type(entities: str, text: str, declaration: str = "") -> bytes:
    body = f'<rdf:Description rdf:about="a:b"><ex:p>{text}</ex:p></rdf:Description>'
    return f"{declaration}<!DOCTYPE rdf:RDF [{entities}]>{_HEAD}{body}</rdf:RDF>".encode()


def _clique(size: int) -> bytes:
    """Blank nodes that all point at each other: nothing tells one from another."""
    lines = (f"_:b{a} ex:p _:b{b} ." for a, b in permutations(range(size), 2))
    return (PREFIXES + "\n".join(lines)).encode()


def _swarm(count: int) -> bytes:
    """Things of ours that each break several shapes."""
    return (PREFIXES + "".join(f"id:swarm-{i} a pao:Claim, foaf:Person, pao:Post .\n" for i in range(count))).encode()


_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
_LONG = "x" * (10 * 1024 * 1024 - 2000)

FILES = [
    *(Hostile(f"over-the-cap-{f}", f"over{ending(f)}", lambda f=f: GRAPHS[f] + b"\n" * _OVER) for f in FORMS),
    *(
        Hostile(f"nested-blank-nodes-{n}", f"blank{n}.ttl", lambda n=n: _nested("[ ex:p ", "1", " ]", n))
        for n in (500, 5_000, 100_000)
    ),
    *(Hostile(f"nested-lists-{n}", f"lists{n}.ttl", lambda n=n: _nested("( ", "1", " )", n)) for n in (500, 100_000)),
    *(Hostile(f"nested-objects-{n}", f"objects{n}.jsonld", lambda n=n: _objects(n)) for n in (500, 3_500, 100_000)),
    *(Hostile(f"nested-elements-{n}", f"elements{n}.rdf", lambda n=n: _elements(n)) for n in (500, 5_000, 50_000)),
    Hostile("nested-arrays", "arrays.jsonld", lambda: b"[" * 100_000 + b"]" * 100_000),
    Hostile("nested-objects-unclosed", "unclosed.jsonld", lambda: _objects(100_000, closed=False)),
    Hostile("nested-lists-unclosed", "unclosed.ttl", lambda: _nested("( ", "1", "", 100_000)),
    Hostile("nested-contexts", "contexts.jsonld", lambda: b'{"@context": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"),
    Hostile("nested-triple-terms", "terms.ttl", lambda: _nested("<<( ex:a ex:b ", "1", " )>>", 5_000)),
    Hostile("nested-graphs", "graphs.trig", lambda: (PREFIXES + "ex:g { " * 20_000).encode()),
    Hostile(
        "prefixes-20000", "prefixes.ttl", lambda: "".join(f"PREFIX p{i}: <a:{i}/>\n" for i in range(20_000)).encode()
    ),
    Hostile(
        "prefixes-20000-used",
        "used.ttl",
        lambda: ("".join(f"PREFIX p{i}: <a:{i}/>\np{i}:a p{i}:b p{i}:c .\n" for i in range(20_000))).encode(),
    ),
    Hostile("literal-of-10-mb", "literal.ttl", lambda: (HARMLESS + f'ex:s ex:p "{_LONG}" .').encode()),
    Hostile("literal-of-10-mb-nt", "literal.nt", lambda: f'<a:s> <a:p> "{_LONG}" .'.encode()),
    Hostile("label-of-10-mb", "label.ttl", lambda: HARMLESS.replace("Tooting", _LONG).encode()),
    Hostile("literal-of-quotes", "quotes.ttl", lambda: (HARMLESS + 'ex:s ex:p "' + '\\"' * 4_000_000 + '" .').encode()),
    Hostile("address-of-9-mb", "address.ttl", lambda: (HARMLESS + f"<a:{_LONG[:9_000_000]}> ex:p 1 .").encode()),
    Hostile("one-line-of-9-mb", "line.ttl", lambda: (HARMLESS + "ex:s ex:p 1 . " * 600_000).encode()),
    Hostile("comment-of-9-mb", "comment.ttl", lambda: b"# " + b"x" * 9_000_000),
    Hostile(
        "objects-30000",
        "many.ttl",
        lambda: (HARMLESS + "ex:s ex:p " + ", ".join(map(str, range(30_000))) + " .").encode(),
    ),
    Hostile("triples-100000", "triples.nt", lambda: b"".join(b"<a:s%d> <a:p> <a:o> .\n" % i for i in range(100_000))),
    Hostile("faults-of-swarm-1000", "swarm.ttl", lambda: _swarm(1_000)),
    Hostile("faults-of-swarm-20000", "swarm20000.ttl", lambda: _swarm(20_000)),
    Hostile(
        "subclasses-in-a-ring",
        "ring.ttl",
        lambda: (
            PREFIXES
            + "".join(f"ex:c{i} rdfs:subClassOf ex:c{(i + 1) % 3000} .\n" for i in range(3000))
            + "ex:a a ex:c1 ."
        ).encode(),
    ),
    Hostile(
        "subclasses-in-a-chain",
        "chain.ttl",
        lambda: (
            PREFIXES
            + "".join(f"ex:c{i} rdfs:subClassOf ex:c{i + 1} .\n" for i in range(20_000))
            + "ex:c20000 rdfs:subClassOf pao:Claim . ex:a a ex:c0 ."
        ).encode(),
    ),
    Hostile("poison-graph-of-9", "poison9.ttl", lambda: _clique(9)),
    Hostile("poison-graph-of-200", "poison200.ttl", lambda: _clique(200)),
    Hostile("billion-laughs", "laughs.rdf", _document_type('<!ENTITY l0 "ha">' + _LAUGHS, "&l9;")),
    Hostile("billion-laughs-unused", "laughs-unused.rdf", _document_type('<!ENTITY l0 "ha">' + _LAUGHS, "x")),
    Hostile("entity-that-grows", "grows.rdf", _document_type(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000)),
    Hostile("entity-in-itself", "itself.rdf", _document_type('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;")),
    Hostile(
        "entity-in-parameters",
        "parameters.rdf",
        _document_type('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;', "x"),
    ),
    Hostile("entity-of-a-file", "file.rdf", _document_type('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")),
    Hostile("entity-of-a-device", "device.rdf", _document_type('<!ENTITY a SYSTEM "file:///dev/zero">', "&a;")),
    Hostile("entity-of-an-address", "remote.rdf", _document_type('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', "&a;")),
    Hostile(
        "document-type-remote",
        "dtd.rdf",
        f'<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1:9/x.dtd">{_HEAD}</rdf:RDF>'.encode(),
    ),
    Hostile("document-type-small-letters", "small.rdf", f"<!doctype rdf:RDF>{_HEAD}</rdf:RDF>".encode()),
    Hostile("document-type-in-a-comment", "comment.rdf", f"<!-- <!DOCTYPE x> -->{_HEAD}</rdf:RDF>".encode()),
    Hostile("document-type-of-utf-16", "utf16.rdf", _document_type('<!ENTITY a "b">', "&a;").decode().encode("utf-16")),
    Hostile(
        "document-type-of-utf-7",
        "utf7.rdf",
        _document_type('<!ENTITY a "b">', "&a;", '<?xml version="1.0" encoding="UTF-7"?>').replace(
            b"<!DOCTYPE", b"+ADwAIQ-DOCTYPE"
        ),
    ),
    Hostile(
        "attributes-50000",
        "attributes.rdf",
        lambda: (
            _HEAD + "<rdf:Description " + " ".join(f'ex:a{i}="x"' for i in range(50_000)) + "/></rdf:RDF>"
        ).encode(),
    ),
    Hostile(
        "namespaces-20000",
        "namespaces.rdf",
        lambda: (
            _HEAD + "<rdf:Description " + " ".join(f'xmlns:n{i}="a:{i}"' for i in range(20_000)) + "/></rdf:RDF>"
        ).encode(),
    ),
    Hostile(
        "keys-100000",
        "keys.jsonld",
        lambda: ('{"@id": "a:b", ' + ", ".join(f'"a:p{i}": 1' for i in range(100_000)) + "}").encode(),
    ),
    Hostile(
        "terms-50000",
        "context.jsonld",
        lambda: ('{"@context": {' + ", ".join(f'"t{i}": "t{i + 1}:x"' for i in range(50_000)) + '}, "t0": 1}').encode(),
    ),
    Hostile("unknown-ending", "data.doc", GRAPHS["turtle"]),
    Hostile("no-ending", "data", GRAPHS["turtle"]),
    Hostile("ending-of-an-archive", "data.ttl.gz", GRAPHS["turtle"]),
    Hostile("ending-of-a-table", "data.csv", b"s,p,o\n"),
    Hostile("ending-with-a-dot", "data.ttl.", GRAPHS["turtle"]),
    Hostile("name-with-a-newline", "data\nkg: all is well\n.ttl", b"x"),
    Hostile("name-with-an-escape", "data\x1b[2J\u202e.ttl", b"x"),
    Hostile("name-like-an-address", "https:example.org.ttl", b"x"),
    Hostile("name-with-a-percent", "%s%n{0}.ttl", b"x"),
]
