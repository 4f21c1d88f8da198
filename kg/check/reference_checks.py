"""The checks of the list of references: does its entry in the stored text say what references.yaml says?"""

from collections import Counter
from collections.abc import Iterator

from kg.check import wording
from kg.check.findings import Finding
from kg.source.corpus import ArticleSource, Corpus
from kg.source.projection import fold
from kg.source.references import FILE, Reference, find_entries

REMEDY = "Write what the entry of the list says, and leave out what it does not say."


def check_references(corpus: Corpus, source: ArticleSource) -> Iterator[Finding]:
    """Yield a finding for everything in references.yaml that the list in the text does not bear out."""
    cited = Counter(marker.value for marker in source.article.markers if marker.is_citation)
    entries = find_entries(source.article)
    path = source.article.about.path.parent / FILE
    for number in sorted((set(entries) | set(map(int, cited))) - set(source.references)):
        yield Finding("reference", path, 1, f"reference {number} of the text is not described here", REMEDY)
    for reference in source.references.values():
        for message in _problems(corpus, reference, cited[str(reference.number)]):
            text = reference.entry.text if reference.entry else None
            yield Finding("reference", reference.path, reference.line, message, REMEDY, text)


def _problems(corpus: Corpus, reference: Reference, cited: int) -> Iterator[str]:
    entry, fields = reference.entry, reference.fields
    if (entry is None) != ("missing" in fields):
        yield f"reference {reference.number} is {'not ' if entry is None else ''}in the list; 'missing' must say so"
    if entry is None:
        return
    text = fold(entry.text)
    if entry.backlinks is not None and cited != entry.backlinks:
        yield f"reference {reference.number} is cited {cited} times, but the list has {entry.backlinks} back-links"
    for key in ("title", "page", "part", "url"):
        if key in fields and fold(fields[key]) not in text:
            yield f"the {key} '{fields[key]}' is not in the entry"
    for author in reference.authors:
        label = corpus.entities[author].label
        if not all(wording.has_phrase(text, name) for name in label.split()):
            yield f"the author {label} is not in the entry"
    for key in ("in", "publisher", "archive"):
        if key in fields and not any(wording.has_phrase(text, n) for n in corpus.entities[fields[key]].names):
            yield f"the name {corpus.entities[fields[key]].label} is not in the entry"
    for key, lead in (("issued", ""), ("retrieved", "Retrieved"), ("archived", "Archived")):
        missing = wording.unsupported_dates(text, fields[key]) if key in fields else []
        if missing or (key in fields and lead and not wording.has_phrase(text, lead)):
            yield f"the date '{key}: {fields[key]}' is not in the entry"
