"""The second reading: a passage that was changed after somebody read it against the text must be read again."""

from collections.abc import Iterator

from kg.check.findings import Finding
from kg.source.corpus import ArticleSource
from kg.source.readings import FILE, fingerprint


def check_readings(source: ArticleSource) -> Iterator[Finding]:
    """Yield a violation for what has changed since its second reading, and a warning for what never had one."""
    known = {passage.id for passage in source.passages}
    for passage in (passage for passage in source.passages if not passage.is_open):
        mark = source.readings.get(passage.id)
        remedy = f"Read it against its sentence, or let somebody: kg read {passage.id}"
        if mark is None:
            message = f"nobody but its author has read '{passage.id}' against the text"
            yield Finding("second-reading", passage.path, passage.line, message, remedy, severity="warning")
        elif mark != fingerprint(passage):
            message = f"'{passage.id}' has been changed since somebody else read it against the text"
            yield Finding("second-reading", passage.path, passage.line, message, remedy)
    path = source.article.about.path.parent / FILE
    for name in sorted(set(source.readings) - known):
        message = f"there is no passage '{name}' any more that somebody has read"
        yield Finding("second-reading", path, 1, message, "Remove the line, or put the passage back.")
