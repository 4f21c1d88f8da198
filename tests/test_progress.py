"""Who waits is told how far things have come, and nothing of it reaches a file or a pipe."""

import io
import sys

import pytest

from kg.check.workbench import Workbench
from kg.cli import progress as bars
from kg.cli.progress import progress
from kg.share.export import export
from kg.source.corpus import read_corpus
from kg.words.progress import listening, told
from tests.test_snapshot import home, large  # noqa: F401

SLUG = "socialist-action-uk"


class Screen(io.StringIO):
    """What is written to a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def steps():
    """The steps that are told."""
    found = []
    with listening(lambda step, *_: found.append(step)):
        yield found


@pytest.mark.parametrize("name", ["turtle", "jsonld", "nquads", "ntriples"])
def test_an_export_tells_of_each_layer(steps, name):
    export(name)
    assert steps.count("layers") == 6


def test_a_check_tells_of_articles_and_gates(steps, authored):
    Workbench(authored, SLUG).check()
    assert {"articles read", "articles compiled", "text gate", "graph gate"} <= set(steps)


def test_reading_tells_of_each_article(steps, authored):
    read_corpus(authored)
    assert steps.count("articles read") == 3


def test_a_bar_is_drawn_on_a_terminal_alone(monkeypatch):
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    for stream in (Screen(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress():
            assert list(told("pages", "ab")) == ["a", "b"]
        assert ("pages" in stream.getvalue()) == stream.isatty()


def test_nothing_is_drawn_of_what_is_soon_done(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress():
        list(told("pages", "ab"))
    assert screen.getvalue() == ""


def test_an_index_that_is_made_first_is_told_once(home):  # noqa: F811
    first, second = large("find", "Livingstone"), large("find", "Livingstone")
    assert "its texts are indexed" in first.stderr
    assert second.stderr == ""
    assert first.stdout == second.stdout
