"""The model on one card: what a reader or an agent must know to write SPARQL over the dataset."""

from kg.ask.own_queries import ask_named

_HEAD = """\
# The graph in short
Facts are plain triples: `?s pao:predicate ?o`. Each is computed from a claim in the article's own voice.
Every claim, fact or not: `?claim a pao:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o` (or `pao:gist "…"`).
 - `pao:voice` pao:ArticleVoice | pao:Attributed; who says it: `pao:attribution/pao:speaker`, how: `…/pao:act`, where:
   `…/pao:medium`, when: `…/pao:saidTime`. `pao:polarity pao:Negative`: it is denied (else absent).
   `?other cito:disputes ?claim`.
 - `a pao:FactualClaim`: it stands behind a fact. NEVER give any other claim as a fact: name the speaker.
 - `pao:support` pao:Cited | pao:Uncited | pao:CitationNeeded; `pao:hedge` "around", "some" …
 - `pao:validTime ?t`: `?t pao:edtf` as written, `rdfs:label` in words (`pao:objectTime`: of a date that is the object);
   `pao:startEarliest`, `pao:startLatest`, `pao:endEarliest`, `pao:endLatest` are xsd:date bounds, each may be missing.
   "Possibly at d": not startEarliest > d, not endLatest < d; OPTIONAL each.
 - `pao:statedIn ?passage`: `?passage oa:exact` the quote, `cito:citesAsEvidence ?reference`: `pao:number`, and maybe
   `dcterms:title`, `dcterms:creator`, `pao:publishedIn|dcterms:publisher`, `dcterms:issued`.
Graphs: graph:entities, graph:sources, graph:claims, graph:facts, graph:derived, graph:ontology; the default is all.
Names: `rdfs:label`, `skos:altLabel`, all "…"@en; dates as objects are "1982"^^edtf:EDTF. Addresses: `id:…`.
Prefixes of the project need no declaration.

# Classes (things)
{classes}

# Predicates of claims and facts (subject -> object)
{predicates}

# Example: who is or is not a member of what, by whose word (none: the article's own)
SELECT ?who ?what ?speaker ?denied {{ ?c rdf:subject ?who ; rdf:predicate pao:memberOf ; rdf:object ?what .
  OPTIONAL {{ ?c pao:attribution/pao:speaker ?speaker }} OPTIONAL {{ ?c pao:polarity ?denied }} }}
ORDER BY ?who ?what ?speaker ?denied
"""


def schema_card() -> str:
    """Return the model on one card, as Markdown of less than 2,000 tokens."""
    classes = ", ".join(str(name) for _, name in ask_named("used-classes"))
    predicates = "\n".join(
        f"- {name}: {domain or 'anything'} -> {range_ or 'anything'}"
        for _, name, domain, range_ in ask_named("signatures")
    )
    return _HEAD.format(classes=classes, predicates=predicates)
