"""The text gate: what people encoded is held against the stored text, sentence by sentence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.check.findings import Finding
from kg.check.passage_checks import CHECKS, SHORTEST_QUOTE
from kg.check.reading_checks import check_readings
from kg.check.reference_checks import check_references
from kg.check.setting import Setting
from kg.source.article import Sentence
from kg.source.corpus import ArticleSource, Corpus
from kg.source.passages import Passage
from kg.source.scope import Located, locate


def check_text(corpus: Corpus) -> list[Finding]:
    """Return all findings of the text gate, in the order of the files and lines."""
    return sort_findings(finding for source in corpus.articles for finding in check_article(corpus, source))


def check_article(corpus: Corpus, source: ArticleSource, keep: "Keep | None" = None) -> list[Finding]:
    """Return the findings of the text gate for one article.

    ``keep`` may answer for a passage with what it kept: it is given all that the passage and its neighbours say, and a
    way to look again; lines in what it keeps are counted from the passage.
    """
    return sort_findings(_findings(corpus, source, keep or (lambda _, look: tuple(look()))))


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of the files and lines."""
    return sorted(findings, key=lambda finding: (str(finding.path), finding.line, finding.check, finding.message))


def _findings(corpus: Corpus, source: ArticleSource, keep: "Keep") -> Iterator[Finding]:
    yield from check_references(corpus, source)
    yield from check_readings(source)
    located: list[Located] = []
    for passage in source.passages:
        place = locate(source.article, passage)
        yield from _check_quote(source, passage, place)
        if place is not None and passage.claims:
            located.append(place)
    quoting: dict[Sentence, list[Located]] = {}
    for place in located:
        for sentence in place.sentences:
            quoting.setdefault(sentence, []).append(place)
    for place in located:
        neighbours = tuple({id(other): other for s in place.sentences for other in quoting[s]}.values())
        setting = Setting(corpus, source, place, neighbours)
        first = place.passage.line
        found = keep(_key(setting), lambda setting=setting, first=first: _moved(_check_passage(setting), -first))  # type: ignore[misc]
        yield from _moved(found, first)


#: Answers for what two texts say with what it kept, or looks again.
Keep = Callable[[str, Callable[[], Iterable[Finding]]], tuple[Finding, ...]]


def _moved(findings: Iterable[Finding], lines: int) -> list[Finding]:
    return [replace(finding, line=finding.line + lines) for finding in findings]


def _key(setting: Setting) -> str:
    """Return all that the findings of a passage depend on, besides the text, the entities and the references."""
    passages = (setting.located.passage, *(other.passage for other in setting.neighbours))
    return "\n".join(repr(_from_its_line(passage)) for passage in passages)


def _from_its_line(passage: Passage) -> Passage:
    claims = tuple(replace(claim, line=claim.line - passage.line) for claim in passage.claims)
    return replace(passage, line=0, claims=claims)


def _check_quote(source: ArticleSource, passage: Passage, place: Located | None) -> Iterator[Finding]:
    if place is None:
        count = len(source.article.projection.find(passage.quote))
        message = f"the quote of '{passage.id}' occurs {count} times in the article, not once"
        remedy = "Copy the words of the article exactly, and enough of them that they occur once."
        yield Finding("quote", passage.path, passage.line, message, remedy)
        return
    if passage.is_open:
        message = f"nobody has encoded '{passage.id}' yet"
        remedy = "Write its claims in place of 'open', or with 'nothing' why there are none."
        yield Finding("open", passage.path, passage.line, message, remedy, place.sentence, "warning")
    if passage.claims and len(passage.quote) < SHORTEST_QUOTE:
        message = f"the quote of '{passage.id}' is shorter than {SHORTEST_QUOTE} characters"
        yield Finding("quote", passage.path, passage.line, message, "Quote more of the sentence.", place.sentence)
    sections = {sentence.section.id for sentence in place.sentences}
    if sections != {passage.section}:
        found = ", ".join(sorted(sections)) or "a heading"
        message = f"the quote of '{passage.id}' stands in {found}, not in {passage.section}"
        remedy = "Move the passage to the file of its section."
        yield Finding("quote", passage.path, passage.line, message, remedy, place.sentence)


def _check_passage(setting: Setting) -> Iterator[Finding]:
    passage = setting.located.passage
    for name, (check, remedy) in CHECKS.items():
        problems = list(check(setting))
        if name in passage.acknowledged:
            if not problems:
                message = f"'ack: {name}' acknowledges nothing: the check finds nothing here"
                yield Finding(name, passage.path, passage.line, message, "Remove it.", setting.sentence)
            continue
        for line, message in problems:
            yield Finding(name, passage.path, line, message, remedy, setting.sentence)
