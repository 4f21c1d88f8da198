"""Rows as a table for people; the one place that loads rich for rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.ask.rows import Rows
from kg.ask.tabular import shown

if TYPE_CHECKING:
    from rich.console import Console


def console() -> "Console":
    """Return a console that keeps whole lines in a pipe and no colour where NO_COLOR is set."""
    import sys

    from rich.console import Console

    class Piped(Console):
        """A console whose reader may have seen enough, which is no failure; kg.cli.main ends quietly then."""

        def on_broken_pipe(self) -> None:
            raise  # what rich handles when it calls this

    return Piped(width=None if sys.stdout.isatty() else 200, highlight=False, soft_wrap=not sys.stdout.isatty())


def print_rows(rows: Rows) -> None:
    """Print rows as a table."""
    print_table(rows.columns, [tuple(shown(cell) for cell in row) for row in rows])


def print_table(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows of text under their columns, and how many there are."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    out = console()
    out.print(table, soft_wrap=False)
    out.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")
