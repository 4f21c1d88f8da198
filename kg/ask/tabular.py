"""Rows written out for people: CSV and TSV with labels or safe for spreadsheets, and Markdown.

The exact CSV, TSV, JSON and XML of the standard are the engine's (kg.store.engine).
"""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from io import StringIO

from kg.ask.evidence import Evidence
from kg.ask.rows import Rows
from kg.words.errors import UsageError
from kg.words.prefixes import PREFIXES, shorten

#: What a spreadsheet takes for the beginning of a formula (OWASP ASVS 5.0, 1.2.10).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_rows(rows: Rows, form: str, safe: bool = False) -> Iterator[str]:
    """Yield the lines of rows as csv, tsv or markdown; ``safe`` puts an apostrophe before what looks like a formula."""
    if form == "markdown":
        yield f"| {' | '.join(rows.columns)} |\n|{'---|' * len(rows.columns)}\n"
        for row in rows:
            yield f"| {' | '.join(_in_markdown(shown(cell)) for cell in row)} |\n"
        return
    refuse_exact(form)
    for row in (rows.columns, *rows):
        stream = StringIO()
        writer = csv.writer(stream, delimiter="," if form == "csv" else "\t", lineterminator="\r\n")
        writer.writerow([_guarded(plain(cell)) if safe else plain(cell) for cell in row])
        yield stream.getvalue()


def refuse_exact(form: str) -> None:
    """Raise UsageError for a form that holds what the standard says of an answer and nothing else."""
    if form not in ("table", "markdown", "csv", "tsv"):
        raise UsageError(f"Labels and evidence are written as table, markdown, csv or tsv, not as {form}.")


def with_evidence(rows: Rows, labels: bool = True, known: Mapping[str, Evidence] | None = None) -> Rows:
    """Return the rows once for each claim behind them, with its standing, speaker, words, quote and footnotes.

    Its columns begin with ``claim_``, because a row may have a gist or a quote, of another claim, itself. Who has read
    the evidence of the claims already gives it as ``known``.
    """
    shown_rows = rows.labels() if labels else rows
    columns = tuple(f"claim_{name}" for name in ("standing", "speaker", "gist", "quote", "section", "footnotes"))
    cells = []
    for row, evidence in zip(shown_rows, rows.evidence(known), strict=True):
        for e in evidence:
            standing = f"{e.standing}, who denies it" if e.denied and e.speaker else e.standing
            cells.append((*row, standing, e.speaker, e.gist, e.quote, e.section, "; ".join(e.footnotes) or None))
        if not evidence:
            cells.append((*row, *(None for _ in columns)))
    return Rows((*shown_rows.columns, *columns), tuple(cells))


def plain(cell: object) -> str:
    """Return a cell as text, booleans as XML Schema writes them."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def shown(cell: object) -> str:
    """Return a cell as a person reads it: short names for our addresses, and no invisible controls."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = plain(cell)
    if any(text.startswith(namespace) for namespace in PREFIXES.values()) and " " not in text:
        text = shorten(text)
    return "".join(c if not unicodedata.category(c).startswith("C") or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def _in_markdown(text: str) -> str:
    for mark in "\\|<>*_`[]":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
