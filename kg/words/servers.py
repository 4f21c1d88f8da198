"""Where SPARQL servers take what is to be written: the one table of what others call their addresses."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of server: how the address of its queries ends, and what stands there for its graphs and its updates."""

    name: str
    query: str
    graphs: str
    update: str


#: Several kinds may end alike; they are tried in this order.
KINDS = (
    Kind("Oxigraph", "/query", "/store", "/update"),
    Kind("Virtuoso", "/sparql", "/sparql-graph-crud-auth", "/sparql-auth"),
    Kind("Fuseki", "/query", "/data", "/update"),
    Kind("Fuseki", "/sparql", "/data", "/update"),
    Kind("Neptune", "/sparql", "/sparql/gsp/", "/sparql"),
)

#: GraphDB and RDF4J name each repository, and both addresses begin with that of its queries.
_REPOSITORY = "/repositories/"


def doors_of(address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return where the graphs of a server may be written, and where updates may be sent, by where it is asked.

    >>> doors_of("http://localhost:7878/query")
    (('http://localhost:7878/store', 'http://localhost:7878/data'), ('http://localhost:7878/update',))
    >>> doors_of("https://example.org/repositories/kg")[0]
    ('https://example.org/repositories/kg/rdf-graphs/service',)
    >>> doors_of("https://example.org/")
    (('https://example.org/',), ('https://example.org/',))
    """
    place = address.split("?")[0]
    if _REPOSITORY in place:
        return (f"{place}/rdf-graphs/service",), (f"{place}/statements",)
    found = [(place.removesuffix(kind.query), kind) for kind in KINDS if place.endswith(kind.query)]
    if not found:
        return (place,), (place,)
    graphs, updates = ([start + kind[part] for start, kind in found] for part in (2, 3))
    return tuple(dict.fromkeys(graphs)), tuple(dict.fromkeys(updates))
