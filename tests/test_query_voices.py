"""No bundled question presents what somebody says as a fact, or what is denied as if it were so.

Each attributed or denied claim gets content that nothing else has, marked with its number; then every question, its
parameters left free, is asked, and a row in which a mark shows must name the speaker or say that it is denied.
"""

import re

import pyoxigraph
import pytest

import kg
from kg.ask.catalogue import queries
from kg.ask.rows import CLAIMS
from kg.store.own import dataset
from kg.words.prefixes import PREFIXES

RDF, RDFS, PAO = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["pao"]
NAMES = [query.name for query in queries()]
TEXTS = {query.name: query.text for query in queries()}
ENTITIES = pyoxigraph.NamedNode(PREFIXES["graph"] + "entities")

#: The columns that say who speaks.
SPEAKING = ("speaker", "replier", "voice")

#: What a claim says, besides its subject and object.
CONTENT = [PAO + name for name in ("gist", "roleLabel", "purpose", "context")]


def node(iri):
    return pyoxigraph.NamedNode(iri)


def about(claim, predicate, store):
    return list(store.quads_for_pattern(claim, node(predicate), None, None))


def told():
    """Return the claims that are attributed or denied: the speakers of each, and whether it is denied."""
    store = dataset()
    found = {}
    for quad in store.quads_for_pattern(None, node(PAO + "voice"), node(PAO + "Attributed"), None):
        sayings = [q.object for q in about(quad.subject, PAO + "attribution", store)]
        found[quad.subject] = {q.object.value for s in sayings for q in about(s, PAO + "speaker", store)}
    denied = {q.subject for q in store.quads_for_pattern(None, node(PAO + "polarity"), node(PAO + "Negative"), None)}
    return {claim: (found.get(claim, set()), claim in denied) for claim in found.keys() | denied}


TOLD = told()


def mark(term, number):
    """Return a term that only the claim of this number has."""
    if isinstance(term, pyoxigraph.Literal):
        if term.datatype.value == PREFIXES["xsd"] + "integer":
            return pyoxigraph.Literal(7_000_000 + number)
        value = f"{term.value} ⟦{number}⟧"
        return pyoxigraph.Literal(value, language=term.language) if term.language else pyoxigraph.Literal(value)
    return node(f"{term.value}#attributed-{number}")


def marks_in(text):
    return {int(n) for n in re.findall(r"#attributed-(\d+)|⟦(\d+)⟧|^7(\d{6})$", text) for n in n if n}


def marked(ends):
    """Return the dataset with marked content; ``ends`` are the predicates whose things give way to marked copies."""
    store = pyoxigraph.Store()
    store.bulk_extend(dataset())
    for number, claim in enumerate(sorted(TOLD, key=str), 1):
        for predicate in [*CONTENT, *ends]:
            for quad in about(claim, predicate, store):
                copy = mark(quad.object, number)
                store.remove(quad)
                store.add(pyoxigraph.Quad(claim, node(predicate), copy, quad.graph_name))
                if isinstance(quad.object, pyoxigraph.NamedNode):
                    label = pyoxigraph.Literal(f"⟦{number}⟧ {quad.object.value}", language="en")
                    store.add(pyoxigraph.Quad(copy, node(RDFS + "label"), label, ENTITIES))
                    for kind in about(quad.object, RDF + "type", store):
                        store.add(pyoxigraph.Quad(copy, kind.predicate, kind.object, ENTITIES))
    return store


STORES = {
    "object": marked([RDF + "object"]),
    "subject": marked([RDF + "subject"]),
    "both": marked([RDF + "subject", RDF + "object"]),
}


def rows(store, text):
    found = store.query(text, use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]
    for solution in found:
        yield {name: cell.value for name, cell in zip(names, solution, strict=True) if cell is not None}


def says_who_and_whether(row, speakers, is_denied):
    """Return whether a row names a speaker of a claim, if it has any, and says that it is denied, if it is."""
    named = not speakers or any(row.get(column) in speakers for column in SPEAKING)
    return named and (not is_denied or row.get("denied") == "true" or row.get("standing", "").startswith("denied"))


@pytest.mark.parametrize("ends", STORES)
@pytest.mark.parametrize("name", NAMES)
def test_what_somebody_says_has_its_speaker_beside_it(name, ends):
    known = dict(enumerate((TOLD[claim] for claim in sorted(TOLD, key=str)), 1))
    for row in rows(STORES[ends], TEXTS[name]):
        shown = {number for column, cell in row.items() if column not in CLAIMS for number in marks_in(cell)}
        for number in shown:
            assert says_who_and_whether(row, *known[number]), row


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_rests_on_an_attributed_or_denied_claim_says_so(name):
    for row in rows(dataset(), TEXTS[name]):
        for column in CLAIMS:
            for claim in row.get(column, "").split():
                if node(claim) in TOLD:
                    assert says_who_and_whether(row, *TOLD[node(claim)]), row


def test_the_marks_can_be_seen():
    """The test would see a leak: a question without speakers shows marks, and so do the questions that name them."""
    leaky = f"PREFIX rdf: <{RDF}> SELECT ?one ?other {{ ?claim rdf:subject ?one ; rdf:object ?other }}"
    for ends, store in STORES.items():
        leaks = [row for row in rows(store, leaky) if marks_in(" ".join(row.values()))]
        assert len(leaks) >= 50, ends
    shown = set()
    for row in rows(STORES["both"], TEXTS["said-by"]):
        shown |= marks_in(" ".join(row.values()))
    assert len(shown) == sum(1 for speakers, _ in TOLD.values() if speakers)


def test_no_fact_rests_on_an_attributed_or_denied_claim():
    facts = {node(row[0]) for row in kg.query("SELECT ?claim { ?claim a pao:FactualClaim }")}
    assert not facts & TOLD.keys()
    assert len(TOLD) >= 60
