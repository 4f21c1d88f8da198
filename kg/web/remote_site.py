"""A site whose answers come from another SPARQL server, to which our dataset was published: ours stands before it.

Its limits of time, size and clients are ours, and what a query may be is ours; what it needs of memory is the other's
affair. Nothing is remembered from one answer to the next, because the data there may change.
"""

import hashlib
import json
from typing import TYPE_CHECKING

from kg.share.void import Counts
from kg.store.query_text import chooses_graphs
from kg.store.remote import ask_once, has, keeps_apart
from kg.store.scope import Scope
from kg.store.transport import check_address
from kg.web.question import Question
from kg.web.service import Service
from kg.web.settings import Settings
from kg.web.site import Site
from kg.words.errors import BadData, Malformed, Refused, TooLarge, Unavailable, UsageError
from kg.words.formats import GRAPH_FORMATS
from kg.words.layers import LAYERS, UNITED

if TYPE_CHECKING:
    from kg.store.engine import Result

_LAYERS = tuple(layer.graph for layer in LAYERS)


class RemoteSite(Site):
    """A server elsewhere, as workers have it; ``store`` is the scope of queries that name no graphs."""

    def ask(self, question: Question) -> "Result":
        """Return the answer of the other server, whole; what is said of it does not tell where it is."""
        is_graph = any(form.name == question.format for form in GRAPH_FORMATS)
        rows, graph = ("json", question.format) if is_graph else (question.format, "turtle")
        is_free = not question.scope.is_chosen and not chooses_graphs(question.text)
        scope = self.store if is_free else question.scope
        try:
            result = ask_once(
                self.settings.endpoint, question.text, rows, graph, scope, self.settings.insecure, self.settings.seconds
            )
        except (Unavailable, Malformed) as error:
            raise _told(error) from None
        if len(result.data) > self.settings.answer_mib * 1024**2:
            raise TooLarge(f"The answer is larger than {self.settings.answer_mib} MiB; ask for less, or add a LIMIT.")
        return result


def load_remote(settings: Settings) -> RemoteSite:
    """Return the site over the server that the settings name; raises UsageError where our dataset is not there.

    Raises Refused for an address that is not safe, and the other kinds of Unavailable when it does not answer.
    """
    check_address(settings.endpoint, settings.insecure)
    asked = (settings.insecure, settings.load_seconds)
    scope = Scope(_LAYERS, _LAYERS) if keeps_apart(settings.endpoint, _LAYERS, *asked) else Scope()
    if not scope.is_chosen and not has(settings.endpoint, UNITED, *asked):
        raise UsageError(f"{settings.endpoint} does not have the dataset; 'kg publish' puts it there.")
    counts = _count(settings)
    digest = hashlib.sha256(repr(counts).encode()).hexdigest()
    service = Service(counts, digest, settings.url.rstrip("/"), is_fixed=False)
    return RemoteSite(settings, scope, service, is_ours=False)


def _count(settings: Settings) -> Counts:
    """Return the sizes of the layers as the server counts them now; each triple is in one layer."""
    named = " ".join(f"<{layer}>" for layer in _LAYERS)
    where = f"WHERE {{ VALUES ?g {{ {named} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    typed = f"WHERE {{ VALUES ?g {{ {named} }} GRAPH ?g {{ ?s a ?class }} FILTER(isIRI(?class)) }}"
    graphs = _numbers(settings, f"SELECT ?g (COUNT(*) AS ?n) {where} GROUP BY ?g")
    several = _numbers(
        settings,
        f"SELECT ?k ?n {{ {{ SELECT ('s' AS ?k) (COUNT(DISTINCT ?s) AS ?n) {where} }} UNION "
        f"{{ SELECT ('o' AS ?k) (COUNT(DISTINCT ?o) AS ?n) {where} }} }}",
    )
    return Counts(
        triples=sum(graphs.values()),
        subjects=several["s"],
        objects=several["o"],
        graphs=graphs,
        classes=_numbers(settings, f"SELECT ?class (COUNT(DISTINCT ?s) AS ?n) {typed} GROUP BY ?class"),
        properties=_numbers(settings, f"SELECT ?p (COUNT(*) AS ?n) {where} GROUP BY ?p"),
        has_blank_nodes=False,
    )


def _numbers(settings: Settings, text: str) -> dict[str, int]:
    """Return the rows of a query with two columns, a name and a number, by name."""
    asked = (settings.endpoint, text, "json", "turtle", Scope(), settings.insecure, settings.load_seconds)
    answer = json.loads(ask_once(*asked).data)
    first, second = answer["head"]["vars"]
    rows = answer["results"]["bindings"]
    return dict(sorted((row[first]["value"], int(row[second]["value"])) for row in rows))


def _told(error: Unavailable | Malformed) -> Exception:
    if isinstance(error, Unavailable) and error.status == 400:
        return BadData("The store behind this server does not understand the query; look at it.")
    if isinstance(error, Refused) and not error.status:
        return TooLarge("The answer is larger than it may be; ask for less, or add a LIMIT.")
    return Unavailable("The store behind this server does not answer as it should; try again later.")
