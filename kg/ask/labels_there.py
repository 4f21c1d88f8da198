"""Labels of things that we have none for, asked of the endpoint that has named them."""

import pyoxigraph

from kg.ask.rows import Address, Rows, read_rows
from kg.words.prefixes import BASE, expand

#: Addresses in one question, and in all.
BATCH, MOST = 200, 1_000


def labels_there(rows: Rows, known: dict[str, str], endpoint: str, seconds: float, insecure: bool) -> dict[str, str]:
    """Return the English labels that the endpoint has for addresses in the rows which are not known, nor ours.

    Of more addresses than a thousand, the first have labels.
    """
    from kg.store.remote import ask_remote

    named = {cell for row in rows for cell in row if isinstance(cell, Address) and not cell.startswith(BASE)}
    wanted = sorted(cell for cell in named if cell not in known and cell.startswith(("http://", "https://")))[:MOST]
    found: dict[str, str] = {}
    for start in range(0, len(wanted), BATCH):
        values = " ".join(str(pyoxigraph.NamedNode(address)) for address in wanted[start : start + BATCH])
        text = (
            f"SELECT ?thing ?name WHERE {{ VALUES ?thing {{ {values} }} ?thing <{expand('rdfs:label')}> ?name . "
            'FILTER(LANG(?name) = "en") } ORDER BY ?thing ?name'
        )
        answer = ask_remote(endpoint, text, "json", "turtle", seconds, insecure).data
        for thing, name in read_rows(answer):
            found.setdefault(str(thing), str(name))
    return found
