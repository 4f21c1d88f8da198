"""A small Wikidata for the tests: items in its RDF form behind a real SPARQL server, and a reconciliation service."""
