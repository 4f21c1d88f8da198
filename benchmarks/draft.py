"""How good the patterns of 'kg draft' are: what they propose for an encoded article against what people encoded.

``python -m benchmarks.draft [SLUG]`` prints the table that docs/draft.md shows.
"""

import sys

from kg.draft.drafting import find_article
from kg.draft.measure import as_markdown, measure
from kg.source.corpus import read_corpus
from kg.words.folders import ROOT

#: The article whose table the documentation shows.
FIRST = "socialist-action-uk"


def table(slug: str = FIRST) -> str:
    """Return the table of an article."""
    corpus = read_corpus(ROOT)
    return as_markdown(measure(find_article(corpus.articles, slug), corpus.entities))


if __name__ == "__main__":
    print(table(*sys.argv[1:]), end="")
