"""Operators on the authored files: persons, quotes, numbers, dates, names."""

import re
from random import Random

from tests.conftest import encoded
from tests.corruptions.authored import Authored, Place
from tests.corruptions.operators import Corruption, operator

HEDGES = [
    "approximately",
    "by",
    "average",
    "at-least",
    "including",
    "some",
    "often",
    "somewhat",
    "generally",
    "apparently",
    "almost",
]


def _people(data: Authored) -> list[str]:
    return [entity.id for entity in data.entities.values() if entity.type == "Person"]


def _with(data: Authored, key: str, *kinds: str) -> list[Place]:
    return [p for p in data.claims if key in p.claim and (not kinds or data.entities[p.claim[key]].type in kinds)]


def _swap(data: Authored, rng: Random, key: str, pool: list[str], *kinds: str) -> Corruption | None:
    place = rng.choice(_with(data, key, *kinds))
    old = place.claim[key]
    new = rng.choice([name for name in pool if name != old])
    return data.edit(f"'{key}: {old}' is now '{new}'", place, lambda c: c.update({key: new}))


@operator("swap a person as subject", "person", "authored")
def swap_subject_person(data: Authored, rng: Random) -> Corruption | None:
    return _swap(data, rng, "s", _people(data), "Person")


@operator("swap a person as object", "person", "authored")
def swap_object_person(data: Authored, rng: Random) -> Corruption | None:
    return _swap(data, rng, "o", _people(data), "Person")


@operator("swap a person within the sentence", "person", "authored")
def swap_near_person(data: Authored, rng: Random) -> Corruption | None:
    key = rng.choice("so")
    place = rng.choice(_with(data, key, "Person"))
    near = [n for n in data.near(place) if n != place.claim[key] and data.entities[n].type in ("Person", "Group")]
    if not near:
        return None
    new = rng.choice(near)
    return data.edit(f"'{key}: {place.claim[key]}' is now '{new}'", place, lambda c: c.update({key: new}))


@operator("swap the persons of two claims", "person", "authored")
def swap_two_persons(data: Authored, rng: Random) -> Corruption | None:
    claims = _with(data, "s", "Person")
    place = rng.choice(claims)
    others = [p for p in claims if p.passage is place.passage and p.claim["s"] != place.claim["s"]]
    if not others:
        return None
    other = rng.choice(others)

    def change(passage: dict) -> None:
        one, two = passage["claims"][place.number], passage["claims"][other.number]
        one["s"], two["s"] = two["s"], one["s"]

    whole = Place(place.path, place.passage, place.index)
    if _propositions(place.passage) == _propositions(_changed(place.passage, place.number, other.number)):
        return None
    return data.edit(f"claims {place.number + 1} and {other.number + 1} have each other's person", whole, change)


def _changed(passage: dict, one: int, two: int) -> dict:
    claims = [dict(claim) for claim in passage["claims"]]
    claims[one]["s"], claims[two]["s"] = claims[two]["s"], claims[one]["s"]
    return {"claims": claims}


def _propositions(passage: dict) -> list[str]:
    return sorted(str(sorted((k, str(v)) for k, v in c.items() if k not in ("id", "note"))) for c in passage["claims"])


@operator("swap subject and object", "structure", "authored")
def swap_ends(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_with(data, "o"))
    s, o = place.claim["s"], place.claim["o"]
    return data.edit("subject and object swapped", place, lambda c: c.update(s=o, o=s))


@operator("swap subject and object, both people", "person", "authored")
def swap_person_ends(data: Authored, rng: Random) -> Corruption | None:
    both = [p for p in _with(data, "o", "Person", "Group") if data.entities[p.claim["s"]].type in ("Person", "Group")]
    place = rng.choice(both)
    s, o = place.claim["s"], place.claim["o"]
    return data.edit("subject and object swapped", place, lambda c: c.update(s=o, o=s))


@operator("swap a thing as subject", "thing", "authored")
def swap_subject(data: Authored, rng: Random) -> Corruption | None:
    return _swap(data, rng, "s", list(data.entities))


@operator("swap a thing as object", "thing", "authored")
def swap_object(data: Authored, rng: Random) -> Corruption | None:
    return _swap(data, rng, "o", list(data.entities))


@operator("swap a thing for one of the same class", "thing", "authored")
def swap_alike(data: Authored, rng: Random) -> Corruption | None:
    key = rng.choice("so")
    place = rng.choice(_with(data, key))
    old = data.entities[place.claim[key]]
    pool = [e.id for e in data.entities.values() if e.type == old.type and e.id != old.id]
    if not pool:
        return None
    new = rng.choice(pool)
    return data.edit(f"'{key}: {old.id}' is now '{new}'", place, lambda c: c.update({key: new}))


@operator("change a word of a quote", "quote", "authored")
def change_word(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    words = place.passage["quote"].split(" ")
    i = rng.randrange(len(words))
    words[i] = rng.choice(
        [w for w in ("some", "leading", "former", "the", "never", "allegedly", "London") if w != words[i]]
    )
    return data.edit(f"word {i + 1} of the quote is now '{words[i]}'", place, lambda p: p.update(quote=" ".join(words)))


@operator("change a letter of a quote", "quote", "authored")
def change_letter(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    quote = place.passage["quote"]
    i = rng.choice([i for i, c in enumerate(quote) if c.isalpha()])
    letter = rng.choice([c for c in "aeinorst" if c != quote[i]])
    return data.edit(
        f"letter {i + 1} is now '{letter}'", place, lambda p: p.update(quote=quote[:i] + letter + quote[i + 1 :])
    )


@operator("leave a word out of a quote", "quote", "authored")
def drop_word(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.passages if len(place.passage["quote"].split()) > 2])
    words = place.passage["quote"].split()
    del words[rng.randrange(1, len(words) - 1)]
    return data.edit("a word of the quote left out", place, lambda p: p.update(quote=" ".join(words)))


@operator("paraphrase a quote", "quote", "authored")
def paraphrase(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    words = place.passage["quote"].split()
    i = rng.randrange(len(words) - 1)
    words[i], words[i + 1] = words[i + 1], words[i]
    return data.edit("two words of the quote exchanged", place, lambda p: p.update(quote=" ".join(words)))


@operator("empty a quote", "quote", "authored")
def empty_quote(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    return data.edit("the quote is empty", place, lambda p: p.update(quote=rng.choice(["", " ", "…"])))


@operator("cut a quote until it occurs twice", "quote", "authored")
def common_quote(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    text = encoded(data.corpus).article.projection
    words = place.passage["quote"].split()
    cuts = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words) + 1))]
    common = [cut for cut in cuts if len(text.find(cut)) != 1]
    if not common:
        return None
    cut = rng.choice(common)
    return data.edit(f"the quote is only '{cut}'", place, lambda p: p.update(quote=cut))


@operator("exchange the quotes of two passages", "quote", "authored")
def exchange_quotes(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    others = [p for p in data.passages if p.path == place.path and p.index != place.index]
    if not others:
        return None
    other = rng.choice(others)

    def content() -> list:
        import copy

        passages = copy.deepcopy(data.files[place.path].content)
        one, two = passages[place.index], passages[other.index]
        one["quote"], two["quote"] = two["quote"], one["quote"]
        return passages

    return data.replace(f"{place.name} and {other.passage['id']} have each other's quote", {place.path: content()})


@operator("move a passage to another section", "quote", "authored")
def move_passage(data: Authored, rng: Random) -> Corruption | None:
    import copy

    place = rng.choice([p for p in data.passages if len(data.files[p.path].content) > 1])
    target = rng.choice([path for path in {p.path: 0 for p in data.passages} if path != place.path])
    rest, more = (copy.deepcopy(data.files[path].content) for path in (place.path, target))
    more.append(rest.pop(place.index))
    return data.replace(f"{place.name}: moved to {target.name}", {place.path: rest, target: more})


@operator("change a number", "number", "authored")
def change_number(data: Authored, rng: Random) -> Corruption | None:
    numbers = [p for p in _with(data, "v") if re.fullmatch("[0-9.]+", p.claim["v"]) and not p.claim["p"].endswith("On")]
    place = rng.choice(numbers)
    old = place.claim["v"]
    new = rng.choice([old + "0", str(int(old) + rng.randint(1, 9)), old[::-1].lstrip("0") + "1"])
    return data.edit(f"{old} is now {new}", place, lambda c: c.update(v=new))


@operator("drop a hedge", "hedge", "authored")
def drop_hedge(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_with(data, "hedge"))
    hedge = rng.choice(place.claim["hedge"])

    def change(claim: dict) -> None:
        claim["hedge"].remove(hedge)
        if not claim["hedge"]:
            del claim["hedge"]

    return data.edit(f"the hedge '{hedge}' dropped", place, change)


@operator("invent a hedge", "hedge", "authored")
def invent_hedge(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.claims)
    stated = place.claim.get("hedge", [])
    hedge = rng.choice([hedge for hedge in HEDGES if hedge not in stated])
    return data.edit(f"the hedge '{hedge}' invented", place, lambda c: c.update(hedge=[*stated, hedge]))


@operator("change a text", "name", "authored")
def change_text(data: Authored, rng: Random) -> Corruption | None:
    key = rng.choice(["v", "role", "purpose", "unit"])
    place = rng.choice(
        [p for p in _with(data, key) if not re.match("[0-9./\\[]", p.claim[key]) and p.claim[key] != "true"]
    )
    new = rng.choice(["the", "so-called", "Communist", "secret"]) + " " + place.claim[key][::-1][:3] + place.claim[key]
    return data.edit(f"the {key} is now '{new}'", place, lambda c: c.update({key: new}))


@operator("take the text of another claim", "name", "authored")
def borrow_text(data: Authored, rng: Random) -> Corruption | None:
    key = rng.choice(["v", "role", "words"])
    place, other = rng.sample(_with(data, key), 2)
    new = other.claim[key]
    if new.casefold() == place.claim[key].casefold():
        return None
    return data.edit(f"the {key} is now '{new}'", place, lambda c: c.update({key: new}))


@operator("change what stands for a name", "name", "authored")
def change_coref(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([p for p in data.passages if "coref" in p.passage])
    who = rng.choice(list(place.passage["coref"]))
    words = rng.choice(["the party", "its leaders", "somebody else", "them all"])
    return data.edit(f"'{words}' stands for {who}", place, lambda p: p["coref"].update({who: words}))


@operator("change the label of a thing", "label", "authored")
def change_label(data: Authored, rng: Random) -> Corruption | None:
    entity = rng.choice(list(data.entities.values()))
    content = {k: dict(v) for k, v in data.files[entity.path].content.items()}
    content[entity.id] |= {"label": rng.choice(["Somebody Else", "Workers' Party of Nowhere", entity.label[::-1]])}
    content[entity.id].pop("alias", None)
    return data.replace(f"{entity.path.name} {entity.id}: label changed", {entity.path: content})


@operator("swap the labels of two persons", "person", "authored")
def swap_labels(data: Authored, rng: Random) -> Corruption | None:
    one, two = rng.sample(_people(data), 2)
    path = data.entities[one].path
    content = {k: dict(v) for k, v in data.files[path].content.items()}
    for key in ("label", "alias"):
        a, b = content[one].pop(key, None), content[two].pop(key, None)
        content[one] |= {key: b} if b else {}
        content[two] |= {key: a} if a else {}
    return data.replace(f"{path.name} {one} and {two}: names swapped", {path: content})


@operator("change the class of a thing", "structure", "authored")
def change_class(data: Authored, rng: Random) -> Corruption | None:
    entity = rng.choice(list(data.entities.values()))
    kinds = sorted({e.type for e in data.entities.values()} - {entity.type})
    new = rng.choice(kinds)
    content = {k: dict(v) for k, v in data.files[entity.path].content.items()}
    content[entity.id]["a"] = new
    return data.replace(f"{entity.path.name} {entity.id}: {entity.type} is now {new}", {entity.path: content})
