"""Growth, counted and not timed: what a question goes through grows as the dataset does, or as the pairs in it.

Counted are the rows of each bundled question and the solutions of its pattern, before they are grouped, on the dataset
once, twice and four times over. What the engine does inside is not counted; that is what the rules on EXISTS and on
what is answered once are for.
"""

import re
from itertools import chain

import pytest
from rdflib.paths import Path, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.ask.answers import bound
from kg.ask.catalogue import queries
from tests.conftest import ROOT
from tests.copied_store import store_of

NAMES = [query.name for query in queries()]

#: Questions whose rows, or the claims in their rows, are pairs: of what two articles, voices or people say or share.
PAIRS = {"growth", "said-twice", "successors", "together", "two-articles", "two-voices"}

#: Copies of the dataset.
SIZES = (1, 2, 4)


@pytest.fixture(scope="module")
def stores():
    """The dataset once, twice and four times over, with the ontology."""
    return [store_of(size) for size in SIZES]


def counting(text):
    """Return a query that counts the solutions of another one's pattern, before they are grouped and ordered."""
    pattern = re.sub(r"(?ms)^SELECT .*?^WHERE \{", "SELECT (COUNT(*) AS ?number)\nWHERE {", text, count=1)
    return pattern[: pattern.rindex("\n}\n") + 3]


def work(store, text):
    """Return how many rows and solutions a question has."""
    rows = sum(1 for _ in store.query(text, use_default_graph_as_union=True))
    (counted,) = store.query(counting(text), use_default_graph_as_union=True)
    return rows, int(counted["number"].value)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_question_goes_through_grows_as_the_dataset_does(name, stores):
    for once, twice, fourfold in zip(*(work(store, bound(name, {})) for store in stores), strict=True):
        step = twice - once
        is_linear = fourfold - twice <= 2.2 * step
        assert is_linear or name in PAIRS, (once, twice, fourfold)
        assert fourfold - twice <= 6.6 * step, (once, twice, fourfold)


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_what_is_said_to_come_in_pairs_does(name, stores):
    counts = zip(*(work(store, bound(name, {})) for store in stores), strict=True)
    assert any(fourfold - twice > 2.2 * (twice - once) for once, twice, fourfold in counts)


@pytest.mark.parametrize("name", sorted(PAIRS | {"paths", "successors"}))
def test_what_is_held_against_much_is_answered_once(name):
    """The engine joins by one look-up for each row, in lists as long as all that is said of a thing, or of a relation.

    A SELECT in another is answered whole, once, and joined by a table.
    """
    algebra = translateQuery(parseQuery(bound(name, {}))).algebra
    assert sum(node.name == "Project" for node in nodes(algebra)) > 1


def nodes(value):
    """Yield every node of a query's algebra."""
    if isinstance(value, CompValue):
        yield value
    if isinstance(value, (dict, list, tuple)) and not isinstance(value, Path):
        yield from chain.from_iterable(map(nodes, value.values() if isinstance(value, dict) else value))


def joined(exists):
    """Return how many triple patterns are joined inside EXISTS; what a further EXISTS holds is not counted."""
    inner = [node for other in nodes(exists.graph) if other.name.endswith("EXISTS") for node in nodes(other.graph)]
    patterns = [
        t[1] for n in nodes(exists.graph) if n.name == "BGP" and not any(n is i for i in inner) for t in n.triples
    ]
    return sum(len(path.args) if isinstance(path, SequencePath) else 1 for path in patterns)


def exists_in(text):
    algebra = translateQuery(parseQuery(text)).algebra
    return [node for node in nodes(algebra) if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS")]


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("queries/*/*.rq"), *ROOT.glob("kg/ask/sparql/*.rq")]), ids=lambda path: path.stem
)
def test_no_pattern_is_joined_inside_exists(path):
    """The engine joins it anew for every row; MINUS, OPTIONAL or one EXISTS in another do the same in one pass."""
    if path.parent.name != "federated":
        assert all(joined(node) < 2 for node in exists_in(path.read_text(encoding="utf-8")))


def test_the_rule_on_exists_sees_what_it_forbids():
    prefix = "PREFIX x: <https://x.example/> "
    slow = ("EXISTS { ?a x:p ?b . ?b x:q ?c }", "NOT EXISTS { ?a x:p/x:q ?c }", "EXISTS { ?a x:p 1 ; x:q 2 }")
    quick = ("EXISTS { ?a x:p ?b }", "NOT EXISTS { ?a x:p ?b FILTER EXISTS { ?b x:q ?c } }", "EXISTS { ?a x:p|x:q 1 }")
    for forms, is_slow in ((slow, True), (quick, False)):
        for form in forms:
            for where in (f"?a x:o 1 FILTER {form}", f"?a x:o 1 BIND({form} AS ?is)", f"{{ ?a x:o 1 FILTER {form} }}"):
                found = exists_in(f"{prefix} SELECT * {{ {where} }}")
                assert any(joined(node) > 1 for node in found) == is_slow, where
