"""Strict YAML: strings only, and each fault is one sentence with file, line and column."""

import pytest

from kg.source.yaml_file import read_yaml
from kg.words.errors import BadData, RuleBroken, UsageError

PASSAGE = "- id: a\n  quote: some words of the text\n  claims:\n    - {s: x, p: memberOf, o: y}\n"


def read(tmp_path, text, schema="passages"):
    path = tmp_path / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path, schema)


def test_every_value_is_a_string(tmp_path):
    text = PASSAGE.replace("{s: x, p: memberOf, o: y}", "{s: x, p: name, v: no, when: 1983-03-16, words: 12:30}")
    claim = read(tmp_path, text).content[0]["claims"][0]
    assert (claim["v"], claim["when"], claim["words"]) == ("no", "1983-03-16", "12:30")


def test_places_are_known(tmp_path):
    file = read(tmp_path, PASSAGE)
    assert file.where(0, "claims", 0, "p").endswith("a.yaml:4:17")


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (PASSAGE + "  quotes: x\n", RuleBroken, r":1:3: unknown key 'quotes'.*Did you mean 'quote'\?"),
        (PASSAGE + "  id: b\n", RuleBroken, r":5:3: the key 'id' stands here a second time"),
        (PASSAGE.replace("s: x, ", ""), RuleBroken, r":4:7: the key 's' is missing"),
        (PASSAGE.replace("{s: x, p: memberOf, o: y}", "{s: x}"), RuleBroken, r":4:7: A claim has a subject"),
        (PASSAGE.replace("o: y", "o: y, v: z"), RuleBroken, r":4:7: A claim has a subject"),
        (PASSAGE.replace("o: y", "o: y, negated: true"), RuleBroken, r"yes"),
        (PASSAGE.replace("o: y", "o: [y, z]"), RuleBroken, r":4:30: this must be text"),
        (PASSAGE.replace("o: y", "o: y, when: 1983"), RuleBroken, r"words"),
        (PASSAGE.replace("o: y", "o: Y"), RuleBroken, r":4:30: 'Y': An id is made of small letters"),
        (PASSAGE.replace("id: a", "id: &x a"), RuleBroken, r":1:7: anchors and aliases"),
        (PASSAGE.replace("id: a", "id: !!str a"), RuleBroken, r":1:7: tags are not used"),
        (PASSAGE.replace("p: memberOf", "p: [memberOf"), BadData, r":4:\d+: this is not YAML"),
        ("a: " * 3 + "b", BadData, r":1:\d+: this is not YAML"),
        ("# nothing\n", BadData, r":1:1: the file holds nothing but comments"),
        ("- " * 30 + "x", RuleBroken, r"nested deeper"),
        ("[" * 100_000, RuleBroken, r"nested deeper"),
        ("x: y\n", RuleBroken, r":1:1: this must be a list"),
        (b"", BadData, r"the file is empty"),
        (b"\xff\xfe\x00", BadData, r":1: this is not UTF-8"),
        (b"a\n\x00", BadData, r":2: this is a binary file"),
        ("- id: caf\u00e9".encode("latin-1"), BadData, r":1: this is not UTF-8"),
    ],
)
def test_each_fault_is_one_sentence_with_its_place(tmp_path, text, error, message):
    with pytest.raises(error, match=message) as caught:
        read(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_a_wrong_call(tmp_path):
    with pytest.raises(UsageError, match="there is no such file"):
        read_yaml(tmp_path / "none.yaml", "passages")


def test_a_byte_order_mark_is_passed_over(tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbf" + PASSAGE.encode()).content[0]["id"] == "a"
