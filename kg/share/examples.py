"""An example or two for each term, from the dataset: facts if there are any, and no word without its speaker."""

from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.ask.evidence import Evidence, all_evidence
from kg.ask.names import labels
from kg.share.terms import Term, terms
from kg.store.own import dataset
from kg.words.layers import BUILT
from kg.words.prefixes import BASE, expand, shorten

#: Examples that a term has at most.
_MOST = 2


def examples(term: Term) -> tuple[str, ...]:
    """Return the examples of a term in words; none, if nothing in the dataset uses it.

    A number in brackets behind them is how many there are in the dataset.
    """
    if term.kind == "claim-predicates":
        return tuple(dict.fromkeys(_in_words(item) for item in _claims_by_predicate().get(term.iri, ())))[:_MOST]
    if term.kind == "classes":
        return _named_things(term.iri)
    return _uses(term.iri)


@cache
def _claims() -> dict[str, Evidence]:
    return all_evidence()


@cache
def _claims_by_predicate() -> dict[str, list[Evidence]]:
    """Return the claims of each predicate: facts if there are any, and only else what is none."""
    found: dict[str, list[Evidence]] = {}
    for _, item in sorted(_claims().items()):
        found.setdefault(str(item.predicate), []).append(item)
    return {name: [item for item in items if item.is_fact] or items for name, items in found.items()}


def _in_words(item: Evidence) -> str:
    """Return a claim as a sentence that begins with what it counts for and, if somebody says it, with who does."""
    names = (_named(item.subject, item.subject_label), item.predicate_label, _named(item.object, item.object_label))
    what = " – ".join(filter(None, names))
    if item.object is None:
        what = f"{what}: {item.gist}"
    if item.denied:
        what = f"it is not so that {what}"
    if item.speaker:
        return f"Said by {item.speaker} ({item.act}): {what}"
    standing = item.standing.partition(":")[0]
    return f"{standing[0].upper()}{standing[1:]}: {what}"


def _named(iri: str | None, label: str | None) -> str | None:
    """Return the name of a thing; that of a view is a whole sentence, which nobody must take for a fact."""
    return f"the view “{label}”" if iri in _views() else label


@cache
def _views() -> frozenset[str]:
    return frozenset(q.subject.value for q in _built(None, "rdf:type", "pao:View") if isinstance(q.subject, NamedNode))


def _named_things(iri: str) -> tuple[str, ...]:
    names = labels()
    found = sorted(q.subject.value for q in _built(None, "rdf:type", iri) if isinstance(q.subject, NamedNode))
    named = [str(_named(thing, names[thing])) for thing in found if thing in names]
    if not found:
        values = [term.label for term in terms() if iri in term.type]
        return (f"{', '.join(values[:_MOST])} ({len(values)} in the ontology)",) if values else ()
    return (f"{', '.join(named[:_MOST])} ({len(found)})" if named else f"{len(found)} in the dataset",)


def _uses(iri: str) -> tuple[str, ...]:
    """Return a triple with the term as predicate or as value, or, of a claim that is no fact, the claim in words."""
    used = sorted(
        [*_built(None, iri, None), *_built(None, None, iri)], key=lambda quad: (not _is_safe(quad), str(quad))
    )
    if not used:
        return ()
    first = used[0]
    safe = f"{_short(first.subject)} {_short(first.predicate)} {_short(first.object)}"
    return (f"{safe if _is_safe(first) else _in_words(_claims()[_base(first)])} ({len(used)})",)


def _is_safe(quad: Quad) -> bool:
    """Return whether a triple is about no claim, or about one that is a fact."""
    item = _claims().get(_base(quad))
    return item is None or item.is_fact


def _base(quad: Quad) -> str:
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value.partition("#")[0]


def _built(subject: str | None, predicate: str | None, object_: str | None) -> list[Quad]:
    """Return the quads of what ``kg build`` makes that fit a pattern."""
    terms = [None if name is None else NamedNode(_whole(name)) for name in (subject, predicate, object_)]
    graphs = {layer.graph for layer in BUILT}
    return [q for q in dataset().quads_for_pattern(*terms) if str(q.graph_name)[1:-1] in graphs]


def _whole(name: str) -> str:
    return name if "://" in name else expand(name)


def _short(term: object) -> str:
    """Return a term as Turtle has it below our base, a text without its language."""
    if isinstance(term, Literal):
        return f"“{term.value}”"
    assert isinstance(term, NamedNode)
    return shorten(term.value).replace(f"<{BASE}", "<")
