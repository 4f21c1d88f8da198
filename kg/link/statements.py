"""What Wikidata has: the items behind ids, and their statements of some properties, with all that qualifies them.

Each question is asked for many items at once, and names nothing but ids of items and properties: no word of ours.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kg.ask.rows import Rows
from kg.link.times import Times, Window, shown, their_window
from kg.words.prefixes import PREFIXES

#: A function that asks an endpoint: from SPARQL to rows.
Ask = Callable[[str], Rows]

#: Items in one question.
BATCH = 40

_FOLDER = Path(__file__).parent / "sparql"
_TIMES = ("P580", "P582", "P585")

#: Qualifiers and parts of references that are asked for beside the times.
_QUALIFIERS = (*_TIMES, "P1480", "P768", "P2715")
_CITED = ("P248", "P854", "P143", "P4656")


class Item(NamedTuple):
    """What an id leads to: ``target`` is the item itself, or the one it was merged into, or None if there is none."""

    id: str
    target: str | None
    label: str | None

    @property
    def is_redirected(self) -> bool:
        """Return whether the id now leads to another item."""
        return self.target not in (None, self.id)


class Statement(NamedTuple):
    """One statement: its value as an id, a date as far as it is precise, a number or a text, and what qualifies it."""

    item: str
    pid: str
    statement: str
    rank: str
    value: str
    label: str | None
    precision: int | None
    times: Times
    words: str
    circa: bool
    qualifiers: tuple[tuple[str, str, str | None], ...]
    references: tuple[str, ...]
    broader: frozenset[str]

    @property
    def guid(self) -> str:
        """Return the id of the statement as Wikibase writes it: the item, a dollar sign, a UUID."""
        item, _, rest = self.statement.removeprefix(PREFIXES["wds"]).partition("-")
        return f"{item.upper()}${rest.upper()}"

    @property
    def window(self) -> Window:
        """Return the days that a value which is a date allows."""
        return their_window(self.value, self.precision or 0)


def find_items(ids: Iterable[str], ask: Ask) -> dict[str, Item]:
    """Return what each id leads to, by id; redirects are followed (owl:sameAs), one step, as Wikidata has them."""
    found: dict[str, Item] = {}
    for batch in _batches(sorted(set(ids))):
        for item, target, label, known in ask(_text("items", item=batch)):
            name = _local(item)
            assert name is not None
            found[name] = Item(name, _local(target) if target else name if known is True else None, _maybe(label))
    return found


def find_statements(items: Iterable[str], properties: Iterable[str], ask: Ask) -> list[Statement]:
    """Return all statements of the items for the properties, of every rank, in the order of their addresses."""
    found: list[Statement] = []
    wanted = sorted(set(properties))
    for batch in _batches(sorted(set(items))):
        main = list(ask(_text("statements", item=batch, property=wanted)))
        qualified = _by_statement(ask(_text("qualifiers", item=batch, property=wanted, qualifier=_QUALIFIERS)))
        cited = _by_statement(ask(_text("citations", item=batch, property=wanted, part=_CITED)))
        values = sorted({name for row in main if (name := _local(row[4])) and name.startswith("Q")})
        broader: dict[str, set[str]] = {}
        for some in _batches(values):
            for narrow, wide in ask(_text("broader", value=some)):
                broader.setdefault(str(_local(narrow)), set()).add(str(_local(wide)))
        for row in main:
            key = str(row[2])
            found.append(_statement(row, qualified.get(key, []), cited.get(key, []), broader))
    return sorted(set(found), key=lambda s: (s.item, s.pid, s.statement, s.value))


def _statement(
    row: tuple[object, ...],
    qualifiers: list[tuple[object, ...]],
    cited: list[tuple[object, ...]],
    broader: dict[str, set[str]],
) -> Statement:
    item, name, statement, rank, value, precision, label = row
    windows: dict[str, Window] = {}
    words, others = [], []
    for _, kind, what, how, its_label in qualifiers:
        number = str(_local(kind))
        if number in _TIMES and isinstance(how, int):
            windows[number] = their_window(str(what), how)
            words.append((_TIMES.index(number), f"{_WORDS[number]} {shown(str(what), how)}"))
        elif number not in _TIMES:
            others.append((number, str(_local(what)), _maybe(its_label)))
    return Statement(
        item=str(_local(item)),
        pid=str(_local(name)),
        statement=str(statement),
        rank=str(rank).removeprefix(PREFIXES["wikibase"]).removesuffix("Rank").lower(),
        value=_value(value),
        label=_maybe(label),
        precision=precision if isinstance(precision, int) else None,
        times=Times(windows.get("P580"), windows.get("P582"), windows.get("P585")),
        words=", ".join(text for _, text in sorted(words)),
        circa=("P1480", "Q5727902") in {(kind, what) for kind, what, _ in others},
        qualifiers=tuple(sorted(others, key=str)),
        references=tuple(sorted({str(_maybe(its_label) or _local(what)) for _, _, what, its_label in cited})),
        broader=frozenset(broader.get(str(_local(value)), ())),
    )


_WORDS = {"P580": "from", "P582": "to", "P585": "in"}


def _value(value: object) -> str:
    """Return a value as text: an id, a date, a number; a statement without one says ``no value`` or ``unknown``."""
    if value is None:
        return "no value"
    text = str(value)
    if text.startswith(PREFIXES["wd"]):
        return text.removeprefix(PREFIXES["wd"])
    return "unknown value" if "/.well-known/genid/" in text or text.startswith("_:") else text


def _text(name: str, **values: Iterable[str]) -> str:
    """Return a query of this folder with ids in its VALUES; nothing but ids ever enters it."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    for variable, ids in values.items():
        checked = [one for one in ids if one[0] in "PQ" and one[1:].isdecimal()]
        rows = " ".join(_row(variable, one) for one in checked)
        text = text.replace(f"# VALUES {variable}", rows)
    return text


def _row(variable: str, name: str) -> str:
    """Return one row of VALUES: an item, or a property with the forms in which its statements use it."""
    if variable in ("item", "value"):
        return f"<{PREFIXES['wd']}{name}>"
    forms = {"property": ("wd", "p", "ps", "psv"), "qualifier": ("wd", "pq", "pqv"), "part": ("wd", "pr")}[variable]
    return f"({' '.join(f'<{PREFIXES[prefix]}{name}>' for prefix in forms)})"


def _by_statement(rows: Rows) -> dict[str, list[tuple[object, ...]]]:
    found: dict[str, list[tuple[object, ...]]] = {}
    for row in rows:
        found.setdefault(str(row[0]), []).append(row)
    return found


def _batches(names: list[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _local(address: object) -> str | None:
    return None if address is None else str(address).removeprefix(PREFIXES["wd"])


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)
