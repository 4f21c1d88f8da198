"""The server as a process: what it answers, what it refuses and how, and how it ends."""

import errno
import gzip
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from kg.web import zygote
from kg.web.server import bind
from kg.web.settings import Settings, read_settings, write_settings
from kg.words.errors import NotAllowed
from tests.conftest import ROOT
from tests.served import parse, read_all, served

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="these tests look at processes as Unix has them")

ASK = "/sparql?query=" + quote("ASK { ?s ?p ?o }")
#: Takes longer than any test has time for.
BOMB = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


def give_to_dead_workers(server, workers):
    """Let both workers die with a query that they had no time to read, and assert that it is answered all the same."""
    for worker in workers:
        worker.suspend()
    with server.connect() as one, server.connect() as other:
        for number, connection in enumerate((one, other), 1):
            connection.sendall(f"GET {ASK}%23unread{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_until(lambda: f"kg_workers_busy {number}".encode() in server.request("GET /metrics")[2])  # noqa: B023
        for worker in workers:
            worker.kill()
        for connection in (one, other):
            assert connection.recv(1 << 16).split()[1] == b"200"


def wait_until(is_true, seconds=10.0):
    """Wait for something that happens soon; assert that it does."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A file that is loaded at once, with more triples than a cross product can take."""
    file = tmp_path_factory.mktemp("many") / "many.nt"
    file.write_text(
        "".join(f"<http://x.example/{n}> <http://x.example/p> {chr(34)}{n}{chr(34)} .\n" for n in range(2000))
    )
    return file


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    log = tmp_path_factory.mktemp("log") / "log"
    with served("--seconds", 2, "--read-seconds", 1.5, "--body-kib", 64, log=log) as address:
        address.log = log
        yield address


def test_a_query_is_answered_and_the_answer_is_kept(server):
    first = server.request(f"GET {ASK}")
    again = server.request(f"GET {ASK}")
    assert first[0] == 200
    assert json.loads(first[2])["boolean"] is True
    assert [again[2], again[1]["etag"]] == [first[2], first[1]["etag"]]
    hits = re.search(rb"^kg_cache_hits_total (\d+)", server.request("GET /metrics")[2], re.MULTILINE)
    assert int(hits[1]) >= 1


@pytest.mark.parametrize("times", [1, 3])
def test_who_has_the_answer_does_not_get_it_again(server, times):
    """By way of the application at first, of the connection alone from the third time on."""
    for _ in range(times):
        _, headers, _ = server.request(f"GET {ASK}")
        status, known, body = server.request(f"GET {ASK}", f"If-None-Match: {headers['etag']}")
        assert (status, known["etag"], body) == (304, headers["etag"], b"")


def test_answers_are_compressed_for_who_asks(server):
    query = "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 100")
    plain = server.request(f"GET {query}")
    for _ in range(3):
        status, headers, body = server.request(f"GET {query}", "Accept-Encoding: gzip")
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert gzip.decompress(body) == plain[2]
        assert headers["etag"] != plain[1]["etag"]
        assert "Accept-Encoding" in headers["vary"]
    assert "content-encoding" not in server.request(f"GET {query}", "Accept-Encoding: gzip;q=0")[1]


def test_head_has_the_headers_of_get_and_no_body(server):
    for _ in range(3):
        _, wanted, body = server.request(f"GET {ASK}")
        status, headers, nothing = server.request(f"HEAD {ASK}")
        assert (status, nothing) == (200, b"")
        assert headers["content-length"] == str(len(body)) == wanted["content-length"]


def test_a_connection_is_kept_and_requests_in_a_row_are_answered_in_order(server):
    one = f"GET {ASK} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    other = f"GET /sparql?query={quote('ASK { ?s ?p 1, 2 }')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    for _ in range(3):
        data = server.say((one * 3 + other).encode())
        assert re.findall(rb'"boolean":(\w+)', data) == [b"true", b"true", b"true", b"false"]


def test_a_client_that_has_closed_its_half_still_gets_its_answer(server):
    with server.connect() as connection:
        connection.sendall(f"GET {ASK} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        assert b'"boolean":true' in read_all(connection)


@pytest.mark.parametrize(
    ("line", "headers", "body", "status"),
    [
        ("PUT /sparql", [], b"", 405),
        ("DELETE /graph-store?default", [], b"", 405),
        ("TRACE /sparql", [], b"", 405),
        ("CONNECT example.org:443", [], b"", 405),
        ("BREW /sparql", [], b"", 400),
        ("GET /sparql HTTP/3.7", [], b"", 400),
        ("GET /nothing", [], b"", 404),
        ("GET /%00", [], b"", 400),
        ("GET /%ff%fe", [], b"", 400),
        ("GET /%c0%af", [], b"", 400),
        ("GET //example.org/", [], b"", 404),
        ("GET /../../etc/passwd", [], b"", 404),
        ("GET /%2e%2e/%2e%2e/etc/passwd", [], b"", 404),
        ("GET /assets/..%2f..%2fpages%2fcontents.py", [], b"", 404),
        ("GET /assets/..%5c..%5ccontents.py", [], b"", 404),
        ("GET /sparql?query=%00", [], b"", 400),
        ("GET /sparql?query=%ff", [], b"", 400),
        ("GET /sparql?query=ASK%7B%7D&query=ASK%7B%7D", [], b"", 400),
        ("GET /sparql?query=INSERT%20DATA%7B%7D", [], b"", 400),
        ("GET /sparql?update=CLEAR%20ALL", [], b"", 403),
        (f"GET {ASK}", ["Accept: image/png"], b"", 406),
        (f"GET {ASK}", ["Accept: application/sparql-results+json;q=0"], b"", 406),
        (f"GET {ASK}", ["Host: localhost"], b"", 400),
        (f"GET {ASK}", ["X: a\x00b"], b"", 400),
        (f"GET {ASK}", ["X : a"], b"", 400),
        (f"GET {ASK}", [" folded"], b"", 400),
        (f"GET {ASK}", ["X: " + "a" * 100_000], b"", 431),
        (f"GET {ASK}", [f"X-{n}: {'a' * 500}" for n in range(200)], b"", 431),
        (f"GET {ASK}&x={'a' * 20_000}", [], b"", 414),
        ("POST /sparql", ["Content-Type: application/sparql-query", "Content-Length: 1000000000"], b"", 413),
        ("POST /sparql", ["Content-Type: application/sparql-query", "Content-Length: 99999999999999999999"], b"", 400),
        ("POST /sparql", ["Content-Type: application/sparql-query", "Content-Length: -1"], b"", 400),
        ("POST /sparql", ["Content-Length: 6", "Content-Length: 60"], b"ASK {}", 400),
        ("POST /sparql", ["Content-Length: 6", "Transfer-Encoding: chunked"], b"0\r\n\r\nASK {}", 400),
        ("POST /sparql", ["Transfer-Encoding: gzip"], b"ASK {}", 400),
        ("POST /sparql", ["Content-Type: application/sparql-query", "Content-Length: 6"], b"ASK {}", 200),
        ("POST /sparql", ["Content-Type: text/csv", "Content-Length: 6"], b"ASK {}", 415),
        (
            "POST /sparql",
            ["Content-Type: application/sparql-query", "Content-Encoding: gzip", "Content-Length: 6"],
            b"ASK {}",
            415,
        ),
        (f"GET {ASK}", ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AA"], b"", 200),
        (
            "POST /sparql",
            ["Connection: Upgrade", "Upgrade: h2c", "Content-Type: application/sparql-query", "Content-Length: 6"],
            b"ASK {}",
            200,
        ),
        ("OPTIONS /sparql", [], b"", 204),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else None,
)
def test_each_request_has_the_status_that_http_has_for_it(server, line, headers, body, status):
    before = server.process.pid
    answer = server.request(line, *headers, body=body)
    assert answer[0] == status, answer
    if status in (405, 204):
        assert "GET" in answer[1]["allow"]
    if status >= 400:
        assert b"Traceback" not in answer[2]
        assert b"etc" not in answer[2]
        assert len(answer[2]) < 1000
    assert server.process.poll() is None
    assert server.process.pid == before


def test_a_request_without_a_host_is_refused(server):
    assert parse(server.say(b"GET /health HTTP/1.1\r\n\r\n"))[0] == 400
    assert parse(server.say(b"GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n"))[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_on_localhost_no_other_name_is_answered(server, host):
    """What a page of somebody else's can make a browser send (DNS rebinding)."""
    answer = parse(server.say(f"GET {ASK} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()))
    assert answer[0] == 421
    assert b"boolean" not in answer[2]


@pytest.mark.parametrize(
    "second", [b"GET / HTTP/1.1\r\n\r\n", b"BREW / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nX" + b"a" * 99_999]
)
def test_what_is_wrong_with_a_request_is_no_answer_to_the_one_before(server, second):
    first = f"GET {BOMB}%23before HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    assert server.say(first + second) == b""


@pytest.mark.parametrize(
    ("address", "status"),
    [("http://evil.example", 421), ("http://localhost@evil.example", 421), ("http://localhost:1", 200)],
)
def test_a_whole_address_goes_before_the_host_header(server, address, status):
    assert server.request(f"GET {address}{ASK}")[0] == status


def test_a_body_that_does_not_say_how_long_it_is_is_refused_when_it_is_too_long(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(head)
        sent = 0
        try:
            for _ in range(1000):
                sent += connection.send(b"10000\r\n" + b"#" * 0x10000 + b"\r\n")
        except OSError:
            pass
        status, headers, _ = parse(read_all(connection))
    assert status == 413
    assert headers["connection"] == "close"


def test_a_large_body_is_not_even_asked_for(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n"
    answer = server.say(head)
    assert parse(answer)[0] == 413
    assert b"100 Continue" not in answer


@pytest.mark.parametrize(
    "start",
    [
        b"GET /heal",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health HTTP/1.1\r\nX",
    ],
)
def test_a_request_has_so_long_to_arrive_in_all(server, start):
    """One byte now and then does not buy more time."""
    began = time.monotonic()
    with server.connect() as connection:
        connection.settimeout(0.2)
        connection.sendall(start)
        received = b""
        while time.monotonic() - began < 20:
            try:
                part = connection.recv(1 << 16)
            except TimeoutError:
                connection.sendall(b"a")
                continue
            except OSError:
                break
            if not part:
                break
            received += part
    assert b" 408 " in received
    assert 1.4 < time.monotonic() - began < 6


def test_silence_is_ended(server):
    with server.connect() as connection:
        assert read_all(connection) == b""


def test_a_query_that_takes_too_long_is_an_error_and_is_not_tried_again_at_once(server):
    began = time.monotonic()
    status, headers, body = server.request(f"GET {BOMB}")
    took = time.monotonic() - began
    assert status == 504
    assert b"longer than 2 seconds" in body
    assert headers["cache-control"] == "no-store"
    assert 1.9 < took < 3
    began = time.monotonic()
    assert server.request(f"GET {BOMB}")[0] == 504
    assert time.monotonic() - began < 1


def test_a_client_that_goes_takes_its_worker_along(server):
    killed = killed_workers(server)
    connection = server.connect()
    connection.sendall(f"GET {BOMB}%23{time.time()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics")[2])
    connection.close()
    began = time.monotonic()
    wait_until(lambda: b"kg_workers_busy 0" in server.request("GET /metrics")[2])
    assert time.monotonic() - began < 1
    assert killed_workers(server) == killed + 1


def test_a_client_that_goes_leaves_no_refusal_behind_for_others(server):
    """Whoever could make the server refuse a query by asking it and hanging up could keep it from everybody."""
    path = f"{BOMB}%23left{time.time()}"
    connection = server.connect()
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    wait_until(lambda: b"kg_workers_busy 1\n" in server.request("GET /metrics")[2])
    connection.close()
    wait_until(lambda: b"kg_workers_busy 0\n" in server.request("GET /metrics")[2])
    began = time.monotonic()
    assert server.request(f"GET {path}")[0] == 504
    assert time.monotonic() - began > 1.9


def killed_workers(server):
    return int(re.search(rb"kg_workers_killed_total (\d+)", server.request("GET /metrics")[2])[1])


def test_equal_queries_at_a_time_are_one_that_ends_with_the_last_who_waits(server):
    path = f"{BOMB}%23{time.time()}"
    with server.connect() as one, server.connect() as other:
        for connection in (one, other):
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        wait_until(lambda: b"kg_workers_busy 1\n" in server.request("GET /metrics")[2])
        time.sleep(0.3)
        assert b"kg_workers_busy 1\n" in server.request("GET /metrics")[2]
        one.close()
        assert b" 504 " in other.recv(1 << 16)


def test_an_answer_that_is_too_large_is_an_error_and_never_cut(tmp_path):
    with served("--answer-mib", 1) as server:
        for query in ("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 200000", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
            status, _, body = server.request(
                f"GET /sparql?query={quote(query)}", "Accept: application/n-triples, text/csv"
            )
            assert status == 413, body[:200]
            assert b"larger than 1 MiB; ask for less" in body


def test_what_kills_a_worker_kills_nothing_else(server):
    text = "SELECT (REPLACE(" * 12 + "'a'" + ",'a','aaaaaaaaaaaaaaaaaaaa') AS ?x) {}"
    grow = (
        "SELECT ?z { BIND('"
        + "a" * 1000
        + "' AS ?a) "
        + "".join(
            f"BIND(CONCAT(?{chr(97 + n)},?{chr(97 + n)},?{chr(97 + n)},?{chr(97 + n)}) AS ?{chr(98 + n)}) "
            for n in range(12)
        )
        + "BIND(STRLEN(?m) AS ?z) }"
    )
    for query in (text, grow):
        status, _, _ = server.request(f"GET /sparql?query={quote(query)}")
        assert status in (400, 503, 504)
    assert server.request(f"GET {ASK}")[0] == 200


def test_workers_that_somebody_ends_are_replaced(server):
    # those that earlier tests have ended are there again
    every = Settings().page_workers + 4 * (os.cpu_count() or 1)
    wait_until(lambda: len(server.workers()) == every)
    before = {worker.pid for worker in server.workers()}
    server.kill_workers()
    wait_until(lambda: len(server.workers()) == every and not before & {w.pid for w in server.workers()})
    assert server.request(f"GET {ASK}%23x")[0] == 200
    assert not [p for p in server.processes() if p.status() == psutil.STATUS_ZOMBIE]


def test_a_worker_that_the_system_ends_at_work_is_a_503(server):
    statuses = []
    asked = threading.Thread(target=lambda: statuses.append(server.request(f"GET {BOMB}%23killed")[0]))
    asked.start()
    wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics")[2])
    server.kill_workers()
    asked.join()
    assert statuses == [503]
    wait_until(lambda: server.request(f"GET {ASK}%23again")[0] == 200)


def test_a_query_that_no_worker_had_read_goes_to_the_next(many):
    with served("--data", many, "--workers", 2) as server:
        wait_until(lambda: b"kg_workers 2" in server.request("GET /metrics")[2])
        give_to_dead_workers(server, server.workers())


def test_the_process_that_holds_the_dataset_is_started_again(server):
    before = server.zygotes()[0]
    before.kill()
    # it loads the dataset again, which takes its time where others work, too
    wait_until(lambda: not before.is_running() and server.request(f"GET {ASK}%23reborn")[0] == 200, 60)
    assert server.zygotes()[0].pid != before.pid


def test_without_room_for_workers_the_server_refuses_and_recovers(many):
    with served("--data", many, "--wait-seconds", 0.5, "--workers", 2) as server:
        zygote = server.zygotes()[0]
        limits = resource.prlimit(zygote.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(zygote.pid, resource.RLIMIT_NOFILE, (3, limits[1]))
        server.kill_workers()
        wait_until(lambda: server.request("GET /health")[0] == 503)
        status, headers, _ = server.request(f"GET {ASK}")
        assert status == 503
        assert int(headers["retry-after"]) > 0
        resource.prlimit(zygote.pid, resource.RLIMIT_NOFILE, limits)
        wait_until(lambda: server.request("GET /health")[0] == 200)
        assert server.request(f"GET {ASK}")[0] == 200


def test_without_descriptors_the_server_recovers(many):
    with served("--data", many, "--wait-seconds", 0.5, "--workers", 2) as server:
        pid = server.process.pid
        soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (psutil.Process(pid).num_fds(), hard))
        server.kill_workers()
        time.sleep(0.5)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (soft, hard))
        wait_until(lambda: server.request(f"GET {ASK}%23there")[0] == 200, 20)


def test_more_connections_than_may_be_are_refused_with_503(many):
    with served("--data", many, "--connections", 20) as server:
        with ExitStack() as held:
            for _ in range(20):
                held.enter_context(server.connect())
            wait_until(lambda: server.request("GET /health")[0] == 503)
            status, headers, _ = server.request(f"GET {ASK}")
            assert (status, headers["retry-after"]) == (503, "2")
        wait_until(lambda: server.request(f"GET {ASK}")[0] == 200)


def test_more_queries_than_can_wait_are_refused_with_503(many):
    with served("--data", many, "--workers", 1, "--waiting", 1, "--wait-seconds", 0.5, "--seconds", 5) as server:
        with server.connect() as one, server.connect() as other:
            for number, connection in enumerate((one, other)):
                connection.sendall(f"GET {BOMB}%23{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics")[2])
            wait_until(lambda: b"kg_waiting 1" in server.request("GET /metrics")[2])
            status, headers, _ = server.request(f"GET {ASK}")
            assert (status, headers["retry-after"]) == (503, "2")
            assert b" 503 " in other.recv(1 << 16)
        assert server.request("GET /health")[0] == 200


def test_one_client_has_its_share_and_no_more(many):
    with served(
        "--data", many, "--proxies", "127.0.0.0/8", "--client-rate", 0.1, "--client-burst", 3, "--client-queries", 1
    ) as server:
        one, other = "X-Forwarded-For: 6.6.6.6, 192.0.2.1", "X-Forwarded-For: 192.0.2.2"
        statuses = [server.request(f"GET {ASK}", one)[0] for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert int(server.request(f"GET {ASK}", one)[1]["retry-after"]) > 0
        assert server.request(f"GET {ASK}", other)[0] == 200
        with server.connect() as connection:
            connection.sendall(f"GET {BOMB} HTTP/1.1\r\nHost: localhost\r\n{other}\r\n\r\n".encode())
            wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics", "X-Forwarded-For: 192.0.2.9")[2])
            assert server.request(f"GET {ASK}%23more", other)[0] == 429


def test_an_answer_that_nobody_takes_is_dropped():
    with served("--write-seconds", 0.3, "--slowest-kib", 100_000) as server:
        query = quote("SELECT * { ?s ?p ?o . ?a <https://w3id.org/pao/ns#memberOf> ?c } LIMIT 20000")
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_until(lambda: b"kg_connections 2" in server.request("GET /metrics")[2])
            wait_until(lambda: b"kg_connections 1" in server.request("GET /metrics")[2], 60)


def test_the_log_has_a_line_for_each_request_and_nothing_of_who_asked_what(server):
    marker = "zzsecretzz"
    server.request(f"GET /sparql?query={quote(f'ASK {{ ?s ?p {chr(39)}{marker}{chr(39)} }}')}", f"User-Agent: {marker}")
    server.request(f"GET /{marker}")
    time.sleep(0.5)
    text = server.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"time", "kind", "method", "status", "ms", "bytes", "cached", "query"} <= set(lines[-1])
    assert any(line.get("kind") == "sparql" and line["status"] == 200 for line in lines)
    assert marker not in text
    assert "127.0.0.1" not in text


def test_numbers_are_told_in_the_form_of_prometheus(server):
    status, headers, body = server.request("GET /metrics")
    assert (status, headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    for line in body.decode().splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) kg_\w+ .+|kg_\w+(\{(\w+="[^"]*",?)+\})? [\d.e+]+', line), line
    assert b'kg_requests_total{kind="sparql",status="200"}' in body


def test_every_answer_tells_browsers_what_they_need_to_know(server):
    for path in (ASK, "/health", "/nothing", "/"):
        headers = server.request(f"GET {path}")[1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["access-control-allow-origin"] == "*"
        assert "server" not in headers


def test_what_is_wrong_with_an_address_is_told_before_anything_is_loaded(kg):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = kg("serve", "--host", "127.0.0.1", "--port", port)
    assert (done.returncode, done.stderr) == (
        69,
        f"kg: Port {port} is in use; stop what listens there, or choose another with --port.\n",
    )
    done = kg("serve", "--host", "192.0.2.1")
    assert done.returncode == 69
    assert "no address of this machine" in done.stderr
    done = kg("serve", "--host", "no.such.host.invalid")
    assert done.returncode == 2


def test_a_port_that_is_not_ours_is_refused():
    """Asked as a user who is nobody, for whoever runs the tests may be allowed to."""
    code = "import os; from kg.web.server import bind; os.getuid() or os.setuid(65534); bind('127.0.0.1', 1)"
    if Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text() < "2":
        pytest.skip("on this machine everybody may listen at every port")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "NotAllowed: Port 1 is for the administrator" in done.stderr


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_address_of_ipv6_is_listened_at(many):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with served("--data", many, "--host", "::1") as server:
        assert server.startswith("http://[::1]:")
        with socket.create_connection(("::1", server.port)) as connection:
            connection.sendall(f"GET {ASK} HTTP/1.1\r\nHost: [::1]:{server.port}\r\nConnection: close\r\n\r\n".encode())
            assert parse(read_all(connection))[0] == 200


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_server_that_is_told_to_stop_answers_what_it_has_begun_and_leaves_nothing(number, code, many):
    with served("--data", many, "--seconds", 20, "--drain-seconds", 3) as server:
        processes = server.processes()
        with server.connect() as idle, server.connect() as connection:
            # long enough to be seen at work, short enough to be answered before the end
            query = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
            idle.sendall(b"GET /hea")
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wait_until(lambda: b"kg_workers_busy 1" in server.request("GET /metrics")[2])
            began = time.monotonic()
            server.process.send_signal(number)
            server.process.wait(20)
            read_all(connection)
        assert time.monotonic() - began < 5
        assert server.process.returncode == code
        wait_until(lambda: not any(process.is_running() for process in processes), 3)


def test_a_server_that_is_killed_leaves_no_worker(many):
    with served("--data", many) as server:
        processes = server.processes()
        server.process.kill()
        server.process.wait()
        wait_until(lambda: not any(process.is_running() and process.status() != "zombie" for process in processes), 15)


def test_a_hangup_does_nothing(server):
    server.process.send_signal(signal.SIGHUP)
    for process in server.processes():
        process.send_signal(signal.SIGHUP)
    assert server.request(f"GET {ASK}")[0] == 200


def test_other_files_are_served_with_their_graphs(tmp_path):
    (tmp_path / "a.trig").write_text("<http://x.example/g> { <http://x.example/s> <http://x.example/p> 1 }")
    (tmp_path / "b.ttl").write_text("<http://x.example/s> <http://x.example/p> 2 .")
    with served("--data", tmp_path / "a.trig", tmp_path / "b.ttl") as server:
        _, _, body = server.request(
            f"GET /sparql?query={quote('SELECT ?o { ?s ?p ?o } ORDER BY ?o')}", "Accept: text/csv"
        )
        assert body == b"o\r\n1\r\n2\r\n"
        _, _, body = server.request(
            f"GET /sparql?query={quote('SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }')}", "Accept: text/csv"
        )
        assert body == b"g,o\r\nhttp://x.example/g,1\r\n"
        assert server.request("GET /")[0] == 303
        status, headers, _ = server.request("GET /.well-known/void")
        assert (status, headers["location"]) == (302, "../sparql")
        assert b"void:triples 2" in server.request("GET /sparql")[2]
        assert server.request("GET /id/john-ross")[0] == 404


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("bad.ttl", "<a> <b>", 65, "bad.ttl:1"),
        ("none.ttl", None, 2, "there is no such file"),
        ("odd.xyz", "x", 65, "not clear from its name"),
        # too deep for the parser: it takes minutes, or dies of it
        ("deep.jsonld", '{"@id": "x:y", "x:p": ' * 30_000 + "1" + "}" * 30_000, None, "loade?d"),
    ],
)
def test_files_that_cannot_be_served_are_told_in_one_sentence(kg, tmp_path, name, text, code, message):
    if text is not None:
        (tmp_path / name).write_text(text)
    done = kg("serve", "--port", 0, "--load-seconds", 3, "--data", tmp_path / name)
    assert re.search(message, done.stderr)
    assert "Traceback" not in done.stderr
    assert done.returncode == code or (code is None and done.returncode in (69, 70))


def test_without_the_extra_it_is_said_how_to_get_it(tmp_path):
    code = "import sys; sys.modules['uvicorn'] = None; from kg.cli.main import main; sys.exit(main(['serve']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "kg: This needs the package 'uvicorn', which is not installed; "
        "run: pip install 'socialist-action-kg[server]'.\n"
    )


def test_every_setting_is_in_the_help_with_what_it_means(kg):
    text = " ".join(kg("serve", "--help").stdout.split())
    for setting in fields(Settings):
        assert f"--{setting.name.replace('_', '-')}" in text
        assert " ".join(setting.metadata["sentence"].split()) in text


def test_no_other_command_waits_for_the_settings():
    code = "import sys; from kg.cli.main import parser; parser(); print('kg.web.settings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "False\n"


def test_the_example_of_a_settings_file_has_all_settings_with_their_defaults(tmp_path):
    path = ROOT / "docs/deploy/kg.toml"
    assert path.read_text() == write_settings(Settings()), "write what 'kg serve --print-config' prints into it"
    assert read_settings(path, {}) == Settings()
    assert read_settings(path, {"port": 1}).port == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prot = 1", "there is no setting 'prot'. Did you mean 'port'?"),
        ("port = '1'", "the setting 'port' is a whole number, not '1'"),
        ("hosts = 'a'", "the setting 'hosts' is a list of texts"),
        ("log = 1", "the setting 'log' is true or false"),
        ("port = -1", "0 is the least that it may be"),
        ("port = 70000", "There is no port 70000"),
        ("seconds = 0", "0.05 is the least"),
        ("seconds = nan", "0.05 is the least"),
        ("processes = 'threads'", "it can be fork or spawn"),
        ("proxies = ['me']", "is no address or network of a proxy"),
        ("port = ", "this is not TOML"),
    ],
)
def test_what_is_wrong_with_a_setting_is_told_in_one_sentence(kg, tmp_path, text, message):
    (tmp_path / "kg.toml").write_text(text)
    done = kg("serve", "--config", tmp_path / "kg.toml")
    assert message in done.stderr
    assert done.returncode in (2, 65)
    assert "Traceback" not in done.stderr


def test_an_address_that_the_system_keeps_is_told_as_what_it_is(monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("kg.web.server._bind", refuse)
    with pytest.raises(NotAllowed, match="choose one above 1023") as raised:
        bind("127.0.0.1", 80)
    assert raised.value.exit_code == 77


def test_a_system_that_has_no_room_for_a_process_is_asked_again(monkeypatch):
    """The process that forks says why it could not; what the server makes of that is tested with descriptors."""

    def refuse():
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        zygote._fork(theirs, None, "sealed", set())
        assert json.loads(ours.recv(1000)) == {"error": "Resource temporarily unavailable"}
