"""Made-up articles of the real one's shape, as authored files and as RDF, the same for the same seed."""
