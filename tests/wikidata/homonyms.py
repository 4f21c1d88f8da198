"""Makes homonyms.yaml: for each of many of our things an item that is the thing, and others that only bear its name.

Run it as ``python -m tests.wikidata.homonyms`` when entities come or go. Everything in it is invented, but for the names
and for what our own facts say (years, the country, one neighbour that is linked), of which the right item has some,
turn by turn, never all: an item of Wikidata seldom says what one would like to know.
"""

import json
from itertools import count, islice

from kg.link.profiles import DATES, profiles
from kg.source.entities import read_entities
from tests.conftest import ROOT
from tests.wikidata.rdf import HERE

#: Invented ids, far beyond any that Wikidata has given.
FIRST = 920000001

#: Our class -> the class of the right item, and what describes it.
RIGHT = {
    "Person": ("Q5", "British activist"),
    "PoliticalOrganisation": ("Q7210356", "political organisation in Britain"),
    "PoliticalParty": ("Q7278", "political party in Britain"),
    "Faction": ("Q1393724", "political faction"),
    "Campaign": ("Q1666019", "British campaign"),
    "International": ("Q484652", "international of political organisations"),
    "Organisation": ("Q43229", "organisation in Britain"),
    "GoverningBody": ("Q43229", "public body in Britain"),
    "Enterprise": ("Q2085381", "British enterprise"),
    "Publication": ("Q11032", "British newspaper"),
    "Ideology": ("Q12909644", "political ideology"),
    "Movement": ("Q49773", "movement"),
    "Event": ("Q910000006", "event"),
    "Place": ("Q910000002", "area in Britain"),
    "Post": ("Q910000001", "position"),
}

#: The traps, by a word of our class: class, description, statements. {year} is a year of the thing, or 1985.
PEOPLE = [
    ("Q5", "American baseball player", {"P27": "Q30", "P569": "1979"}),
    ("Q5", "British naval officer", {"P27": "Q145", "P569": "1777", "P570": "1856"}),
    ("Q910000008", "scientific article about {name}", {"P577": "2011"}),
    ("Q5", "British rower", {"P27": "Q145", "P569": "2001"}),
    ("Q910000007", "family name", {}),
    ("Q5", "New Zealand politician", {"P27": "Q664", "P569": "1931"}),
    ("Q11032", "weekly paper named after somebody", {"P17": "Q30", "P571": "1920"}),
    ("Q5", "Ruritanian composer", {"P27": "Q900000004", "P569": "1840", "P570": "1899"}),
]
BODIES = [
    ("Q7278", "political party in Ruritania", {"P17": "Q900000004", "P571": "1994"}),
    ("Q11032", "British newspaper of the same name", {"P17": "Q145", "P571": "1978"}),
    ("Q910000003", "constituency", {"P17": "Q145"}),
    ("Q910000008", "scientific article", {"P577": "2009"}),
    ("Q7278", "defunct British party", {"P17": "Q145", "P571": "1893", "P576": "1912"}),
    ("Q7210356", "organisation in the United States", {"P17": "Q30", "P571": "1983"}),
    ("Q910000010", "football club", {"P17": "Q145", "P571": "1905"}),
    ("Q571", "book", {"P577": "1968"}),
]
PAPERS = [
    ("Q11032", "newspaper in Ruritania", {"P17": "Q900000004", "P571": "1911"}),
    ("Q7278", "political party", {"P17": "Q664", "P571": "1990"}),
    ("Q11032", "American newspaper", {"P17": "Q30", "P571": "1899"}),
    ("Q5", "person of that name", {"P27": "Q145", "P569": "1950"}),
    ("Q910000003", "constituency", {"P17": "Q145"}),
    ("Q910000008", "scientific article", {"P577": "2015"}),
]
OTHERS = [
    ("Q910000008", "scientific article", {"P577": "2012"}),
    ("Q571", "novel", {"P577": "1977"}),
    ("Q11032", "newspaper", {"P17": "Q900000004"}),
    ("Q7278", "political party", {"P17": "Q900000004", "P571": "1999"}),
    ("Q5", "person of that name", {"P27": "Q30", "P569": "1966"}),
]
TRAPS = {"Person": PEOPLE, "Publication": PAPERS} | dict.fromkeys(
    ("Ideology", "Movement", "Event", "Place", "Post"), OTHERS
)

#: Kinds of thing of which names are names, and not our own words for something.
NAMED = (
    "Person",
    "PoliticalOrganisation",
    "PoliticalParty",
    "Campaign",
    "International",
    "Organisation",
    "Enterprise",
    "Publication",
    "Place",
    "Ideology",
)


#: Labels of items that items.yaml has invented already.
ELSEWHERE = ("Ukraine",)


def statements(kind, values):
    """Return the statements of an invented item."""
    rows = [{"p": "P31", "v": kind}]
    return rows + [{"p": p, "v": v if v.startswith("Q") else {"time": v}} for p, v in values.items()]


def known(profile, turn):
    """Return some of what our facts say, in the words of Wikidata: by turns the country, years and a neighbour."""
    years = {DATES[name][0]: str(year) for name, year in profile.years.items()}
    near = sorted(profile.neighbours)
    values = {}
    if turn % 5 and (profile.is_home or "Q145" in profile.countries) and profile.countries:
        values["P27" if profile.is_person else "P17"] = "Q145"
    if turn % 3:
        values |= years
    if near and turn % 4:
        values["P463" if profile.is_person else "P361"] = near[turn % len(near)]
    return values


def is_name(label, note):
    """Return whether a label is a name that others may bear, and not a description of ours."""
    return label[0].isupper() and label not in ELSEWHERE and "'s " not in label and "Not named" not in (note or "")


def make():
    """Return the items and the traps: thing, right item or none, and the wrong ones."""
    entities = read_entities(ROOT / "entities")
    numbers, found, traps = count(FIRST), {}, []

    def add(label, description, rows, aliases=()):
        name = f"Q{next(numbers)}"
        found[name] = {
            "label": label,
            **({"aliases": list(aliases)} if aliases else {}),
            "description": description,
            "statements": rows,
        }
        return name

    named = [p for p in profiles(entities).values() if p.type in NAMED and is_name(p.label, entities[p.id].note)]
    for turn, profile in enumerate(named):
        kind, description = RIGHT[profile.type]
        linked = [link.item for link in profile.links if link.match in ("exact", "close")]
        right = linked[0] if linked else None
        if right is None and turn % 12 != 7:
            names = (
                ("Committee for " + profile.label, [profile.label])
                if turn % 9 == 4 and not profile.is_person
                else (profile.label, [])
            )
            right = add(names[0], description, statements(kind, known(profile, turn)), names[1])
        menu = TRAPS.get(profile.type, BODIES)
        start = turn % len(menu)
        wrong = [
            add(profile.label, text.format(name=profile.label), statements(which, values))
            for which, text, values in islice((menu + menu)[start:], 2 + turn % 3)
        ]
        traps.append({"thing": profile.id, "right": right, "wrong": wrong})
    return {"items": found, "traps": traps}


def main():
    made = make()
    head = "# Items that share a name with our things; all invented. Made by tests/wikidata/homonyms.py.\n"
    lines = [f"  {name}: {json.dumps(item, ensure_ascii=False)}" for name, item in made["items"].items()]
    rows = [f"  - {json.dumps(trap, ensure_ascii=False)}" for trap in made["traps"]]
    (HERE / "homonyms.yaml").write_text("\n".join([head + "items:", *lines, "traps:", *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
