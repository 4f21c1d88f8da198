"""Claims that the patterns propose for a sentence: never more than a proposal, and never without its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.check import wording
from kg.compile.vocabulary import kinds_of
from kg.draft.mentions import look_alikes
from kg.draft.patterns import Pattern, patterns
from kg.draft.sentence_draft import Draft, Proposal
from kg.draft.speakers import find_speaker
from kg.draft.time_words import When, find_times
from kg.draft.tokens import TOKEN, Token, Tokens, tokenise
from kg.draft.yaml_text import flow, slug
from kg.source.entities import Entity

#: The class of a thing that nobody knows yet, where a pattern asks for less than a class that an entity may have.
_LIKELY = {"Agent": "Person", "Undertaking": "PoliticalOrganisation", "Organisation": "PoliticalOrganisation"}


#: Classes of which a text may name one that nobody knows yet; posts, ideas and events are recognised only if known.
_NAMED = {"Campaign", "Person", "Place", "PoliticalOrganisation", "Publication"}

#: The rest of a list of names: ``, B, C and D``; 'A and B' alone is one too.
_LIST = re.compile(rf"(?:, (?:the )?{TOKEN})*,? and (?:the )?{TOKEN}(?! (?:was|were|is|are|had|has)\b)")


def propose(sentence: str, entities: Mapping[str, Entity], topic: str, cites: tuple[str, ...] = ()) -> Draft:
    """Return what the patterns propose for a sentence of an article about ``topic``."""
    draft = Draft()
    named = tokenise(sentence, entities, topic)
    times = find_times(named.text)
    text = named.text
    for number, when in reversed(list(enumerate(times))):
        text = f"{text[: when.start]}⟨{number}⟩{text[when.end :]}"
    seen: set[tuple[str, ...]] = set()
    for pattern in patterns():
        for match, kinds in _matches(pattern, text, named):
            found = _Found(match, kinds, named, times, entities, topic)
            for one in found.listed():
                # what a match suggests on the way to no claim is suggested to nobody
                tried = Draft()
                for proposal in list(one.claims(pattern, tried)):
                    draft.coref |= found.pronouns(proposal)
                    key = tuple(f"{k}={v}" for k, v in sorted(proposal.claim.items()) if k in "spov")
                    if key not in seen:
                        seen.add(key)
                        draft.proposals.append(proposal)
                        draft.take(proposal, tried)
    draft.said = find_speaker(sentence, named, cites)
    left = (token.words for token in named.tokens if not token.things and slug(token.words) not in draft.new)
    draft.unknown = tuple(dict.fromkeys(left))
    words = wording.reporting_words(sentence)
    if words and not draft.said and draft.proposals:
        draft.warnings.append(f"somebody's word is reported here ('{words[0]}'); who says what?")
    return draft


def _matches(pattern: Pattern, text: str, named: Tokens) -> Iterator[tuple[re.Match[str], dict[str, str]]]:
    for expression, kinds in pattern.finds:
        # matches may overlap: 'led by A and B' is found for what leads and for what is led
        at = 0
        while match := expression.search(text, at):
            at = match.start() + 1
            if pattern.only is None or re.search(pattern.only, named.plain(match[0])):
                yield match, kinds


@dataclass(frozen=True)
class _Found:
    """One match of a pattern in a sentence."""

    match: re.Match[str]
    kinds: dict[str, str]
    named: Tokens
    times: tuple[When, ...]
    entities: Mapping[str, Entity]
    topic: str
    instead: tuple[str, str] | None = None

    def listed(self) -> "Iterator[_Found]":
        """Yield the match, and it once more for each further name in the list that its last name begins."""
        yield self
        last = [
            name for name in ("S", "O") if name in self.match.groupdict() and self.match.end(name) == self.match.end()
        ]
        rest = _LIST.match(self.match.string, self.match.end()) if last else None
        for token in re.findall(TOKEN, rest[0]) if rest else ():
            yield replace(self, instead=(last[0], token))

    def _token(self, name: str) -> str:
        """Return the token that stands for a name."""
        return self.instead[1] if self.instead and self.instead[0] == name else self.match[name]

    def claims(self, pattern: Pattern, draft: Draft) -> Iterator[Proposal]:
        """Yield the claims of the pattern that have everything they need."""
        groups = self.match.groupdict()
        found = {name: self._things(name, draft) for name in ("S", "O", "X", "Y") if groups.get(name)}
        things = {name: thing for name, thing in found.items() if thing}
        if len(things) < len(found) or ("S" in things and things["S"] == things.get("O")):
            return
        for template in pattern.claims:
            claim = self._claim(template, things, draft)
            if claim is not None:
                yield Proposal(pattern.name, claim)

    def _claim(self, template: dict[str, str], things: dict[str, str], draft: Draft) -> dict[str, str] | None:
        claim: dict[str, str] = {}
        when = self._when(template)
        for key, text in template.items():
            if key in ("s", "o"):
                value = self._thing(text, things, when, draft)
            elif key == "when":
                value = self._period(text, when)
                if value is None and "?" in text:
                    continue
            else:
                value = self._value(text, when)
            if value is None:
                return None
            claim[key] = value
        if when is not None and ("when" in claim or template.get("v") in ("WHEN", "DATE")):
            claim["words"] = when.words
        hedges = self._hedges(claim)
        if hedges:
            claim["hedge"] = f"[{', '.join(hedges)}]"
        return claim

    def _thing(self, text: str, things: dict[str, str], when: When | None, draft: Draft) -> str | None:
        if text.startswith("{"):
            kind = text.strip("{}")
            year = re.search(r"[0-9]{4}", when.edtf) if when else None
            name = f"{kind}-{year[0]}" if year else f"{kind}-{things.get('X') or things.get('S', self.topic)}"
            if name not in self.entities:
                draft.new[name] = flow({"a": kind.capitalize(), "label": name.replace("-", " ")})
            return name
        if text == "topic":
            return self.topic
        if text.endswith("?topic"):
            return things.get(text[0], self.topic)
        return things.get(text)

    def _value(self, text: str, when: When | None) -> str | None:
        if text == "WHEN" or text == "DATE":
            return when.edtf if when and "/" not in when.edtf else None
        if text == "WORDS":
            return self.match["WORDS"].strip()
        if text == "NUMBER":
            return self.match["NUMBER"].replace(",", "")
        if text == "ABBREVIATION":
            words = self.named[self.match["ABBREVIATION"]].words
            return words if words.isupper() else None
        if text.startswith("NAME-"):
            return self.named[self._token(text[-1])].words
        return text

    def _when(self, template: dict[str, str]) -> When | None:
        """Return the time of a claim: that of the match, or one near it; for a date, else the only one there is."""
        groups = self.match.groupdict()
        token = groups.get("WHEN") or groups.get("DATE")
        if token:
            return self.times[int(token[1:-1])]
        if not any("WHEN" in value or value.startswith("{") for value in template.values()):
            return None
        near = self._near()
        if near is None and len(self.times) == 1 and template.get("v") == "WHEN":
            return self.times[0]
        return near

    def _near(self) -> When | None:
        """Return the time in the match, or else the last one before it in its clause, or the one at its end."""
        text, start, end = self.match.string, self.match.start(), self.match.end()
        clause = max(text.rfind(mark, 0, start) for mark in (";", ". ", " and ⟦")) + 1
        inside = re.findall(r"⟨([0-9]+)⟩", text[start:end])
        before = re.findall(r"⟨([0-9]+)⟩", text[clause:start])
        after = re.match(r",?(?:(?! who | which | that | and )[^.;,(])*?⟨([0-9]+)⟩", text[end:])
        number = inside[0] if inside else after[1] if after else before[-1] if before else None
        return self.times[int(number)] if number is not None else None

    def _period(self, text: str, when: When | None) -> str | None:
        """Return the time for which a claim held: as the sentence gives it, or from it on, or until it."""
        if when is None:
            return None
        if "/" in when.edtf or "/" not in text or not re.fullmatch(r"[0-9-]+", when.edtf):
            return when.edtf
        return f"../{when.edtf}" if text.startswith("..") else f"{when.edtf}/"

    def _hedges(self, claim: dict[str, str]) -> list[str]:
        """Return the hedges of the words that were matched, and of the date."""
        words = f"{claim.get('words', '')} {self.named.plain(self._plain_times())}"
        return list(dict.fromkeys(kind for kind, _ in wording.hedges(words)))

    def _plain_times(self) -> str:
        return re.sub(r"⟨([0-9]+)⟩", lambda match: self.times[int(match[1])].words, self.match[0])

    def _things(self, name: str, draft: Draft) -> str | None:
        """Return the thing that a name stands for, of the class that is asked for; a new one where nobody knows it."""
        token, kind = self.named[self._token(name)], self.kinds.get(name)
        if not token.things:
            return self._new(token, kind, draft)
        fitting = [t for t in token.things if kind is None or kind in kinds_of(self.entities[t].type)]
        if len(fitting) != 1:
            if len(fitting) > 1:
                draft.warnings.append(f"'{token.words}' may be {' or '.join(fitting)}; the first is written")
            else:
                return None
        return fitting[0]

    def pronouns(self, proposal: Proposal) -> dict[str, str]:
        """Return the words that stand for the topic in a claim, where they are no name of it."""
        tokens = (self.named[self._token(name)] for name in ("S", "O") if self.match.groupdict().get(name))
        ends = (proposal.claim["s"], proposal.claim.get("o"))
        return {token.things[0]: token.words for token in tokens if token.is_pronoun and token.things[0] in ends}

    def _new(self, token: Token, kind: str | None, draft: Draft) -> str | None:
        likely = _LIKELY.get(kind or "Organisation", kind or "Organisation")
        if not token.words[0].isupper() or likely not in _NAMED:
            return None
        name = slug(token.words)
        near = look_alikes(token.words, self.entities)
        like = f"   # like it: {', '.join(near)}" if near else ""
        draft.new.setdefault(name, flow({"a": likely, "label": token.words}) + like)
        return name
