"""The graph against the stored text, the authored files and the rules for facts: what is lost or added is told."""

import pytest
from rdflib import RDF, Graph, Literal

from kg.check.evidence import check_evidence, check_stated
from kg.check.graph_gate import whole_graph
from kg.check.places import Places
from kg.compile.claims import compile_claims
from kg.compile.dataset import located_passages
from kg.compile.names import CITO, OA, PAO, claim, part, passage, reference, thing
from kg.compile.sources import compile_sources
from kg.source.corpus import Corpus

SLUG = "socialist-action-uk"
NEVER = claim(SLUG, "livingstone-never-a-member", "1")
FLETCHER = claim(SLUG, "fletcher-central-committee", "1")
REGARDS = claim("socialist-action-uk-related-communist-party-of-britain", "cpb-socialist-states", "2")
ALLEGED = claim(SLUG, "cnd-dominance", "1")
SECRET = claim(SLUG, "not-a-secret-group", "1")
BASE = claim(SLUG, "power-base", "1")
COUNT = claim(SLUG, "five-hundred-members", "1")
FOUNDED = claim(SLUG, "founding", "1")
LEAD = passage(SLUG, "small-trotskyist-group")
WEB = passage(SLUG, "website")

#: The check, what is broken, the triples taken out (None is any), the triples put in.
CASES = [
    ("quote", "a word is changed", (LEAD, OA.exact, None), (LEAD, OA.exact, Literal("Socialist Action is a large group", lang="en"))),
    ("quote", "the place is shifted", (LEAD, OA.start, None), (LEAD, OA.start, Literal(110))),
    ("cites", "a footnote is dropped", (LEAD, CITO.citesAsEvidence, None), None),
    ("cites", "a footnote is invented", None, (WEB, CITO.citesAsEvidence, reference(SLUG, 4))),
    ("tags", "a tag is invented", None, (WEB, PAO.editorialTag, PAO["tag-when"])),
    ("reported-speech", "the speaker is dropped", (FLETCHER, PAO.attribution, None), None),
    ("reported-speech", "one of several loses the speaker", (ALLEGED, PAO.attribution, None), None),
    ("quotation", "the speaker of a quotation is dropped", (BASE, PAO.attribution, None), None),
    ("unheard", "the one who regards is dropped", (REGARDS, PAO.attribution, None), None),
    ("negation", "'never' is dropped", (NEVER, PAO.polarity, None), None),
    ("negation", "a denial is invented", None, (FOUNDED, PAO.polarity, PAO.Negative)),
    ("hedge", "'around' is dropped", (COUNT, PAO.hedge, None), None),
    ("act", "a denial denies nothing", (SECRET, PAO.polarity, None), None),
    ("act", "a denial disputes nothing", (SECRET, CITO.disputes, None), None),
    ("facts", "what is said becomes factual", None, (FLETCHER, RDF.type, PAO.FactualClaim)),
    ("facts", "a fact is forgotten", (FOUNDED, RDF.type, PAO.FactualClaim), None),
    ("written", "the subject is another", (FLETCHER, RDF.subject, None), (FLETCHER, RDF.subject, thing("john-ross"))),
    ("written", "the speaker is another", (part(passage(SLUG, "fletcher-central-committee"), "said"), PAO.speaker, None), (part(passage(SLUG, "fletcher-central-committee"), "said"), PAO.speaker, thing("john-ross"))),
    ("written", "a claim is invented", None, (thing("invented"), RDF.type, PAO.Claim)),
]  # fmt: skip


@pytest.fixture(scope="module")
def data(graphs):
    return whole_graph(*graphs.values())


@pytest.fixture(scope="module")
def checks(corpus):
    places = Places(corpus)
    return lambda graph: {finding.check for finding in check_evidence(corpus, graph, places)}


def test_the_dataset_is_as_it_was_written(data, checks):
    assert checks(data) == set()


@pytest.mark.parametrize(("check", "what", "out", "into"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_what_is_lost_or_added_is_told(data, checks, check, what, out, into):
    changed = Graph()
    changed += data
    if out:
        assert list(data.triples(out))
        changed.remove(out)
    if into:
        assert into not in data
        changed.add(into)
    assert check in checks(changed)


def test_a_finding_names_a_claim_by_what_it_says_and_never_without_its_speaker(data, corpus):
    changed = Graph()
    changed += data
    changed.add((FOUNDED, PAO.polarity, PAO.Negative))
    changed.add((FLETCHER, RDF.type, PAO.FactualClaim))
    told = {finding.thing: finding.message for finding in check_evidence(corpus, changed, Places(corpus))}
    assert told[str(FOUNDED)].startswith("the claim 'Socialist Action – founded on – 1982': ")
    assert told[str(FLETCHER)].startswith("the claim 'Atma Singh says: Simon Fletcher – member of – ")


def test_an_article_by_itself_has_the_names_of_its_things(corpus):
    """What is held against the text article by article has no labels in its graph; the authored files have them."""
    source = next(one for one in corpus.articles if one.article.slug == SLUG)
    alone = compile_claims(source, located_passages(source)) + compile_sources(source, located_passages(source))
    alone.add((FOUNDED, PAO.polarity, PAO.Negative))
    found = check_stated(Corpus(corpus.root, corpus.entities, (source,)), alone, Places(corpus))
    (message,) = {finding.message for finding in found if finding.check == "negation"}
    assert message.startswith("the claim 'Socialist Action – founded on – 1982': ")
