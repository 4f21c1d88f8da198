"""Text of somebody else's, shown to a person: nothing in it moves a cursor, breaks a line or turns the direction."""

import re

#: Control characters, line separators, and marks that turn the direction of what follows (Unicode, UAX 9).
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def on_one_line(text: str) -> str:
    r"""Return a text with what cannot be seen written as escapes.

    >>> on_one_line("a\nb\x1b[2J")
    'a\\nb\\x1b[2J'
    """
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
