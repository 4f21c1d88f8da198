"""Queries that are weapons: each kind makes a new one for each number, so that none is answered from memory."""

CANARY = "http://127.0.0.1:{port}/"


def nested(opening, inner, closing, depth):
    return opening * depth + inner + closing * depth


def doubling(function, times=30):
    steps = "".join(f"BIND({function.format(f'?x{n}')} AS ?x{n + 1}) " for n in range(times))
    return "SELECT (STRLEN(?last) AS ?n) { BIND('aaaaaaaaaaaaaaaa' AS ?x0) " + steps + f"BIND(?x{times} AS ?last) }}"


def kinds(port, file):
    """Return the kinds of bombs by name; those that call out call a server that nobody should call, or a file."""
    canary = CANARY.format(port=port)
    return {
        "braces": "SELECT * " + nested("{", "?s ?p ?o", "}", 4000),
        "braces below the limit": "SELECT * " + nested("{ ?s ?p ?o . ", "?a ?b ?c", "}", 60),
        "optionals": "SELECT * { ?s ?p ?o " + nested("OPTIONAL { ?s ?p ?o ", "", "}", 3000) + "}",
        "optionals below the limit": "SELECT * { ?a ?b ?c " + nested("OPTIONAL { ?s ?p ?o ", "", "}", 60) + "}",
        "parentheses": "ASK { FILTER " + nested("(", "1", ")", 6000) + "}",
        "brackets": "ASK { ?s ?p " + nested("[ ?p ", "1", "]", 3000) + "}",
        "lists": "ASK { ?s ?p " + nested("( ", "1", ")", 3000) + "}",
        "exclamation marks": "ASK { FILTER(" + "!" * 20_000 + "true) }",
        "long path": "SELECT * { ?s " + "/".join(["<x:y>"] * 5000) + " ?o }",
        "paths to everywhere": "SELECT (COUNT(*) AS ?n) { ?s (<x:a>|!<x:b>)* ?o . ?o (!<x:c>|^<x:d>)+ ?z . ?z (!<x:e>)* ?w }",
        "long or": "ASK { FILTER(" + "||".join(["?x"] * 8000) + ") }",
        "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "cross product in order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f DESC(?c) LIMIT 1",
        "cross product, distinct": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "cross product in groups": "SELECT ?a ?d ?g (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d ?g",
        "graph of a cross product": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "cross product as text": "SELECT (GROUP_CONCAT(STR(?c)) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "doubling by CONCAT": doubling("CONCAT({0},{0})"),
        "doubling by REPLACE": doubling("REPLACE({0},'a','aa')"),
        "doubling by ENCODE": doubling("ENCODE_FOR_URI(CONCAT('%%',{0},'%%',{0}))"),
        "expression without end": "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '^(a+)+$') FILTER REGEX(?t, '(a|aa)+$')"
        " BIND(CONCAT('" + "a" * 5000 + "', '!') AS ?t) ?x ?y ?z . ?l ?m ?n }",
        "expression that grows": "ASK { ?s ?p ?o FILTER REGEX(STR(?o), '((((a{100}){100}){100}){100}){100}') }",
        "giant values": "SELECT * { VALUES ?x { " + " ".join(map(str, range(100_000))) + " } }",
        "many values": "SELECT (COUNT(*) AS ?n) { "
        + "".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }} " for n in range(20))
        + "}",
        "not exists": "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?g ?h ?i . ?j ?k ?l FILTER(?i = ?l && ?l = ?c && ?a = 1) } }",
        "minus": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?b ?c . ?g ?h ?i } }",
        "service": f"SELECT * {{ SERVICE <{canary}> {{ ?s ?p ?o }} }}",
        "silent service": f"SELECT * {{ service SILENT <{canary}> {{ ?s ?p ?o }} }}",
        "service in escapes": f"SELECT * {{ \\u0053ERVICE <{canary}> {{ ?s ?p ?o }} }}",
        "service in more escapes": f"SELECT * {{ S\\U00000045rvice SILENT <{canary}> {{ ?s ?p ?o }} }}",
        "service behind a comment": f"SELECT * {{ SERVICE#\n<{canary}> {{ ?s ?p ?o }} }}",
        "service by a variable": f"SELECT * {{ VALUES ?x {{ <{canary}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
        "service behind a string": f"SELECT * {{ BIND('#' AS ?x) SERVICE <{canary}> {{ ?s ?p ?o }} }}",
        "service behind an address": f"SELECT * {{ ?a <x:#> ?b . SERVICE <{canary}> {{ ?s ?p ?o }} }}",
        "load": f"LOAD <{canary}>",
        "silent load": f"LOAD SILENT <{canary}> INTO GRAPH <x:y>",
        "load in escapes": f"\\u004cOAD <{canary}>",
        "load of a file": f"LOAD <file://{file}>",
        "load behind a query": f"ASK {{}} ; LOAD <{canary}>",
        "from far away": f"SELECT * FROM <{canary}> {{ ?s ?p ?o }}",
        "from a file": f"SELECT * FROM <file://{file}> {{ ?s ?p ?o }}",
        "from named far away": f"SELECT * FROM NAMED <{canary}> FROM NAMED <file://{file}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "graph of a file": f"SELECT * {{ GRAPH <file://{file}> {{ ?s ?p ?o }} }}",
        "update": "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "bytes that are no text": "ASK { ?s ?p '\ud800' }",
    }
