"""The layers of the dataset: one named graph each, and the files that fill them."""

from typing import NamedTuple

from kg.words.prefixes import PREFIXES


class Layer(NamedTuple):
    """One named graph: its name, what it holds, and the bundled files it is read from."""

    name: str
    holds: str
    files: tuple[str, ...]

    @property
    def graph(self) -> str:
        """Return the IRI of the named graph."""
        return PREFIXES["graph"] + self.name


#: In the order in which a reader would want them; together they are the default graph of every query.
LAYERS = (
    Layer(
        "ontology",
        "the terms",
        ("ontology/core.ttl", "ontology/beyond-owl.ttl", "ontology/alignments.ttl", "ontology/wikidata.ttl"),
    ),
    Layer("entities", "the things that are spoken of", ("dataset/entities.ttl",)),
    Layer("sources", "articles, passages and references", ("dataset/sources.ttl",)),
    Layer("claims", "what the passages state or report", ("dataset/claims.ttl",)),
    Layer("facts", "plain triples computed from the claims that may be facts", ("dataset/facts.ttl",)),
    Layer("derived", "what follows from facts by rules, with the claims that it rests on", ("dataset/derived.ttl",)),
)

#: Those that ``kg build`` makes.
BUILT = tuple(layer for layer in LAYERS if layer.name != "ontology")

#: A pattern that has a solution where terms, claims and sources are in one graph, as in the union of all layers.
UNITED = (
    f"?claim a <{PREFIXES['pao']}FactualClaim> ; <{PREFIXES['pao']}statedIn> ?passage . "
    f"?passage <{PREFIXES['oa']}exact> ?quote . <{PREFIXES['pao']}Claim> a <{PREFIXES['owl']}Class> ."
)
