"""Well-formed RDF that would change what our rules check, or pass off as ours what is not."""

import json

from tests.hostile.files import PREFIXES, Hostile, written

_CLAIM = "<https://w3id.org/pao/claim/socialist-action-uk/instrumental/4>"
_PASSAGE = "<https://w3id.org/pao/passage/socialist-action-uk/instrumental>"
_SAID = "rdf:subject id:ken-livingstone ; rdf:predicate pao:electedIn ; rdf:object id:nec-election-1987"
_BACKED = f"pao:statedIn {_PASSAGE} ; pao:support pao:Cited"
_FACT = "id:ken-livingstone pao:electedIn id:nec-election-1987 ."
_LEAK = "id:ken-livingstone pao:memberOf id:socialist-action ."

#: What tries to change the ontology or the shapes, or ties foreign terms to ours.
_TERMS = {
    "class-gets-a-parent": "pao:Claim rdfs:subClassOf ex:Nothing .",
    "class-gets-our-parent": "foaf:Person rdfs:subClassOf pao:Claim .",
    "class-escapes-by-equivalence": "pao:Claim owl:equivalentClass ex:Claim . ex:c a ex:Claim .",
    "class-is-deprecated": "pao:Claim owl:deprecated true .",
    "class-is-relabelled": 'pao:Claim rdfs:label "Fact"@en .',
    "class-is-disjoint": "pao:Claim owl:disjointWith pao:Passage, pao:Claim .",
    "class-of-theirs-under-ours": f"ex:Note rdfs:subClassOf pao:Passage . ex:n a ex:Note . {_CLAIM} pao:statedIn ex:n .",
    "class-of-theirs-under-ours-by-chain": "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf pao:Claimable . ex:p a ex:A .",
    "kind-is-claimable": "ex:guilty a pao:Claimable . id:ken-livingstone ex:guilty ex:crime .",
    "kind-is-an-act": "ex:proves a pao:SpeechAct .",
    "property-gets-a-domain": "pao:memberOf rdfs:domain owl:Thing ; rdfs:range owl:Thing .",
    "property-loses-sensitivity": "pao:memberOf pao:sensitive false .",
    "property-inverted": "ex:hasMember owl:inverseOf pao:memberOf . id:socialist-action ex:hasMember id:ken-livingstone .",
    "property-under-ours": f"ex:belongs rdfs:subPropertyOf pao:memberOf . {_LEAK.replace('pao:memberOf', 'ex:belongs')}",
    "property-above-ours": "pao:memberOf rdfs:subPropertyOf ex:knows .",
    "property-equivalent-to-ours": "ex:belongs owl:equivalentProperty pao:memberOf . id:ken-livingstone ex:belongs id:socialist-action .",
    "property-by-chain": "ex:p owl:propertyChainAxiom ( pao:memberOf pao:memberOf ) .",
    "polarity-redefined": "pao:Negative owl:sameAs pao:Positive .",
    "voice-redefined": "pao:Attributed owl:sameAs pao:ArticleVoice .",
    "voice-of-their-own": f"ex:Truth a pao:Voice . {_CLAIM} pao:voice ex:Truth .",
    "term-invented": "pao:GuiltyOf a owl:ObjectProperty, pao:Claimable . id:ken-livingstone pao:GuiltyOf id:socialist-action .",
    "rdf-type-redefined": "rdf:type rdfs:subPropertyOf ex:t . rdfs:subClassOf rdfs:subPropertyOf ex:u .",
    "rdf-subject-redefined": "rdf:subject owl:equivalentProperty ex:s .",
    "ontology-imports": "<https://w3id.org/pao/ns> owl:imports <http://127.0.0.1:9/x.ttl> .",
    "ontology-has-a-version": '<https://w3id.org/pao/ns> owl:versionInfo "9.9.9" .',
    "everything-is-a-class": "pao:Claim a rdf:Property . pao:memberOf a owl:Class .",
    "shape-deactivated": "shape:ClaimShape sh:deactivated true . shape:DeniedIsNoFact sh:deactivated true .",
    "shape-property-deactivated": "shape:ClaimShape-voice sh:deactivated true .",
    "shape-retargeted": "shape:ClaimShape sh:targetClass ex:Nothing .",
    "shape-warns-only": "shape:ClaimShape sh:severity sh:Info .",
    "shape-may-be-unused": "shape:ClaimShape pao:mayBeUnused true .",
    "shape-of-theirs": "ex:S a sh:NodeShape ; sh:targetClass pao:Claim ; sh:property [ sh:path pao:voice ; sh:maxCount 0 ] .",
    "shape-implied-by-class": "pao:Claim a rdfs:Class, sh:NodeShape ; sh:closed true .",
    "shape-with-a-query": 'ex:S a sh:NodeShape ; sh:targetNode ex:x ; sh:sparql [ sh:select "SELECT $this { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }" ] .',
    "shape-with-javascript": 'ex:S a sh:NodeShape ; sh:targetNode ex:x ; sh:js [ sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL <http://127.0.0.1:9/x.js> ] ] .',
    "shape-with-a-rule": "ex:S a sh:NodeShape ; sh:targetClass pao:Claim ; sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate pao:voice ; sh:object pao:ArticleVoice ] .",
    "shape-with-a-regex": f'ex:S a sh:NodeShape ; sh:targetNode "{"a" * 60}!" ; sh:pattern "^(a+)+$" .',
    "shape-recursive": "ex:S a sh:NodeShape ; sh:targetNode ex:x ; sh:node ex:S .",
    "shape-graph-named": "<https://w3id.org/pao/ns> sh:shapesGraph <http://127.0.0.1:9/s.ttl> . ex:x sh:entailment <http://www.w3.org/ns/entailment/RDFS> .",
    "shape-graph-node": "shape:graph a ex:Thing ; ex:p ex:o .",
    "same-person": "id:ken-livingstone owl:sameAs id:john-ross .",
    "same-as-elsewhere": "<http://www.wikidata.org/entity/Q1> owl:sameAs id:ken-livingstone .",
    "same-claim": f"ex:claim owl:sameAs {_CLAIM} .",
    "different-from-itself": "id:ken-livingstone owl:differentFrom id:ken-livingstone .",
}

#: What speaks of our claims, people and sources.
_CLAIMS = {
    "leak": _LEAK,
    "leak-of-what-is-said": _FACT,
    "claim-gets-the-article's-voice": f"{_CLAIM} pao:voice pao:ArticleVoice . {_FACT}",
    "claim-with-two-voices": f"{_CLAIM} a pao:Claim ; {_SAID} ; {_BACKED} ; pao:voice pao:ArticleVoice, pao:Attributed .",
    "claim-described-anew": f"{_CLAIM} a pao:Claim, pao:FactualClaim ; {_SAID} ; {_BACKED} ; pao:voice pao:ArticleVoice . {_FACT}",
    "claim-with-two-speakers": f"{_CLAIM} pao:attribution ex:said . ex:said a pao:Attribution ; pao:speaker id:john-ross ; pao:act pao:states .",
    "claim-in-two-passages": f"{_CLAIM} pao:statedIn <https://w3id.org/pao/passage/socialist-action-uk/title> .",
    "claim-in-no-passage": f"ex:c a pao:Claim ; {_SAID} ; pao:support pao:Cited ; pao:voice pao:ArticleVoice . {_FACT}",
    "claim-in-a-passage-that-is-none": f"ex:c a pao:Claim ; {_SAID} ; pao:statedIn ex:x ; pao:support pao:Cited ; pao:voice pao:ArticleVoice . {_FACT}",
    "claim-with-two-objects": f"{_CLAIM} rdf:object id:nec-election-1988 .",
    "claim-with-two-supports": f"{_CLAIM} pao:support pao:Uncited .",
    "claim-of-wrongdoing": f"ex:c a pao:Claim ; rdf:subject id:ken-livingstone ; rdf:predicate ex:guiltyOf ; rdf:object ex:crime ; {_BACKED} ; pao:voice pao:ArticleVoice .",
    "claim-about-a-literal": f'ex:c a pao:Claim ; rdf:subject "Ken" ; rdf:predicate pao:memberOf ; rdf:object id:socialist-action ; {_BACKED} ; pao:voice pao:ArticleVoice .',
    "claim-about-claims": f"ex:c a pao:Claim ; rdf:subject ex:c ; rdf:predicate pao:memberOf ; rdf:object ex:c ; {_BACKED} ; pao:voice pao:ArticleVoice .",
    "claim-disputes-itself": f"ex:c a pao:Claim ; {_SAID} ; {_BACKED} ; pao:voice pao:ArticleVoice ; <http://purl.org/spar/cito/disputes> ex:c .",
    "claim-that-is-blank": f"_:c a pao:Claim ; {_SAID} ; {_BACKED} ; pao:voice pao:ArticleVoice . {_FACT}",
    "claim-of-a-denial-undone": f"{_CLAIM} pao:polarity pao:Positive .",
    "claim-derived-from-nothing": "ex:d a pao:DerivedStatement ; rdf:subject id:a ; rdf:predicate pao:leadsTo ; rdf:object id:b .",
    "facts-marked-without-claims": "ex:c a pao:FactualClaim .",
    "passage-with-another-quote": f'{_PASSAGE} oa:exact "Livingstone was a member"@en .',
    "passage-in-another-article": f"{_PASSAGE} oa:hasSource <https://w3id.org/pao/article/forged> .",
    "passage-without-a-text": "ex:p a pao:Passage .",
    "person-with-two-names": 'id:ken-livingstone rdfs:label "Somebody Else"@en .',
    "person-is-an-organisation": "id:ken-livingstone a pao:PoliticalOrganisation .",
    "person-has-died": "id:ken-livingstone pao:deceased true .",
    "person-without-a-name": "ex:somebody a foaf:Person .",
    "person-whose-name-is-markup": 'ex:x a foaf:Person ; rdfs:label "<script>alert(1)</script>", "\\u202Enatsyrt" .',
    "time-that-is-none": 'ex:t a pao:TimeSpec ; pao:edtf "last Tuesday" .',
    "time-of-thousands-of-digits": f'ex:t a pao:TimeSpec ; pao:edtf "Y{"9" * 6000}"^^<http://id.loc.gov/datatypes/edtf/EDTF> .',
}

_CONTEXT = {"pao": "https://w3id.org/pao/ns#", "id": "https://w3id.org/pao/id/", "sh": "http://www.w3.org/ns/shacl#"}
_OTHERS = {
    "leak-by-context.jsonld": json.dumps(
        {
            "@context": {**_CONTEXT, "knows": "pao:memberOf"},
            "@id": "id:ken-livingstone",
            "knows": {"@id": "id:socialist-action"},
        }
    ),
    "leak-by-reverse.jsonld": json.dumps(
        {
            "@context": _CONTEXT,
            "@id": "id:socialist-action",
            "@reverse": {"pao:memberOf": {"@id": "id:ken-livingstone"}},
        }
    ),
    "leak-in-our-graph.trig": f"{PREFIXES} <https://w3id.org/pao/graph/facts> {{ {_LEAK} }}",
    "leak-in-a-blank-graph.trig": f"{PREFIXES} _:g {{ {_LEAK} }}",
    "leak-by-escapes.ttl": f"{PREFIXES} <https://w3id.org/pao/id/ken\\u002Dlivingstone> pao:memberOf id:socialist-action .",
    "leak-by-base.ttl": "BASE <https://w3id.org/pao/id/> <ken-livingstone> <../ns#memberOf> <./x/../socialist-action> .",
    "shape-deactivated.jsonld": json.dumps(
        {"@context": _CONTEXT, "@id": "https://w3id.org/pao/shape/ClaimShape", "sh:deactivated": True}
    ),
    "shape-deactivated-in-its-graph.trig": f"{PREFIXES} <https://w3id.org/pao/shape/> {{ shape:ClaimShape sh:deactivated true }}",
    "nothing-of-ours.ttl": f'{PREFIXES} ex:s ex:p "x" .',
    "nothing-but-a-list.ttl": f"{PREFIXES} ( 1 2 3 ) ex:p ex:o .",
}

FILES = [
    *(Hostile(f"forged-{name}", f"{name}.ttl", f"{PREFIXES}{text}\n".encode()) for name, text in _TERMS.items()),
    *(Hostile(f"forged-{name}", f"{name}.ttl", f"{PREFIXES}{text}\n".encode()) for name, text in _CLAIMS.items()),
    *(Hostile(f"forged-{name}", name, text.encode()) for name, text in _OTHERS.items()),
    *(
        Hostile(f"forged-leak-{form}", f"leak{ending}", written(PREFIXES + _LEAK, form))
        for form, ending in (("ntriples", ".nt"), ("nquads", ".nq"), ("rdfxml", ".rdf"))
    ),
]
