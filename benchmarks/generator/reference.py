"""Made-up entries of a list of references."""

import random
from calendar import month_name
from dataclasses import dataclass
from typing import Any, Self

from benchmarks.generator.names import Names

_PAPERS = ("vesmark-observer", "tordanian-mail", "ulmeria-weekly", "harbour-gazette", "kestrel-review")
_PUBLISHER = "lockkeepers-press"


@dataclass(frozen=True)
class Reference:
    """One entry: its number, its author's name, its title and its date; ``paper`` is None for a book."""

    number: int
    author: str
    title: str
    year: int
    month: int
    day: int
    paper: str | None

    @classmethod
    def invent(cls, number: int, org: str, names: Names, chance: random.Random) -> Self:
        """Return an entry about an organisation."""
        paper = chance.choice((*_PAPERS, None))
        title = (
            f"{chance.choice(('What remains of', 'Years with', 'Letters from', 'The road to'))} {names.make('Place')}"
        )
        year, month, day = chance.randint(1995, 2020), chance.randint(1, 12), chance.randint(1, 28)
        return cls(number, names.make("Person"), f"{title} and the {org}", year, month, day, paper)

    def entry(self, cited: int, labels: dict[str, str]) -> str:
        """Return the line of the list, with back-links where it is cited more than once."""
        links = "".join(f"{link} " for link in range(1, cited + 1)) if cited > 1 else ""
        if self.paper is None:
            rest = f"{self.author} ({self.year}), {self.title}, {labels[_PUBLISHER]}"
        else:
            when = f"{self.day} {month_name[self.month]} {self.year}"
            rest = f'{self.author} ({when}). "{self.title}". {labels[self.paper]}.'
        return f"  {self.number}. {links}{rest}"

    def described(self, author: str) -> dict[str, Any]:
        """Return what the file of references says of it; ``author`` is the author's id."""
        common = {"author": [author], "title": self.title}
        if self.paper is None:
            return {"kind": "book", **common, "publisher": _PUBLISHER, "issued": str(self.year)}
        issued = f"{self.year}-{self.month:02}-{self.day:02}"
        return {"kind": "news-article", **common, "in": self.paper, "issued": issued}
