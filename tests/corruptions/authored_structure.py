"""Operators on the authored files: dates, predicates, whole claims, references."""

import copy
import re
from random import Random

from kg.compile.vocabulary import is_date, predicates
from tests.corruptions.authored import Authored, Place
from tests.corruptions.operators import Corruption, operator


def _dated(data: Authored) -> list[tuple[Place, str]]:
    found = [(p, key) for p in data.claims for key in ("when", "at") if key in p.claim]
    return found + [(p, "v") for p in data.claims if "v" in p.claim and is_date(predicates()[p.claim["p"]])]


def _redate(data: Authored, rng: Random, change) -> Corruption | None:
    place, key = rng.choice(_dated(data))
    old = place.claim[key]
    new = change(old)
    return data.edit(f"the date {old} is now {new}", place, lambda c: c.update({key: new})) if new else None


@operator("change a year", "date", "authored")
def change_year(data: Authored, rng: Random) -> Corruption | None:
    def change(old: str) -> str:
        years = re.findall("[0-9]{4}", old)
        if not years:
            return old
        year = rng.choice(years)
        return old.replace(year, str(int(year) + rng.choice([-100, -10, -9, -1, 1, 2, 9, 10])))

    return _redate(data, rng, change)


@operator("turn a period round", "date", "authored")
def reverse_dates(data: Authored, rng: Random) -> Corruption | None:
    def change(old: str) -> str:
        years = re.findall("[0-9]{4}", old)
        return f"{years[1]}/{years[0]}" if len(years) == 2 else f"{years[0]}/{int(years[0]) - 5}" if years else ""

    return _redate(data, rng, change)


@operator("give an impossible date", "date", "authored")
def impossible_date(data: Authored, rng: Random) -> Corruption | None:
    return _redate(data, rng, lambda old: rng.choice(["1983-13", "1983-02-30", "1983-00-01", "0000-19-01", "1983-9"]))


@operator("write a date in words", "date", "authored")
def date_in_words(data: Authored, rng: Random) -> Corruption | None:
    return _redate(data, rng, lambda old: rng.choice(["early 1983", "September 1983", "the 1980s", "c. 1983", "ca 83"]))


@operator("make a date too precise", "date", "authored")
def precise_date(data: Authored, rng: Random) -> Corruption | None:
    years = [(p, k) for p, k in _dated(data) if re.fullmatch("[0-9]{4}", p.claim[k])]
    place, key = rng.choice(years)
    new = f"{place.claim[key]}-{rng.randint(1, 12):02}"
    return data.edit(f"the date is now {new}", place, lambda c: c.update({key: new}))


@operator("drop the time of a count", "date", "authored")
def count_without_time(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if p.claim.get("p") == "memberCount"])

    def change(claim: dict) -> None:
        for key in ("when", "at", "words"):
            claim.pop(key, None)

    return data.edit("a number of members without a time", place, change)


@operator("misspell a predicate", "structure", "authored")
def misspell_predicate(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if "p" in p.claim])
    name = place.claim["p"]
    i = rng.randrange(1, len(name))
    new = name[:i] + rng.choice(["", "x", name[i] * 2]) + name[i + 1 :]
    return data.edit(f"{name} is now {new}", place, lambda c: c.update(p=new)) if new not in predicates() else None


@operator("use a predicate that does not fit", "structure", "authored")
def unfit_predicate(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if "p" in p.claim])
    old = predicates()[place.claim["p"]]
    others = [p.name for p in predicates().values() if p.range != old.range and p.name != old.name]
    new = rng.choice(others)
    return data.edit(f"{old.name} is now {new}", place, lambda c: c.update(p=new))


@operator("name an unknown thing", "structure", "authored")
def unknown_thing(data: Authored, rng: Random) -> Corruption | None:
    key = rng.choice(["s", "o", "context"])
    place = rng.choice([p for p in data.claims if key in p.claim])
    new = place.claim[key] + rng.choice(["s", "-uk", "-2"])
    return (
        data.edit(f"'{key}' is now {new}", place, lambda c: c.update({key: new})) if new not in data.entities else None
    )


@operator("put a value for a thing, or a thing for a value", "structure", "authored")
def wrong_object(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if "o" in p.claim or "v" in p.claim])

    def change(claim: dict) -> None:
        if "o" in claim:
            claim["v"] = claim.pop("o")
        else:
            del claim["v"]
            claim["o"] = claim["s"]

    return data.edit("object and value exchanged", place, change)


@operator("drop the object", "structure", "authored")
def drop_object(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if ("o" in p.claim or "v" in p.claim) and "negated" not in p.claim])

    def change(claim: dict) -> None:
        claim.pop("o", None)
        claim.pop("v", None)

    return data.edit("no object any more", place, change)


@operator("say the same twice", "structure", "authored")
def duplicate_claim(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if "p" in p.claim])
    copied = {k: v for k, v in place.claim.items() if k != "id"}
    whole = Place(place.path, place.passage, place.index)
    return data.edit("a claim doubled", whole, lambda p: p["claims"].append(copied))


@operator("assert and deny the same", "negation", "authored")
def contradict(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.claims if "o" in p.claim or "v" in p.claim])
    copied = {k: v for k, v in place.claim.items() if k not in ("id", "negated")}
    copied |= {} if "negated" in place.claim else {"negated": "yes"}
    whole = Place(place.path, place.passage, place.index)
    return data.edit(f"claim {place.number + 1} asserted and denied", whole, lambda p: p["claims"].append(copied))


@operator("use an id twice", "structure", "authored")
def duplicate_id(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    # two articles may have passages of one id; within an article an id is an address
    other = rng.choice(
        [p for p in data.passages if p.path.parent == place.path.parent and p.passage is not place.passage]
    )
    return data.edit(f"called {other.passage['id']}", place, lambda p: p.update(id=other.passage["id"]))


@operator("leave a passage without claims", "structure", "authored")
def no_claims(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    return data.edit("no claims", place, lambda p: p.update(claims=[]))


@operator("leave a merger, split or renaming with too little", "structure", "authored")
def lone_parent(data: Authored, rng: Random) -> Corruption | None:
    kinds = {
        "originalOrganisation": ("Merger", "Split", "Renaming", "Expulsion"),
        "resultingOrganisation": ("Merger", "Renaming"),
    }
    places = [p for p in data.claims if data.entities[p.claim["s"]].type in kinds.get(p.claim.get("p", ""), ())]
    place = rng.choice(places)
    whole = Place(place.path, place.passage, place.index)
    same = [p for p in places if all(p.claim[k] == place.claim[k] for k in "spo")]
    if len(same) > 1:
        return None
    return data.edit(f"{place.claim['p']} {place.claim['o']} left out", whole, lambda p: p["claims"].pop(place.number))


@operator("split into itself", "structure", "authored")
def split_into_itself(data: Authored, rng: Random) -> Corruption | None:
    results = [p for p in data.claims if p.claim.get("p") == "resultingOrganisation"]
    place = rng.choice(results)
    parents = [
        p.claim["o"]
        for p in data.claims
        if p.claim.get("p") == "originalOrganisation" and p.claim["s"] == place.claim["s"]
    ]
    new = rng.choice(parents)
    return data.edit(f"{place.claim['s']} results in {new}, its original", place, lambda c: c.update(o=new))


def _reference_file(data: Authored):
    path = data.file("references.yaml")
    return path, copy.deepcopy(data.files[path].content)


@operator("change an entry of the list of references", "reference", "authored")
def change_reference(data: Authored, rng: Random) -> Corruption | None:
    path, content = _reference_file(data)
    number, entry = rng.choice(sorted(content.items()))
    key = rng.choice([key for key in entry if key not in ("note", "kind", "missing")] or ["missing"])
    if key == "missing":
        entry.pop("missing", None)
        entry["title"] = "Market socialism"
    elif key == "author":
        entry[key] = [
            rng.choice([e.id for e in data.entities.values() if e.type == "Person" and e.id not in entry[key]])
        ]
    elif key in ("issued", "retrieved", "archived"):
        entry[key] = re.sub("[0-9]{4}", lambda m: str(int(m[0]) + rng.choice([-1, 1, 10])), entry[key])
    elif key in ("in", "publisher", "archive"):
        entry[key] = rng.choice(
            [e.id for e in data.entities.values() if e.path.name == "media.yaml" and e.id != entry[key]]
        )
    else:
        entry[key] = entry[key][::-1] if len(set(entry[key])) > 1 else "other"
    return data.replace(f"references.yaml {number}: '{key}' changed", {path: content})


@operator("drop an entry of the list of references", "reference", "authored")
def drop_reference(data: Authored, rng: Random) -> Corruption | None:
    path, content = _reference_file(data)
    number = rng.choice(sorted(content))
    del content[number]
    return data.replace(f"references.yaml {number}: dropped", {path: content})


@operator("invent an entry of the list of references", "reference", "authored")
def invent_reference(data: Authored, rng: Random) -> Corruption | None:
    path, content = _reference_file(data)
    number = str(rng.randint(34, 99))
    content[number] = {"kind": "news-article", "title": "Secret Marxist cell revealed", "in": "the-times"}
    return data.replace(f"references.yaml {number}: invented", {path: content})


@operator("change the checksum or the topic of the article", "reference", "authored")
def change_article(data: Authored, rng: Random) -> Corruption | None:
    path = data.file("article.yaml")
    content = copy.deepcopy(data.files[path].content)
    key = rng.choice(["sha256", "about", "sections"])
    if key == "sha256":
        content[key] = content[key][::-1]
    elif key == "about":
        content[key] = "nobody-" + content[key]
    else:
        section = rng.choice(content[key])
        section["starts"] += " and so on"
    return data.replace(f"article.yaml: {key} changed", {path: content})
