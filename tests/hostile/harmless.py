"""The hostile files in which nothing, or no more than a warning, is found, and why that is right."""

from tests.hostile.authored import PASSAGES
from tests.hostile.files import FORMS

_LINES = ("turtle", "trig", "nquads", "ntriples")
_KEPT = "a text may hold it, and it is kept as it is; wherever a person sees it, it is an escape"

_WAYS = {
    "mark": (FORMS, "one byte-order mark is passed over"),
    "utf-7": (FORMS, "whole ASCII text, and so whole UTF-8 text"),
    "bidi": (FORMS, _KEPT),
    "homoglyph-address": (FORMS, "another address, like any other"),
    "carriage-returns": (FORMS, "white space in every format"),
    "control": (_LINES, _KEPT),
    "escape-sequence": (_LINES, _KEPT),
    "twice": (_LINES, "the same triples once more"),
}

_INSIDE = {
    "turtle": ("trig",),
    "trig": ("turtle",),
    "nquads": ("turtle", "trig", "ntriples"),
    "ntriples": ("turtle", "trig", "nquads"),
}

HARMLESS = {
    **{f"{way}-{form}": reason for way, (forms, reason) in _WAYS.items() for form in forms},
    **{
        f"{inside}-called-{outside}": "this text means the same in both formats"
        for inside, others in _INSIDE.items()
        for outside in others
    },
    "one-line-of-9-mb": "few triples, said very often",
    "literal-of-10-mb": "one long text",
    "literal-of-quotes": "one long text",
    "address-of-9-mb": "one long address",
    "label-of-10-mb": "one long text; a label has no greatest length",
    "objects-30000": "many triples",
    "forged-different-from-itself": "no check and no fact rests on it",
    "words-400000-passages": "a long note beside a quote",
    "line-of-400000-passages": "a long note beside a quote",
    "label-with-a-newline-entities": "written as an escape, so it stays a label",
    "alias-of-another-entities": "nothing is said of it, which is a warning",
    "entities-300-entities": "nothing is said of them, which is a warning",
    f"nothing-{PASSAGES}": "a section whose passages nobody has written yet",
}
