"""Texts as YAML, written so that the strict reader gives them back as they were."""

import json
import re

#: What may stand without quotation marks: nothing that YAML reads otherwise, or a reader who takes numbers for numbers.
_INVISIBLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff"
_IN_BLOCK = re.compile(rf"[A-Za-z](?:[^:#{_INVISIBLE}]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")
_IN_FLOW = re.compile(rf"[A-Za-z][^:#\[\]{{}},&*!|>'\"%@`\\{_INVISIBLE}]*(?<!\s)")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def scalar(text: str, in_flow: bool = False) -> str:
    """Return a text as a YAML scalar on one line, for a block or for the inside of brackets (YAML 1.2, section 7.3).

    >>> scalar("plain, words"), scalar("plain, words", in_flow=True), scalar("yes"), scalar("Ken: ups")
    ('plain, words', '"plain, words"', '"yes"', '"Ken: ups"')
    """
    pattern = _IN_FLOW if in_flow else _IN_BLOCK
    if pattern.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(f"[{_INVISIBLE}]", lambda match: f"\\u{ord(match[0]):04x}", quoted)


def flow(values: dict[str, str]) -> str:
    """Return a mapping on one line; a value in square brackets is a list and stands as it is.

    >>> flow({"s": "a", "hedge": "[by]", "v": "1980"})
    '{s: a, hedge: [by], v: "1980"}'
    """
    written = (f"{key}: {value if _is_list(value) else scalar(value, in_flow=True)}" for key, value in values.items())
    return "{" + ", ".join(written) + "}"


def _is_list(value: str) -> bool:
    return value.startswith("[") and value.endswith("]") and ".." not in value


def comment(text: str, indent: str = "") -> str:
    """Return a text as a comment of one line, whatever it holds."""
    return f"{indent}# {' '.join(text.split())}\n"


def slug(text: str) -> str:
    """Return a text as an id: small letters of the Latin alphabet, digits and single hyphens.

    >>> slug("Café Society (UK, 1992)")
    'cafe-society-uk-1992'
    """
    from unicodedata import normalize

    plain = (
        normalize("NFKD", text.replace("ß", "ss").replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
