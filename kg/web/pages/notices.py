"""The licence and the attribution that stand on every page, because every page shows words or facts of an article."""

from dataclasses import dataclass
from functools import cache

from kg.share.dataset_record import articles, record

#: So many articles are named wherever words of theirs stand; of more, the list of articles is named in their place.
MOST_NOTICES = 5


@dataclass(frozen=True)
class Notice:
    """One stored article to be named: title, publisher and address."""

    title: str
    publisher: str
    address: str


@cache
def notices() -> tuple[Notice, ...]:
    """Return the stored articles that the site is made from."""
    return tuple(Notice(a.title, a.publisher or "", a.address) for a in articles() if a.address)


@cache
def abstracts() -> int:
    """Return of how many other articles only the abstract is stored."""
    return sum(1 for article in articles() if not article.address)


def licence() -> str:
    """Return the address of the licence."""
    return record().licence
