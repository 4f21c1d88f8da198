"""The checks of the text gate: does the sentence around the quote say what the claims say?

Each check is a function from a located passage to sentences about what is wrong; its name in CHECKS is the
name under which a person may acknowledge a finding, with a reason, in the passage's ``ack``.
"""

from collections.abc import Callable, Iterator

from kg.check import wording
from kg.check.person_checks import check_person
from kg.check.setting import Problem, Setting, has_date, is_number
from kg.check.speech_checks import (
    check_act,
    check_cue,
    check_elsewhere,
    check_medium,
    check_quotation,
    check_reported_speech,
    check_speaker,
    check_unheard,
    check_voices,
)
from kg.compile.vocabulary import weakening_hedges
from kg.source.projection import fold
from kg.source.scope import Located

#: A claim has this many characters of evidence at least.
SHORTEST_QUOTE = 15


def check_cites(setting: Setting) -> Iterator[Problem]:
    """The footnotes given are those that govern the quote, and speech is reported in one of them."""
    passage, found = setting.located.passage, setting.located.citations
    if set(passage.cites) != set(found):
        stated, actual = ", ".join(passage.cites) or "none", ", ".join(found) or "none"
        yield passage.line, f"the passage cites {stated}; the footnotes in its scope are {actual}"
    for number in found:
        if int(number) not in setting.source.references:
            yield passage.line, f"footnote {number} is not in references.yaml"
    for line, said, _ in setting.sayings:
        if said.reference is not None and str(said.reference) not in found:
            yield line, f"what is said is placed in reference {said.reference}, which does not govern the quote"


def check_tags(setting: Setting) -> Iterator[Problem]:
    """The tags given are those in the quote's scope."""
    passage, found = setting.located.passage, setting.located.tags
    if set(passage.tags) != set(found):
        stated, actual = ", ".join(passage.tags) or "none", ", ".join(found) or "none"
        yield passage.line, f"the passage has the tags {stated}; the tags in its scope are {actual}"


def check_number(setting: Setting) -> Iterator[Problem]:
    """Every number stands in the sentence."""
    for claim in setting.located.passage.claims:
        if (
            claim.value is not None and is_number(claim.value) and not wording.has_number(setting.sentence, claim.value)
        ) and not has_date(claim):
            yield claim.line, f"the number {claim.value} is not in the sentence"


def check_value(setting: Setting) -> Iterator[Problem]:
    """Every text that is a value, a role or a purpose stands in the sentence in these words."""
    for claim in setting.located.passage.claims:
        is_text = claim.value is not None and not is_number(claim.value) and not has_date(claim)
        for text in (claim.value if is_text else None, claim.role, claim.purpose):
            if text is not None and not wording.has_phrase(setting.sentence, text):
                yield claim.line, f"'{text}' is not in the sentence in these words"
        if claim.unit is not None and claim.unit not in setting.sentence:
            yield claim.line, f"the unit '{claim.unit}' is not in the sentence"


def check_words(setting: Setting) -> Iterator[Problem]:
    """Every date has its words in the sentence, and no more precision than they give."""
    dated: list[tuple[int, str | None, str | None]] = []
    for claim in setting.located.passage.claims:
        dated.append((claim.line, claim.when or claim.at or (claim.value if has_date(claim) else None), claim.words))
    dated += [(line, said.when, said.words) for line, said, _ in setting.sayings]
    for line, date, words in dated:
        if words is not None and not wording.has_phrase(setting.sentence, words):
            yield line, f"the words of the date, '{words}', are not in the sentence"
        missing = wording.unsupported_dates(setting.sentence, date) if date else []
        if missing:
            yield line, f"the date {date} says more than the sentence, which has no {' and no '.join(missing)}"


def check_name(setting: Setting) -> Iterator[Problem]:
    """Everything that a claim is about is named in the sentence, or the words that stand for it are given."""
    passage, entities = setting.located.passage, setting.corpus.entities
    for entity, words in passage.coref.items():
        if not wording.has_phrase(setting.sentence, words):
            yield passage.line, f"'{words}', given for {entities[entity].label}, is not in the sentence"
    in_lines = all(sentence.section.form == "lines" for sentence in setting.located.sentences)
    subject_of_article = setting.source.article.about.content["about"]
    for claim in passage.claims:
        for entity in filter(None, (claim.subject, claim.object, claim.context)):
            if not setting.names(entity) and not (in_lines and entity == subject_of_article):
                yield claim.line, f"the sentence does not name '{entities[entity].label}'"


def check_hedge(setting: Setting) -> Iterator[Problem]:
    """Every hedge of the sentence is on a claim, and on each number that it may qualify."""
    stated = {kind for other in setting.neighbours for claim in other.passage.claims for kind in claim.hedges}
    for kind, word in wording.hedges(setting.sentence):
        if kind not in stated:
            yield setting.located.passage.line, f"the sentence says '{word}' and no claim has the hedge '{kind}'"
    for kind, word in wording.hedges(fold(setting.located.passage.quote)):
        for claim in setting.located.passage.claims:
            if kind in weakening_hedges() and kind in stated and kind not in claim.hedges:
                yield claim.line, f"the quote says '{word}' and the claim has no hedge '{kind}'"
    for claim in setting.located.passage.claims:
        number = claim.value if claim.value and is_number(claim.value) else None
        for kind in sorted(wording.number_hedges(setting.sentence, number)) if number else ():
            if kind not in claim.hedges:
                yield claim.line, f"the number {number} has a hedge in the sentence; the claim has no hedge '{kind}'"


def check_weaker(setting: Setting) -> Iterator[Problem]:
    """Every hedge of a claim has a word in the sentence."""
    heard = {kind for kind, _ in wording.hedges(setting.sentence)}
    for claim in setting.located.passage.claims:
        for kind in claim.hedges:
            if kind not in heard:
                yield claim.line, f"the claim has the hedge '{kind}', and no word of the sentence hedges so"


def check_negation(setting: Setting) -> Iterator[Problem]:
    """Every negation of the sentence lies in a quote, and the claims of that quote are negated."""
    for place, word in wording.negations(setting.sentence):
        if _in_quote(setting, setting.located, place):
            for claim in setting.located.passage.claims:
                if not claim.negated:
                    yield claim.line, f"the quote says '{word}' and the claim is not negated"
        elif not any(_in_quote(setting, other, place) for other in setting.neighbours):
            yield setting.located.passage.line, f"the sentence says '{word}', which stands in no quote"


def check_denial(setting: Setting) -> Iterator[Problem]:
    """Every negated claim has a negation in its quote, and not one that is said to negate nothing."""
    unsaid = "negation" in setting.located.passage.acknowledged or not wording.negations(setting.quote)
    if "negation" in setting.located.passage.acknowledged and not wording.negations(setting.quote):
        yield setting.located.passage.line, "a negation is acknowledged that is not in the quote"
    for claim in setting.located.passage.claims:
        said = setting.located.passage.said_of(claim)
        if said is not None and said.act == "denial" and wording.denies(said.cue or ""):
            continue
        if claim.negated and unsaid:
            yield claim.line, "the claim is negated, and nothing in the quote negates it"


#: Name of the check -> the check and how to mend what it finds.
CHECKS: dict[str, tuple[Callable[[Setting], Iterator[Problem]], str]] = {
    "cites": (check_cites, "Give the numbers that stand in the text after the quote, in its sentence."),
    "tags": (check_tags, "Give the tags that stand in the text after the quote, in its sentence."),
    "reported-speech": (check_reported_speech, "Add 'said: {by: …, act: …}' to the passage or the claim."),
    "quotation": (check_quotation, "Add 'said: {by: …, act: …}', or leave the quoted words out of the quote."),
    "speaker": (check_speaker, "Name the speaker whom the sentence names, or give the words in 'coref'."),
    "cue": (
        check_cue,
        "Give in 'cue' the words that name the speaker and report the speech, as in 'according to Singh'.",
    ),
    "unheard": (check_unheard, "Give the claim that the word reports its speaker, with the word in 'cue'."),
    "voices": (check_voices, "Leave the claim to the one who says it."),
    "elsewhere": (check_elsewhere, "Quote the words that say it, or give the claim its speaker."),
    "act": (check_act, "Choose the speech act that the words stand for, and say with 'disputes' what a reply answers."),
    "medium": (check_medium, "Give the footnote in 'in', and none where the sentence does not tell which."),
    "person": (
        check_person,
        "Write a claim about everybody whom the quote names, with the role that stands beside the name.",
    ),
    "number": (check_number, "Write the number as the sentence has it."),
    "value": (check_value, "Use the words of the sentence."),
    "words": (check_words, "Give the words of the text in 'words', and a date no more precise than they are."),
    "name": (check_name, "Name the right entity, add the name to its aliases, or give the words in 'coref'."),
    "hedge": (check_hedge, "Add 'hedge: […]' to the claim that the word qualifies."),
    "weaker": (check_weaker, "Take the hedge away, or say in 'ack' which words weaken the claim."),
    "denial": (check_denial, "Take 'negated' away, or quote the word that negates the claim."),
    "negation": (check_negation, "Add 'negated: yes' to the claim, or take the negation into a quote of its own."),
}


def _in_quote(setting: Setting, other: Located, place: int) -> bool:
    """Return whether a place in the sentence lies in the quote of a passage."""
    quote = fold(other.passage.quote)
    start = setting.sentence.find(quote)
    return 0 <= start <= place < start + len(quote)
