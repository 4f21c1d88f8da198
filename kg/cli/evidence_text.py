"""Evidence for people: what is said, who says it, and the sentence with the quote marked."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.text import Text

from kg.ask.evidence import Evidence
from kg.ask.names import Thing
from kg.ask.rows import Rows
from kg.ask.search import Found
from kg.ask.sentences import sentence_of
from kg.ask.tabular import shown
from kg.cli.tables import console

#: Standing -> the word that stands before the claim, so that nothing rests on colour alone.
_MARKS = {
    "fact": ("FACT", "bold green"),
    "in the article, not a fact": ("IN THE ARTICLE, NOT A FACT", "bold yellow"),
    "denied by the article": ("THE ARTICLE DENIES", "bold magenta"),
    "said by somebody": ("SAID BY SOMEBODY", "bold red"),
}


def print_evidence(evidence: Sequence[Evidence]) -> None:
    """Print claims with their evidence, one block each; claims of one passage share its sentence."""
    out = console()
    first = True
    for _, group in groupby(evidence, key=lambda e: (e.standing, e.quote, e.speaker)):
        claims = list(group)
        if not first:
            out.print()
        first = False
        for item in claims:
            out.print(_headline(item))
        for line in _passage(claims):
            out.print(line)


def print_rows_evidence(rows: Rows) -> None:
    """Print, for each row of an answer, the claims that it rests on."""
    out = console()
    for row, evidence in zip(rows.labels(), rows.evidence(), strict=True):
        out.print()
        out.print(Text(" | ".join(shown(cell) for cell in row), style="bold"))
        print_evidence(evidence)


def print_found(found: Sequence[Found]) -> None:
    """Print what a search found, the best first: a thing with its id, a claim with its standing and its quote."""
    out = console()
    if found and found[0].lacks:
        out.print("Nothing here holds all these words, or words like them; what holds most of them:")
    for item in found:
        if item.standing is None:
            also = f", by its name {item.text}" if item.text != item.name else ""
            out.print(Text(f"{shown(item.name)} ({shown(item.address).removeprefix('id:')}){also}", style="bold"))
            continue
        word, style = _MARKS[item.standing.split(":")[0]]
        by = f" ({item.speaker})" if item.speaker else ""
        out.print(Text(f"{word}{by}", style=style) + Text(f": {shown(item.name)}"))
        out.print(Text(f"  «{shown(item.text)}»"))
    if not found:
        out.print("Nothing here holds these words, or words like them.")


def print_thing(thing: Thing, remarks: Sequence[tuple[str, str]], evidence: Sequence[Evidence]) -> None:
    """Print what is known of a thing; below and apart, what is not a fact, and what others say."""
    out = console()
    out.print(Text(f"{shown(thing.label)} ({thing.kind}, {thing.id})", style="bold"))
    if thing.names:
        out.print(Text(f"also called: {', '.join(map(shown, thing.names))}"))
    for kind, text in remarks:
        out.print(Text(f"{kind}: {shown(text)}", style="italic"))
    headings = {
        "fact": "Facts (each held at some time, not necessarily now)",
        "in the article, not a fact": "In the article, but not facts",
        "denied by the article": "Denied by the article",
        "said by somebody": "What somebody says (not facts)",
    }
    spoken = dict.fromkeys(item.source for item in evidence)
    letters = {source: _letter(number) for number, source in enumerate(spoken)}
    for standing, group in groupby(evidence, key=lambda e: e.standing.split(":")[0]):
        out.print()
        out.print(Text(headings[standing], style=_MARKS[standing][1]))
        sources: dict[str, dict[str, None]] = {}
        against: dict[str, dict[str, None]] = {}
        for item in group:
            sources.setdefault(_line(item), {})[letters[item.source]] = None
            against.setdefault(_line(item), {}).update(dict.fromkeys(item.contradictions))
        for line, said_in in sources.items():
            where = f" ({', '.join(said_in)})" if len(letters) > 1 else ""
            out.print(Text(f"  {line}{where}"))
            for words in against[line]:
                out.print(Text(f"    but: {shown(words)}", style="bold yellow"))
    out.print()
    for source, letter in letters.items():
        out.print(Text(f"{letter if len(letters) > 1 else 'from'}: {shown(source)}", style="dim"))
    out.print(Text(f"The words behind each: kg why {thing.id}", style="dim"))


def _letter(number: int) -> str:
    """Return a letter for a number from 0 on, and two where the alphabet ends."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("a") + last)


def _headline(item: Evidence) -> Text:
    standing, _, reason = item.standing.partition(": ")
    word, style = _MARKS[standing]
    return Text.assemble((word, style), f"{f' ({reason})' if reason else ''}: {_line(item)}")


def _line(item: Evidence) -> str:
    """Return a claim as one line of words; whatever somebody says begins with who says it."""
    return shown(sentence_of(item).text)


def _passage(claims: Sequence[Evidence]) -> Iterable[Text]:
    item = claims[0]
    yield Text.assemble(
        "  ", shown(item.before).replace("\n", " "), ("«" + shown(item.quote) + "»", "bold"), shown(item.after)
    )
    tags = f", marked: {', '.join(item.tags)}" if item.tags else ""
    yield Text(f"  {item.source}, {item.section}{tags}", style="dim")
    if not item.footnotes:
        yield Text("  no footnote", style="dim")
    for footnote in item.footnotes:
        yield Text(f"  {shown(footnote)}", style="dim")
    for note in dict.fromkeys(note for claim in claims for note in claim.notes):
        yield Text(f"  note: {shown(note)}", style="italic")
    for reply in dict.fromkeys(reply for claim in claims for reply in claim.replies):
        yield Text(f"  reply: {shown(reply)}")
    for words in dict.fromkeys(words for claim in claims for words in claim.contradictions):
        yield Text(f"  but: {shown(words)}", style="bold yellow")
