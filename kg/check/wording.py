"""What the words of a sentence give away: reported speech, negations, hedges, numbers and dates."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.source.yaml_file import read_yaml

_FILE = Path(__file__).parent / "words.yaml"
_DATE_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?")


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE, "words").content
    return content


@cache
def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(words) + r")(?![\w])", re.IGNORECASE)


def reporting_words(sentence: str) -> list[str]:
    """Return the words that report somebody's speech.

    >>> reporting_words("According to Singh it was instrumental, he said.")
    ['According to', 'said']
    """
    return [match[0] for match in _pattern(*_words()["reporting"]).finditer(sentence)]


def views(text: str) -> list[str]:
    """Return the words that always report somebody's own view: accusations, denials and the like.

    >>> views("Singh said that it campaigns against what it regards as unfair.")
    ['regards as']
    """
    return [match[0] for match in _pattern(*_words()["views"]).finditer(text)]


def negations(sentence: str) -> list[tuple[int, str]]:
    """Return the negations with their places in the sentence."""
    return [(match.start(), match[0]) for match in _pattern(*_words()["negation"]).finditer(sentence)]


def hedges(sentence: str) -> list[tuple[str, str]]:
    """Return the hedges of a sentence as pairs of kind and word.

    >>> hedges("The group had around 500 members.")
    [('approximately', 'around')]
    """
    kinds = _words()["hedges"].items()
    return [(kind, match[0]) for kind, words in kinds for match in _pattern(*words).finditer(sentence)]


def number_hedges(sentence: str, number: str) -> set[str]:
    """Return the kinds of hedge that stand directly before a number, with at most three words between.

    >>> number_hedges("An average of £200,000 went to each of the eight in 2007.", "8")
    set()
    >>> number_hedges("An average of £200,000 went to each of the eight in 2007.", "200000")
    {'average'}
    """
    plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", sentence)
    found = set()
    for kind, word in hedges(plain):
        if re.search(rf"(?<!\w){re.escape(word)}\s+(?:\w+\s+){{0,3}}?[£$]?{re.escape(number)}(?![0-9])", plain):
            found.add(kind)
    return found


def has_phrase(sentence: str, phrase: str) -> bool:
    """Return whether the words of a phrase stand in the sentence, white space and case apart."""
    return _phrase(phrase).search(sentence) is not None


def _spans(sentence: str, phrase: str) -> list[tuple[int, int]]:
    return [match.span() for match in _phrase(phrase).finditer(sentence)]


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def states(quote: str, words: str) -> bool:
    """Return whether a quote has the words of a value: a text in these words, a number in digits or as a word."""
    return has_phrase(quote, words) or has_number(quote, words)


def begins_with(text: str, phrase: str) -> bool:
    """Return whether a text begins with the words of a phrase."""
    return any(start == 0 for start, _ in _spans(text, phrase))


def ends_with(text: str, phrase: str) -> bool:
    """Return whether a text ends with the words of a phrase."""
    return any(end == len(text) for _, end in _spans(text, phrase))


def follow(sentence: str, phrases: list[str]) -> bool:
    """Return whether phrases stand in the sentence one after the other."""
    at = 0
    for phrase in phrases:
        later = [end for start, end in _spans(sentence, phrase) if start >= at]
        if not later:
            return False
        at = later[0]
    return True


def distance(sentence: str, phrase: str, names: Iterable[str]) -> int | None:
    """Return how many characters lie between a phrase and the nearest of some names; None if either is missing."""
    here = _spans(sentence, phrase)
    there = [span for name in names for span in _spans(sentence, name)]
    return min((max(b[0] - a[1], a[0] - b[1], 0) for a in here for b in there), default=None)


def acts(cue: str) -> list[str]:
    """Return the speech acts that the words of a cue stand for.

    >>> acts("according to Singh"), acts("Livingstone said")
    (['statement'], ['characterisation', 'denial', 'statement'])
    """
    return sorted(act for act, words in _words()["acts"].items() if _pattern(*words).search(cue))


def denies(text: str) -> bool:
    """Return whether a text has a word that stands for a denial and for no other act.

    >>> denies("He denied that he had"), denies("He said that he had")
    (True, False)
    """
    acts_of = _words()["acts"]
    others = {word for act, words in acts_of.items() if act != "denial" for word in words}
    own = [word for word in acts_of["denial"] if word not in others]
    return bool(own) and _pattern(*own).search(text) is not None


def has_number(sentence: str, number: str) -> bool:
    """Return whether a number stands in the sentence, in digits or as a word.

    >>> has_number("Each received £200,000.", "200000"), has_number("Four advisers", "4"), has_number("Forty", "40")
    (True, True, True)
    """
    digits = re.findall(r"[0-9]+(?:\.[0-9]+)?", re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", sentence))
    return number in digits or any(has_phrase(sentence, word) for word in _in_words(number))


def _in_words(number: str) -> Iterable[str]:
    """Yield the words for a small number or a round one."""
    units, tens = _words()["numbers"], _words()["tens"]
    if number.isdigit() and int(number) < len(units):
        yield units[int(number)]
    if number.isdigit() and int(number) % 10 == 0 and int(number) // 10 < len(tens):
        yield tens[int(number) // 10]


def unsupported_dates(sentence: str, date: str) -> list[str]:
    """Return the parts of an EDTF date that the sentence does not give.

    >>> unsupported_dates("By the mid-1980s it had around 500 members.", "[1984..1986]")
    []
    >>> unsupported_dates("In September 1983 it decided.", "1983-10")
    ['October']
    """
    missing: list[str] = []
    for part in _DATE_PART.finditer(date):
        if part["day"] and has_phrase(sentence, part[0]):
            continue
        if not _has_year(sentence, int(part["year"])):
            missing.append(part["year"])
        month = _words()["months"][int(part["month"]) - 1] if part["month"] and 1 <= int(part["month"]) <= 12 else None
        if month and not has_phrase(sentence, month):
            missing.append(month)
        if part["month"] and not month:
            missing.append(f"season or month {part['month']}")
        if part["day"] and not has_number(sentence, str(int(part["day"]))):
            missing.append(str(int(part["day"])))
    return missing


def _has_year(sentence: str, year: int) -> bool:
    if re.search(rf"(?<![0-9]){year}(?![0-9s])", sentence):
        return True
    decade = rf"{year // 10}0s"
    for name, (first, last) in _words()["periods"].items():
        if re.search(rf"(?<!\w){name}[- ](?:the )?{decade}", sentence, re.IGNORECASE):
            return int(first) <= year % 10 <= int(last)
    return re.search(rf"(?<!\w){decade}", sentence) is not None
