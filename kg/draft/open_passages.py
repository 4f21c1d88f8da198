"""A passage for every sentence of a new article, empty of claims: quote, footnotes, tags, and the things it names."""

from collections.abc import Iterator, Mapping

from kg.check.passage_checks import SHORTEST_QUOTE
from kg.draft.headings import BOILERPLATE
from kg.draft.mentions import find_mentions
from kg.draft.yaml_text import comment, scalar
from kg.source.article import Article, Sentence
from kg.source.entities import Entity
from kg.source.scope import governing

HEAD = "# yaml-language-server: $schema=../../../kg/source/schemas/passages.json\n"

#: What stands before the things that a sentence names, in a comment.
NAMES = "names: "


def write_passages(article: Article, entities: Mapping[str, Entity]) -> dict[str, bytes]:
    """Return the files of passages of an article by name, one for each section that has a sentence."""
    files: dict[str, bytes] = {}
    for section in article.sections:
        sentences = [sentence for sentence in article.sentences if sentence.section is section]
        if section.form != "references" and sentences:
            entries = "".join(_entries(article, sentences, entities))
            files[f"{section.id}.yaml"] = (HEAD + entries).encode()
    return {name: data for name, data in files.items() if b"\n- id:" in data}


def _entries(article: Article, sentences: list[Sentence], entities: Mapping[str, Entity]) -> Iterator[str]:
    for number, sentence in enumerate(sentences, 1):
        span = _unique_span(article, sentences, number - 1)
        if span is None:
            yield comment(f"twice in the text, so that no quote of it alone is found: {article.fold(sentence.text)}")
            continue
        quote = article.fold(article.text[span[0] : span[1]])
        lines = [f"- id: {sentence.section.id}-{number}\n", f"  quote: {scalar(quote)}\n"]
        marks = governing(article, span[0], span[1], article.sentences_at(*span))
        cites = dict.fromkeys(mark.value for mark in marks if mark.is_citation)
        tags = dict.fromkeys(mark.value for mark in marks if not mark.is_citation)
        lines += [f"  cites: [{', '.join(cites)}]\n"] if cites else []
        lines += [f"  tags: [{', '.join(tags)}]\n"] if tags else []
        lines += [comment(NAMES + line, "  ") for line in _named(quote, entities)]
        reason = _nothing(article, sentence)
        lines.append(f"  nothing: {scalar(reason)}\n" if reason else '  open: "yes"\n')
        yield "".join(lines)


def _unique_span(article: Article, sentences: list[Sentence], place: int) -> tuple[int, int] | None:
    """Return the span of a sentence, or of it with sentences beside it, whose words occur once in the text.

    A row that is too short for a quote of its own is taken with the rows beside it, if there are any.
    """
    spans = list(_unique_spans(article, sentences, place))
    rows = sentences[place].section.form == "lines"
    long = (span for span in spans if len(article.fold(article.text[slice(*span)])) >= SHORTEST_QUOTE)
    return next(long, spans[0] if spans else None) if rows else next(iter(spans), None)


def _unique_spans(article: Article, sentences: list[Sentence], place: int) -> Iterator[tuple[int, int]]:
    for first, last in ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (2, 2)):
        if place - first < 0 or place + last >= len(sentences):
            continue
        start, end = sentences[place - first].start, sentences[place + last].end
        # a quote ends before the marks that close its sentence
        marks = [mark for mark in article.markers if start <= mark.start and mark.end <= end]
        while marks and not article.text[marks[-1].end : end].strip():
            end = marks.pop().start
        while end > start and article.text[end - 1].isspace():
            end -= 1
        if len(article.projection.find(article.text[start:end])) == 1:
            yield start, end


def _named(quote: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """Yield the known things that a quote names; what several bear is a choice that somebody has to make."""
    seen: dict[str, None] = {}
    for mention in find_mentions(quote, entities):
        what = " or ".join(mention.things) + ("?" if len(mention.things) > 1 else "")
        seen[f"{mention.words} = {what}"] = None
    if seen:
        yield "; ".join(seen)


def _nothing(article: Article, sentence: Sentence) -> str | None:
    """Return why a line has nothing to encode, where that can be known: it is none of the article's words."""
    words = article.fold(sentence.text)
    if sentence.section.form != "lines":
        return None
    if sentence.section.id == "title" and sentence.start == sentence.section.start:
        return "The title of the article."
    if BOILERPLATE.fullmatch(words):
        return "What the encyclopedia or a mirror of it puts around an article."
    if words.startswith(sentence.section.label) and sentence.start == sentence.section.start:
        return "A heading."
    return None
