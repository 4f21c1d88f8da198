"""Which entities an article can see: those that it refers to, and those with a name whose words all occur in it.

What a gate finds in an article depends on these entities alone, because it is shown no others; so an entity that is
added for one article leaves what was found in the others as it was.
"""

import re
from collections import Counter

from kg.source.entities import Entity

#: An escape in YAML that could hide a letter, or join two lines to one word; a quote mark and a backslash cannot.
_HIDING = re.compile(r'\\[^"\\]')

#: Python's patterns take these for an i when they do not look at the case.
_I = str.maketrans({"\u0130": "i", "\u0131": "i"})


class Visible:
    """All entities, by the words of their names and by their ids."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        self.entities = entities
        names = [(entity.id, _words(name)) for entity in entities.values() for name in entity.names]
        common = Counter(word for _, words in names for word in words)
        self._always = {name for name, words in names if not words}
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for name, words in names:
            if words:
                # looked up by its rarest word, so that few are looked at in vain
                self._by_word.setdefault(min(words, key=lambda word: (common[word], word)), []).append((name, words))

    def seen_from(self, stored: str, authored: str) -> dict[str, Entity]:
        """Return the entities that can be seen from an article, its stored text and what people wrote, by their ids."""
        if _HIDING.search(authored):
            return self.entities
        whole = f"{stored}\n{authored}"
        words = _words(whole)
        seen = self._always | (self.entities.keys() & set(re.findall(r"[\w-]+", whole)))
        for word in words & self._by_word.keys():
            seen |= {name for name, all_words in self._by_word[word] if all_words <= words}
        return {name: self.entities[name] for name in sorted(seen)}


def _words(text: str) -> frozenset[str]:
    """Return the words of a text, whatever their case."""
    return frozenset(re.findall(r"\w+", text.translate(_I).casefold()))
