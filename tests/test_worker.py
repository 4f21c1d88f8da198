"""The worker: what dies in it, dies alone; what it may use, is bounded."""

import os
import signal
import socket
import time

import psutil
import pytest

from kg.store import confinement, worker
from kg.words.errors import BadData, KGError, LimitReached


def double(number):
    return number * 2


def refuse():
    raise BadData("a sentence")


def sleep():
    time.sleep(60)


def die():
    os.kill(os.getpid(), signal.SIGSEGV)


def eat():
    return len(bytearray(10**10))


def talk():
    return b"x" * (worker.ANSWER + 1)


def open_after_sealing(path):
    confinement.seal()
    try:
        return open(path).read()  # noqa: PTH123
    except OSError as error:
        return error.strerror


def connect_after_sealing(port):
    confinement.seal()
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1)
    except OSError as error:
        return error.strerror


def write(path):
    path.write_text("x" * 10)


def test_the_result_comes_back():
    assert worker.run(double, 21) == 42


def test_an_error_of_ours_comes_back_as_it_is():
    with pytest.raises(BadData, match="a sentence"):
        worker.run(refuse)


@pytest.mark.parametrize(
    ("task", "message"),
    [(sleep, "longer than"), (die, "more memory or is nested"), (eat, "memory"), (talk, "larger than")],
)
def test_what_goes_too_far_is_stopped(task, message):
    with pytest.raises(LimitReached, match=message):
        worker.run(task, seconds=1.0 if task is sleep else 20.0)
    assert worker.run(double, 1) == 2


def test_nothing_is_opened_after_sealing(tmp_path):
    path = tmp_path / "secret"
    path.write_text("secret")
    assert worker.run(open_after_sealing, path) == "Too many open files"
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert worker.run(connect_after_sealing, server.getsockname()[1]) == "Too many open files"


def test_nothing_is_written(tmp_path):
    with pytest.raises(KGError):
        worker.run(write, tmp_path / "file")
    assert not (tmp_path / "file").exists() or (tmp_path / "file").read_text() == ""


def test_no_process_is_left_behind():
    process = psutil.Process()
    before, children = len(os.listdir("/proc/self/fd")), set(process.children())
    for _ in range(20):
        worker.run(double, 1)
    assert len(os.listdir("/proc/self/fd")) == before
    # other tests of this process may have children of their own
    assert set(process.children()) <= children


def test_systems_without_fork_use_a_fresh_process(monkeypatch):
    monkeypatch.delattr(os, "fork")
    assert worker.run(double, 21) == 42
    with pytest.raises(BadData, match="a sentence"):
        worker.run(refuse)
    with pytest.raises(LimitReached, match="longer than"):
        worker.run(sleep, seconds=2.0)
