"""The facts in vocabularies that readers already know: what the rules in ontology/rules/exports make of them.

Each folder there is a vocabulary; its rules see facts, the claims behind them and nothing else, so that what is
attributed, denied or disputed is not there for them to read.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.share.attribution import attributions, with_attribution
from kg.share.turtle import write_turtle
from kg.store.engine import serialise
from kg.store.own import dataset
from kg.words.errors import UsageError, did_you_mean
from kg.words.folders import bundled
from kg.words.formats import GRAPH_FORMATS, graph_format
from kg.words.prefixes import PREFIXES, expand

_RULES = "ontology/rules/exports"

_COMMENT = """\
The facts of the dataset in the vocabulary of {}; each held at some time, not necessarily now.
They are made from these articles, under their licences:
{}"""

_NONE = "\nThere are none: only things that are linked with an item have facts there, and none is yet."

#: Parts of a passage that hold words of the article.
_WORDS = {expand(f"oa:{name}") for name in ("exact", "prefix", "suffix")}


def vocabularies() -> tuple[str, ...]:
    """Return the names of the vocabularies, in the order of the alphabet."""
    return tuple(sorted(path.name for path in bundled(_RULES).iterdir() if path.is_dir()))


def export_as(vocabulary: str, form: str = "turtle") -> bytes:
    """Return the facts in a vocabulary; raises UsageError, with a suggestion, if there is no such vocabulary."""
    if vocabulary not in vocabularies():
        known = list(vocabularies())
        hint = did_you_mean(vocabulary, known)
        raise UsageError(f"There is no vocabulary '{vocabulary}'; there are {', '.join(known)}.{hint}")
    if graph_format(form) is None:
        forms = ", ".join(f.name for f in GRAPH_FORMATS)
        raise UsageError(f"The facts in another vocabulary are written as {forms}, not as {form}.")
    triples = align(vocabulary, dataset())
    if form in ("turtle", "trig"):
        # Turtle is TriG with the default graph alone (RDF 1.1 TriG, section 2)
        return write_turtle(
            triples, _COMMENT.format(vocabulary, "\n".join(attributions())) + ("" if triples else _NONE)
        )
    data = serialise(sorted(triples, key=str), form, dict(PREFIXES) if form == "rdfxml" else None)
    return with_attribution(data, form)


def align(vocabulary: str, quads: Iterable[Quad]) -> set[Triple]:
    """Return what the rules of a vocabulary make of the facts in a dataset."""
    store = pyoxigraph.Store()
    store.extend(Quad(*quad.triple) for quad in _facts_alone(list(quads)))
    found: set[Triple] = set()
    for path in sorted(bundled(f"{_RULES}/{vocabulary}").glob("*.rq")):
        answer = store.query(path.read_text(encoding="utf-8"))
        assert isinstance(answer, pyoxigraph.QueryTriples)
        found |= set(answer)
    return found


def _facts_alone(quads: list[Quad]) -> Iterator[Quad]:
    """Yield the quads without claims that are no facts, and without quotes in whose words such a claim stands."""
    facts = _factual(quads)
    mixed = mixed_passages(quads)
    for quad in quads:
        subject = _text(quad.subject)
        if quad.graph_name == _CLAIMS and subject.partition("#")[0] not in facts:
            continue
        if quad.predicate.value in _WORDS and subject in mixed:
            continue
        yield quad


def _factual(quads: list[Quad]) -> set[str]:
    return {_text(q.subject) for q in quads if (q.predicate.value, _text(q.object)) == _IS_FACTUAL}


def mixed_passages(quads: list[Quad]) -> set[str]:
    """Return the addresses of the passages that share words with one which states a claim that is no fact."""
    facts = _factual(quads)
    values: dict[str, dict[str, str]] = {}
    doubtful = set()
    for quad in quads:
        name = quad.predicate.value
        if name in _PLACE:
            values.setdefault(_text(quad.subject), {})[name] = _text(quad.object)
        elif name == expand("pao:statedIn") and _text(quad.subject) not in facts:
            doubtful.add(_text(quad.object))
    spans = {
        passage: (found[_PLACE[0]], range(int(found[_PLACE[1]]), int(found[_PLACE[2]])))
        for passage, found in values.items()
        if len(found) == len(_PLACE)
    }
    bad: dict[str, list[range]] = {}
    for article, span in (spans[passage] for passage in doubtful & set(spans)):
        bad.setdefault(article, []).append(span)
    return doubtful | {
        passage
        for passage, (article, span) in spans.items()
        if any(max(span.start, other.start) < min(span.stop, other.stop) for other in bad.get(article, ()))
    }


_CLAIMS = NamedNode(PREFIXES["graph"] + "claims")
_IS_FACTUAL = (expand("rdf:type"), expand("pao:FactualClaim"))
_PLACE = tuple(expand(name) for name in ("oa:hasSource", "oa:start", "oa:end"))


def _text(term: object) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""
