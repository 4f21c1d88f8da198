"""An entry of a list of references, taken apart into what references.yaml has fields for, and what is doubtful of it.

Nothing is made up: every value is words of the entry, and what could be read in two ways is told as a doubt.
"""

import re
from dataclasses import dataclass, field

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH = rf"(?:{'|'.join(_MONTHS)})"
_DAY = (
    rf"(?:[0-3]?[0-9] {MONTH} [12][0-9]{{3}}|{MONTH} [0-3]?[0-9], [12][0-9]{{3}}"
    r"|[12][0-9]{3}-[01][0-9]-[0-3][0-9])"
)
_DATE = rf"(?:{_DAY}|{MONTH} [12][0-9]{{3}}|[12][0-9]{{3}})"
_NAME = r"[^\W\d_][\w.'’-]*"

_RETRIEVED = re.compile(rf"[.,]? ?(?:Retrieved|Accessed)(?: on)? (?P<day>{_DAY})\.?")
_ARCHIVED = re.compile(
    rf"[.,]? ?Archived(?: from the original)?(?: \([^)]*\))?(?: on)? (?P<day>{_DAY})"
    r"(?: at the (?P<archive>[A-Z][\w ]*?Machine))?[ .,]*"
)
_PAGE = re.compile(r",? ?\b(?P<page>pp?\. ?[0-9]+(?:[–-][0-9]+)?)\.?")
_VOLUME = re.compile(
    r"[.,] (?P<part>(?:[Vv]ol\. )?[0-9]+(?: \([^)]{1,12}\)|, [Nn]o\. [0-9]+))(?:: (?P<page>[0-9]+(?:[–-][0-9]+)?))?\.?"
)
_NUMBERS = re.compile(r"[.,]? ?\b(?:ISBN|ISSN|OCLC|JSTOR|doi:|S2CID)[ :]?[0-9A-Za-z./–-]+\.?")
_LANGUAGE = re.compile(r" ?\(in [A-Z][a-z]+\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
_QUOTED = re.compile(r"\"(?P<straight>[^\"]+)\"|“(?P<curled>[^”]+)”")
_BY_YEAR = re.compile(rf"(?P<author>[^(\"“]{{3,80}}?),? \((?P<year>{_DATE})\)[,.]? (?P<rest>.+)")
_LAST_FIRST = re.compile(rf"(?P<last>{_NAME}(?: {_NAME})?), (?P<first>{_NAME}(?: {_NAME})?)")
_SHORT = re.compile(rf"{_NAME}(?:,? (?:&|and) {_NAME}| et al\.)? [12][0-9]{{3}}")
_FIRST_LAST = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}}")


@dataclass
class Parsed:
    """What an entry holds: fields with words of the entry, names of people and of publications, and doubts."""

    fields: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def parse_entry(text: str) -> Parsed:
    """Return what an entry of a list of references says.

    >>> parse_entry('"Overview". archives.lse.ac.uk. Retrieved 2023-06-05.').fields
    {'retrieved': '2023-06-05', 'title': 'Overview'}
    """
    found = Parsed()
    rest = " ".join(text.split())
    rest = _take(_ADDRESS, rest, found, lambda match: {"url": match[0]})
    rest = _take(_RETRIEVED, rest, found, lambda match: {"retrieved": iso(match["day"])})
    rest = _take(
        _ARCHIVED, rest, found, lambda match: {"archived": iso(match["day"]), "archive": match["archive"] or ""}
    )
    rest = _take(_NUMBERS, rest, found, lambda match: {})
    rest = _take(_LANGUAGE, rest, found, lambda match: {})
    rest = _take(_PAGE, rest, found, lambda match: {"page": match["page"]})
    rest = _take(_VOLUME, rest, found, lambda match: {"part": match["part"], "page": match["page"] or ""})
    quoted = _QUOTED.search(rest)
    by_year = _BY_YEAR.fullmatch(rest)
    if quoted:
        _read_quoted(rest, quoted, found)
    elif by_year and _authors(by_year["author"]):
        found.authors = _authors(by_year["author"])
        found.fields["issued"] = iso(by_year["year"])
        _read_book(by_year["rest"].strip(" .,"), found)
    elif _SHORT.fullmatch(rest.strip(" .,")):
        short = rest.strip(" .,")
        found.fields |= {"title": short, "issued": short[-4:]}
        found.doubts.append("a short form; what it is short for may stand elsewhere in the list")
    else:
        _read_plain(rest, found)
    return found


def _take(pattern: re.Pattern[str], text: str, found: Parsed, read: "object") -> str:
    match = pattern.search(text)
    if match is None:
        return text
    assert callable(read)
    found.fields |= {key: value for key, value in read(match).items() if value}
    return f"{text[: match.start()]} {text[match.end() :]}".replace("  ", " ")


def _read_quoted(text: str, quoted: re.Match[str], found: Parsed) -> None:
    """Read an entry with a title in quotation marks: authors and date before it, publication and date after it."""
    found.fields["title"] = (quoted["straight"] or quoted["curled"]).strip()
    before, after = text[: quoted.start()].strip(" .,"), text[quoted.end() :].strip(" .,")
    date = re.search(rf"\(({_DATE})\)", before)
    if date:
        found.fields["issued"] = iso(date[1])
        before = (before[: date.start()] + before[date.end() :]).strip(" .,")
    found.authors = _authors(before)
    if before and not found.authors:
        found.doubts.append(f"'{before}' stands before the title; is it an author?")
    last = re.search(rf"(?:^|[.,] ?|\()({_DATE})\)?$", after)
    if last and "issued" not in found.fields:
        found.fields["issued"] = iso(last[1])
        after = after[: last.start()].strip(" .,(")
    found.places += [place.strip() for place in re.split(r"(?<=\w)\. (?=[A-Z])", after) if place.strip(" .,")]


def _read_book(text: str, found: Parsed) -> None:
    """Read what stands behind author and year: the title, and behind a full stop or a comma the publisher."""
    parts = [part.strip(" .,") for part in re.split(r"(?<=[^.\s]{2})\. (?=[A-Z])", text) if part.strip(" .,")]
    if len(parts) == 1:
        title, _, publisher = text.rpartition(", ")
        parts = [title, publisher] if title else [publisher]
    found.fields |= {"title": parts[0], "kind": "book"}
    # the place of publication is no part of the publisher's name
    found.places += [re.sub(r"^[A-Z][\w. ]+: ", "", part) for part in parts[1:]]
    if len(parts) > 2:
        found.doubts.append("the entry has more parts than a title and a publisher; look where the title ends")


def _read_plain(text: str, found: Parsed) -> None:
    """Read an entry without quotation marks, of which it can only be guessed where the title ends."""
    plain = text.strip(" .,")
    last = re.search(rf",? \(?({_DATE})\)?$", plain)
    if last:
        found.fields["issued"] = iso(last[1])
        plain = plain[: last.start()].strip(" .,")
    title, _, place = plain.rpartition(", ")
    found.fields["title"] = (title or place).strip(" .,")
    if title and not re.search(r"[0-9]|(?: .*){4}", place):
        found.places.append(place)
    found.doubts.append("the entry has no quotation marks; look where the title begins and ends")


def _authors(text: str) -> list[str]:
    """Return the names of people in the words before a title, first name first; none if they are no names."""
    plain = text.strip(" .,;")
    if not plain:
        return []
    names = []
    for part in re.split(r"; | and | & ", plain):
        turned = _LAST_FIRST.fullmatch(part.strip(" ,"))
        if turned:
            names.append(f"{turned['first']} {turned['last']}")
        elif _FIRST_LAST.fullmatch(part.strip(" ,")) and part[:1].isupper():
            names.append(part.strip(" ,"))
        else:
            return []
    return names


def iso(date: str) -> str:
    """Return a date in words as ISO 8601, as precise as it is.

    >>> iso("16 March 1983"), iso("March 16, 1983"), iso("March 1983"), iso("1983")
    ('1983-03-16', '1983-03-16', '1983-03', '1983')
    """
    month = next((number for number, name in enumerate(_MONTHS, 1) if name in date), None)
    if month is None:
        return date
    year = re.findall(r"[12][0-9]{3}", date)[-1]
    day = re.search(r"(?<![0-9])([0-3]?[0-9])(?![0-9])", date)
    return f"{year}-{month:02}" + (f"-{int(day[1]):02}" if day else "")
