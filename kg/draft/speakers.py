"""Who speaks in a sentence, where its words say so plainly; nobody is guessed."""

import re

from kg.check import wording
from kg.draft.tokens import TOKEN, Tokens

#: Ways to report speech in which it is plain whose it is: before or behind the words.
_FORMS = (
    re.compile(rf"[Aa]ccording to (?P<speaker>{TOKEN})"),
    re.compile(
        rf"(?P<speaker>{TOKEN}) (?:(?:has|had) )?(?:said|says|say|alleged|alleges|accused|accuses|described|describes"
        r"|reported|reports|claimed|claims|denied|denies)"
    ),
)


def find_speaker(sentence: str, named: Tokens, cites: tuple[str, ...]) -> dict[str, str]:
    """Return the speaker, speech act and cue of a sentence as a passage has them; empty where they are not plain."""
    matches = [match for form in _FORMS for match in form.finditer(named.text)]
    if len(matches) != 1:
        return {}
    speaker = named[matches[0]["speaker"]]
    cue = named.plain(matches[0][0])
    acts = wording.acts(cue)
    if len(speaker.things) != 1 or not acts:
        return {}
    said = {"by": speaker.things[0], "act": "statement" if "statement" in acts else acts[0], "cue": cue}
    return said | ({"in": cites[0]} if len(cites) == 1 else {})
