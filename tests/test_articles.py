"""Articles made again only where something they depend on has changed: then always, and never with another result."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from kg.check import articles, fingerprint
from kg.check.build import build, check
from kg.check.examined import examine_article
from kg.check.shelf import Shelf
from kg.source.corpus import read_all_entities, read_corpus
from kg.source.scope import locate
from kg.source.visible import Visible
from kg.store import pool
from kg.words.errors import BadData, Fault, RuleBroken
from kg.words.layers import BUILT
from tests.conftest import ROOT

SLUG = "socialist-action-uk"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache/socialist-action-kg/articles"


@pytest.fixture
def made(monkeypatch):
    """The articles that are made from now on, in this process."""
    names = []

    def examine(folder, entities):
        names.append(folder.name)
        return examine_article(folder, entities)

    monkeypatch.setattr(articles, "examine_article", examine)
    return names


def run(root, **options):
    entities = read_all_entities(root)
    folders = sorted((root / "articles").iterdir())
    with Shelf() as shelf:
        return list(articles.examine_articles(folders, entities, shelf, workers=1, **options))


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_what_has_not_changed_is_not_made_again_and_is_the_same(authored, made):
    first = run(authored)
    assert len(made) == 2
    assert run(authored) == first
    assert len(made) == 2
    assert run(authored, fresh=True) == first
    assert len(made) == 4


@pytest.mark.parametrize(
    ("file", "before", "after", "again"),
    [
        (f"articles/{SLUG}/passages/lead.yaml", "v: small}", "v: a small}", [SLUG]),
        (f"articles/{SLUG}/article.yaml", "title: Socialist Action (UK)", "title: Socialist Action", [SLUG]),
        (f"articles/{SLUG}/references.yaml", "\n", "\n# a comment\n", [SLUG]),
        (f"articles/{SLUG}/readings.yaml", "\n", "\n# a comment\n", [SLUG]),
        ("entities/people.yaml", "label: Simon Fletcher", "label: Simon X. Fletcher", [SLUG]),
        # an entity that nobody has heard of, one that is spoken of under another name, and what no gate reads
        ("entities/places.yaml", "\nlondon:", "\natlantis:\n  a: Place\n  label: Atlantis\nlondon:", []),
        ("entities/people.yaml", "\nsimon-fletcher:", "\ns-x:\n  a: Person\n  label: Fletcher\nsimon-fletcher:", [SLUG]),
    ],
)  # fmt: skip
def test_an_article_is_made_again_when_anything_it_depends_on_changes(authored, made, file, before, after, again):
    run(authored)
    made.clear()
    change(authored / file, before, after)
    run(authored)
    assert made == again


def test_rules_program_and_libraries_are_among_it(authored, made, monkeypatch):
    run(authored)
    made.clear()
    monkeypatch.setattr(fingerprint, "_libraries", lambda: "rdflib 99")
    run(authored)
    assert len(made) == 2
    assert {folder.name for folder in fingerprint._RULES} == {"ontology", "shapes", "kg"}


def test_an_article_under_another_name_has_other_addresses(authored, made):
    run(authored)
    (authored / "articles" / SLUG).rename(authored / "articles/other")
    assert build(authored, authored / "dataset", workers=1).passed
    assert f"/claim/{SLUG}/" not in (authored / "dataset/claims.ttl").read_text()


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"not JSON\n", None], ids=["empty", "no head", "no JSON", "a byte"])
def test_what_is_damaged_is_made_again(authored, made, cache, damage):
    first = run(authored)
    for path in cache.iterdir():
        data = path.read_bytes()
        path.write_bytes(data[:-9] + b"x" + data[-8:] if damage is None else damage)
    assert run(authored) == first
    assert len(made) == 4


def test_what_nobody_asks_for_is_thrown_away(authored, cache):
    run(authored)
    old, new = sorted(cache.iterdir())
    os.utime(old, (0, 0))
    with Shelf():
        pass
    assert list(cache.iterdir()) == [new]


def test_where_nothing_can_be_kept_the_build_is_the_same_and_nothing_is_left(authored, cache, monkeypatch, tmp_path):
    cache.parent.mkdir(parents=True)
    cache.write_bytes(b"a file where a folder belongs")
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "passing"))
    assert build(authored, authored / "dataset", workers=1).passed
    assert (authored / "dataset/claims.ttl").read_bytes() == (ROOT / "dataset/claims.ttl").read_bytes()
    assert not [path for path in (tmp_path / "passing").iterdir() if path.is_dir()]


def test_an_article_that_changes_while_it_is_read_is_not_kept(authored, cache, monkeypatch):
    def examine(folder, entities):
        made = examine_article(folder, entities)
        change(folder / "article.yaml", "title: ", "title:  ")
        return made

    monkeypatch.setattr(articles, "examine_article", examine)
    with pytest.raises(BadData, match="changed while it was read"):
        run(authored)
    assert not list(cache.iterdir())


def test_findings_are_kept_too_and_name_the_files_where_they_are_now(authored, made):
    path = authored / "articles" / SLUG / "passages/lead.yaml"
    change(path, ', negated: "yes"}', "}")
    first = check(authored, workers=1)
    moved = authored / "moved"
    for folder in ("articles", "entities"):
        shutil.move(authored / folder, moved / folder)
    made.clear()
    again = check(moved, workers=1)
    assert made == []
    assert not again.passed
    places = [[(str(f.path), f.line, f.check) for f in outcome.findings] for outcome in (first, again)]
    assert places[1] == [(name.replace(str(authored), str(moved)), *rest) for name, *rest in places[0]]


def test_an_article_finds_the_same_beside_what_it_sees_as_beside_everything(authored):
    entities = read_all_entities(authored)
    for folder in sorted((authored / "articles").iterdir()):
        texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")]
        seen = Visible(entities).seen_from((folder / "article.txt").read_text(encoding="utf-8"), "\n".join(texts))
        assert len(seen) < len(entities)
        assert examine_article(folder, seen) == examine_article(folder, entities)


def test_everybody_whom_a_sentence_names_is_seen(corpus):
    from kg.check.wording import has_phrase

    for source in corpus.articles:
        visible = Visible(corpus.entities).seen_from(source.article.text, "")
        sentences = {place.sentence for passage in source.passages if (place := locate(source.article, passage))}
        named = {e.id for e in corpus.entities.values() if any(has_phrase(s, n) for n in e.names for s in sentences)}
        assert named
        assert named <= visible.keys()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ken Livingstone", "said KEN\n  livingstone."),
        ("İstanbul Group", "the istanbul group"),
        ("O'Neill & Co", "by O'Neill & Co, 1990"),
        ("???", "??? was"),
    ],
)
def test_a_name_is_seen_in_whatever_case(corpus, name, text):
    from dataclasses import replace

    one = replace(corpus.entities["london"], label=name, aliases=())
    assert "london" in Visible({"london": one}).seen_from(text, "")
    assert not Visible({"london": replace(one, label="Nobody Named")}).seen_from(text, "")


def test_an_escape_could_hide_a_name_so_all_are_seen(corpus):
    assert Visible(corpus.entities).seen_from("", '- s: "\\x6cabour"') == corpus.entities


def test_the_bytes_do_not_depend_on_the_processes_nor_on_what_was_kept(authored, tmp_path):
    outputs = []
    for name, options in {"one": {"workers": 1}, "two": {"workers": 2, "fresh": True}, "kept": {"workers": 3}}.items():
        assert build(authored, tmp_path / name, **options).passed
        outputs.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert outputs[0] == outputs[1] == outputs[2]
    assert set(outputs[0]) == {f"{layer.name}.ttl" for layer in BUILT}


def test_subjects_of_all_articles_stand_in_the_order_of_their_addresses(authored, tmp_path):
    """Articles whose names begin alike have groups of blocks that lie between each other."""
    for name in (f"{SLUG}-related", "socialist-action"):
        shutil.copytree(authored / "articles" / SLUG, authored / "articles" / name)
    from kg.compile.dataset import compile_dataset, serialise_dataset

    assert build(authored, tmp_path / "out").passed
    corpus = read_corpus(authored)
    for name, data in serialise_dataset(corpus, compile_dataset(corpus)).items():
        assert (tmp_path / "out" / name).read_bytes() == data


def test_what_is_wrong_is_told_as_if_everything_had_been_read_at_once(authored):
    change(authored / "articles" / SLUG / "passages/lead.yaml", "s: socialist-action,", "s: socialist-actio,")
    with pytest.raises(RuleBroken) as together:
        read_corpus(authored)
    with pytest.raises(RuleBroken) as apart:
        check(authored, workers=2)
    assert str(apart.value) == str(together.value)
    assert "Did you mean 'socialist-action'?" in str(apart.value)


def _die(_, piece):
    os._exit(piece)


def _double(shared, piece):
    return shared * piece, os.getpid()


def test_work_is_shared_out_in_order_and_a_process_that_dies_is_told():
    done = list(pool.share_out(_double, 2, range(20), workers=2))
    assert [number for number, _ in done] == list(range(0, 40, 2))
    assert os.getpid() not in {process for _, process in done}
    with pytest.raises(Fault, match="ended by the system"):
        list(pool.share_out(_die, None, [3, 4], workers=2))


def test_where_there_is_no_second_process_the_work_is_done_in_this_one(monkeypatch):
    def none(*_, **__):
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    assert {process for _, process in pool.share_out(_double, 2, range(4), workers=2)} == {os.getpid()}


def test_processes_that_are_spawned_give_the_same(authored, tmp_path):
    """As where nothing can be forked."""
    program = (
        "import sys, multiprocessing\n"
        "import kg.store.pool as pool\n"
        "pool.get_all_start_methods = lambda: ['spawn']\n"
        "from pathlib import Path\n"
        "from kg.check.build import build\n"
        "if __name__ == '__main__':\n"
        "    print(build(Path(sys.argv[1]), Path(sys.argv[2]), True, 2).passed)\n"
    )
    script = tmp_path / "spawned.py"
    script.write_text(program)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "own")}
    command = [sys.executable, str(script), str(authored), str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")
    assert (tmp_path / "out/claims.ttl").read_bytes() == (ROOT / "dataset/claims.ttl").read_bytes()


def test_what_is_kept_holds_no_path_of_a_machine(authored, cache):
    run(authored)
    for path in cache.iterdir():
        with path.open("rb") as stream:
            assert str(authored) not in json.dumps(json.loads(stream.readline()))
