"""Questions and answers: the query catalogue, evidence, names and result tables."""
