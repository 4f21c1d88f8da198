"""From what people wrote to RDF: entities, sources, claims, and the facts that rules compute from them."""
