"""Five hundred slow connections, then a thousand at once: memory stays flat, and every refusal is a 503 that says when."""

import asyncio
import os
import statistics
import time
from contextlib import suppress
from urllib.parse import quote

import psutil
import pytest

from tests.served import parse, served

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="these tests look at processes as Unix has them"),
]

#: Seconds that each of the two lasts.
LASTS = 30


def query(number):
    return f"/sparql?query={quote(f'SELECT * {{ ?s ?p ?o }} LIMIT 20 #{number}')}"


async def get(port, path):
    """Return status, headers and seconds of one request over a connection of its own."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        with suppress(ConnectionError):
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        data = await asyncio.wait_for(reader.read(-1), 60)
    finally:
        writer.close()
    status, headers, _ = parse(data)
    return status, headers, time.monotonic() - began


async def drip(port, stop):
    """Hold a connection open with a byte now and then, and another one when it is closed; return how it was closed."""
    ends = []
    while not stop.is_set():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        data = b""
        with suppress(ConnectionError):
            writer.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            while not stop.is_set() and not reader.at_eof():
                writer.write(b"a")
                with suppress(TimeoutError):
                    data += await asyncio.wait_for(reader.read(1 << 16), 0.7)
        if data:
            ends.append(parse(data)[0])
        writer.close()
    return ends


def memory(process):
    """Return the bytes that the server and its workers have for themselves."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            total += each.memory_full_info().uss
    return total


def is_flat(now, before):
    """Memory is flat if it has grown by less than a tenth, or by no more than what connections take."""
    return now < max(1.1 * before, before + 48 * 1024**2)


async def slow(port, process):
    stop = asyncio.Event()
    drips = [asyncio.create_task(drip(port, stop)) for _ in range(500)]
    await asyncio.sleep(2)
    seconds, ends, least, peak = [], time.monotonic() + LASTS, 0, 0
    while time.monotonic() < ends:
        if len(seconds) % 20 == 0:
            peak = max(peak, memory(process))
        status, headers, took = await get(port, query(len(seconds)))
        if status == 200:
            seconds.append(took)
        else:
            assert (status, bool(headers["retry-after"])) == (503, True)
            least += 1
        await asyncio.sleep(0.05)
    stop.set()
    closed = [status for task in drips for status in await task]
    return seconds, closed, least, peak


def test_slow_connections_do_not_keep_others_out():
    """As many as there may be, and then some: who drips is cut after its time, and who asks finds room."""
    with served("--connections", 600, "--read-seconds", 3, "--cache-mib", 8) as server:
        process = psutil.Process(server.process.pid)
        asyncio.run(warm(server.port))
        before = memory(process)
        seconds, closed, refused, peak = asyncio.run(slow(server.port, process))
        assert len(seconds) > 50
        assert not refused
        assert 408 in closed
        assert set(closed) <= {408, 503}
        assert statistics.quantiles(seconds, n=20)[18] < 1
        assert is_flat(peak, before)
        assert is_flat(memory(process), before)
        assert server.process.poll() is None


async def warm(port):
    for number in range(300):
        assert (await get(port, query(-number)))[0] == 200


async def crowd(port, process):
    """Ask over a thousand connections at once, again and again; return what came of each, and the most memory."""
    ends, seen, peak = time.monotonic() + LASTS, [], 0

    async def one(number):
        count = 0
        while time.monotonic() < ends:
            count += 1
            with suppress(ConnectionResetError):
                seen.append(await get(port, query(number * 1000 + count % 7)))

    async def watch():
        nonlocal peak
        while time.monotonic() < ends:
            peak = max(peak, memory(process))
            await asyncio.sleep(2)

    await asyncio.gather(watch(), *(one(number) for number in range(1000)))
    return seen, peak


def test_a_thousand_at_once_are_answered_or_refused_with_503():
    with served("--connections", 400, "--cache-mib", 8) as server:
        process = psutil.Process(server.process.pid)
        asyncio.run(warm(server.port))
        before, descriptors = memory(process), process.num_fds()
        seen, peak = asyncio.run(crowd(server.port, process))
        answered = [seconds for status, _, seconds in seen if status == 200]
        refused = [(status, headers.get("retry-after")) for status, headers, _ in seen if status != 200]
        assert len(answered) > 500
        assert refused
        assert set(refused) == {(503, "2")}
        time.sleep(3)
        assert is_flat(peak, before)
        assert is_flat(memory(process), before)
        assert process.num_fds() <= descriptors + 2
        assert not [child for child in server.processes() if child.status() == psutil.STATUS_ZOMBIE]
        assert asyncio.run(get(server.port, query("after")))[0] == 200
