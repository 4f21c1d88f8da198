"""The checks of who speaks: what is reported has its speaker, who stands beside the words that report it."""

from collections.abc import Iterable, Iterator

from kg.check import wording
from kg.check.setting import Problem, Setting, has_date
from kg.source.corpus import UNNAMED
from kg.source.passages import Claim, Said
from kg.source.projection import fold
from kg.source.scope import Located


def check_reported_speech(setting: Setting) -> Iterator[Problem]:
    """Reported speech has a speaker."""
    words = wording.reporting_words(setting.sentence)
    if words:
        for claim in setting.own_voice:
            yield claim.line, f"the sentence reports speech ('{words[0]}') and the claim has no speaker"


def check_quotation(setting: Setting) -> Iterator[Problem]:
    """Words in quotation marks are those of a speaker, not of the article."""
    if _has_quotation_marks(setting):
        for claim in setting.own_voice:
            yield claim.line, "the quote has words in quotation marks and the claim has no speaker"


def check_speaker(setting: Setting) -> Iterator[Problem]:
    """The speaker is named in the sentence."""
    for line, said, _ in setting.sayings:
        if said.speaker != UNNAMED and not setting.names(said.speaker):
            label = setting.corpus.entities[said.speaker].label
            yield line, f"the speaker, {label}, is not named in the sentence"


def check_cue(setting: Setting) -> Iterator[Problem]:
    """The cue, the words that report the speech, begins or ends with the name of the speaker and of nobody else."""
    for line, said, _ in setting.sayings:
        if said.cue is None:
            if said.speaker != UNNAMED:
                yield line, "the words that say who speaks are not given"
            elif wording.reporting_words(setting.sentence) or not _has_quotation_marks(setting):
                yield line, "the words that report the speech are not given"
            continue
        if not _in_order(setting.sentence, said.cue):
            yield line, f"'{said.cue}' is not in the sentence in these words"
        named = _named_by(setting, said.cue)
        if (said.speaker not in named) if said.speaker != UNNAMED else bool(named):
            yield line, f"'{said.cue}' does not begin or end with the name of the speaker, '{said.speaker}'"


def check_unheard(setting: Setting) -> Iterator[Problem]:
    """Every word of the quote that always reports somebody's view stands in a cue of the sentence."""
    cues = [said.cue or "" for other in setting.neighbours for said in _all_said(other)]
    for word in wording.views(setting.quote):
        if not any(wording.has_phrase(cue, word) for cue in cues):
            yield setting.located.passage.line, f"the quote says '{word}', and no claim has the speaker"


def check_voices(setting: Setting) -> Iterator[Problem]:
    """What somebody says in a sentence, the article does not say itself in the same sentence."""
    said = {
        _proposition(claim)
        for other in setting.neighbours
        for claim in other.passage.claims
        if other.passage.said_of(claim) is not None
    }
    for claim in setting.own_voice:
        if _proposition(claim) in said:
            yield claim.line, "the claim is the article's own here, and somebody's in the same sentence"


def check_elsewhere(setting: Setting) -> Iterator[Problem]:
    """The quote of a claim has something of it; beside reported speech, what the article says of its subject."""
    reported = bool(wording.reporting_words(setting.sentence))
    for claim in setting.located.passage.claims:
        if has_date(claim) or claim.negated or claim.predicate is None:
            continue
        own = setting.located.passage.said_of(claim) is None
        words = [claim.value, claim.role, claim.purpose, *_words_for(setting, claim.object)]
        if not (reported and own):
            words += _words_for(setting, claim.subject)
        if not any(word and wording.states(setting.quote, word) for word in words):
            yield claim.line, "what the claim says stands outside the quote"


def _words_for(setting: Setting, entity: str | None) -> Iterable[str]:
    coref = setting.located.passage.coref.get(entity or "")
    return (coref,) if coref else setting.corpus.entities[entity].names if entity else ()


def check_act(setting: Setting) -> Iterator[Problem]:
    """The speech act is one that the words of the cue stand for; only a denial denies, and it and a response reply."""
    for line, said, claims in setting.sayings:
        fitting = wording.acts(said.cue) if said.cue else ["statement"]
        if not fitting:
            yield (
                line,
                f"no word of the cue '{said.cue}' is known to report speech; kg/check/words.yaml has those that are",
            )
        elif said.act not in fitting:
            yield line, f"the words of the cue stand for {' or '.join(fitting)}, not for {said.act}"
        for claim in claims:
            if claim.negated != (said.act == "denial"):
                yield claim.line, f"the claim is {'' if claim.negated else 'not '}negated and the act is {said.act}"
            if said.act in ("denial", "response") and not claim.disputes:
                yield claim.line, f"a {said.act} disputes something, and the claim disputes nothing"
        if (
            "characterisation" in fitting
            and len(fitting) > 1
            and _only_describes(claims) != (said.act == "characterisation")
        ):
            yield line, "what only describes is a characterisation, and nothing else is"


def check_medium(setting: Setting) -> Iterator[Problem]:
    """What is said is placed in the one footnote of the quote, or in the one of several that the sentence names."""
    passage, references = setting.located.passage, setting.source.references
    listed = [number for number in passage.cites if int(number) in references]
    titles = {number: fold(references[int(number)].fields.get("title", "")) for number in listed}
    named = [number for number, title in titles.items() if title and wording.has_phrase(setting.sentence, title)]
    wanted = list(passage.cites) if len(passage.cites) == 1 else named
    for line, said, _ in setting.sayings:
        if said.reference is None and len(wanted) == 1:
            yield line, f"what is said is not placed in footnote {wanted[0]}"
        if said.reference is not None and str(said.reference) not in wanted:
            yield line, f"the quote has several footnotes, and the sentence does not name number {said.reference}"


def _has_quotation_marks(setting: Setting) -> bool:
    return any(mark in setting.located.passage.quote for mark in '"“”')


def _in_order(sentence: str, cue: str) -> bool:
    """Return whether the parts of a cue, with '…' between them, stand in the sentence one after the other."""
    return all(wording.has_phrase(sentence, part) for part in _parts(cue)) and wording.follow(sentence, _parts(cue))


def _parts(cue: str) -> list[str]:
    return [part.strip() for part in cue.split("…")]


def _named_by(setting: Setting, cue: str) -> set[str]:
    """Return the entities with the longest name at the beginning of a cue, or where there is none, at its end."""
    names = [(name, entity.id) for entity in setting.corpus.entities.values() for name in entity.names]
    names += [(words, entity) for entity, words in setting.located.passage.coref.items()]
    bare = cue.removeprefix("the ").removeprefix("The ")
    for there, text in ((wording.begins_with, cue), (wording.begins_with, bare), (wording.ends_with, cue)):
        here = [(len(name), entity) for name, entity in names if there(text, name)]
        if here:
            return {entity for length, entity in here if length == max(here)[0]}
    return set()


def _all_said(located: Located) -> list[Said]:
    passage = located.passage
    return [said for said in (passage.said, *(claim.said for claim in passage.claims)) if said]


def _proposition(claim: Claim) -> tuple[str | None, ...]:
    gist = None if claim.predicate else claim.gist
    return (claim.subject, claim.predicate, claim.object, claim.value, claim.role, claim.purpose, gist)


def _only_describes(claims: list[Claim]) -> bool:
    return all(claim.predicate == "describedAs" for claim in claims)
