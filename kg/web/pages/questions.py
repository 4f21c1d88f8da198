"""A page for each bundled question, with its text, what its words mean, and the checked answer; and their list."""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from itertools import groupby

from kg.ask.answers import query
from kg.ask.catalogue import Parameter, Query, queries
from kg.ask.explain import explain
from kg.ask.names import things
from kg.ask.rows import CLAIMS, Address, Rows
from kg.ask.tabular import shown, with_evidence, write_rows
from kg.web.pages.document import Document
from kg.web.pages.frame import fill
from kg.web.pages.parts import MOST_BYTES
from kg.web.pages.places import page_of
from kg.web.pages.view import Claim, claims, evidence, name_of
from kg.web.pictures.drawing import cut
from kg.words.formats import ROW_FORMATS, web_type

_PATH = "questions.html"

#: How many rows of an answer a page shows, voices of a row, and letters of a cell; the table beside it has all.
MOST, _VOICES, _LETTERS = 80, 24, 2000


def documents() -> Iterable[Document]:
    """Yield the list of questions, and for each a page and its whole answer as CSV."""
    yield Document(_PATH, web_type(_PATH), _render_list)
    table = next(form for form in ROW_FORMATS if form.name == "csv")
    for question in queries():
        path = f"query/{question.name}.html"
        yield Document(path, web_type(path), partial(_render, question, path))
        yield Document(f"query/{question.name}{table.extensions[0]}", table.media_type, partial(_table, question))


def _render_list() -> bytes:
    return fill(
        "questions.html",
        _PATH,
        title="Questions",
        description="The questions that come with the dataset, each with its answer.",
        subjects=[(name, list(group)) for name, group in groupby(queries(), key=lambda question: question.subject)],
    )


def _render(question: Query, path: str) -> bytes:
    rows = query(question.name)
    kept = [i for i, column in enumerate(rows.columns) if column not in CLAIMS]
    answer = []
    for row in rows.cells[:MOST]:
        behind = _behind(rows, row)
        voices = _voices(behind)
        answer.append((voices[:_VOICES], len(voices[_VOICES:]), [_cell(row[i], behind) for i in kept]))

    def page(rows_shown: int) -> bytes:
        return fill(
            "question.html",
            path,
            title=question.summary,
            description=question.description,
            question=question,
            default=_default,
            explained=explain(question.name, {}),
            columns=[rows.columns[i] for i in kept],
            has_claims=len(kept) < len(rows.columns),
            answer=answer[:rows_shown],
            total=len(rows),
        )

    data, shown_rows = page(MOST), len(answer)
    while len(data) > MOST_BYTES and shown_rows > 1:
        shown_rows //= 2
        data = page(shown_rows)
    return data


def _default(parameter: Parameter) -> str:
    """Return the value with which a page has asked, as it is called."""
    given = parameter.default
    if not given:
        return "any"
    return things()[given].label if parameter.type == "entity" and given in things() else given


def _table(question: Query) -> bytes:
    rows = query(question.name)
    named = set(rows.columns) & set(CLAIMS)
    told = with_evidence(rows, known=evidence()) if named else rows.labels()
    return "".join(write_rows(told, "csv", safe=True)).encode()


def _behind(rows: Rows, row: Sequence[object]) -> list[Claim]:
    """Return the claims that a row rests on."""
    named = [iri for i, column in enumerate(rows.columns) if column in CLAIMS for iri in str(row[i] or "").split()]
    return [claims()[iri] for iri in named if iri in claims()]


def _voices(behind: Iterable[Claim]) -> list[tuple[str, str, str]]:
    """Return on whose word a row rests: for each voice its look, its name, and where one of its claims stands."""
    voices: dict[tuple[str, str], str] = {}
    for claim in behind:
        voices.setdefault((claim.look, _voice(claim)), page_of(claim.iri) or "")
    return [(look, voice, page) for (look, voice), page in voices.items()]


def _voice(claim: Claim) -> str:
    if claim.evidence.speaker:
        return f"{claim.evidence.speaker} says{' that it is not so' if claim.evidence.denied else ''}"
    return {"fact": "fact", "denied": "the article denies it", "unsure": "the article; not a fact"}[claim.look]


def _cell(cell: object, behind: Iterable[Claim]) -> tuple[str, str]:
    """Return what a cell shows, and the page that it leads to; what somebody said begins with who said it."""
    if isinstance(cell, Address):
        page = page_of(cell)
        return (name_of(cell) if page else shown(cell)), page or ""
    text = shown(cell)
    own = [claim.evidence.speaker for claim in behind if claim.evidence.speaker and text in _texts(claim)]
    speakers = dict.fromkeys(own or _said().get(text, ()))
    return cut(f"{', '.join(speakers)}: {text}" if speakers else text, _LETTERS), ""


@cache
def _said() -> dict[str, tuple[str, ...]]:
    """Return who says each text that is the gist, or the quote, of what somebody says."""
    found: dict[str, dict[str, None]] = {}
    for claim in claims().values():
        for text in _texts(claim) if claim.evidence.speaker else ():
            found.setdefault(text, {})[str(claim.evidence.speaker)] = None
    return {text: tuple(speakers) for text, speakers in found.items()}


def _texts(claim: Claim) -> tuple[str, ...]:
    return tuple(shown(text) for text in (claim.evidence.gist, claim.evidence.quote) if text)
