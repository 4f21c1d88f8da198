"""The model on one card: what a reader or an agent must know to write SPARQL over the dataset."""

from kg.ask.own_queries import ask_named

_HEAD = """\
# The graph in short
Facts are plain triples: `?s pao:predicate ?o`. Each is computed from a claim in the article's own voice.
Every claim, fact or not: `?claim a pao:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o` (or `pao:gist "…"`).
 - `pao:voice` pao:ArticleVoice | pao:Attributed; who says it: `pao:attribution/pao:speaker`, how: `…/pao:act`, where:
   `…/pao:medium`, when: `…/pao:saidTime`. `pao:polarity pao:Negative`: it is denied. `?other cito:disputes ?claim`.
 - `a pao:FactualClaim`: it stands behind a fact. NEVER give any other claim as a fact: name the speaker.
 - `pao:support` pao:Cited | pao:Uncited | pao:CitationNeeded; `pao:hedge` "around", "some" …
 - `pao:validTime ?t`: `?t pao:edtf` as written, `rdfs:label` in words; `pao:startEarliest`, `pao:startLatest`,
   `pao:endEarliest`, `pao:endLatest` are xsd:date bounds, each may be missing.
   "Possibly at d": startEarliest <= d <= endLatest.
 - `pao:statedIn ?passage`: `?passage oa:exact` the quote, `cito:citesAsEvidence ?reference`, which has `dcterms:title`
   and `pao:number`.
Graphs: graph:entities, graph:sources, graph:claims, graph:facts, graph:derived, graph:ontology; the default is all.
Names: `rdfs:label`, `skos:altLabel`. Addresses: `id:…`. Prefixes of the project need no declaration.

# Classes (things)
{classes}

# Predicates of claims and facts (subject -> object)
{predicates}

# Example: who is said to have been a member of what, by whom
SELECT ?who ?what ?speaker {{ ?c rdf:subject ?who ; rdf:predicate pao:memberOf ; rdf:object ?what ;
  pao:attribution/pao:speaker ?speaker }} ORDER BY ?who ?what ?speaker
"""


def schema_card() -> str:
    """Return the model on one card, as Markdown of less than 2,000 tokens."""
    classes = ", ".join(str(name) for _, name in ask_named("used-classes"))
    predicates = "\n".join(
        f"- {name}: {domain or 'anything'} -> {range_ or 'anything'}"
        for _, name, domain, range_ in ask_named("signatures")
    )
    return _HEAD.format(classes=classes, predicates=predicates)
