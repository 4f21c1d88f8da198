"""Hostile files in the place of an authored one: a file of passages, of entities, of references, or of the article."""

from tests.conftest import ROOT
from tests.hostile.files import Hostile

ARTICLE = "articles/socialist-action-uk"
PASSAGES = f"{ARTICLE}/passages/title.yaml"
ENTITIES = "entities/movements.yaml"
REFERENCES = f"{ARTICLE}/references.yaml"
ABOUT = f"{ARTICLE}/article.yaml"
TEXT = f"{ARTICLE}/article.txt"


def _bytes(path: str) -> bytes:
    return (ROOT / path).read_bytes()


def _entity(text: str) -> bytes:
    """Return the file of entities with one more entry."""
    return _bytes(ENTITIES) + text.encode() + b"\n"


_ENTRY = "- id: x\n  quote: Socialist Action (UK)\n  "

#: Ways in which any of the four kinds of file can be broken.
_BYTES = {
    "empty": lambda data: b"",
    "only-space": lambda data: b"\n \n",
    "only-a-comment": lambda data: b"# nothing\n",
    "utf-16": lambda data: data.decode().encode("utf-16"),
    "latin-1": lambda data: data + "# caf\u00e9\n".encode("latin-1"),
    "invalid-utf-8": lambda data: data + b"# \xff\n",
    "surrogate-bytes": lambda data: data + b"# \xed\xa0\x80\n",
    "two-marks": lambda data: b"\xef\xbb\xbf\xef\xbb\xbf" + data,
    "nul": lambda data: data + b"\x00",
    "control": lambda data: data + b"# \x01\n",
    "elf": lambda data: b"\x7fELF" + bytes(12) + data,
    "cut-in-the-middle": lambda data: data[: len(data) // 2].rpartition(b": ")[0] + b': "',
    "null": lambda data: b"null\n",
    "text": lambda data: b"x\n",
    "a-number": lambda data: b"12\n",
    "an-empty-list": lambda data: b"[]\n",
    "an-empty-mapping": lambda data: b"{}\n",
    "two-documents": lambda data: data + b"---\n" + data,
    "ended-document": lambda data: data + b"...\n- x\n",
    "directive": lambda data: b"%YAML 9.9\n---\n" + data,
    "tag-directive": lambda data: b"%TAG ! tag:yaml.org,2002:python/\n---\n" + data,
    "tab-at-the-start": lambda data: data + b"\t- id: x\n",
    "json": lambda data: b'{"id": "x"',
    "megabytes": lambda data: data + b"# x\n" * 750_000,
    "over-the-cap": lambda data: data + b"\n" * (10 * 1024 * 1024),
}

_TEXTS = {
    "anchor": _ENTRY + "nothing: &a x",
    "alias": _ENTRY + "nothing: *a",
    "billion-laughs": "a: &a [x, x]\n"
    + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
    "alias-in-itself": "&a [*a]",
    "merge-key": _ENTRY + "<<: {nothing: x}",
    "merge-of-an-alias": "- &a {id: x}\n- <<: *a",
    "tag-of-python": _ENTRY + 'nothing: !!python/object/apply:os.system ["touch owned"]',
    "tag-of-a-name": _ENTRY + "nothing: !!python/name:os.system",
    "tag-of-binary": _ENTRY + "nothing: !!binary aGVsbG8=",
    "tag-of-a-set": "!!set {a, b}",
    "tag-unknown": _ENTRY + "nothing: !x y",
    "key-twice": _ENTRY + "nothing: x\n  nothing: y",
    "key-that-is-a-list": _ENTRY + "? [a, b]\n  : x",
    "key-that-is-empty": _ENTRY + ": x",
    "key-with-an-escape": _ENTRY + '"\\u001b[2J": x',
    "key-unknown": _ENTRY + "nothing: x\n  __class__: y",
    "type-no": _ENTRY + "nothing: [NO]",
    "type-yes": _ENTRY + "claims: yes",
    "type-float": _ENTRY + "claims: 1e3",
    "type-date": _ENTRY + "claims: 2024-02-30",
    "type-infinity": _ENTRY + "claims: .inf",
    "type-octal": _ENTRY + "cites: [0o17, 0x1F, 1_000]",
    "type-sexagesimal": _ENTRY + "cites: [190:20:30]",
    "type-null": _ENTRY + "nothing: ~\n  note: null\n  claims: ",
    "number-without-end": _ENTRY + f"cites: [{'9' * 5000}]\n  nothing: x",
    "escape-of-surrogate": _ENTRY + 'nothing: "\\ud800"',
    "escape-of-nul": _ENTRY + 'nothing: "a\\0b"',
    "escape-beyond-unicode": _ENTRY + 'nothing: "\\U00110000"',
    "escape-unknown": _ENTRY + 'nothing: "\\q"',
    "bidi": _ENTRY + "nothing: \u202ex",
    "nested-flow": "[" * 100_000,
    "nested-mappings": "{a: " * 100_000,
    "nested-blocks": "".join(f"{' ' * i}a:\n" for i in range(1500)),
    "nested-dashes": "- " * 5_000 + "x",
    "nested-questions": "? " * 5_000 + "x",
    "indented-far": " " * 400_000 + "- x",
    "words-400000": _ENTRY + "nothing: " + "x " * 200_000,
    "line-of-400000": _ENTRY + "nothing: " + "x" * 400_000,
    "quotes-unclosed": _ENTRY + 'nothing: "' + "x\n\n" * 100_000,
    "comments-400000": "#" * 400_000,
    "keys-unknown-20000": "- {" + ", ".join(f"key-{i}: x" for i in range(20_000)) + "}",
    "entries-20000": "- {}\n" * 20_000,
    "entries-same-5000": f"{_ENTRY}nothing: x\n" * 5_000,
    "cites-50000": _ENTRY + "nothing: x\n  cites: [" + "a, " * 50_000 + "a]",
    "indentation-wrong": _ENTRY + "nothing: x\n note: y",
    "colon-in-text": _ENTRY + "nothing: a: b: c",
    "bracket-unclosed": _ENTRY + "claims: [{s: x",
    "percent-formats": _ENTRY + "nothing: x\n  '%s{0}%n': y",
    "path-as-id": "- {id: ../../../etc/passwd, quote: Socialist Action (UK), nothing: x}",
    "quote-that-is-nowhere": "- {id: x, quote: Nobody wrote this., nothing: x}",
    "quote-that-is-a-regex": '- {id: x, quote: "(.*)*$(", nothing: x}',
    "quote-of-400000": f"- {{id: x, quote: {'Socialist Action ' * 23_000}, nothing: x}}",
    "claim-of-nobody": _ENTRY + "claims: [{s: nobody, p: memberOf, o: nowhere}]",
    "claim-with-our-address": _ENTRY + "claims: [{s: 'https://w3id.org/pao/id/x', p: memberOf, o: x}]",
    "claim-with-a-bad-date": _ENTRY + "claims: [{s: socialist-action, p: foundedOn, v: 1983-02-31}]",
    "claim-with-a-far-date": _ENTRY + f"claims: [{{s: socialist-action, p: foundedOn, v: Y1{'0' * 4000}}}]",
    "claim-with-markup": _ENTRY + "claims: [{s: socialist-action, p: describedAs, v: '<script>\\u003C'}]",
    "claim-with-turtle": _ENTRY
    + "claims: [{s: socialist-action, p: describedAs, v: 'x\" . pao:Claim a owl:Nothing . \"'}]",
}

_REFERENCES = {
    "number-without-end": f'"{"9" * 5000}":\n  missing: x\n',
    "number-of-other-digits": '"\u0661":\n  missing: x\n',
    "number-negative": '"-1":\n  missing: x\n',
    "author-of-nobody": '"2":\n  kind: book\n  author: [nobody-at-all]\n  title: x\n',
}

_ENTITIES = {
    "class-that-is-none": "x-y: {a: Nonsense, label: x}",
    "class-with-a-path": "x-y: {a: ../Claim, label: x}",
    "class-that-is-a-record": "x-y: {a: Claim, label: x}",
    "label-of-nothing": 'x-y: {a: Movement, label: ""}',
    "label-with-a-newline": 'x-y: {a: Movement, label: "a\\n\\n. id:b a id:c ."}',
    "id-twice": "british-left: {a: Movement, label: British left}",
    "id-of-another-file": "ken-livingstone: {a: Movement, label: x}",
    "different-from-itself": "x-y: {a: Movement, label: x, different-from: [x-y]}",
    "alias-of-another": "x-y: {a: Person, label: Somebody, alias: [Ken Livingstone]}",
    "entities-300": "\n".join(f"x-{i}: {{a: Movement, label: x {i}}}" for i in range(300)),
}

_ABOUT = {
    "hash-of-another-text": (b"b848224f", b"b848224e"),
    "hash-that-is-none": (b"b848224f", b"../../.."),
    "section-twice": (b"{id: lead, ", b"{id: title, "),
    "section-with-a-path": (b"{id: lead, ", b"{id: ../lead, "),
    "section-that-starts-nowhere": (b"starts: Socialist Action is a", b"starts: (((("),
    "form-unknown": (b"form: prose", b"form: poetry"),
    "about-nobody": (b"about: socialist-action\n", b"about: nobody-at-all\n"),
    "source-is-a-script": (b"https://en.wikipedia.org/wiki/Socialist_Action_(UK)", b"javascript:alert(1)"),
    "source-with-brackets": (b"https://en.wikipedia.org/wiki/Socialist_Action_(UK)", b"https://x/> . <a:b> <a:c> <a:d"),
}

FILES = [
    *(
        Hostile(f"{way}-{kind}", path, lambda change=change, path=path: change(_bytes(path)))
        for kind, path in (
            ("passages", PASSAGES),
            ("entities", ENTITIES),
            ("references", REFERENCES),
            ("article", ABOUT),
        )
        for way, change in _BYTES.items()
    ),
    *(Hostile(f"{name}-passages", PASSAGES, (text + "\n").encode()) for name, text in _TEXTS.items()),
    *(Hostile(f"{name}-references", REFERENCES, text.encode()) for name, text in _REFERENCES.items()),
    *(Hostile(f"{name}-entities", ENTITIES, lambda text=text: _entity(text)) for name, text in _ENTITIES.items()),
    *(
        Hostile(f"{name}-article", ABOUT, lambda pair=pair: _bytes(ABOUT).replace(*pair, 1))
        for name, pair in _ABOUT.items()
    ),
]
