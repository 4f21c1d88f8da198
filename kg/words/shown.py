"""Text of somebody else's, shown to a person: nothing in it moves a cursor, breaks a line or turns the direction."""

import re

#: Control characters, line separators, and marks without a width or that turn the direction (Unicode, UAX 9).
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def on_one_line(text: str) -> str:
    r"""Return a text with what cannot be seen written as escapes.

    >>> on_one_line("a\nb\x1b[2J")
    'a\\nb\\x1b[2J'
    """
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
