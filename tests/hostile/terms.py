"""Files with terms that RDF does not allow, or that lead somewhere they should not; for each format where it can be."""

import json

from tests.hostile.files import PREFIXES, Hostile

_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/"{0}>{1}</rdf:RDF>'
)
_LONG = "9" * 6000

#: One statement, or what stands in place of it; valid in Turtle only where the test says so.
_TURTLE = {
    "address-with-space": "<https://example.org/a b> ex:p ex:o .",
    "address-with-braces": "<https://example.org/{a}> ex:p ex:o .",
    "address-with-newline": "<https://example.org/a\n> ex:p ex:o .",
    "address-with-escaped-space": "<https://example.org/a\\u0020b> ex:p ex:o .",
    "address-with-escaped-bracket": "<https://example.org/a\\u003Eb> ex:p ex:o .",
    "address-with-bad-percent": "<https://example.org/%zz> ex:p ex:o .",
    "address-with-bad-port": "<https://example.org:port/> ex:p ex:o .",
    "address-with-open-bracket": "<https://[::1/> ex:p ex:o .",
    "address-of-a-script": "<javascript:alert(1)> ex:p <data:text/html,x> .",
    "address-of-a-file": "<file:///etc/passwd> ex:p <file:///dev/zero> .",
    "address-relative": "<passwd> <../p> <//elsewhere/o> .",
    "address-empty": "<> ex:p <> .",
    "address-without-scheme": "BASE <no-scheme> <a> <b> <c> .",
    "address-very-long": f"<https://example.org/{'a' * 1_000_000}> ex:p ex:o .",
    "imports-a-file": "<https://example.org/> owl:imports <file:///etc/passwd>, <http://127.0.0.1:9/x> .",
    "surrogate-escaped": 'ex:s ex:p "\\uD800" .',
    "surrogate-pair-escaped": 'ex:s ex:p "\\uD83D\\uDE00" .',
    "escape-beyond-unicode": 'ex:s ex:p "\\U00110000" .',
    "escape-unknown": 'ex:s ex:p "\\x41" .',
    "nul-escaped": 'ex:s ex:p "a\\u0000b" .',
    "literal-as-subject": '"s" ex:p ex:o .',
    "blank-predicate": "ex:s _:p ex:o .",
    "literal-predicate": 'ex:s "p" ex:o .',
    "language-too-long": 'ex:s ex:p "x"@abcdefghi .',
    "language-empty": 'ex:s ex:p "x"@ .',
    "language-with-underscore": 'ex:s ex:p "x"@en_GB .',
    "language-with-direction": 'ex:s ex:p "x"@en--ltr .',
    "language-and-datatype": 'ex:s ex:p "x"@en^^xsd:string .',
    "langstring-without-language": 'ex:s ex:p "x"^^rdf:langString .',
    "datatype-literal": 'ex:s ex:p "x"^^"y" .',
    "date-that-is-none": 'ex:s ex:p "2024-02-30"^^xsd:date .',
    "integer-that-is-none": 'ex:s ex:p "abc"^^xsd:integer .',
    "integer-of-thousands-of-digits": f"ex:s ex:p {_LONG} .",
    "decimal-with-an-exponent": 'ex:s ex:p "1E9999999"^^xsd:decimal .',
    "duration-without-end": f'ex:s ex:p "P{_LONG}Y"^^xsd:duration .',
    "year-of-thousands-of-digits": f'ex:s ex:p "{_LONG}"^^xsd:gYear .',
    "xml-literal-with-entities": "ex:s ex:p \"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>\"^^rdf:XMLLiteral .",
    "html-literal": 'ex:s ex:p "<script>alert(1)</script>"^^rdf:HTML .',
    "base64-that-is-none": 'ex:s ex:p "===="^^xsd:base64Binary .',
    "prefix-undeclared": "nobody:s ex:p ex:o .",
    "prefix-redeclared": "PREFIX pao: <https://example.org/x#> ex:s a pao:Claim .",
    "dot-missing": "ex:s ex:p ex:o",
    "object-missing": "ex:s ex:p .",
    "string-unclosed": 'ex:s ex:p "x .',
    "long-string-unclosed": 'ex:s ex:p """x .',
    "list-unclosed": "ex:s ex:p ( ex:a .",
    "list-that-bites-its-tail": "ex:s ex:p _:a . _:a rdf:first ex:x ; rdf:rest _:a .",
    "list-with-two-tails": "ex:s ex:p _:a . _:a rdf:first ex:x ; rdf:rest (), ( ex:y ) .",
    "blank-label-with-dots": "_:a..b ex:p ex:o .",
    "triple-term": "ex:s ex:p <<( ex:a ex:b ex:c )>> .",
    "triple-reified": "<< ex:a ex:b ex:c >> ex:p ex:o .",
    "triple-annotated": "ex:s ex:p ex:o {| ex:q ex:r |} .",
    "version-1.2": 'VERSION "1.2" ex:s ex:p <<( ex:a ex:b ex:c )>> .',
    "notation-3-rule": "{ ?x ex:p ?y } => { ?y ex:p ?x } .",
    "notation-3-variable": "?x ex:p ex:o .",
    "update": "INSERT DATA { <https://example.org/s> <https://example.org/p> 1 }",
    "sparql": "SELECT * { ?s ?p ?o }",
    "html-page": "<!DOCTYPE html><html><body>404</body></html>",
}

_TRIG = {
    "graph-unclosed": "GRAPH ex:g { ex:s ex:p ex:o .",
    "graph-in-a-graph": "ex:g { ex:h { ex:s ex:p ex:o } }",
    "graph-named-by-a-literal": '"g" { ex:s ex:p ex:o }',
    "graph-named-as-ours": "<https://w3id.org/pao/graph/claims> { ex:s ex:p ex:o }",
    "triple-term": "ex:g { ex:s ex:p <<( ex:a ex:b ex:c )>> }",
}

_S, _P, _O = (f"<https://example.org/{name}>" for name in "spo")
_LINES = {
    "relative": "<s> <p> <o> .",
    "prefixed": "ex:s ex:p ex:o .",
    "dot-missing": f"{_S} {_P} {_O}",
    "two-on-a-line": f"{_S} {_P} {_O} . {_S} {_P} {_O} .",
    "abbreviated": f"{_S} {_P} {_O}, {_S} .",
    "surrogate-escaped": f'{_S} {_P} "\\uD800" .',
    "string-over-lines": f'{_S} {_P} "a\nb" .',
    "triple-term": f"{_S} {_P} <<( {_S} {_P} {_O} )>> .",
    "language-too-long": f'{_S} {_P} "x"@abcdefghi .',
    "literal-as-subject": f'"s" {_P} {_O} .',
    "one-bad-line-of-many": f"{_S} {_P} {_O} .\n" * 50_000 + f"{_S} {_P} .\n",
    "four-terms-and-a-fifth": f"{_S} {_P} {_O} {_S} {_O} .",
}

_ITEM = {"@id": "https://example.org/s", "https://example.org/p": 1}
_JSON = {
    "null": None,
    "number": 12,
    "text": "x",
    "truth": True,
    "nothing": {},
    "no-members": [],
    "nulls": [None, [None]],
    "context-remote": {"@context": "http://127.0.0.1:9/c", **_ITEM},
    "context-local-file": {"@context": "file:///etc/passwd", **_ITEM},
    "context-relative": {"@context": "context.jsonld", **_ITEM},
    "context-imports": {"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/c"}, **_ITEM},
    "context-cyclic": {"@context": {"a": "b:x", "b": "a:x"}, "a": 1, "b": 2},
    "context-names-itself": {"@context": {"a": {"@id": "a:a"}}, "a": 1},
    "context-redefines-keyword": {"@context": {"@type": "https://example.org/t"}, "@type": "x"},
    "context-nested-remote": {"@context": {"p": {"@id": "ex:p", "@context": "http://127.0.0.1:9/c"}}, "p": {"p": 1}},
    "base-as-a-file": {"@context": {"@base": "file:///etc/"}, "@id": "passwd", "https://example.org/p": {"@id": "x"}},
    "id-with-space": {**_ITEM, "@id": "https://example.org/a b"},
    "id-as-number": {**_ITEM, "@id": 7},
    "language-bad": {**_ITEM, "https://example.org/q": {"@value": "x", "@language": "a b c"}},
    "value-and-id": {**_ITEM, "https://example.org/q": {"@value": "x", "@id": "a:b"}},
    "type-and-language": {**_ITEM, "https://example.org/q": {"@value": "x", "@type": "a:b", "@language": "en"}},
    "list-in-a-list": {**_ITEM, "https://example.org/q": {"@list": [{"@list": [1]}]}},
    "keyword-unknown": {**_ITEM, "@nonsense": 1},
    "reverse-literal": {"@id": "a:b", "@reverse": {"a:p": "x"}},
    "surrogate-in-text": {**_ITEM, "https://example.org/q": "\ud800"},
    "number-without-end": {**_ITEM, "https://example.org/q": 10**4000},
}
_JSON_TEXT = {
    "infinite-number": '{"@id": "a:b", "a:p": 1e999999999}',
    "not-a-number": '{"@id": "a:b", "a:p": NaN}',
    "key-twice": '{"@id": "a:b", "@id": "a:c", "a:p": 1}',
    "comma-too-many": '{"@id": "a:b", "a:p": 1,}',
    "comment": '{"@id": "a:b", /* x */ "a:p": 1}',
    "two-documents": '{"@id": "a:b", "a:p": 1} {"@id": "a:c", "a:p": 1}',
    "lines": '{"@id": "a:b", "a:p": 1}\n{"@id": "a:c", "a:p": 1}\n',
}

_ITEM_XML = '<rdf:Description rdf:about="https://example.org/s"><ex:p>{0}</ex:p></rdf:Description>'
_RDFXML = {
    "root-is-another": '<page xmlns="https://example.org/"><p>x</p></page>',
    "no-root": "text",
    "two-roots": _XML.format("", _ITEM_XML.format("x")) * 2,
    "prefix-undeclared": _XML.format("", "<nobody:p/>"),
    "entity-undeclared": _XML.format("", _ITEM_XML.format("&nobody;")),
    "entity-of-html": _XML.format("", _ITEM_XML.format("caf&eacute;")),
    "entity-of-nul": _XML.format("", _ITEM_XML.format("&#0;")),
    "entity-of-surrogate": _XML.format("", _ITEM_XML.format("&#xD800;")),
    "attribute-twice": _XML.format(
        "", '<rdf:Description rdf:about="a:b" rdf:about="a:c"><ex:p>x</ex:p></rdf:Description>'
    ),
    "about-and-id": _XML.format("", '<rdf:Description rdf:about="a:b" rdf:ID="c"><ex:p>x</ex:p></rdf:Description>'),
    "id-twice": _XML.format("", '<rdf:Description rdf:ID="c"><ex:p>x</ex:p></rdf:Description>' * 2),
    "id-with-space": _XML.format("", '<rdf:Description rdf:ID="c d"><ex:p>x</ex:p></rdf:Description>'),
    "bag-id": _XML.format("", '<rdf:Description rdf:bagID="x" rdf:about="a:b"><ex:p>x</ex:p></rdf:Description>'),
    "about-each": _XML.format("", '<rdf:Description rdf:aboutEach="a:b"><ex:p>x</ex:p></rdf:Description>'),
    "li-as-attribute": _XML.format("", '<rdf:Description rdf:li="x"/>'),
    "language-bad": _XML.format(' xml:lang="a b c"', _ITEM_XML.format("x")),
    "base-as-a-file": _XML.format(
        ' xml:base="file:///etc/"', '<rdf:Description rdf:about="passwd"><ex:p>x</ex:p></rdf:Description>'
    ),
    "include": _XML.format(
        ' xmlns:xi="http://www.w3.org/2001/XInclude"', '<xi:include href="file:///etc/passwd" parse="text"/>'
    ),
    "stylesheet": '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>'
    + _XML.format("", _ITEM_XML.format("x")),
    "says-utf-16": '<?xml version="1.0" encoding="UTF-16"?>' + _XML.format("", _ITEM_XML.format("x")),
    "says-latin-1": '<?xml version="1.0" encoding="ISO-8859-1"?>' + _XML.format("", _ITEM_XML.format("caf\u00e9")),
    "says-utf-7": '<?xml version="1.0" encoding="UTF-7"?>' + _XML.format("", _ITEM_XML.format("+ADw-x")),
    "xml-1.1": '<?xml version="1.1"?>' + _XML.format("", _ITEM_XML.format("&#1;")),
}


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


FILES = [
    *(Hostile(f"{name}-turtle", f"{name}.ttl", (PREFIXES + text).encode()) for name, text in _TURTLE.items()),
    *(Hostile(f"{name}-trig", f"{name}.trig", (PREFIXES + text).encode()) for name, text in _TRIG.items()),
    *(Hostile(f"{name}-ntriples", f"{name}.nt", text.encode()) for name, text in _LINES.items()),
    *(Hostile(f"{name}-nquads", f"{name}.nq", text.encode()) for name, text in _LINES.items()),
    *(Hostile(f"{name}-jsonld", f"{name}.jsonld", _json(value)) for name, value in _JSON.items()),
    *(Hostile(f"{name}-jsonld", f"{name}.jsonld", text.encode()) for name, text in _JSON_TEXT.items()),
    *(Hostile(f"{name}-rdfxml", f"{name}.rdf", text.encode()) for name, text in _RDFXML.items()),
]
