"""The server on a system without fork: fresh processes as workers, with the same limits, replaced after each kill."""

import os
import signal
import time
from urllib.parse import quote

import psutil
import pytest

from tests.bombs import kinds
from tests.served import served
from tests.test_server import ASK, BOMB, give_to_dead_workers, many, wait_until  # noqa: F401 (a fixture)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these tests look at processes as Unix has them")

GROWS = kinds(1, "/none")["doubling by CONCAT"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    log = tmp_path_factory.mktemp("log") / "log"
    flags = ["--processes", "spawn", "--workers", 2, "--page-workers", 1, "--seconds", 2, "--wait-seconds", 0.5]
    with served(*flags, "--answer-mib", 1, "--memory-mib", 64, "--pause-seconds", 0, log=log) as address:
        address.log = log
        yield address


def command(process):
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # it ended between the list and the look
        return ""


def spawned(server):
    return [process for process in server.processes() if "multiprocessing.spawn" in command(process)]


def test_queries_pages_and_addresses_are_answered(server):
    assert server.request(f"GET {ASK}")[0] == 200
    assert server.request("GET /id/john-ross.ttl")[0] == 200
    assert server.request("GET /")[0] == 200
    assert len(spawned(server)) == 3


def test_what_goes_too_far_is_an_error_and_its_worker_is_replaced(server):
    for number, (query, status) in enumerate(
        [
            (BOMB, 504),
            (f"/sparql?query={quote(GROWS)}", 503),
            (f"/sparql?query={quote('SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 200000')}", 413),
        ]
    ):
        before = {worker.pid for worker in spawned(server)}
        began = time.monotonic()
        assert server.request(f"GET {query}&x={number}")[0] == status
        if status == 504:
            assert 1.9 < time.monotonic() - began < 2.5
        if status != 413:
            wait_until(lambda: len(now := {w.pid for w in spawned(server)}) == 3 and now != before, 60)  # noqa: B023
            wait_until(lambda: b"kg_workers 3" in server.request("GET /metrics")[2], 60)
    wait_until(lambda: server.request(f"GET {ASK}%23again")[0] == 200, 60)
    assert not [p for p in server.processes() if p.status() == psutil.STATUS_ZOMBIE]
    assert "memory allocation" not in server.log.read_text()


def test_a_query_that_no_worker_had_read_goes_to_the_next(many):  # noqa: F811
    with served("--data", many, "--processes", "spawn", "--workers", 2, "--wait-seconds", 60) as server:
        give_to_dead_workers(server, spawned(server))


def test_a_client_that_goes_takes_its_worker_along(server):
    wait_until(lambda: b"kg_workers 3" in server.request("GET /metrics")[2], 60)
    connection = server.connect()
    connection.sendall(f"GET {BOMB}%23gone HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics")[2])
    connection.close()
    began = time.monotonic()
    wait_until(lambda: b"kg_workers_busy 0" in server.request("GET /metrics")[2])
    assert time.monotonic() - began < 0.9


def test_who_waits_too_long_is_refused_in_time(server):
    wait_until(lambda: b"kg_workers 3" in server.request("GET /metrics")[2], 60)
    connections = [server.connect(), server.connect()]
    for number, connection in enumerate(connections):
        connection.sendall(f"GET {BOMB}%23{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    wait_until(lambda: b"kg_workers_busy 2" in server.request("GET /metrics")[2])
    began = time.monotonic()
    status, headers, _ = server.request(f"GET {ASK}%23late")
    assert (status, headers["retry-after"]) == (503, "2")
    assert time.monotonic() - began < 0.9
    for connection in connections:
        connection.close()
    wait_until(lambda: b"kg_waiting 0" in server.request("GET /metrics")[2])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_that_ends_leaves_no_worker(number, many):  # noqa: F811
    with served("--processes", "spawn", "--workers", 1, "--page-workers", 1, "--data", many) as server:
        processes = server.processes()
        with server.connect() as connection:
            connection.sendall(f"GET {BOMB} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics")[2])
            server.process.send_signal(number)
            server.process.wait(20)
        wait_until(lambda: not any(p.is_running() and p.status() != "zombie" for p in processes), 15)
