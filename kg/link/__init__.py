"""Links to Wikidata: which item is ours, whether it still is, what the two sides say, and what could be told there."""
