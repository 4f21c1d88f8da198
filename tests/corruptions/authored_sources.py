"""Operators on the authored files: footnotes, tags, speakers, denials."""

import copy
from random import Random

from tests.conftest import encoded
from tests.corruptions.authored import Authored, Place
from tests.corruptions.operators import Corruption, operator

ACTS = ["allegation", "accusation", "statement", "characterisation", "denial", "response", "refusal", "report"]
TAGS = ["citation needed", "when"]


def _cited(data: Authored) -> list[Place]:
    return [place for place in data.passages if "cites" in place.passage]


def _sayings(data: Authored) -> list[Place]:
    """Return the places that have a 'said' of their own: passages, and claims."""
    passages = [place for place in data.passages if "said" in place.passage]
    return passages + [place for place in data.claims if "said" in place.claim]


def _of(place: Place) -> dict[str, str]:
    return (place.claim or place.passage)["said"]


def _without(numbers: list[str], number: str) -> list[str]:
    return [other for other in numbers if other != number]


def _set_list(mapping: dict, key: str, values: list[str]) -> None:
    mapping.pop(key, None)
    if values:
        mapping[key] = values


def _references(data: Authored) -> list[str]:
    return [str(number) for number in encoded(data.corpus).references]


@operator("drop a footnote", "source", "authored")
def drop_footnote(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_cited(data))
    number = rng.choice(place.passage["cites"])
    return data.edit(f"footnote {number} dropped", place, lambda p: _set_list(p, "cites", _without(p["cites"], number)))


@operator("change a footnote", "source", "authored")
def change_footnote(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_cited(data))
    number = rng.choice(place.passage["cites"])
    other = rng.choice([n for n in _references(data) if n not in place.passage["cites"]])
    change = [other if n == number else n for n in place.passage["cites"]]
    return data.edit(f"footnote {number} is now {other}", place, lambda p: p.update(cites=change))


@operator("invent a footnote", "source", "authored")
def invent_footnote(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    stated = place.passage.get("cites", [])
    number = rng.choice([n for n in _references(data) if n not in stated])
    return data.edit(f"footnote {number} invented", place, lambda p: p.update(cites=[*stated, number]))


@operator("cite a reference that does not exist", "reference", "authored")
def unknown_footnote(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_cited(data))
    return data.edit("footnote 99 cited", place, lambda p: p["cites"].append("99"))


@operator("drop a tag", "source", "authored")
def drop_tag(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.passages if "tags" in place.passage])
    return data.edit("a tag dropped", place, lambda p: _set_list(p, "tags", p["tags"][1:]))


@operator("invent a tag", "source", "authored")
def invent_tag(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.passages)
    stated = place.passage.get("tags", [])
    tag = rng.choice([tag for tag in TAGS if tag not in stated] or TAGS)
    return data.edit(f"the tag '{tag}' invented", place, lambda p: p.update(tags=[*_without(stated, tag), tag]))


@operator("drop where it was said", "source", "authored")
def drop_medium(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in _sayings(data) if "in" in _of(place)])
    return data.edit(f"'in: {_of(place)['in']}' dropped", place, lambda p: p["said"].pop("in"))


@operator("change where it was said", "source", "authored")
def change_medium(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_sayings(data))
    old = _of(place).get("in")
    new = rng.choice([n for n in [*_references(data), *place.passage.get("cites", []) * 9] if n != old])
    return data.edit(f"'in' is now {new}", place, lambda p: p["said"].update({"in": new}))


@operator("drop a speaker", "attribution", "authored")
def drop_speaker(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_sayings(data))
    return data.edit(f"the speaker '{_of(place)['by']}' dropped", place, lambda p: p.pop("said"))


@operator("swap a speaker", "attribution", "authored")
def swap_speaker(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_sayings(data))
    new = rng.choice([name for name in data.entities if name != _of(place)["by"]])
    return data.edit(f"the speaker is now '{new}'", place, lambda p: p["said"].update(by=new))


@operator("swap a speaker within the sentence", "attribution", "authored")
def swap_near_speaker(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_sayings(data))
    near = [name for name in data.near(place) if name != _of(place)["by"]]
    if not near:
        return None
    new = rng.choice(near)
    return data.edit(f"the speaker is now '{new}'", place, lambda p: p["said"].update(by=new))


@operator("hide a speaker", "attribution", "authored")
def hide_speaker(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in _sayings(data) if _of(place)["by"] != "unnamed"])
    return data.edit("the speaker is now 'unnamed'", place, lambda p: p["said"].update(by="unnamed"))


@operator("change the speech act", "attribution", "authored")
def change_act(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(_sayings(data))
    new = rng.choice([act for act in ACTS if act != _of(place)["act"]])
    return data.edit(f"the act '{_of(place)['act']}' is now '{new}'", place, lambda p: p["said"].update(act=new))


@operator("put the article's words into a mouth", "attribution", "authored")
def invent_speaker(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.passages if "said" not in place.passage])
    speaker = rng.choice([*data.near(place), "unnamed"])
    said = {"by": speaker, "act": rng.choice(ACTS)}
    return data.edit(f"said by '{speaker}', {said['act']}", place, lambda p: p.update(said=said))


@operator("cut the quote to hide who speaks", "allegation-to-fact", "authored")
def hide_attribution(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.passages if "said" in place.passage])
    words = place.passage["quote"].split()
    kept = " ".join(words[rng.randint(1, max(1, len(words) // 2)) :])
    if len(kept) < 15:
        return None

    def change(passage: dict) -> None:
        passage["quote"] = kept
        passage.pop("said")

    return data.edit(f"the speaker dropped and the quote cut to '{kept[:30]}…'", place, change)


@operator("state in the article's voice what somebody says", "allegation-to-fact", "authored")
def move_claim(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.claims if place.said])
    others = [p for p in data.passages if p.path == place.path and "said" not in p.passage]
    near = [p for p in others if data.sentence(p) == data.sentence(place)]
    pool = near if near and rng.random() < 0.7 else others
    if not pool:
        return None
    claim = {key: value for key, value in place.claim.items() if key not in ("id", "said", "disputes")}
    target = rng.choice(pool)
    content = copy.deepcopy(data.files[place.path].content)
    content[target.index]["claims"].append(claim)
    moved = len(place.passage["claims"]) > 1 and rng.random() < 0.5
    if moved:
        del content[place.index]["claims"][place.number]
    verb = "moved" if moved else "copied"
    return data.replace(
        f"{place.name}: {verb} to {target.passage['id']}, in the article's voice", {place.path: content}
    )


@operator("drop a dispute", "dispute", "authored")
def drop_dispute(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.claims if "disputes" in place.claim])
    return data.edit("disputes nothing any more", place, lambda c: c.pop("disputes"))


@operator("dispute nothing that exists", "dispute", "authored")
def dispute_nothing(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.claims if "disputes" in place.claim])
    return data.edit("disputes what is not there", place, lambda c: c.update(disputes=["nobody/nothing"]))


@operator("dispute itself", "dispute", "authored")
def dispute_itself(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice(data.claims)
    own = f"{place.passage['id']}/{place.claim.get('id', place.number + 1)}"
    return data.edit("disputes itself", place, lambda c: c.update(disputes=[own]))


@operator("drop a denial", "negation", "authored")
def drop_negation(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.claims if "negated" in place.claim])
    return data.edit("not negated any more", place, lambda c: c.pop("negated"))


@operator("invent a denial", "negation", "authored")
def invent_negation(data: Authored, rng: Random) -> Corruption | None:
    place = rng.choice([place for place in data.claims if "negated" not in place.claim and "p" in place.claim])
    return data.edit("negated", place, lambda c: c.update(negated="yes"))


@operator("leave 'never' out of the quote", "negation", "authored")
def cut_negation(data: Authored, rng: Random) -> Corruption | None:
    from kg.check import wording

    place = rng.choice([place for place in data.passages if wording.negations(place.passage["quote"])])
    at, word = wording.negations(place.passage["quote"])[0]
    before, after = place.passage["quote"][:at].strip(), place.passage["quote"][at + len(word) :].strip()
    kept = rng.choice([part for part in (before, after) if part] or [word])

    def change(passage: dict) -> None:
        passage["quote"] = kept
        for claim in passage["claims"]:
            claim.pop("negated", None)

    return data.edit(f"the quote cut to '{kept[:30]}…'", place, change)
