"""A real SPARQL server over the small Wikidata: the program oxigraph in a process of its own, on the loopback."""

from contextlib import contextmanager

from tests.sparql_servers import read_only_oxigraph
from tests.wikidata.rdf import turtle


@contextmanager
def sparql_server(folder, text=None):
    """Yield the address of the endpoint; the data are the small Wikidata, or the Turtle that is given."""
    data = folder / "wikidata.ttl"
    data.write_text(text or turtle(), encoding="utf-8")
    with read_only_oxigraph(folder / "store", [(data,)]) as address:
        yield address
