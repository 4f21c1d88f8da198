"""Which chapters a made-up article has, in which sections and how often: the proportions of the real one."""

from typing import NamedTuple

#: So many articles tell of one line of organisations, each of which came out of the one before.
FAMILY = 5

#: How the organisation of the first, the second … article of a line came to be.
FOUNDINGS = (
    "founding-by-merger",
    "founding-by-split",
    "founding-by-expulsion",
    "founding-by-joint-merger",
    "founding-by-renaming",
)


class Part(NamedTuple):
    """One section: its heading, its form, and its chapters; a part that is an abstract comes once for each chapter."""

    id: str
    label: str
    form: str
    chapters: tuple[str, ...]
    heading: bool = True


PARTS = (
    Part("title", "Title", "lines", ("title",), heading=False),
    Part("infobox", "Infobox", "lines", ("infobox",), heading=False),
    Part("lead", "Lead", "prose", ("lead",), heading=False),
    Part("history", "History", "prose", ("founding", "split", "split", "merger", "expulsion", "members", "members")),
    Part("press", "Press", "prose", ("press", "press", "members")),
    Part("campaigns", "Campaigns", "prose", ("campaign", "campaign", "campaign", "campaign", "press")),
    Part("controversies", "Controversies", "prose", ("allegation", "allegation", "allegation", "expulsion")),
    Part("offices", "Offices", "prose", ("office", "office", "office", "campaign")),
    Part("views", "Views", "prose", ("views", "views", "views", "allegation")),
    Part("later-years", "Later years", "prose", ("split", "merger", "office", "members")),
    Part("related", "Related articles", "lines", ()),
    Part("person", "", "prose", ("person",) * 6),
    Part("body", "", "prose", ("body",) * 5),
    Part("references", "References", "references", ()),
    Part("further-reading", "Further reading", "lines", ("further-reading",), heading=False),
)
