"""Whether a text is in the language whose words the text gate listens for."""

import re
from pathlib import Path

from kg.words.errors import BadData, UsageError

#: The commonest words of English; in any English prose they are more than a fifth of all words.
_COMMON = {
    "the", "of", "and", "in", "to", "a", "was", "is", "for", "as", "by", "that", "it", "with", "on", "at", "from",
    "his", "be", "are", "which",
}  # fmt: skip

#: The share below which a text of some length is in no English that the gate could read.
_LEAST = 0.12
_ENOUGH = 60
#: A sentence or two may happen to have few of them, and hardly none.
_LEAST_OF_FEW = 0.05
_FEW = 12


def require_english(text: str, language: str, path: Path) -> None:
    """Raise UsageError for another language, BadData for a text that is in another one than is said.

    The gate hears reported speech, denials and hedges by English words (kg/check/words.yaml). In another language it
    would hear nothing, and every allegation would pass for the article's own word.
    """
    if language.casefold().partition("-")[0] != "en":
        raise UsageError(
            f"The text gate listens for English words, by which it tells what somebody says from what is so; a text in "
            f"'{language}' would pass unheard. Write the words of that language beside kg/check/words.yaml first."
        )
    words = re.findall(r"[^\W\d_]+", text.casefold())
    share = sum(word in _COMMON for word in words) / len(words) if words else 0
    if (len(words) >= _ENOUGH and share < _LEAST) or (len(words) >= _FEW and share < _LEAST_OF_FEW):
        raise BadData(
            f"{path}: this does not read like English, and the text gate listens for English words alone; "
            f"a text in another language would pass unheard."
        )
