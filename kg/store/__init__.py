"""Where triples are kept and asked: the embedded engine, the isolated worker, rdflib, a remote endpoint."""
