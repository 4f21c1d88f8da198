"""Our facts beside the statements of Wikidata: what both say, what each says alone, and where they contradict."""

from collections.abc import Iterable
from typing import NamedTuple

from kg.ask.names import labels
from kg.link.facts import Fact
from kg.link.mapping import mappings
from kg.link.own import Linked
from kg.link.statements import Item, Statement
from kg.link.times import Times, conflict, shown, window_of

#: What can be found out, in the order in which it is shown.
STATUSES = ("different", "only here", "only there", "compatible", "same", "not comparable")


class Row(NamedTuple):
    """One line of the comparison; ``remark`` says what else a reader must know."""

    status: str
    link: Linked
    item: str
    pid: str
    label: str
    ours: str
    our_time: str
    theirs: str
    their_time: str
    rank: str
    references: tuple[str, ...]
    remark: str
    fact: Fact | None
    statement: Statement | None
    is_contested: bool = False


def compare(
    links: Iterable[Linked], facts: Iterable[Fact], items: dict[str, Item], statements: Iterable[Statement]
) -> list[Row]:
    """Return one row for each fact and each statement that no fact of ours answers to, by thing and property.

    Statements of deprecated rank say what Wikidata holds to be wrong: they are answers to nothing. Where a property has
    preferred statements, the others are still compared, for they may have been true at another time.
    """
    chosen = {link.item: link for link in links}
    by_place: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        by_place.setdefault((statement.item, statement.pid), []).append(statement)
    rows, answered = [], set()
    for fact in facts:
        if fact.item.item not in chosen:
            continue
        target = items[fact.item.item].target if fact.item.item in items else None
        if target is None:
            rows.append(_row("not comparable", fact, None, "the item is not there"))
            continue
        there = _candidates(fact, by_place, target)
        row = _judge(fact, there, items)
        rows.append(row)
        answered |= {row.statement.statement} if row.statement else set()
    rows += _alone(chosen, items, by_place, answered)
    return sorted(rows, key=lambda r: (STATUSES.index(r.status), r.link.label, r.pid, r.ours, r.theirs))


def _candidates(fact: Fact, places: dict[tuple[str, str], list[Statement]], target: str) -> list[Statement]:
    """Return the statements that a fact can be held against: a qualifier of one counts as a value."""
    if fact.mapping.place == "statement":
        return places.get((target, fact.mapping.pid), [])
    return [
        statement._replace(value=value, label=label, pid=fact.mapping.pid, broader=frozenset())
        for statement in places.get((target, fact.mapping.place), [])
        for kind, value, label in statement.qualifiers
        if kind == fact.mapping.pid
    ]


def _judge(fact: Fact, there: list[Statement], items: dict[str, Item]) -> Row:
    """Return the row of a fact: the best answer among the statements, or that there is none."""
    if fact.value is None:
        return _row("not comparable", fact, None, "the other end is linked to no item")
    wanted = fact.value
    if fact.value_link is not None:
        other = items.get(wanted)
        if other is None or other.target is None:
            return _row("not comparable", fact, None, "the item of the other end is not there")
        wanted = other.target
    wrong = [s for s in there if s.rank == "deprecated"]
    held = [s for s in there if s.rank != "deprecated" and s.value not in ("no value", "unknown value")]
    for status, statement, remark in sorted(
        (_answer(fact, wanted, statement) for statement in held), key=lambda a: _ORDER.index(a[0])
    ):
        if status != "other":
            return _row(status, fact, statement, remark)
        if fact.mapping.values == "one":
            return _row("different", fact, statement, "")
    if any(s.value == "no value" and s.rank != "deprecated" for s in there):
        return _row("different", fact, next(s for s in there if s.value == "no value"), "Wikidata says: no value")
    if any(_is_value(fact, wanted, s) for s in wrong):
        row = _row("only here", fact, None, "Wikidata has it and marks it as deprecated")
        return row._replace(is_contested=True)
    return _row("only here", fact, None, "")


_ORDER = ("same", "compatible", "different", "other")


def _answer(fact: Fact, wanted: str, statement: Statement) -> tuple[str, Statement, str]:
    """Return how far a statement answers to a fact: other means that it speaks of something else."""
    if fact.mapping.datatype == "time":
        ours, theirs = window_of(str(fact.object)), statement.window
        if ours == theirs:
            return "same", statement, ""
        if ours.meets(theirs):
            return "compatible", statement, "one date is more precise than the other"
        return "other", statement, ""
    if not _is_value(fact, wanted, statement):
        if wanted in statement.broader:
            return "compatible", statement, "theirs is a kind or a part of ours"
        return "other", statement, ""
    if not fact.times or statement.times == Times():
        return "same", statement, ""
    conflicts = [conflict(times, statement.times) for times in fact.times]
    if None in conflicts:
        return "same", statement, ""
    return "different", statement, f"the {conflicts[0]} contradicts"


def _is_value(fact: Fact, wanted: str, statement: Statement) -> bool:
    if fact.mapping.datatype == "quantity":
        return statement.value.lstrip("+").partition(".")[0] == wanted
    if fact.mapping.datatype == "time":
        return window_of(str(fact.object)).meets(statement.window)
    return statement.value == wanted


def _alone(
    chosen: dict[str, Linked],
    items: dict[str, Item],
    places: dict[tuple[str, str], list[Statement]],
    answered: set[str],
) -> list[Row]:
    """Return the rows of what only Wikidata says of the things chosen."""
    targets = {items[name].target: link for name, link in chosen.items() if name in items and items[name].target}
    names = {mapping.pid: mapping.label for mapping in mappings()}
    rows = []
    for (item, number), statements in places.items():
        link = targets.get(item)
        for statement in statements:
            if link is None or statement.statement in answered or statement.rank == "deprecated":
                continue
            rows.append(
                Row(
                    "only there",
                    link,
                    item,
                    number,
                    names[number],
                    "",
                    "",
                    value_words(statement),
                    statement.words,
                    statement.rank,
                    statement.references,
                    _closeness(link),
                    None,
                    statement,
                )
            )
    return rows


def value_words(statement: Statement) -> str:
    """Return the value of a statement for people: its label and id, or a date as far as it is precise."""
    about = " (circa)" if statement.circa else ""
    if statement.precision is not None:
        return shown(statement.value, statement.precision) + about
    return (f"{statement.label} ({statement.value})" if statement.label else statement.value) + about


def _row(status: str, fact: Fact, statement: Statement | None, remark: str) -> Row:
    known = labels()
    ends = (fact.subject, str(fact.object))
    other = ends[0] if fact.mapping.is_inverse else ends[1]
    remarks = [remark] if remark else []
    remarks += [
        f"{link.label} is only a close match" for link in (fact.item, fact.value_link) if link and link.kind == "close"
    ]
    return Row(
        status,
        fact.item,
        statement.item if statement else fact.item.item,
        fact.mapping.pid,
        fact.mapping.label,
        known.get(other, other) + (f" ({fact.value})" if fact.value_link else ""),
        fact.words,
        value_words(statement) if statement else "",
        statement.words if statement else "",
        statement.rank if statement else "",
        statement.references if statement else (),
        "; ".join(filter(None, remarks)),
        fact,
        statement,
    )


def _closeness(link: Linked) -> str:
    return f"{link.label} is only a close match" if link.kind == "close" else ""
